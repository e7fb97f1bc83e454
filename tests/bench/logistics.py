"""The trips engine by itself: the oil conference with departures, ten of them at once, and one late flight in each."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from time import perf_counter

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.leg import Leg
from services.logistics.engine import Outcome, Problem, plan
from services.logistics.use_cases.situation import Situation, situation_of
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.unit.logistics.builders import import_departures_of, later, sample_edition

EDITION = "ipec-2019"
DELAYS = 40
MINUTES_LATE = (15, 45, 95, 135, 240)


def measure(_: Stack) -> dict[str, float]:
    """Seconds in the engine; a delayed flight is answered from the released plan."""
    situation = _situation()
    problem = situation.problem(situation.journeys())
    whole, outcome = _timed(problem)
    tenfold_problem = tenfold(problem)
    tenfold_whole, tenfold_outcome = _timed(tenfold_problem)
    one = [_timed(changed)[0] for changed in _delays(situation, outcome)]
    in_ten = [_timed(changed)[0] for changed in _tenfold_delays(tenfold_problem, tenfold_outcome)]
    return {
        "ipec_whole_s": whole,
        "ipec_legs": len(problem.legs),
        "ipec_left": len(outcome.left),
        "ipec_waiting_min": outcome.score.waiting,
        "ipec_vehicles": len({run.vehicle_id for run in outcome.runs}),
        "tenfold_whole_s": tenfold_whole,
        "tenfold_legs": len(tenfold_problem.legs),
        "tenfold_left": len(tenfold_outcome.left),
        "tenfold_waiting_min": tenfold_outcome.score.waiting,
        "one_delay_p50_s": quantile(one, 0.5),
        "one_delay_p95_s": quantile(one, 0.95),
        "tenfold_one_delay_p95_s": quantile(in_ten, 0.95),
    }


def tenfold(problem: Problem) -> Problem:
    """Ten times the guests and vehicles, each copy up to an hour earlier or later, as one edition."""
    random = Random(7)
    legs = [
        _moved(leg, copy, random.randint(-12, 12) * 5 if copy else 0)
        for copy in range(10)
        for leg in problem.legs
    ]
    vehicles = [
        replace(vehicle, id=f"{vehicle.id}.{copy}") for copy in range(10) for vehicle in problem.vehicles
    ]
    return replace(problem, legs=tuple(legs), vehicles=tuple(vehicles), in_force=(), released=False)


def _moved(leg: Leg, copy: int, minutes: int) -> Leg:
    return replace(
        leg,
        id=f"{leg.id}.{copy}",
        guest_id=f"{leg.guest_id}.{copy}",
        earliest=leg.earliest + minutes,
        latest=leg.latest + minutes,
        due=None if leg.due is None else leg.due + minutes,
    )


def _situation() -> Situation:
    _, store = sample_edition(EDITION)
    import_departures_of(store, EDITION)
    return situation_of(store, EDITION)


def _timed(problem: Problem) -> tuple[float, Outcome]:
    began = perf_counter()
    outcome = plan(problem)
    return round(perf_counter() - began, 4), outcome


def _in_force(problem: Problem, outcome: Outcome) -> Problem:
    named = tuple(replace(run, trip_id=f"t.{number}") for number, run in enumerate(outcome.runs))
    return replace(problem, in_force=named, released=True)


def _delays(situation: Situation, outcome: Outcome) -> list[Problem]:
    """The questions after one of two score arrivals is late, each by another time."""
    found = []
    arrivals = situation.arrivals[:: max(1, len(situation.arrivals) // DELAYS)][:DELAYS]
    for number, arrival in enumerate(arrivals):
        late = _late(arrival, MINUTES_LATE[number % len(MINUTES_LATE)])
        after = replace(
            situation, arrivals=[late if one.id == arrival.id else one for one in situation.arrivals]
        )
        found.append(_in_force(after.problem(after.journeys()), outcome))
    return found


def _late(arrival: Arrival, minutes: int) -> Arrival:
    return arrival.heard(News(later(-600), arrival.scheduled + (later(minutes) - later(0))))


def _tenfold_delays(problem: Problem, outcome: Outcome) -> list[Problem]:
    found = []
    for number, leg in enumerate(problem.legs[:: len(problem.legs) // DELAYS][:DELAYS]):
        minutes = MINUTES_LATE[number % len(MINUTES_LATE)]
        due = None if leg.due is None else leg.due + minutes
        late = replace(leg, earliest=leg.earliest + minutes, latest=leg.latest + minutes, due=due)
        legs = tuple(late if one.id == leg.id else one for one in problem.legs)
        found.append(_in_force(replace(problem, legs=legs), outcome))
    return found
