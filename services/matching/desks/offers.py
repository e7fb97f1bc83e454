"""What may be done with offers: by coordinators, and by whoever holds a link."""

import logging
from typing import Any

from nameko.timer import timer

from services.matching.desks import given, page
from services.matching.desks.hand import HandDesk
from services.matching.keys import offer_key
from services.matching.offer_link import OfferClaim
from services.matching.schemas import offers as shapes
from services.matching.use_cases import offer_answers, offers, waivers
from shared.context import Context, entered
from shared.errors import Unavailable
from shared.ids import new_id
from shared.rpc import rpc_method

log = logging.getLogger(__name__)

CLOCK_SECONDS = 2
"""How late an escalation or the end of a waiver may be noticed."""


class OfferDesk(HandDesk):
    """Offers opened, listed and withdrawn; answered through signed links; moved on by the clock."""

    @rpc_method(shapes.OpenOfferIn, shapes.OfferOut)
    def open_offer(self, **offer: Any) -> Any:
        """Ask who takes a demand."""
        return offers.open_offer(self.desk, **offer)

    @rpc_method(shapes.WithdrawOfferIn, shapes.OfferOut)
    def withdraw_offer(self, **offer: Any) -> Any:
        """Take an offer back."""
        return offers.withdraw_offer(self.desk, **offer)

    @rpc_method(shapes.OffersIn, shapes.OffersOut)
    def list_offers(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of offers."""
        return page(self.offers.page(after, limit, edition=edition, **given(**wanted)))

    @rpc_method(shapes.OfferIdIn, shapes.OfferOut)
    def get_offer(self, offer_id: str) -> Any:
        """One offer."""
        return self.offers.get(offer_id)

    @rpc_method(shapes.OfferIdIn, shapes.OfferLinkOut, many=True)
    def offer_links(self, offer_id: str) -> Any:
        """The links of the people who are asked now."""
        offer = self.offers.get(offer_id)
        people = {person.id: person for person in self.interpreters.find(id=list(offer.asked_now))}
        return [
            {"interpreter": people[person], "token": offer_key().token(OfferClaim(offer.id, position))}
            for position, person in enumerate(offer.everybody)
            if person in people
        ]

    @rpc_method(shapes.LinkIn, shapes.EngagementOut)
    def read_offer_link(self, token: str) -> Any:
        """What the holder of a link is asked."""
        claim = offer_key().read(token)
        return offer_answers.engagement(self.desk, claim.offer_id, claim.position)

    @rpc_method(shapes.AcceptIn, shapes.EngagementOut)
    def accept_offer(self, token: str, **shown: Any) -> Any:
        """The holder of a link takes the work."""
        claim = offer_key().read(token)
        return offer_answers.accept_offer(self.desk, claim.offer_id, claim.position, **shown)

    @rpc_method(shapes.DeclineIn, shapes.EngagementOut)
    def decline_offer(self, token: str, reason: str) -> Any:
        """The holder of a link declines."""
        claim = offer_key().read(token)
        return offer_answers.decline_offer(self.desk, claim.offer_id, claim.position, reason)

    @timer(interval=CLOCK_SECONDS)
    def watch_the_clock(self) -> None:
        """Deadlines of offers and ends of waivers; what was due while the service was down is done at its start."""
        with entered(Context(correlation_id=new_id(), actor="clock")):
            try:
                offers.escalate_overdue(self.desk)
                waivers.expire_waivers(self.waivers)
            except Unavailable as fault:
                log.warning("The clock waits for the database: %s", fault)
