"""Interpreters, needs and instances with good defaults."""

from datetime import UTC, date, datetime
from typing import Any

from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.domain.level import Level, Rank
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.plan import Instance
from services.matching.domain.policy import Policy

EDITION = "ipec-2019"


def october(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of October 2019, UTC."""
    return datetime(2019, 10, day, hour, minute, tzinfo=UTC)


def an_interpreter(
    reference: str = "I1", languages: str = "en", level: str = "C2", **changes: Any
) -> Interpreter:
    """Pledged, lent by the home unit, and available; `languages` separated by spaces."""
    return Interpreter(
        **{
            "id": f"{EDITION}.i.{reference}",
            "edition": EDITION,
            "reference": reference,
            "name": f"Interpreter {reference}",
            "languages": tuple(languages.split()),
            "level": Level(level),
            "consent": Consent.GIVEN,
            "pledge_signed_on": date(2019, 10, 1),
            **changes,
        }
    )


def a_stay(reference: str = "A1", language: str = "en", rank: str = "V3", **changes: Any) -> Need:
    """One guest's stay from 17 to 20 October."""
    guest = f"{EDITION}.g.{reference}"
    return Need(
        **{
            "id": f"{EDITION}.n.{reference}",
            "purpose": Purpose.ONE_TO_ONE,
            "guest_id": guest,
            "party": (guest,),
            "rank": Rank(rank),
            "language": language,
            "starts": october(17),
            "ends": october(20),
            **changes,
        }
    )


def a_meeting(
    reference: str = "M1", guest: str = "A1", language: str = "en", rank: str = "V3", **changes: Any
) -> Need:
    """A consecutive meeting of one guest on 18 October from 08:00 to 08:30, Lincheng."""
    return Need(
        **{
            "id": f"{EDITION}.m.{reference}.n",
            "purpose": Purpose.MEETING,
            "mode": Mode.CONSECUTIVE,
            "guest_id": f"{EDITION}.g.{guest}",
            "party": (f"{EDITION}.g.{guest}",),
            "meeting_id": f"{EDITION}.m.{reference}",
            "rank": Rank(rank),
            "language": language,
            "place": "LINCHENG",
            "starts": october(18, 8),
            "ends": october(18, 8, 30),
            **changes,
        }
    )


def a_team(
    reference: str = "S1",
    people: int = 2,
    language: str = "en",
    extra: int = 0,
    booth: str | None = None,
    **changes: Any,
) -> tuple[Need, ...]:
    """The seats of one booth on 18 October from 09:00 to 11:00, Lincheng; the last `extra` are the AIIC's."""
    team = f"{EDITION}.s.{reference}.n"
    return tuple(
        Need(
            **{
                "id": f"{team}.{booth or language}.{seat}",
                "purpose": Purpose.BOOTH,
                "mode": Mode.SIMULTANEOUS,
                "guest_id": "",
                "rank": Rank.V4,
                "language": language,
                "place": "LINCHENG",
                "starts": october(18, 9),
                "ends": october(18, 11),
                "team": team,
                "booth": booth or language,
                "seat": seat,
                "extra": seat > people - extra,
                "session_id": f"{EDITION}.s.{reference}",
                **changes,
            }
        )
        for seat in range(1, people + 1)
    )


def an_instance(
    *parts: Need | Interpreter, in_force: dict[str, str] | None = None, level_floor: bool = True, **given: Any
) -> Instance:
    """These needs and interpreters; `in_force` by need id, `given` are other fields of the instance."""
    return Instance(
        needs=tuple(part for part in parts if isinstance(part, Need)),
        interpreters=tuple(part for part in parts if isinstance(part, Interpreter)),
        policy=Policy(id=EDITION, edition=EDITION, level_floor=level_floor),
        in_force=in_force or {},
        **given,
    )
