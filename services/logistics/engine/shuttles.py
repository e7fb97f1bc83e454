"""The shuttle: drives at fixed times for many guests, in vehicles that are free between the trips planned.

The trips come first and are not touched. Guests of one company who leave together share vehicles as they do on
trips; each carload takes the smallest vehicle that holds it and has the time, those on the road already first.
"""

from collections.abc import Iterable, Mapping, Sequence

from services.logistics.domain.leg import Leg
from services.logistics.domain.rules import Without
from services.logistics.engine.openings import refusal
from services.logistics.engine.pooling import Pool
from services.logistics.engine.problem import Left, Offer, Problem, Run, by_company, smallest_for
from services.logistics.engine.turn import Way
from services.logistics.engine.vehicle_day import Day, days_of


def shuttles(problem: Problem, planned: Mapping[str, Iterable[Way]]) -> tuple[list[Run], list[Left]]:
    """Runs for the legs of the problem beside what is `planned` for each vehicle, and the legs left.

    Each leg has one minute at which it leaves.
    """
    days = days_of(problem)
    for day in days:
        for way in planned.get(day.vehicle.id, ()):
            day.holds(way)
    refused = {leg.id: refusal(problem, leg) for leg in problem.legs}
    left = [one for one in refused.values() if one is not None]
    runs = []
    for pool in _pools(problem, [leg for leg in problem.legs if refused[leg.id] is None]):
        taken = _first_free(problem, days, pool)
        if taken is None:
            left += [Left(leg.id, Without.NO_VEHICLE_FREE) for leg in pool.legs]
        else:
            legs = tuple(sorted(leg.id for leg in pool.legs))
            runs.append(Run(legs, pool.departs, taken.vehicle.id))
    return sorted(runs, key=lambda run: (run.departs, run.legs)), sorted(left, key=lambda one: one.leg_id)


def _pools(problem: Problem, legs: Sequence[Leg]) -> list[Pool]:
    """Carloads of each company, those who ride alone one by one; the earliest first, then the fullest."""
    found: list[Pool] = []
    for company in by_company(legs).values():
        for leaving in _together(company):
            offers = problem.offers_at(leaving[0], leaving[0].earliest)
            parties = [[leg] for leg in leaving] if leaving[0].riding.alone else _filled(leaving, offers[-1])
            for party in parties:
                offer = smallest_for(party, offers)
                assert offer is not None, "guests whom no vehicle holds were set aside before"
                found.append(Pool(tuple(party), party[0].earliest, offer))
    return sorted(found, key=lambda pool: (pool.departs, -len(pool.legs), pool.legs[0].id))


def _filled(leaving: Iterable[Leg], largest: Offer) -> list[list[Leg]]:
    """Guests in order in as few vehicles as the largest allows."""
    parties: list[list[Leg]] = []
    room = 0
    for leg in leaving:
        if not parties or leg.load > room:
            parties.append([])
            room = leg.riding.room(largest.seats)
        parties[-1].append(leg)
        room -= leg.load
    return parties


def _together(company: Iterable[Leg]) -> list[list[Leg]]:
    """Those of one company by the minute at which they leave."""
    by_minute: dict[int, list[Leg]] = {}
    for leg in company:
        by_minute.setdefault(leg.earliest, []).append(leg)
    return list(by_minute.values())


def _first_free(problem: Problem, days: Iterable[Day], pool: Pool) -> Day | None:
    """The smallest vehicle due to these guests that holds them and has the time; a busy one before a fresh one."""
    offers = problem.offers_at(pool.legs[0], pool.departs)
    suitable = [day for day in days if day.offer in offers and day.offer.holds(pool.legs)]
    for day in sorted(suitable, key=lambda day: (day.offer, not day.drives, day.vehicle.id)):
        way = day.roads.way(pool.legs[0], pool.departs)
        if way is not None and day.takes(way):
            return day
    return None
