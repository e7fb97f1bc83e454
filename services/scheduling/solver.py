"""The solver process of scheduling: every change of rooms, hosts, programme, meetings and guests is planned in."""

from functools import cache
from typing import Any

from services.scheduling.storage import (
    AbsenceFacts,
    ArrivalFacts,
    EngagementFacts,
    GuestFacts,
    Hosts,
    InterpreterFacts,
    MatchmakingOrders,
    MatchmakingRecords,
    Meetings,
    PlanOrders,
    Policies,
    Records,
    Rooms,
    Sessions,
)
from services.scheduling.use_cases.matchmaking_runs import adopt_best_run
from services.scheduling.use_cases.planning import adopt_best_plan
from shared.planning import Unplanned
from shared.storage.mongo import MongoBackend
from shared.storage.store import Collection

COLLECTIONS: list[type[Collection[Any]]] = [
    Rooms,
    Hosts,
    Sessions,
    Meetings,
    PlanOrders,
    Policies,
    GuestFacts,
    ArrivalFacts,
    InterpreterFacts,
    AbsenceFacts,
    EngagementFacts,
    MatchmakingOrders,
]


def replan(backend: MongoBackend, edition: str, marks: list[Unplanned]) -> None:
    """Answer these changes of one edition."""
    for_meetings = [mark for mark in marks if mark.collection != MatchmakingOrders.name]
    if for_meetings:
        adopt_best_plan(_records(backend), edition, for_meetings)
    if len(for_meetings) < len(marks):
        adopt_best_run(_matchmaking(backend), edition)


@cache
def _records(backend: MongoBackend) -> Records:
    """Made once: a collection sees to its indexes when it is made."""
    return Records(backend)


@cache
def _matchmaking(backend: MongoBackend) -> MatchmakingRecords:
    return MatchmakingRecords(backend)
