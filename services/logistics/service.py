"""The door to logistics: what may be asked over RPC, and what it listens to."""

from datetime import date, datetime
from typing import Any, ClassVar

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.plan import PlanOrder
from services.logistics.doors.hosting import Hosting
from services.logistics.doors.stores import Page, given, page
from services.logistics.doors.ways import Ways
from services.logistics.schemas import answers, asked
from services.logistics.use_cases import hearing, imports, lodging, looking, news, news_list, orders
from shared.events import matching, registration, scheduling
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.storage.store import Cause


class LogisticsService(Ways, Hosting):
    """Arrivals, vehicles and trips; the other doors are inherited."""

    name: ClassVar[str] = "logistics"

    @property
    def people(self) -> looking.People:
        """Who rides."""
        return looking.People(self.travellers, self.escorts, self.vehicles)

    @rpc_method(asked.ArrivalsIn, answers.ArrivalsOut)
    def list_arrivals(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of arrivals who fit every filter given."""
        return page(self.arrivals.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(asked.ArrivalIn, answers.ArrivalOut)
    def get_arrival(self, arrival_id: str) -> Any:
        """One arrival."""
        return self.arrivals.get(arrival_id)

    @rpc_method(asked.ArrivalUpdateIn, answers.ArrivalOut, many=True)
    def record_arrival_update(
        self,
        expected: datetime | None,
        cancelled: bool,
        received_at: datetime,
        source: str,
        scheduled_on: date | None,
        **whose: str | None,
    ) -> list[Arrival]:
        """News from a carrier; the arrivals it is about, as they now are."""
        word = News(received_at, expected, cancelled, source)
        return news.record_arrival_update(self.arrivals, word, on=scheduled_on, **whose)

    @rpc_method(asked.VehiclesIn, answers.VehiclesOut)
    def list_vehicles(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of vehicles."""
        return page(self.vehicles.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(asked.VehicleIn, answers.VehicleOut)
    def get_vehicle(self, vehicle_id: str) -> Any:
        """One vehicle."""
        return self.vehicles.get(vehicle_id)

    @rpc_method(asked.TripsIn, answers.TripsOut)
    def list_trips(
        self, edition: str, after: str | None, limit: int, guest_id: str | None, **wanted: Any
    ) -> Page:
        """One page of trips with vehicle and people."""
        filters = given({**wanted, "guest_ids": guest_id})
        trips, following = self.trips.page(after, limit, edition=edition, **filters)
        return {"items": self.people.run_sheets(trips), "next": following}

    @rpc_method(asked.TripIn, answers.TripOut)
    def get_trip(self, trip_id: str) -> looking.RunSheet:
        """One trip with vehicle and people."""
        return self.people.run_sheets([self.trips.get(trip_id)])[0]

    @rpc_method(asked.EditionIn, answers.PlanOut)
    def get_plan(self, edition: str) -> dict[str, Any]:
        """The plan in force."""
        return looking.plan_page(self.plans, self.orders, edition)

    @rpc_method(asked.EditionIn, answers.OrderOut)
    def release_trips(self, edition: str) -> PlanOrder:
        """Tell people their trips; from now on only what must change changes."""
        return orders.release_trips(self.orders, edition)

    @rpc_method(asked.EditionIn, answers.OrderOut)
    def replan(self, edition: str) -> PlanOrder:
        """Have everything planned anew."""
        return orders.order_anew(self.orders, edition)

    @rpc_method(asked.EditionIn, None)
    def figures(self, edition: str) -> dict[str, Any]:
        """Trips and beds, and guests without one."""
        beds = lodging.bed_page(self.bed_plans, edition)
        lodged = {"beds": beds["allotted"], "guests_without_room": beds["guests_without_room"]}
        return {**looking.figures(self.plans, edition), **lodged}

    @rpc_method(asked.EditionIn, None)
    def double_booked(self, edition: str) -> dict[str, int]:
        """Vehicles and guests who would have to be in two places, and beds given twice."""
        beds = lodging.double_booked(self.allotments, edition)
        return {**looking.double_booked(self.trips, edition), **beds}

    @rpc_method(asked.ImportIn, None)
    def import_arrivals(self, edition: str, **given: Any) -> imports.Report:
        """Itineraries by guest."""
        return imports.import_arrivals(self.arrivals, self.travellers, edition, **given)

    @rpc_method(asked.ImportIn, None)
    def import_vehicles(self, edition: str, **given: Any) -> imports.Report:
        """The fleet."""
        return imports.import_vehicles(self.vehicles, edition, **given)

    @rpc_method(asked.ImportIn, None)
    def import_arrival_updates(self, edition: str, **given: Any) -> imports.Report:
        """A file of news from carriers."""
        return news_list.import_arrival_updates(self.arrivals, self.departures, edition, **given)

    @handles(
        registration.GuestRegistered,
        registration.GuestAmended,
        registration.GuestReplaced,
        registration.GuestConfirmed,
        registration.GuestWithdrew,
        registration.GuestReceived,
        registration.GuestMarkedNoShow,
    )
    def note_guest(self, event: registration.GuestStanding, cause: Cause) -> None:
        """Who is expected, of what rank."""
        hearing.note_guest(self.travellers, event, cause)

    @handles(
        scheduling.MeetingScheduled,
        scheduling.MeetingMoved,
        scheduling.MeetingUnplaceable,
        scheduling.MeetingCancelled,
    )
    def note_meeting(self, event: scheduling.MeetingWish, cause: Cause) -> None:
        """Where and when guests meet whom."""
        hearing.note_meeting(self.appointments, event, cause)

    @handles(
        matching.InterpreterAssigned,
        matching.InterpreterReleased,
        matching.DemandUnfilled,
        matching.DemandClosed,
    )
    def note_escort(self, event: matching.DemandStanding, cause: Cause) -> None:
        """Who interprets for a guest and rides along."""
        hearing.note_escort(self.escorts, event, cause)

    @handles(scheduling.SessionScheduled, scheduling.SessionAmended)
    def note_session(self, event: scheduling.SessionStanding, cause: Cause) -> None:
        """Where and when everybody is expected."""
        hearing.note_session(self.occasions, event, cause)
