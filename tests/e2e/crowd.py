"""A crowd of guests with badges, put where registration keeps them: what is measured is the desk, not the import."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from pymongo import MongoClient

from services.registration.badge_token import BadgeKey
from services.registration.domain.badge import BadgeClaim
from services.registration.domain.delegation import Delegation
from services.registration.domain.guest import Guest
from services.registration.domain.names import starts_of
from services.registration.domain.state import Rank, State
from services.registration.storage import Delegations, Guests
from shared.storage.documents import to_document
from shared.storage.mongo import MongoBackend, connect

EDITION = "crowd-2019"
PORTION = 2_000
GROUPS = 40
# Invented people; scripts, accents and right-to-left names as they come.
PEOPLE = (
    ("KIM", "Young-ho", "김영호", "KR", "ko"),
    ("Bjørnstad", "Kåre", "", "NO", "no"),
    ("Santos", "João", "", "BR", "pt"),
    ("Nakamura", "Ken", "中村健", "JP", "ja"),
    ("Ivanova", "Olga", "Ольга Иванова", "RU", "ru"),
    ("Haddad", "Samir", "سمير حداد", "LB", "ar"),
    ("Müller", "Jürgen", "", "DE", "de"),
    ("Tan", "Wei Ling", "陈慧玲", "SG", "zh"),
)  # fmt: skip


@dataclass(frozen=True)
class Crowd:
    """The badges' codes by number, and the edition they belong to."""

    edition: str
    codes: list[str]


def gather(api: httpx.Client, mongo_uri: str, prefix: str, secrets: Path, size: int) -> Crowd:
    """Open an edition and have so many guests expected, all confirmed but every fiftieth, all with badges."""
    opened = api.post(
        "/editions",
        json={
            "edition": EDITION, "conference": "IPEC", "number": 3, "name_zh": "第三届世界油商大会",
            "name_en": "International Petroleum and Natural Gas Enterprises Conference",
            "first_day": str(date(2019, 10, 17)), "opening_day": str(date(2019, 10, 18)),
            "last_day": str(date(2019, 10, 19)),
        },
    )  # fmt: skip
    opened.raise_for_status()
    client: MongoClient[dict[str, Any]] = connect(mongo_uri, "crowd")
    backend = MongoBackend(client, f"{prefix}_registration", "registration")
    backend.add(Delegations(backend).name, [_document(_group(number)) for number in range(GROUPS)])
    guests = Guests(backend)
    for start in range(0, size, PORTION):
        backend.add(guests.name, [_document(_guest(n)) for n in range(start, min(size, start + PORTION))])
    client.close()
    key = BadgeKey((secrets / "badge_key").read_bytes())
    return Crowd(EDITION, [key.token(BadgeClaim(EDITION, reference(n), 1)) for n in range(size)])


def reference(number: int) -> str:
    """`G00017`."""
    return f"G{number:05d}"


def _document(thing: Guest | Delegation) -> dict[str, Any]:
    thing.version = 1
    return to_document(thing)


def _group(number: int) -> Delegation:
    return Delegation(
        id=f"{EDITION}.d.D{number:02d}", edition=EDITION, reference=f"D{number:02d}", country="KR",
        name_en=f"Delegation of Ganghwa County {number}", name_zh=f"江华郡代表团{number}",
    )  # fmt: skip


def _guest(number: int) -> Guest:
    family, given, own, country, language = PEOPLE[number % len(PEOPLE)]
    family = family if number < len(PEOPLE) else f"{family} {number}"
    is_confirmed = number % 50 != 49
    return Guest(
        id=f"{EDITION}.g.{reference(number)}", edition=EDITION, reference=reference(number),
        person_id=f"{EDITION}.g.{reference(number)}", family_name=family, given_name=given,
        own_script_name=own, country=country, language=language, organisation=f"Example Energy {number % 97}",
        post="Vice-Minister of Energy" if number < 8 else "Director",
        rank=Rank.V1 if number < 8 else Rank.V5, delegation_id=f"{EDITION}.d.D{number % GROUPS:02d}",
        attention="Gift at the lounge; escort to room 2 礼品在贵宾室" if number == 0 else "",
        state=State.CONFIRMED if is_confirmed else State.REGISTERED, ever_confirmed=is_confirmed,
        badge_serial=1, found_by=starts_of((family, given, own, reference(number))),
    )  # fmt: skip
