"""The soft preferences as data: how many units of a weight one pair is worth.

Sources: the soft rules of the fixture year (8.6); growth is the office's own.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from services.matching.domain.competence import Tier
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.level import Level, Rank
from services.matching.domain.need import Mode, Need
from services.matching.domain.travel import CHANGEOVER, TRANSFER, USUAL_TRAVEL

Units = Callable[[Interpreter, Need], int]

YOUNG = (Level.C3, Level.N)
"""Levels at which practice matters more than routine."""

HALF_HOURS_COUNTED = 2


@dataclass(frozen=True, kw_only=True)
class Preference:
    """A preference that depends on what a person and a need are, not on the rest of the plan."""

    code: str
    says: str
    units: Units
    of_person: Callable[[Interpreter], Hashable]
    of_need: Callable[[Need], Hashable]


def practice(need: Need) -> str:
    """What somebody gains by serving a need: the mode, and the rank where it is a high one."""
    return f"{need.mode}:{need.rank}" if need.rank in (Rank.V1, Rank.V2) else str(need.mode)


def _drive(interpreter: Interpreter, need: Need) -> int:
    """Half hours from the home unit, none where either place is not known."""
    if not interpreter.home_place or need.place is None or interpreter.home_place == need.place:
        return 0
    pause = USUAL_TRAVEL.pause(interpreter.home_place, need.place)
    minutes = (pause if pause == TRANSFER else pause - CHANGEOVER).total_seconds() // 60
    return -min(HALF_HOURS_COUNTED, int(minutes) // 30)


def _grows(interpreter: Interpreter, need: Need) -> int:
    """1 where a young interpreter with a known history gains a practice that is not in it."""
    young = interpreter.level in YOUNG and interpreter.tier is not Tier.TRAINEE
    return int(young and bool(interpreter.practised) and practice(need) not in interpreter.practised)


PREFERENCES: tuple[Preference, ...] = (
    Preference(code="topic", says="knows a topic of the conference",
               units=lambda i, need: int(not set(need.topics).isdisjoint(i.topics)),
               of_person=lambda i: i.topics, of_need=lambda need: need.topics),
    Preference(code="gender", says="is of the gender the guest asked for",
               units=lambda i, need: int(need.gender is not None and need.gender == i.gender),
               of_person=lambda i: i.gender, of_need=lambda need: need.gender),
    Preference(code="level_surplus", says="is not far above the level that is called for",
               units=lambda i, need: -i.level_in(need.mode).steps_above(need.floor),
               of_person=lambda i: tuple(i.level_in(mode) for mode in Mode),
               of_need=lambda need: (need.mode, need.floor)),
    Preference(code="home_distance", says="does not come from far", units=_drive,
               of_person=lambda i: i.home_place, of_need=lambda need: need.place),
    Preference(code="growth", says="gains a practice that is new to a young interpreter", units=_grows,
               of_person=lambda i: (i.level in YOUNG and i.tier is not Tier.TRAINEE, i.practised),
               of_need=practice),
)  # fmt: skip
