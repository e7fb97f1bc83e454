"""The door to scheduling: what may be asked over RPC, and what it listens to."""

from typing import Any, ClassVar

from services.scheduling.schemas import answers, asked
from services.scheduling.storage import (
    AbsenceFacts,
    ArrivalFacts,
    EditionFacts,
    EngagementFacts,
    GuestFacts,
    Hosts,
    InterpreterFacts,
    Meetings,
    PlanOrders,
    Plans,
    Rooms,
    Sessions,
    SettledEngagementFacts,
    SettledGuestFacts,
    SettledInterpreterFacts,
    TripFacts,
)
from services.scheduling.use_cases import hearing, imports, meetings
from services.scheduling.use_cases.editions import clock_of
from shared.events import logistics, matching, registration
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.service import Service, Stored
from shared.storage.store import Cause


class SchedulingService(Service):
    """Rooms, hosts, sessions, leaders' meetings and the plan in force."""

    name: ClassVar[str] = "scheduling"

    rooms = Stored(Rooms)
    hosts = Stored(Hosts)
    sessions = Stored(Sessions)
    meetings = Stored(Meetings)
    plans = Stored(Plans)
    orders = Stored(PlanOrders)
    editions = Stored(EditionFacts)
    guests = Stored(GuestFacts)
    settled = Stored(SettledGuestFacts)
    arrivals = Stored(ArrivalFacts)
    interpreters = Stored(InterpreterFacts)
    settled_interpreters = Stored(SettledInterpreterFacts)
    absences = Stored(AbsenceFacts)
    engagements = Stored(EngagementFacts)
    settled_engagements = Stored(SettledEngagementFacts)
    trips = Stored(TripFacts)

    def _sheet(self, edition: str, **sheet: Any) -> imports.Sheet:
        return imports.Sheet(edition, clock_of(self.editions, edition), **sheet)

    @rpc_method(asked.ImportIn, None)
    def import_rooms(self, edition: str, **sheet: Any) -> Any:
        """A list of rooms."""
        return imports.import_rooms(self.rooms, self._sheet(edition, **sheet))

    @rpc_method(asked.ImportIn, None)
    def import_hosts(self, edition: str, **sheet: Any) -> Any:
        """A list of hosts."""
        return imports.import_hosts(self.hosts, self._sheet(edition, **sheet))

    @rpc_method(asked.ImportIn, None)
    def import_host_windows(self, edition: str, **sheet: Any) -> Any:
        """Calendars of hosts."""
        return imports.import_host_windows(self.hosts, self._sheet(edition, **sheet))

    @rpc_method(asked.ImportIn, None)
    def import_sessions(self, edition: str, **sheet: Any) -> Any:
        """The programme."""
        return imports.import_sessions(self.sessions, self.rooms, self._sheet(edition, **sheet))

    @rpc_method(asked.ImportIn, None)
    def import_meetings(self, edition: str, **sheet: Any) -> Any:
        """Leaders' meetings wanted."""
        return imports.import_meetings(self.meetings, self.hosts, self.guests, self._sheet(edition, **sheet))

    @rpc_method(asked.RoomsIn, answers.RoomsOut)
    def list_rooms(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of rooms."""
        return _page(self.rooms.page(after, limit, edition=edition, **_given(wanted)))

    @rpc_method(asked.HostsIn, answers.HostsOut)
    def list_hosts(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of hosts with their calendars."""
        return _page(self.hosts.page(after, limit, edition=edition, **_given(wanted)))

    @rpc_method(asked.HostIdIn, answers.HostOut)
    def get_host(self, host_id: str) -> Any:
        """One host with the calendar."""
        return self.hosts.get(host_id)

    @rpc_method(asked.SessionsIn, answers.SessionsOut)
    def list_sessions(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of the programme."""
        return _page(self.sessions.page(after, limit, edition=edition, **_given(wanted)))

    @rpc_method(asked.MeetingsIn, answers.MeetingsOut)
    def list_meetings(
        self, edition: str, after: str | None, limit: int, host_id: str | None, **wanted: Any
    ) -> Any:
        """One page of meetings."""
        given = _given({**wanted, "placement.host_id": host_id})
        return _page(self.meetings.page(after, limit, edition=edition, **given))

    @rpc_method(asked.MeetingIdIn, answers.MeetingOut)
    def get_meeting(self, meeting_id: str) -> Any:
        """One meeting."""
        return self.meetings.get(meeting_id)

    @rpc_method(asked.RequestMeetingIn, answers.MeetingOut)
    def request_meeting(self, edition: str, accompanying: list[str], **wish: Any) -> Any:
        """Ask for a meeting; the planner answers in a moment."""
        clock_of(self.editions, edition)
        stated = {**wish, "edition": edition, "accompanying": tuple(accompanying)}
        return meetings.request_meeting(self.meetings, self.hosts, self.guests, **stated)

    @rpc_method(asked.CancelMeetingIn, answers.MeetingOut)
    def cancel_meeting(self, **cancellation: Any) -> Any:
        """Call a meeting off."""
        return meetings.cancel_meeting(self.meetings, self.guests, **cancellation)

    @rpc_method(asked.HostWindowsIn, answers.HostOut)
    def set_host_windows(self, **calendar: Any) -> Any:
        """Replace a host's calendar."""
        return meetings.set_host_windows(self.hosts, **calendar)

    @rpc_method(asked.EditionIn, answers.PlanOut)
    def get_plan(self, edition: str) -> Any:
        """The plan in force."""
        return self.plans.of_edition(edition)

    @rpc_method(asked.EditionIn, answers.PlanOut)
    def replan(self, edition: str) -> Any:
        """Have the edition planned again; answers with the plan in force until then."""
        clock_of(self.editions, edition)
        meetings.order_plan(self.orders, edition)
        return self.plans.of_edition(edition)

    @rpc_method(asked.EditionIn, None)
    def figures(self, edition: str) -> dict[str, Any]:
        """What became of the wanted meetings."""
        return meetings.figures(self.meetings, edition)

    @rpc_method(asked.EditionIn, None)
    def double_booked(self, edition: str) -> dict[str, int]:
        """Rooms, guests and hosts in two meetings at one time."""
        return meetings.double_booked(self.meetings, edition)

    @handles(registration.EditionOpened, registration.EditionAmended)
    def note_edition(self, event: registration.EditionStanding, cause: Cause) -> None:
        """The clock of an edition."""
        hearing.note_edition(self.editions, event, cause)

    @handles(
        registration.GuestRegistered,
        registration.GuestAmended,
        registration.GuestConfirmed,
        registration.GuestWithdrew,
        registration.GuestReceived,
        registration.GuestMarkedNoShow,
    )
    def note_guest(self, event: registration.GuestStanding, cause: Cause) -> None:
        """Of what rank a guest is, and whether they come."""
        hearing.note_guest(self.guests, self.settled, event, cause)

    @handles(
        logistics.ArrivalRecorded,
        logistics.ArrivalAmended,
        logistics.ArrivalDelayed,
        logistics.ArrivalCancelled,
    )
    def note_arrival(self, event: logistics.ArrivalStanding, cause: Cause) -> None:
        """From when until when a guest is in town."""
        hearing.note_arrival(self.arrivals, event, cause)

    @handles(
        matching.InterpreterEnrolled,
        matching.InterpreterAmended,
        matching.InterpreterAbsenceRecorded,
        matching.InterpreterAbsenceEnded,
        matching.InterpreterPledgeSigned,
        matching.InterpreterConsentGiven,
        matching.InterpreterConsentRecalled,
    )
    def note_interpreter(self, event: matching.InterpreterStanding, cause: Cause) -> None:
        """Who can interpret what, and when not."""
        hearing.note_interpreter(self.interpreters, self.settled_interpreters, self.absences, event, cause)

    @handles(
        matching.InterpreterAssigned,
        matching.InterpreterReleased,
        matching.DemandUnfilled,
        matching.DemandClosed,
    )
    def note_engagement(self, event: matching.DemandStanding, cause: Cause) -> None:
        """Who is bound to a guest, and who serves a meeting."""
        hearing.note_engagement(self.engagements, self.settled_engagements, event, cause)

    @handles(logistics.TripPlanned, logistics.TripRetimed, logistics.TripCancelled)
    def note_trip(self, event: logistics.TripStanding, cause: Cause) -> None:
        """Which car brings whom to a meeting."""
        hearing.note_trip(self.trips, event, cause)


def _given(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if value is not None}


def _page(page: tuple[list[Any], str | None]) -> dict[str, Any]:
    return {"items": page[0], "next": page[1]}
