"""The order of what a plan is to be: nobody left behind, then little waiting, then few trips."""

from dataclasses import replace

import pytest

from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine import Outcome, Problem, plan
from services.logistics.use_cases.situation import situation_of
from tests.unit.logistics.builders import a_vehicle, import_departures_of, sample_edition
from tests.unit.logistics.checker import broken_rules


def a_leg(number: int, earliest: int, kind: TripKind = TripKind.PICK_UP, waits: int = 60) -> Leg:
    places = (Place.HSN, Place.PUTUO) if kind is TripKind.PICK_UP else (Place.PUTUO, Place.HSN)
    return Leg(f"l.{number}", f"g.{number}", Rank.V5, kind, *places, earliest, earliest + waits)


def fleet(number: int, seats: int = 5) -> tuple[Vehicle, ...]:
    return tuple(a_vehicle(f"V{one}", VehicleKind.SEVEN_SEATER, seats=seats) for one in range(number))


def driven(outcome: Outcome) -> list[tuple[tuple[str, ...], int]]:
    return [(run.legs, run.departs) for run in outcome.runs]


def test_nobody_waits_for_another_while_there_are_vehicles() -> None:
    outcome = plan(Problem((a_leg(1, 0), a_leg(2, 0), a_leg(3, 10)), fleet(2)))

    assert driven(outcome) == [(("l.1", "l.2"), 0), (("l.3",), 10)]
    assert outcome.is_proven


def test_guests_wait_for_each_other_before_one_is_left_behind() -> None:
    outcome = plan(Problem((a_leg(1, 0), a_leg(2, 20), a_leg(3, 50, waits=40)), fleet(1)))

    assert driven(outcome) == [(("l.1", "l.2", "l.3"), 50)]
    assert (outcome.left, outcome.score.waiting) == ((), 80)


def test_who_departs_waits_at_the_gate_not_at_the_hotel() -> None:
    first, second = (a_leg(number, earliest, TripKind.SEND_OFF, 45) for number, earliest in ((1, 0), (2, 30)))

    apart = plan(Problem((first, second), fleet(2)))
    together = plan(Problem((first, second), fleet(1)))

    assert driven(apart) == [(("l.1",), 45), (("l.2",), 75)]
    assert (driven(together), together.score.waiting) == ([(("l.1", "l.2"), 45)], 30)


@pytest.mark.parametrize(
    ("edition", "legs", "waiting", "vehicles"), [("ipec-2019", 316, 1465, 64), ("iitc-2019", 248, 450, 60)]
)
def test_a_whole_edition_leaves_nobody_waits_little_and_has_vehicles_to_spare(
    edition: str, legs: int, waiting: int, vehicles: int
) -> None:
    _, store = sample_edition(edition)
    import_departures_of(store, edition)
    situation = situation_of(store, edition)
    problem = situation.problem(situation.journeys())

    outcome = plan(problem)

    assert broken_rules(problem, outcome) == []
    assert (len(problem.legs), outcome.left) == (legs, ())
    assert outcome.score.waiting <= waiting
    assert len({run.vehicle_id for run in outcome.runs}) <= vehicles


def test_a_late_guest_goes_alone_and_the_others_as_they_were_told() -> None:
    legs = a_leg(1, 0), a_leg(2, 20), a_leg(3, 50, waits=40)
    before = plan(Problem(legs, fleet(1)))
    named = tuple(replace(run, trip_id="t.1") for run in before.runs)
    late = replace(legs[2], earliest=150, latest=210)

    after = plan(Problem((*legs[:2], late), fleet(2), in_force=named, released=True))

    assert driven(after) == [(("l.1", "l.2"), 50), (("l.3",), 150)]
