"""Pooling guests who may share a car, when cars are plenty: fewest trips, then least waiting, then fewest
seats.

Guests of one company differ only in when they are ready. If nobody who is ready earlier may wait longer
than somebody ready later, two guests on two trips can change places so that the earlier one rides the
earlier trip: no trip gets fuller, nobody waits longer than allowed and the total waiting stays. So some
best plan takes the guests in order, and a table over the first n guests finds it exactly. That needs guests who
take equal room; with companions and luggage the table is exact when it is no worse than without them.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from services.logistics.domain.leg import Leg
from services.logistics.engine.problem import Offer, smallest_for


@dataclass(frozen=True)
class Pool:
    """Guests who leave together, and the smallest offer that holds them."""

    legs: tuple[Leg, ...]
    departs: int
    offer: Offer


def is_orderly(legs: list[Leg]) -> bool:
    """Whether guests sorted by readiness are also sorted by how long they may wait."""
    return all(one.latest <= other.latest for one, other in pairwise(legs))


def best_pools(legs: list[Leg], offers: list[Offer]) -> tuple[list[Pool], bool]:
    """The best pools that take an orderly company in order, and whether no others are better.

    Each guest fits in some offer.
    """
    pools = pool_in_order(legs, offers)
    if len({(leg.load, leg.bags) for leg in legs}) == 1:
        return pools, True
    return pools, _figures(pools) == _figures(_without_luggage(legs, offers))


def fewest_and_least_waiting(legs: list[Leg], offers: list[Offer]) -> tuple[int, int]:
    """Trips and minutes of waiting that an orderly company cannot beat, whatever luggage and roads allow."""
    return _figures(_without_luggage(legs, offers))[:2]


def _without_luggage(legs: list[Leg], offers: list[Offer]) -> list[Pool]:
    lightest = min(leg.companions for leg in legs)
    return pool_in_order([replace(leg, bags=0, companions=lightest) for leg in legs], offers)


def _figures(pools: list[Pool]) -> tuple[int, int, int]:
    total = (0, 0, 0)
    for pool in pools:
        total = _with(total, pool)
    return total


def pool_in_order(legs: list[Leg], offers: list[Offer]) -> list[Pool]:
    """The best pools that take the guests in order; every guest is served, `offers` is not empty."""
    best: list[tuple[tuple[int, int, int], Pool | None, int]] = [((0, 0, 0), None, 0)]
    for end in range(1, len(legs) + 1):
        options = []
        for start in range(end - 1, -1, -1):
            pool = _pool(legs[start:end], offers)
            if pool is None:
                break
            options.append((_with(best[start][0], pool), pool, start))
        best.append(min(options, key=lambda option: (option[0], option[2])))
    return _walk_back(best)


def _pool(legs: list[Leg], offers: list[Offer]) -> Pool | None:
    """These guests in one car when the last is ready; None when one waits too long or no car holds them."""
    departs = legs[-1].earliest
    if departs > min(leg.latest for leg in legs):
        return None
    offer = smallest_for(legs, offers)
    return Pool(tuple(legs), departs, offer) if offer else None


def _with(cost: tuple[int, int, int], pool: Pool) -> tuple[int, int, int]:
    waiting = sum(pool.departs - leg.earliest for leg in pool.legs)
    return cost[0] + 1, cost[1] + waiting, cost[2] + pool.offer.seats


def _walk_back(best: list[tuple[tuple[int, int, int], Pool | None, int]]) -> list[Pool]:
    pools = []
    end = len(best) - 1
    while end > 0:
        _, pool, start = best[end]
        assert pool is not None
        pools.append(pool)
        end = start
    return pools[::-1]
