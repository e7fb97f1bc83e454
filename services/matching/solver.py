"""The solver process of matching: every change of roster, policy, guests, arrivals or meetings is planned in."""

from functools import cache
from typing import Any

from services.matching.storage import (
    ArrivalFacts,
    DepartureFacts,
    EditionFacts,
    GatheringFacts,
    GuestFacts,
    Hands,
    Interpreters,
    MeetingFacts,
    Policies,
    Records,
    Requests,
    SessionFacts,
    Waivers,
)
from services.matching.use_cases.planning import adopt_best_plan
from services.matching.use_cases.progress import shown
from shared.planning import Unplanned
from shared.storage.mongo import MongoBackend
from shared.storage.store import Collection

COLLECTIONS: list[type[Collection[Any]]] = [
    EditionFacts,
    GuestFacts,
    ArrivalFacts,
    DepartureFacts,
    MeetingFacts,
    SessionFacts,
    GatheringFacts,
    Requests,
    Interpreters,
    Policies,
    Waivers,
    Hands,
]


def replan(backend: MongoBackend, edition: str, marks: list[Unplanned]) -> None:
    """Answer these changes of one edition."""
    records = _records(backend)
    with shown(records.progresses, edition, len(marks)):
        adopt_best_plan(records, edition, marks)


@cache
def _records(backend: MongoBackend) -> Records:
    """Made once: a collection sees to its indexes when it is made."""
    return Records(backend)
