"""Pooling guests who may share a car, when cars are plenty: least waiting, then fewest trips, then fewest
seats.

Guests of one company differ only in when they would leave best. If nobody who is ready earlier may wait longer
than somebody ready later, two guests on two trips can change places so that the earlier one rides the
earlier trip: no trip gets fuller, nobody waits longer than allowed and the total waiting stays. So some
best plan takes the guests in order, and a table over the first n guests finds it exactly. That needs guests who
take equal room; with companions and luggage the table is exact when it is no worse than without them.

A trip may be given a price in minutes of waiting, for a fleet that cannot drive so many trips.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from services.logistics.domain.leg import Leg, TripKind
from services.logistics.engine.problem import Offer, smallest_for


@dataclass(frozen=True)
class Pool:
    """Guests who leave together, and the smallest offer that holds them."""

    legs: tuple[Leg, ...]
    departs: int
    offer: Offer


class Figures(NamedTuple):
    """What pools cost: `paid` is waiting and the price of the trips, all to be small in this order."""

    paid: int = 0
    trips: int = 0
    seats: int = 0

    def with_pool(self, pool: Pool, price: int) -> "Figures":
        """One trip more."""
        waiting = sum(leg.waiting(pool.departs) for leg in pool.legs)
        return Figures(self.paid + waiting + price, self.trips + 1, self.seats + pool.offer.seats)


def is_orderly(legs: list[Leg]) -> bool:
    """Whether guests sorted by readiness are also sorted by how long they may wait."""
    return all(one.latest <= other.latest for one, other in pairwise(legs))


def best_pools(legs: list[Leg], offers: list[Offer], price: int = 0) -> tuple[list[Pool], bool]:
    """The best pools that take an orderly company in order, and whether no others are better.

    Each guest fits in some offer.
    """
    pools = pool_in_order(legs, offers, price)
    if len({(leg.load, leg.bags) for leg in legs}) == 1:
        return pools, True
    return pools, _figures(pools, price) == _figures(_without_luggage(legs, offers, price), price)


def least_waiting_and_trips(legs: list[Leg], offers: list[Offer]) -> tuple[int, int]:
    """Minutes of waiting and trips that an orderly company cannot beat, whatever luggage and roads allow."""
    least = _figures(_without_luggage(legs, offers, 0), 0)
    return least.paid, least.trips


def _without_luggage(legs: list[Leg], offers: list[Offer], price: int) -> list[Pool]:
    lightest = min(leg.companions for leg in legs)
    return pool_in_order([replace(leg, bags=0, companions=lightest) for leg in legs], offers, price)


def _figures(pools: list[Pool], price: int) -> Figures:
    total = Figures()
    for pool in pools:
        total = total.with_pool(pool, price)
    return total


def pool_in_order(legs: list[Leg], offers: list[Offer], price: int = 0) -> list[Pool]:
    """The best pools that take the guests in order; every guest is served, `offers` is not empty."""
    best: list[tuple[Figures, Pool | None, int]] = [(Figures(), None, 0)]
    for end in range(1, len(legs) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            pool = pool_of(legs[start:end], offers)
            if pool is None:
                break
            options.append((best[start][0].with_pool(pool, price), pool, start))
        best.append(min(options, key=lambda option: (option[0], option[2])))
    return _walk_back(best)


def pool_of(legs: list[Leg], offers: list[Offer]) -> Pool | None:
    """These guests, sorted by readiness, in one car with the least waiting; None when one waits too long or no
    car holds them.
    """
    departs = legs[0].latest if legs[0].kind is TripKind.SEND_OFF else legs[-1].earliest
    if not all(leg.may_leave_at(departs) for leg in legs):
        return None
    offer = smallest_for(legs, offers)
    return Pool(tuple(legs), departs, offer) if offer else None


def _walk_back(best: list[tuple[Figures, Pool | None, int]]) -> list[Pool]:
    pools = []
    end = len(best) - 1
    while end > 0:
        _, pool, start = best[end]
        assert pool is not None
        pools.append(pool)
        end = start
    return pools[::-1]
