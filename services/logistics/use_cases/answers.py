"""Which change a decision answers: that of the same arrival, guest or meeting where there is one."""

from collections.abc import Iterable, Sequence

from shared.planning import Unplanned

REASONS = {
    "arrivals": "arrival",
    "travellers": "guest",
    "appointments": "meeting",
    "vehicles": "fleet",
    "plan_orders": "order",
}


class Answers:
    """The changes a plan answers, by the thing that changed."""

    def __init__(self, marks: Sequence[Unplanned]) -> None:
        self.first = marks[0]
        self.by_id = {mark.id: mark for mark in reversed(marks)}

    def to(self, concerned: Iterable[str]) -> Unplanned:
        """The first of the things concerned that changed, otherwise the first change of all."""
        return next((self.by_id[thing_id] for thing_id in concerned if thing_id in self.by_id), self.first)


def reason_of(mark: Unplanned) -> str:
    """What kind of change it was, as trips give it for their reason."""
    return REASONS.get(mark.collection, mark.collection)
