"""Holding interpreters on demands: hands, diaries and offers are written together, in one transaction."""

from dataclasses import dataclass, field

from services.matching import standing
from services.matching.domain.demand import Demand, State
from services.matching.domain.diary import Diary
from services.matching.domain.hand import Hand, ManualAct
from services.matching.domain.need import Need
from services.matching.domain.offer import Offer
from services.matching.storage import Demands, Diaries, Hands, Offers
from shared.errors import NotFound, Refused
from shared.events.ids import edition_of
from shared.events.matching import HandStanding, OfferStanding, OfferWithdrawn
from shared.storage.store import Change


class DemandIsClosed(Refused):
    """Nobody asks for this any more."""

    code = "demand_closed"


class OfAnotherEdition(NotFound):
    """There is nothing under this id in this edition."""

    code = "not_found"


def require_same_edition(demand: Demand, *thing_ids: str) -> None:
    """Refuse to mix editions: an id begins with its own, and who may act in one need not be admitted to another."""
    for thing_id in thing_ids:
        if edition_of(thing_id) != demand.edition:
            raise OfAnotherEdition(id=thing_id, edition=demand.edition)


@dataclass
class Pins:
    """What one act changes: each hand, diary and offer is read once and written once."""

    hands: Hands
    diaries: Diaries
    demands: Demands
    offers: Offers
    changed_hands: dict[str, tuple[Hand, tuple[HandStanding, ...]]] = field(default_factory=dict)
    changed_diaries: dict[str, Diary] = field(default_factory=dict)
    changed_offers: dict[str, tuple[Offer, tuple[OfferStanding, ...]]] = field(default_factory=dict)

    def demand(self, demand_id: str) -> Demand:
        """A demand that still stands."""
        demand = self.demands.get(demand_id)
        if demand.state is State.CLOSED:
            raise DemandIsClosed(demand_id=demand_id)
        return demand

    def hand(self, demand: Demand) -> Hand:
        """The hand on a demand, as this act has left it so far."""
        if demand.id in self.changed_hands:
            return self.changed_hands[demand.id][0]
        return self.hands.on(demand.edition, demand.id)

    def write(self, hand: Hand, *happened: HandStanding) -> None:
        """Note the hand after the act; without an event it only keeps others from deciding at the same time."""
        self.changed_hands[hand.demand_id] = hand, happened

    def let_go(self, demand: Demand, pin: ManualAct | None) -> None:
        """Nobody is held by this pin any more."""
        if pin is not None:
            diary = self._diary(demand.edition, pin.interpreter_id)
            self.changed_diaries[pin.interpreter_id] = diary.without_demand(demand.id)

    def hold(self, demand: Demand, interpreter_id: str) -> None:
        """Hold somebody on a demand; refused when the person is held elsewhere at that time."""
        diary = self._diary(demand.edition, interpreter_id)
        self.changed_diaries[interpreter_id] = diary.with_demand(
            demand.need, self._needs(diary), Need.collides_with
        )

    def write_offer(self, offer: Offer, *happened: OfferStanding) -> None:
        """Note the offer after the act."""
        self.changed_offers[offer.id] = offer, happened

    def stop_asking(self, demand: Demand) -> None:
        """An offer of this demand is over: it was decided by hand."""
        offer = self.offers.open_for(demand.id)
        if offer is not None:
            after = offer.withdrawn("decided_by_hand")
            self.write_offer(after, OfferWithdrawn(**standing.of_offer(after), reason=after.closed_because))

    def changes(self) -> list[Change]:
        """The writes of the act."""
        return [
            *(Change(self.hands, hand, happened) for hand, happened in self.changed_hands.values()),
            *(Change(self.offers, offer, happened) for offer, happened in self.changed_offers.values()),
            *(Change(self.diaries, diary) for diary in self.changed_diaries.values()),
        ]

    def _diary(self, edition: str, interpreter_id: str) -> Diary:
        known = self.changed_diaries.get(interpreter_id)
        return known or self.diaries.of_interpreter(edition, interpreter_id)

    def _needs(self, diary: Diary) -> dict[str, Need]:
        """What the person is held on and still stands."""
        held = self.demands.find(id=list(diary.demand_ids))
        return {demand.id: demand.need for demand in held if demand.state is not State.CLOSED}
