"""What a new plan writes: each decision in the context of the change it answers, with the reason for a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.matching import standing
from services.matching.domain.demand import Demand, State
from services.matching.domain.difference import Difference
from services.matching.domain.hand import hand_id
from services.matching.domain.instance import Instance
from services.matching.domain.waiver import Waiver
from services.matching.domain.wanted import Heard, why_closed
from services.matching.storage import Demands
from shared.planning import Unplanned, caused_by
from shared.storage.store import Change


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a plan answers: the changes, oldest first, what was heard, and the instance that was solved."""

    marks: Sequence[Unplanned]
    heard: Heard
    instance: Instance
    waivers: Sequence[Waiver]

    def mark_of(self, difference: Difference) -> Unplanned:
        """The change a decision answers: one of the very hand, meeting, guest or interpreter where there is one."""
        by_id: Mapping[str, Unplanned] = {mark.id: mark for mark in reversed(self.marks)}
        demand = difference.after
        waivers = [waiver.id for waiver in self.waivers if waiver.demand_id == demand.id]
        homeward = demand.need.guest_id.replace(".g.", ".dep.", 1)
        need = demand.need
        sources = [i for i in (need.session_id, need.request_id, need.gathering_id, homeward) if i]
        concerned = (hand_id(demand.id), *waivers, *difference.concerns, *sources)
        return next((by_id[i] for i in concerned if i in by_id), self.marks[0])

    def why(self, difference: Difference) -> str:
        """Why an interpreter is released or a demand ends."""
        after = difference.after
        if after.state is State.CLOSED:
            return why_closed(after.need, self.heard)
        if difference.released is None:
            return ""
        return self._why_released(difference.released, after)

    def _why_released(self, interpreter_id: str, demand: Demand) -> str:
        """A broken rule, a decision by hand, or a better use."""
        person = self.instance.people.get(interpreter_id)
        if person is None:
            return "not_on_the_roster"
        broken = ",".join(self.instance.breaks(person, demand.need))
        by_hand = demand.id in self.instance.pinned or interpreter_id in self.instance.pinned.values()
        return broken or ("decided_by_hand" if by_hand else "needed_elsewhere")


def changes_of(demands: Demands, found: Sequence[Difference], answered: Answered) -> list[Change]:
    """The writes of these differences; new hours inside a stay alone are kept without an event."""
    names = {person.id: person.name for person in answered.instance.interpreters}
    return [_change(demands, difference, answered, names) for difference in found]


def _change(demands: Demands, difference: Difference, answered: Answered, names: dict[str, str]) -> Change:
    with caused_by(answered.mark_of(difference)):
        events = standing.what_happened(difference, names, answered.why(difference))
        return Change(demands, difference.after, events)
