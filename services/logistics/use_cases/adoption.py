"""Adopting a plan: which trips are new, differ or are needed no more, and what they answer."""

from collections.abc import Iterable
from dataclasses import replace

from services.logistics import standing
from services.logistics.domain.instant import time_of
from services.logistics.domain.journey import Journeys, Stranded
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.plan import Plan
from services.logistics.domain.trip import Trip, TripState
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine import Left, Outcome, Run
from services.logistics.use_cases.answers import Answers, reason_of
from services.logistics.use_cases.situation import Situation, Store
from shared.events.base import Event
from shared.events.logistics import TripCancelled, TripPlanned, TripRetimed
from shared.ids import new_id
from shared.planning import caused_by
from shared.storage.store import Change


class Adoption:
    """Turns an outcome of the engine into the changes to be saved together; nothing when nothing differs."""

    def __init__(self, store: Store, situation: Situation, journeys: Journeys, answers: Answers) -> None:
        self.store, self.situation, self.answers = store, situation, answers
        self.legs = {leg.id: leg for leg in journeys.legs}
        self.stranded = journeys.stranded
        self.vehicles = {vehicle.id: vehicle for vehicle in situation.vehicles}

    def changes(self, outcome: Outcome, seconds: float) -> list[Change]:
        """Arrivals and departures whose lane or roads are others, trips that differ, and the plan."""
        before = {trip.id: trip for trip in self.situation.trips}
        trips = [self._trip(run) for run in outcome.runs]
        changes = self._corrected()
        changes += self._differing(trips, before)
        plan = self._plan(outcome, trips, seconds)
        if changes or self._says_otherwise(plan):
            changes.append(self._adopted(plan))
        return changes

    def _corrected(self) -> list[Change]:
        changes = []
        for arrival in self.situation.corrected:
            with caused_by(self.answers.to([arrival.guest_id, arrival.id])):
                event = standing.of_itinerary(arrival, arrival)
                changes.append(Change(self.store.arrivals, arrival, (event,)))
        for departure in self.situation.departures_corrected:
            with caused_by(self.answers.to([departure.guest_id, departure.id])):
                left = standing.of_departure(departure, departure)
                changes.append(Change(self.store.departures, departure, (left,)))
        return changes

    def _differing(self, trips: list[Trip], before: dict[str, Trip]) -> list[Change]:
        changes = []
        for trip in trips:
            known = before.pop(trip.id, None)
            if known is None:
                changes.append(self._change(trip, trip, planned=True))
            elif replace(known, version=0) != replace(trip, version=0):
                changes.append(self._change(replace(trip, version=known.version), known, planned=True))
        for gone in before.values():
            changes.append(self._change(replace(gone, state=TripState.CANCELLED), gone, planned=False))
        return changes

    def _change(self, trip: Trip, known: Trip, *, planned: bool) -> Change:
        """A trip as an answer to the change of one of those who ride or rode on it."""
        mark = self.answers.to(self._concerned([*trip.leg_ids, *known.leg_ids], trip.vehicle_id))
        reason = reason_of(mark)
        fields = standing.of_trip(trip)
        event: Event
        if not planned:
            event = TripCancelled(reason=reason, **fields)
        else:
            event = TripRetimed(reason=reason, **fields) if trip.version else TripPlanned(**fields)
        with caused_by(mark):
            return Change(self.store.trips, trip, (event,))

    def _concerned(self, leg_ids: Iterable[str], vehicle_id: str) -> list[str]:
        """The arrivals, guests and meetings behind these legs, then the vehicle."""
        edition = self.situation.edition
        concerned = []
        for leg_id in leg_ids:
            thing, _, guest = leg_id.rpartition(".")
            concerned += [leg_id, f"{edition}.g.{guest}", thing.removesuffix(".to").removesuffix(".back")]
        return [*concerned, vehicle_id]

    def _trip(self, run: Run) -> Trip:
        legs = [self.legs[leg_id] for leg_id in run.legs]
        vehicle = self.vehicles[run.vehicle_id]
        meetings = {leg.meeting_id for leg in legs}
        return Trip(
            id=run.trip_id or f"{self.situation.edition}.t.{new_id()}",
            edition=self.situation.edition,
            kind=legs[0].kind,
            origin=legs[0].origin,
            destination=legs[0].destination,
            departs=time_of(run.departs),
            arrives=time_of(self._arrives(legs[0], run.departs, vehicle)),
            vehicle_id=vehicle.id,
            plate=vehicle.plate,
            vehicle_kind=vehicle.kind,
            leg_ids=run.legs,
            guest_ids=tuple(leg.guest_id for leg in legs),
            meeting_id=meetings.pop() if len(meetings) == 1 else None,
        )

    def _arrives(self, leg: Leg, departs: int, vehicle: Vehicle) -> int:
        minutes = self.situation.network.minutes(leg.origin, leg.destination, departs, vehicle.kind.value)
        assert minutes is not None, "only open routes are planned"
        return departs + minutes

    def _plan(self, outcome: Outcome, trips: list[Trip], seconds: float) -> Plan:
        in_force = self.situation.plan
        left = [_stranded(self.legs[one.leg_id], one) for one in outcome.left]
        return replace(
            in_force,
            number=in_force.number + 1,
            trips=len(trips),
            pick_ups=sum(trip.kind is TripKind.PICK_UP for trip in trips),
            transfers=sum(trip.kind is not TripKind.PICK_UP for trip in trips),
            waiting_minutes=outcome.score.waiting,
            seats=outcome.score.seats,
            objective=outcome.score.as_number(),
            bound=outcome.bound.as_number(),
            is_proven=outcome.is_proven,
            way=outcome.way,
            seconds=round(seconds, 4),
            without=tuple(sorted([*self.stranded, *left], key=lambda one: one.leg_id)),
            answers=self.situation.order.anew,
        )

    def _says_otherwise(self, plan: Plan) -> bool:
        in_force = self.situation.plan
        return plan.without != in_force.without or plan.answers != in_force.answers

    def _adopted(self, plan: Plan) -> Change:
        """The plan with its figures, and every guest newly left without a trip."""
        known = set(self.situation.plan.without)
        left = [standing.of_stranded(one) for one in plan.without if one not in known]
        return Change(self.store.plans, plan, (standing.of_plan(plan), *left))


def _stranded(leg: Leg, left: Left) -> Stranded:
    opens = None if left.opens is None else time_of(left.opens)
    return Stranded(leg.id, leg.guest_id, leg.kind, left.rule, left.by, opens)
