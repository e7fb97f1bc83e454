"""Booth teams for many sessions in many languages: as many sessions as possible are to be covered, and proven so.

Made at random with a fixed seed: sessions of one to three hours begin at any half hour of five days, in Chinese and
one to four of the languages; interpreters work in one to three of them. There are not enough for all sessions.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from services.matching.domain.competence import Tier
from services.matching.domain.heard import SessionFact
from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.domain.level import Level
from services.matching.domain.plan import Instance
from services.matching.domain.policy import Policy
from services.matching.domain.programme import needs_of_sessions
from services.matching.domain.standard import Standard
from services.matching.engine import solve

EDITION = "booths"
SIZES = ((40, 40, 6), (100, 80, 12), (200, 140, 18), (400, 240, 24), (200, 60, 12), (400, 120, 24))
MONDAY = datetime(2019, 10, 14, tzinfo=UTC)
PLACES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")
CODES = (
    "en", "fr", "ru", "es", "ar", "ja", "ko", "de", "it", "pt", "th", "vi", "id", "ms", "hi", "tr", "fa", "el", "pl",
    "nl", "sv", "fi", "da", "cs",
)  # fmt: skip


def measure_teams() -> dict[str, dict[str, float]]:
    """For each size: sessions covered, how many more could be at most, and seconds."""
    return {"x".join(map(str, size)): _measured(*size) for size in SIZES}


def booth_teams(sessions: int, interpreters: int, languages: int, seed: int = 7) -> Instance:
    """One instance of this size."""
    draw = random.Random(seed)
    spoken = CODES[:languages]
    programme = [_session(number, spoken, draw) for number in range(sessions)]
    people = [_interpreter(number, spoken, draw) for number in range(interpreters)]
    return Instance(
        needs=tuple(needs_of_sessions(programme, tuple(Standard), ())),
        interpreters=tuple(people),
        policy=Policy(id=f"{EDITION}.policy", edition=EDITION),
    )


def _measured(sessions: int, interpreters: int, languages: int) -> dict[str, float]:
    instance = booth_teams(sessions, interpreters, languages)
    began = perf_counter()
    plan = solve(instance)
    seconds = perf_counter() - began
    coverage = next(stage for stage in plan.stages if stage.name == "coverage")
    return {
        "seats": len(instance.needs),
        "covered": coverage.terms["served"],
        "covered_at_most": coverage.bounds["served"],
        "gap": coverage.gap,
        "seconds": round(seconds, 2),
    }


def _session(number: int, spoken: tuple[str, ...], draw: random.Random) -> SessionFact:
    starts = MONDAY + timedelta(days=draw.randrange(5), hours=1, minutes=30 * draw.randrange(18))
    foreign = draw.sample(spoken, draw.choice([1, 1, 1, 2, 2, 3, 4]))
    return SessionFact(
        id=f"{EDITION}.s.S{number:03}", edition=EDITION, reference=f"S{number:03}", title=f"Session {number}",
        session_type="FORUM", room_id=f"{EDITION}.r.{number}", place=draw.choice(PLACES), starts=starts,
        ends=starts + timedelta(minutes=draw.choice([60, 90, 120, 180])), working_languages=("zh", *foreign),
    )  # fmt: skip


def _interpreter(number: int, spoken: tuple[str, ...], draw: random.Random) -> Interpreter:
    return Interpreter(
        id=f"{EDITION}.i.I{number:03}", edition=EDITION, reference=f"I{number:03}", name=f"Interpreter {number}",
        languages=(spoken[number % len(spoken)], *draw.sample(spoken, draw.randrange(3))), level=Level.C2S,
        tier=draw.choice([Tier.CORE, Tier.CONTRACT, Tier.RESERVE]), booth=True, consent=Consent.GIVEN,
        pledge_signed_on=date(2019, 10, 1),
    )  # fmt: skip
