"""The door to scheduling: what may be asked over RPC, and what it listens to."""

from typing import Any, ClassVar

from services.scheduling.matchmaking_service import MatchmakingDoor
from services.scheduling.schemas import answers, asked, told
from services.scheduling.storage import (
    AbsenceFacts,
    Agendas,
    ArrivalFacts,
    Drafts,
    EditionFacts,
    EngagementFacts,
    Feeds,
    GuestFacts,
    Hosts,
    InterpreterFacts,
    Meetings,
    PlanOrders,
    Plans,
    Policies,
    Records,
    Releases,
    Rooms,
    Sessions,
    TripFacts,
    Venues,
)
from services.scheduling.use_cases import (
    deciding,
    feeds,
    hearing,
    imports,
    meetings,
    placing,
    releasing,
    showing,
)
from services.scheduling.use_cases.editions import clock_of
from shared.events import logistics, matching, registration
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.service import Stored
from shared.storage.store import Cause


class SchedulingService(MatchmakingDoor):
    """Rooms, hosts, sessions, leaders' meetings and the plan in force; business matchmaking."""

    name: ClassVar[str] = "scheduling"

    venues = Stored(Venues)
    rooms = Stored(Rooms)
    hosts = Stored(Hosts)
    sessions = Stored(Sessions)
    meetings = Stored(Meetings)
    plans = Stored(Plans)
    orders = Stored(PlanOrders)
    policies = Stored(Policies)
    drafts = Stored(Drafts)
    releases = Stored(Releases)
    agendas = Stored(Agendas)
    feeds = Stored(Feeds)
    editions = Stored(EditionFacts)
    guests = Stored(GuestFacts)
    arrivals = Stored(ArrivalFacts)
    interpreters = Stored(InterpreterFacts)
    absences = Stored(AbsenceFacts)
    engagements = Stored(EngagementFacts)
    trips = Stored(TripFacts)
    # Made from a backend as a collection is, and once for the same reason.
    records = Stored(Records)  # type: ignore[type-var]

    def _sheet(self, edition: str, **sheet: Any) -> imports.Sheet:
        return imports.Sheet(edition, clock_of(self.editions, edition), **sheet)

    @rpc_method(asked.ImportIn, None)
    def import_venues(self, edition: str, **sheet: Any) -> Any:
        """A list of venues."""
        return imports.import_venues(self.venues, self._sheet(edition, **sheet))

    @rpc_method(asked.ImportIn, None)
    def import_rooms(self, edition: str, **sheet: Any) -> Any:
        """A list of rooms."""
        return imports.import_rooms(self.rooms, self.venues, self._sheet(edition, **sheet))

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

    @rpc_method(asked.PageIn, answers.VenuesOut)
    def list_venues(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of venues."""
        return _page(self.venues.page(after, limit, edition=edition))

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
    def request_meeting(self, edition: str, **wish: Any) -> Any:
        """Ask for a meeting; the planner answers in a moment."""
        clock_of(self.editions, edition)
        lists = {name: tuple(wish[name]) for name in ("accompanying", "host_side", "equipment")}
        stated = {**wish, **lists, "edition": edition}
        return meetings.request_meeting(self.meetings, self.hosts, self.guests, **stated)

    @rpc_method(asked.CancelMeetingIn, answers.MeetingOut)
    def cancel_meeting(self, **cancellation: Any) -> Any:
        """Call a meeting off."""
        return meetings.cancel_meeting(self.meetings, self.guests, **cancellation)

    @rpc_method(asked.HostWindowsIn, answers.HostOut)
    def set_host_windows(self, **calendar: Any) -> Any:
        """Replace a host's calendar."""
        return meetings.set_host_windows(self.hosts, **calendar)

    @rpc_method(asked.HostHoldsIn, answers.HostOut)
    def set_host_holds(self, **holds: Any) -> Any:
        """Replace a host's holds."""
        return deciding.set_host_holds(self.hosts, **holds)

    @rpc_method(asked.RoomHoldsIn, answers.RoomOut)
    def set_room_holds(self, **holds: Any) -> Any:
        """Replace a room's holds."""
        return deciding.set_room_holds(self.rooms, **holds)

    @rpc_method(asked.TextIn, answers.SessionOut)
    def receive_text(self, **text: Any) -> Any:
        """A speaker's text is there."""
        return deciding.receive_text(self.sessions, self.rooms, **text)

    @rpc_method(asked.EditionIn, told.PolicyOut)
    def get_policy(self, edition: str) -> Any:
        """What an edition decided about its meetings."""
        return self.policies.of_edition(edition)

    @rpc_method(asked.PolicyIn, told.PolicyOut)
    def set_policy(self, edition: str, **policy: Any) -> Any:
        """Decide caps and grades."""
        clock_of(self.editions, edition)
        return deciding.set_policy(self.policies, edition, **policy)

    @rpc_method(asked.PlaceByHandIn, answers.MeetingOut)
    def place_meeting(self, **place: Any) -> Any:
        """Put a meeting at a place; it stays there as long as the rules permit."""
        return placing.place_meeting(self.records, self.meetings, **place)

    @rpc_method(asked.SeenMeetingIn, answers.MeetingOut)
    def unpin_meeting(self, meeting_id: str, expected_version: int | None) -> Any:
        """Leave a meeting to the planner again."""
        return placing.unpin_meeting(self.meetings, meeting_id, expected_version, self._rank(meeting_id))

    @rpc_method(asked.WaiveIn, answers.MeetingOut)
    def waive_rule(self, meeting_id: str, **waiver: Any) -> Any:
        """Let a rule rest for one meeting."""
        return placing.waive_rule(self.meetings, meeting_id, rank=self._rank(meeting_id), **waiver)

    @rpc_method(asked.SeenMeetingIn, answers.MeetingOut)
    def hand_over_brief(self, meeting_id: str, expected_version: int | None) -> Any:
        """The host has the brief."""
        return placing.hand_over_brief(self.meetings, meeting_id, expected_version, self._rank(meeting_id))

    def _rank(self, meeting_id: str) -> str:
        return imports.rank_of(self.guests, self.meetings.get(meeting_id))

    @rpc_method(asked.ReadinessIn, told.ReadinessListOut)
    def readiness(self, edition: str, meeting_id: str | None) -> Any:
        """The ready lights."""
        return {"items": showing.readiness(self.records, self.trips, edition, meeting_id)}

    @rpc_method(asked.MeetingIdIn, told.SeatingOut)
    def seating(self, meeting_id: str) -> Any:
        """Seats, cards and places for the photo."""
        return showing.seats(self.records, meeting_id)

    @rpc_method(asked.MeetingIdIn, told.ExplanationOut)
    def explain_meeting(self, meeting_id: str) -> Any:
        """Why here, or why nowhere and what would make a place possible."""
        return showing.explain(self.records, meeting_id)

    @rpc_method(asked.PlaceIn, told.VerdictsOut)
    def why_not(self, **place: Any) -> Any:
        """Rule by rule, whether a meeting could be there."""
        return {"items": showing.why_not(self.records, **place)}

    @rpc_method(asked.AlternativesIn, told.AlternativesOut)
    def alternatives(self, meeting_id: str, count: int) -> Any:
        """The best other places, with their consequences."""
        return {"items": showing.other_places(self.records, meeting_id, count)}

    @rpc_method(asked.EditionIn, told.ConflictsOut)
    def conflicts(self, edition: str) -> Any:
        """What is wrong with the plan at this moment."""
        return {"items": releasing.conflicts_of(self.records, edition)}

    @rpc_method(asked.PageIn, told.DraftsOut)
    def list_drafts(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of the versions of the plan."""
        return _page(self.drafts.page(after, limit, edition=edition))

    @rpc_method(asked.DifferenceIn, told.DifferencesOut)
    def difference(self, edition: str, one: int, other: int) -> Any:
        """What is different from one draft to another."""
        return {"items": releasing.difference(self.drafts, edition, one, other)}

    @rpc_method(asked.ReleaseIn, told.ReleaseOut)
    def release_plan(self, edition: str, **release: Any) -> Any:
        """Tell people the draft."""
        clock_of(self.editions, edition)
        return releasing.release_plan(self.records, self.releases, self.agendas, edition, **release)

    @rpc_method(asked.EditionIn, told.UnreleasedOut)
    def unreleased(self, edition: str) -> Any:
        """What people do not know yet of the draft."""
        clock_of(self.editions, edition)
        return releasing.unreleased(self.records, self.releases, edition)

    @rpc_method(asked.EditionIn, told.PublicChangelogOut)
    def public_changelog(self, edition: str) -> Any:
        """What was new in the programme, for everybody."""
        clock_of(self.editions, edition)
        return {"items": releasing.public_changelog(self.releases, edition)}

    @rpc_method(asked.PageIn, told.ReleasesOut)
    def list_releases(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of what people were told."""
        return _page(self.releases.page(after, limit, edition=edition))

    @rpc_method(asked.ReleaseNumberIn, told.ReleaseOut)
    def get_release(self, edition: str, number: int) -> Any:
        """One version people were told."""
        return self.releases.get(f"{edition}.v{number:04}")

    @rpc_method(asked.AgendasIn, told.AgendasOut)
    def list_agendas(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of what people were told to be new."""
        return _page(self.agendas.page(after, limit, edition=edition, **_given(wanted)))

    @rpc_method(asked.OpenFeedIn, told.OpenedFeedOut)
    def open_feed(self, edition: str, **of: Any) -> Any:
        """A new secret address of a calendar."""
        feed, secret = feeds.open_feed(
            self.feeds, self.hosts, self.rooms, self.guests, edition, of["of"], of["of_id"]
        )
        return {**vars(feed), "secret": secret}

    @rpc_method(asked.PageIn, told.FeedsOut)
    def list_feeds(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of addresses, without their secrets."""
        return _page(self.feeds.page(after, limit, edition=edition))

    @rpc_method(asked.FeedIdIn, told.FeedOut)
    def revoke_feed(self, feed_id: str) -> Any:
        """End an address at once."""
        return feeds.revoke_feed(self.feeds, feed_id)

    @rpc_method(asked.SecretIn, told.CalendarOut)
    def read_feed(self, secret: str) -> Any:
        """The calendar behind an address."""
        return {"calendar": feeds.read_feed(self.feeds, self.releases, secret)}

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
        registration.GuestReplaced,
        registration.GuestConfirmed,
        registration.GuestWithdrew,
        registration.GuestReceived,
        registration.GuestMarkedNoShow,
    )
    def note_guest(self, event: registration.GuestStanding, cause: Cause) -> None:
        """Of what rank a guest is, and whether they come."""
        hearing.note_guest(self.guests, event, cause)

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
        hearing.note_interpreter(self.interpreters, self.absences, event, cause)

    @handles(
        matching.InterpreterAssigned,
        matching.InterpreterReleased,
        matching.DemandUnfilled,
        matching.DemandClosed,
    )
    def note_engagement(self, event: matching.DemandStanding, cause: Cause) -> None:
        """Who is bound to a guest, and who serves a meeting."""
        hearing.note_engagement(self.engagements, event, cause)

    @handles(logistics.TripPlanned, logistics.TripRetimed, logistics.TripCancelled)
    def note_trip(self, event: logistics.TripStanding, cause: Cause) -> None:
        """Which car brings whom to a meeting."""
        hearing.note_trip(self.trips, event, cause)


def _given(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if value is not None}


def _page(page: tuple[list[Any], str | None]) -> dict[str, Any]:
    return {"items": page[0], "next": page[1]}
