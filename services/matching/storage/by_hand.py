"""What people decided: waivers, acts by hand, who is held where, and offers."""

from services.matching.domain.diary import Diary, diary_id
from services.matching.domain.hand import Hand, hand_id
from services.matching.domain.offer import Offer, OfferState
from services.matching.domain.waiver import Waiver, WaiverState
from shared.storage.store import Collection, Index


class Waivers(Collection[Waiver]):
    """Waivers, also those that have ended."""

    name = "waivers"
    of = Waiver
    indexes = (Index("edition", "state"), Index("demand_id"), Index("state"))
    wakes_solver = True

    def standing_in(self, edition: str) -> list[Waiver]:
        """Those nobody has ended; whether their time has come is for the clock to say."""
        return self.find(edition=edition, state=WaiverState.IN_FORCE)

    def standing_for(self, demand_id: str) -> list[Waiver]:
        """Those of one demand."""
        return self.find(demand_id=demand_id, state=WaiverState.IN_FORCE)

    def all_standing(self) -> list[Waiver]:
        """Those of every edition."""
        return self.find(state=WaiverState.IN_FORCE)


class Hands(Collection[Hand]):
    """What was done by hand, demand by demand."""

    name = "hands"
    of = Hand
    indexes = (Index("edition"),)
    wakes_solver = True

    def on(self, edition: str, demand_id: str) -> Hand:
        """The hand on one demand; an empty one before the first act."""
        of_demand = hand_id(demand_id)
        return self.find_one(id=of_demand) or Hand(id=of_demand, edition=edition, demand_id=demand_id)


class Diaries(Collection[Diary]):
    """On which demands people are held."""

    name = "diaries"
    of = Diary
    indexes = (Index("edition"),)

    def of_interpreter(self, edition: str, interpreter_id: str) -> Diary:
        """The diary of one person; an empty one before the first entry."""
        found = self.find_one(id=diary_id(interpreter_id))
        return found or Diary(id=diary_id(interpreter_id), edition=edition, interpreter_id=interpreter_id)


class Offers(Collection[Offer]):
    """Offers of all editions."""

    name = "offers"
    of = Offer
    indexes = (Index("edition", "state"), Index("demand_id", "state"), Index("state"))

    def open_for(self, demand_id: str) -> Offer | None:
        """The offer of a demand that is being asked."""
        return self.find_one(demand_id=demand_id, state=OfferState.OPEN)

    def all_open(self) -> list[Offer]:
        """Everything that is being asked, in every edition."""
        return self.find(state=OfferState.OPEN)
