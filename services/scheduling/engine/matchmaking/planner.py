"""The front door of matchmaking: mutual requests in, a run's meetings out."""

from dataclasses import dataclass

from services.scheduling.domain.matchmaking import (
    BusinessMeeting,
    BusinessRequest,
    Keep,
    MatchmakingRun,
    Unplaced,
)
from services.scheduling.engine.matchmaking.asking import Hall, Question, as_mapping, meetings_of, question
from services.scheduling.engine.matchmaking.places import place_most
from services.scheduling.engine.matchmaking.solving import solve


@dataclass(frozen=True)
class Arranged:
    """Meetings at tables, requests without one, and the idle runs there must be when so many meet."""

    meetings: tuple[BusinessMeeting, ...]
    unplaced: tuple[Unplaced, ...]
    bound: int


def arrange(
    hall: Hall, wanted: list[BusinessRequest], in_force: MatchmakingRun | None, keep: Keep
) -> Arranged:
    """Place all mutual requests with the fewest idle runs; where not all fit, as many as possible."""
    asked = question(hall, wanted, in_force, keep)
    slots, bound = _slots(asked)
    left = (Unplaced(r.id, _rule(asked, n)) for n, r in enumerate(asked.requests) if n not in slots)
    unplaced = sorted((*asked.hopeless, *left), key=lambda one: one.request_id)
    return Arranged(meetings_of(hall, asked, slots), tuple(unplaced), bound)


def _slots(asked: Question) -> tuple[dict[int, int], int]:
    instance = asked.instance
    if all(len(mine) <= most for mine, most in zip(instance.pairs_of, asked.most, strict=True)):
        outcome = solve(instance)
        if outcome.timetable is not None:
            return as_mapping(outcome.timetable), outcome.bound
    placed = place_most(instance, asked.most, asked.kept)
    return placed.slots, placed.bound


def _rule(asked: Question, pair: int) -> str:
    """Why a pair is left out: one of them wants fewer meetings than asked for, or slots and tables do not suffice."""
    both = asked.instance.pairs[pair].both
    full = any(len(asked.instance.pairs_of[who]) > asked.most[who] for who in both)
    return "participant_has_enough_meetings" if full else "no_place_left"
