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
    Meetings,
    PlanOrders,
    Policies,
    Records,
    Rooms,
    Sessions,
)
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
]


def replan(backend: MongoBackend, edition: str, marks: list[Unplanned]) -> None:
    """Answer these changes of one edition."""
    adopt_best_plan(_records(backend), edition, marks)


@cache
def _records(backend: MongoBackend) -> Records:
    """Made once: a collection sees to its indexes when it is made."""
    return Records(backend)
