"""What the planner does about a change beside the trips: ways for guests who are stuck, and beds."""

from collections.abc import Sequence

from services.logistics.use_cases.alternatives import propose
from services.logistics.use_cases.answers import Answers
from services.logistics.use_cases.bedding import allot
from shared.planning import Unplanned
from shared.storage.store import Backend


def also(backend: Backend, edition: str, marks: Sequence[Unplanned]) -> None:
    """Answer the same changes with proposals and beds; each is computed from what is stored and saved apart."""
    answers = Answers(marks)
    propose(backend, edition, answers)
    allot(backend, edition, answers)
