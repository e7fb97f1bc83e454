"""What people look at: trips with vehicle and people, the plan, and its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from services.logistics.domain.heard import Escort, Traveller
from services.logistics.domain.network import OPEN
from services.logistics.domain.plan import Plan
from services.logistics.domain.rules import EXPLANATIONS, TripRules
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.storage import Escorts, PlanOrders, Plans, Travellers, Trips, Vehicles


@dataclass(frozen=True)
class Passenger:
    """A guest on a trip as the driver needs to know them, with the interpreter who rides along."""

    guest_id: str
    leg_id: str
    name: str
    own_script_name: str
    rank: str
    interpreter_id: str | None
    interpreter_name: str


@dataclass(frozen=True)
class RunSheet:
    """One trip with its vehicle, driver and passengers."""

    trip: Trip
    vehicle: Vehicle | None
    passengers: list[Passenger]


class People:
    """Looks up who rides."""

    def __init__(self, travellers: Travellers, escorts: Escorts, vehicles: Vehicles) -> None:
        self.travellers, self.escorts, self.vehicles = travellers, escorts, vehicles

    def run_sheets(self, trips: Sequence[Trip]) -> list[RunSheet]:
        """These trips with vehicles and people, read in three queries."""
        guest_ids = sorted({guest_id for trip in trips for guest_id in trip.guest_ids})
        guests = {traveller.id: traveller for traveller in self.travellers.find(id=guest_ids)}
        escorts = {e.guest_id: e for e in self.escorts.find(guest_id=guest_ids) if e.interpreter_id}
        vehicle_ids = sorted({trip.vehicle_id for trip in trips})
        vehicles = {vehicle.id: vehicle for vehicle in self.vehicles.find(id=vehicle_ids)}
        return [
            RunSheet(trip, vehicles.get(trip.vehicle_id), _passengers(trip, guests, escorts))
            for trip in trips
        ]


def _passengers(trip: Trip, guests: dict[str, Traveller], escorts: dict[str, Escort]) -> list[Passenger]:
    return [
        _passenger(leg_id, guests[guest_id], escorts.get(guest_id))
        for leg_id, guest_id in zip(trip.leg_ids, trip.guest_ids, strict=True)
        if guest_id in guests
    ]


def _passenger(leg_id: str, guest: Traveller, escort: Escort | None) -> Passenger:
    return Passenger(
        guest_id=guest.id,
        leg_id=leg_id,
        name=f"{guest.family_name} {guest.given_name}".strip(),
        own_script_name=guest.own_script_name,
        rank=guest.rank.value,
        interpreter_id=escort.interpreter_id if escort else None,
        interpreter_name=escort.interpreter_name if escort else "",
    )


def figures(plans: Plans, edition: str) -> dict[str, Any]:
    """How many trips, and who has none and why."""
    plan = plans.in_force(edition)
    return {
        "trips": plan.trips,
        "pickups": plan.pick_ups,
        "transfers": plan.transfers,
        "guests_without_trip": without_trip(plan),
    }


def without_trip(plan: Plan) -> list[dict[str, str]]:
    """The drives that are missing, each with the rule that stands in the way."""
    return [
        {
            "guest_id": one.guest_id,
            "leg_id": one.leg_id,
            "trip_kind": one.kind.value,
            "rule": one.rule,
            "explanation": EXPLANATIONS[one.rule],
        }
        for one in plan.without
    ]


def double_booked(trips: Trips, edition: str) -> dict[str, int]:
    """Counts, from the stored trips alone, vehicles and guests who would have to be in two places."""
    planned = sorted(trips.planned(edition), key=lambda trip: (trip.departs, trip.id))
    vehicles = {trip.vehicle_id for trip in planned}
    guests = {guest_id for trip in planned for guest_id in trip.guest_ids}
    return {
        "vehicles": sum(
            _overtaken([t for t in planned if t.vehicle_id == one], empty=True) for one in vehicles
        ),
        "guests": sum(_overtaken([t for t in planned if one in t.guest_ids], empty=False) for one in guests),
    }


def _overtaken(trips: list[Trip], *, empty: bool) -> int:
    """How often a trip leaves before the one before it has arrived, and before the car can be there."""
    unloading = TripRules().unloading
    found = 0
    for one, following in pairwise(trips):
        minutes = unloading + _empty_minutes(one, following) if empty else 0
        found += following.departs < one.arrives + timedelta(minutes=minutes)
    return found


def _empty_minutes(one: Trip, following: Trip) -> int:
    """The usual time from where a trip ends to where the next begins, by road or over the water."""
    if one.destination is following.origin:
        return 0
    usual = OPEN.minutes(one.destination, following.origin, 0, following.vehicle_kind.value)
    assert usual is not None, "a vehicle's trips are on one side of the water"
    return usual


def plan_page(plans: Plans, orders: PlanOrders, edition: str) -> dict[str, Any]:
    """The plan in force with what was ordered for it."""
    plan = plans.in_force(edition)
    return {
        **vars(plan),
        "released": orders.of_edition(edition).released,
        "guests_without_trip": without_trip(plan),
    }
