"""Ways for guests who cannot come as planned: proposed by the planner at once, decided by a named officer."""

from collections.abc import Iterator

from services.logistics import standing
from services.logistics.domain.alternative import (
    Alternative,
    DecisionState,
    Way,
    alternative_id,
    options_for,
)
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.network import Network
from services.logistics.domain.place import Place
from services.logistics.domain.reach import who_cannot_come
from services.logistics.domain.riding import RIDING
from services.logistics.domain.rules import TripRules
from services.logistics.storage import Alternatives, Arrivals, Closures, Travellers, network_now
from services.logistics.use_cases.answers import Answers
from shared.clock import now
from shared.planning import caused_by
from shared.storage.store import Backend, Change, save_all


class Proposals:
    """What is open to everybody of an edition who cannot come as planned."""

    def __init__(self, backend: Backend, edition: str, answers: Answers) -> None:
        self.alternatives = Alternatives(backend)
        self.edition, self.answers = edition, answers
        self.network = network_now(backend, edition)
        self.arrivals = Arrivals(backend).find(edition=edition)
        self.travellers = {one.id: one for one in Travellers(backend).find(edition=edition)}

    def changes(self) -> list[Change]:
        """New and changed proposals, and those nobody needs any more; nothing when nothing differs."""
        known = {one.arrival_id: one for one in self.alternatives.find(edition=self.edition)}
        stuck = {arrival.id: arrival for arrival in self._stuck()}
        changes = [change for arrival in stuck.values() for change in self._proposed(arrival, known)]
        for one in known.values():
            if one.arrival_id not in stuck and one.state is DecisionState.PROPOSED:
                changes.append(self._change(one.dropped()))
        return changes

    def _stuck(self) -> Iterator[Arrival]:
        held_up = {a.id for a in self._held_up(self.network)}
        for arrival in self.arrivals:
            traveller = self.travellers.get(arrival.guest_id)
            if traveller and traveller.is_expected and (arrival.cancelled or arrival.id in held_up):
                yield arrival

    def _held_up(self, network: Network) -> list[Arrival]:
        return who_cannot_come(network, self.arrivals, self.travellers, TripRules())

    def _proposed(self, arrival: Arrival, known: dict[str, Alternative]) -> list[Change]:
        kinds = [kind.value for kind in RIDING[self.travellers[arrival.guest_id].rank].kinds]
        before = known.get(arrival.id) or Alternative(
            alternative_id(arrival.id), arrival.edition, arrival.guest_id, arrival.id, ()
        )
        after = before.proposed_anew(options_for(arrival, kinds, self.network))
        return [] if after == known.get(arrival.id) else [self._change(after)]

    def _change(self, alternative: Alternative) -> Change:
        with caused_by(self.answers.to([alternative.arrival_id, alternative.guest_id])):
            return Change(self.alternatives, alternative, (standing.of_alternative(alternative),))


def propose(backend: Backend, edition: str, answers: Answers) -> None:
    """Save what differs; where nothing is closed and everybody's way runs there is nothing to look at."""
    quiet = not Closures(backend).count(edition=edition, withdrawn=False)
    quiet = quiet and not Arrivals(backend).count(edition=edition, cancelled=True)
    if quiet and not Alternatives(backend).count(edition=edition, state=DecisionState.PROPOSED):
        return
    save_all(Proposals(backend, edition, answers).changes())


def accept_alternative(
    alternatives: Alternatives, arrivals: Arrivals, one_id: str, *, way: Way, gate: Place | None, officer: str
) -> Alternative:
    """A named officer decides; landing elsewhere corrects the itinerary, whose flight is booked next."""
    before = alternatives.get(one_id)
    after = before.accepted(way, gate, officer, now())
    if after is before:
        return before
    changes = [Change(alternatives, after, (standing.of_alternative(after),))]
    chosen = after.chosen
    if chosen is not None and chosen.way is Way.OTHER_GATE and chosen.gate and chosen.mode:
        arrival = arrivals.get(after.arrival_id)
        elsewhere = arrival.booked_as(mode=chosen.mode, gate=chosen.gate, number="")
        changes.append(Change(arrivals, elsewhere, (standing.of_itinerary(elsewhere, arrival),)))
    save_all(changes)
    return after
