"""An edition ten times the usual size: 1,600 guests, 500 interpreters, about 12,000 entries of itineraries.

Made from the shape of the oil conference: shares of ranks, languages, levels and arrivals are those of its tables.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from services.matching.domain.competence import Tier
from services.matching.domain.heard import ArrivalFact, EditionFact, GuestFact, MeetingFact, SessionFact
from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.domain.level import Level
from services.matching.domain.plan import Instance
from services.matching.domain.policy import Policy
from services.matching.domain.wanted import Heard, needs_of

EDITION = "large"
D0 = datetime(2019, 10, 18, tzinfo=UTC) - timedelta(hours=8)
RANKS = {"V1": 20, "V2": 130, "V3": 220, "V4": 530, "V5": 700}
LANGUAGES = {"en": 880, "ar": 180, "ru": 120, "ja": 120, "ko": 100, "pt": 60, "fr": 60, "fa": 40, "es": 40}
ROSTER = (
    ("en", "C1", 10), ("en", "C2", 80), ("en", "C3", 120), ("en", "N", 30), ("ja", "C2", 10), ("ja", "C3", 20),
    ("ja", "N", 10), ("ko", "C2", 10), ("ko", "C3", 20), ("ko", "N", 10), ("ru", "C2", 10), ("ru", "C3", 10),
    ("ru", "N", 10), ("fr", "C2", 10), ("fr", "C3", 10), ("es", "C3", 10), ("pt", "N", 10), ("ar", "C2", 10),
)  # fmt: skip
BOOTH_STAFF = (("en", "C1", 20), ("en", "C2S", 60), ("ru", "C2S", 20))
PLACES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")
TOPICS = ("oil-gas", "tourism", "fishery", "law", "")


def tenfold(seed: int = 2019) -> Instance:
    """The instance, with nothing in force yet."""
    heard, roster = everything(seed)
    return Instance(
        needs=tuple(needs_of(heard).values()),
        interpreters=tuple(roster),
        policy=Policy(id=f"{EDITION}.policy", edition=EDITION, topics=("oil-gas",)),
    )


def everything(seed: int = 2019) -> tuple[Heard, list[Interpreter]]:
    """What matching hears of the edition, and its roster."""
    draw = random.Random(seed)
    return heard_of_everybody(draw), _roster(draw)


def heard_of_everybody(draw: random.Random) -> Heard:
    """1,600 guests, their arrivals, 180 leaders' meetings, and a programme in ten houses."""
    guests = _guests(draw)
    return Heard(
        edition=EditionFact(
            id=EDITION, edition=EDITION, timezone="Asia/Shanghai", first_day=date(2019, 10, 17),
            last_day=date(2019, 10, 19),
        ),
        guests={guest.id: guest for guest in guests},
        arrivals={guest.id: _arrival(guest, draw) for guest in guests},
        meetings=_meetings(guests, draw),
        topics=("oil-gas",),
        sessions=_sessions(),
    )  # fmt: skip


def _guests(draw: random.Random) -> list[GuestFact]:
    ranks = [rank for rank, number in RANKS.items() for _ in range(number)]
    languages = [language for language, number in LANGUAGES.items() for _ in range(number)]
    draw.shuffle(languages)
    found = []
    for number, (rank, language) in enumerate(zip(ranks, languages, strict=True)):
        works_in_english = language != "en" and draw.random() < 0.3
        found.append(
            GuestFact(
                id=f"{EDITION}.g.A{number:04}", edition=EDITION, reference=f"A{number:04}", name=f"Guest {number}",
                state="confirmed", rank=rank, language=language, fallback="en" if works_in_english else None,
                fallback_accepted_by="Head of delegation" if works_in_english else None,
                organisation=f"Organisation {draw.randrange(400)}",
                interpreter_gender=draw.choice([None] * 9 + ["f"]),
            )
        )  # fmt: skip
    return found


def _arrival(guest: GuestFact, draw: random.Random) -> ArrivalFact:
    hour = draw.choices([9, 11, 13, 15, 17, 19, 21], [10, 26, 34, 38, 26, 14, 8])[0]
    ready = D0 - timedelta(days=1) + timedelta(hours=hour, minutes=draw.randrange(60))
    leaves = D0 + timedelta(days=draw.choice([1, 2]), hours=draw.choice([8, 10, 18]))
    return ArrivalFact(
        id=guest.id.replace(".g.", ".a."), edition=EDITION, guest_id=guest.id, ready_at=ready, leaves_at=leaves,
        cancelled=False,
    )  # fmt: skip


def _meetings(guests: list[GuestFact], draw: random.Random) -> list[MeetingFact]:
    important = [guest for guest in guests if guest.rank in ("V1", "V2", "V3")]
    found = []
    for number, guest in enumerate(draw.sample(important, 180)):
        day, hour, minute = draw.choice([(0, 8, 0), (0, 12, 10), (0, 13, 0), (0, 17, 15), (1, 8, 30)])
        starts = D0 + timedelta(days=day, hours=hour, minutes=minute)
        found.append(
            MeetingFact(
                id=f"{EDITION}.m.M{number:03}", edition=EDITION, guest_id=guest.id, accompanying=(),
                rank=guest.rank, mode="CONSECUTIVE", language=guest.language, starts=starts,
                ends=starts + timedelta(minutes=30), place=draw.choice(PLACES),
            )
        )  # fmt: skip
    return found


def _sessions() -> list[SessionFact]:
    """The programme of one conference, held in ten houses at once."""
    shape = [
        ("OPENING", 0, 9.0, 12.0, ("zh", "en", "ru")),
        *[("FORUM", 0, 14.0, 17.0, ("zh", "en"))] * 4,
        ("BANQUET", 0, 18.5, 20.0, ("zh", "en")),
        ("MATCHMAKING", 1, 9.0, 11.7, ("zh", "en")),
        *[("VISIT", 1, 13.5, 16.5, ("zh", "en"))] * 3,
    ]
    return [
        SessionFact(
            id=f"{EDITION}.s.H{house}-{number:02}", edition=EDITION, reference=f"H{house}-{number:02}", title=kind,
            session_type=kind, room_id=f"{EDITION}.r.H{house}-{number:02}", place=PLACES[house % len(PLACES)],
            starts=D0 + timedelta(days=day, hours=since), ends=D0 + timedelta(days=day, hours=until),
            working_languages=languages,
        )
        for house in range(10)
        for number, (kind, day, since, until, languages) in enumerate(shape)
    ]  # fmt: skip


def _roster(draw: random.Random) -> list[Interpreter]:
    rows = [(*row, False) for row in ROSTER] + [(*row, True) for row in BOOTH_STAFF]
    people = [(language, level, booth) for language, level, number, booth in rows for _ in range(number)]
    return [
        Interpreter(
            id=f"{EDITION}.i.I{number:03}", edition=EDITION, reference=f"I{number:03}", name=f"Interpreter {number}",
            languages=(language,), level=Level(level), booth=booth,
            tier=Tier.CONTRACT if booth else draw.choice([Tier.CORE, Tier.CORE, Tier.RESERVE]),
            topics=(topic,) if (topic := draw.choice(TOPICS)) else (), gender=draw.choice("ffm"),
            home_place=draw.choice(PLACES), consent=Consent.GIVEN, pledge_signed_on=date(2019, 10, 1),
        )
        for number, (language, level, booth) in enumerate(people)
    ]  # fmt: skip
