"""What scheduling announces: rooms, hosts, sessions, and where and when leaders' meetings take place."""

from datetime import datetime

from shared.events.base import Event, event


class VenueStanding(Event):
    """A building with rooms; `place` is a zone of the planning-time matrix."""

    venue_id: str
    reference: str
    name_en: str
    name_zh: str
    place: str


@event("scheduling.venue_listed.v1")
class VenueListed(VenueStanding):
    """A venue has rooms for this edition."""


@event("scheduling.venue_amended.v1")
class VenueAmended(VenueStanding):
    """A venue's name, zone or address was corrected."""


class RoomStanding(Event):
    """A room with its kind and number of seats; `place` is a zone of the planning-time matrix."""

    room_id: str
    reference: str
    name_en: str
    name_zh: str
    room_kind: str
    seats: int
    place: str
    equipment: tuple[str, ...] = ()


@event("scheduling.room_listed.v1")
class RoomListed(RoomStanding):
    """A room may be used."""


@event("scheduling.room_amended.v1")
class RoomAmended(RoomStanding):
    """A room's kind, seats or opening hours were corrected."""


class HostStanding(Event):
    """A leader who receives guests; `level` is H1 (highest) to H6."""

    host_id: str
    reference: str
    name: str
    name_zh: str
    post: str
    level: str


@event("scheduling.host_listed.v1")
class HostListed(HostStanding):
    """A host may be asked for meetings."""


@event("scheduling.host_amended.v1")
class HostAmended(HostStanding):
    """A host's name, post or level was corrected."""


@event("scheduling.host_calendar_set.v1")
class HostCalendarSet(HostStanding):
    """A host's windows are now these; meetings outside them must move."""

    window_starts: tuple[datetime, ...]
    window_ends: tuple[datetime, ...]


class SessionStanding(Event):
    """A session of the programme."""

    session_id: str
    reference: str
    title_en: str
    title_zh: str
    session_type: str
    room_id: str
    place: str
    starts: datetime
    ends: datetime
    working_languages: tuple[str, ...]


@event("scheduling.session_scheduled.v1")
class SessionScheduled(SessionStanding):
    """A session is in the programme."""


@event("scheduling.session_amended.v1")
class SessionAmended(SessionStanding):
    """A session's room, time, title or languages were corrected."""


@event("scheduling.session_text_received.v1")
class SessionTextReceived(SessionStanding):
    """A speaker gave the interpreters the text; `missing` are the speakers who still owe theirs."""

    guest_id: str
    missing: tuple[str, ...]


class MeetingWish(Event):
    """A leaders' meeting as it was asked for."""

    meeting_id: str
    reference: str
    meeting_kind: str
    guest_id: str
    accompanying: tuple[str, ...]
    rank: str
    wanted_host_id: str
    mode: str
    language: str
    speech_minutes: int


@event("scheduling.meeting_requested.v1")
class MeetingRequested(MeetingWish):
    """A guest's side asked for a meeting with a leader."""


@event("scheduling.meeting_amended.v1")
class MeetingAmended(MeetingWish):
    """The request was corrected before or after it was placed."""


class MeetingStanding(MeetingWish):
    """A placed meeting: host, room and time are held together."""

    host_id: str
    host_name: str
    delegated: bool
    room_id: str
    room_name: str
    place: str
    starts: datetime
    ends: datetime


@event("scheduling.meeting_scheduled.v1")
class MeetingScheduled(MeetingStanding):
    """A meeting has host, room and time."""


@event("scheduling.meeting_moved.v1")
class MeetingMoved(MeetingStanding):
    """A placed meeting now has another time, room or host; `reason` says which change made it move."""

    reason: str


@event("scheduling.meeting_unplaceable.v1")
class MeetingUnplaceable(MeetingWish):
    """A wanted meeting has no place; `rules` names what stands in the way, most telling first."""

    rules: tuple[str, ...]
    explanation: str


@event("scheduling.meeting_cancelled.v1")
class MeetingCancelled(MeetingWish):
    """A meeting will not take place; host, room, interpreter and car are free again."""

    reason: str


class PolicyStanding(Event):
    """What an edition decided about its meetings; `grades` holds the conflicts it grades otherwise than usual."""

    edition_id: str
    most_a_day: int
    grades: dict[str, str]


@event("scheduling.policy_set.v1")
class MeetingPolicySet(PolicyStanding):
    """Caps or grades of an edition were decided."""


@event("scheduling.plan_released.v1")
class SchedulingPlanReleased(Event):
    """A version of the programme was told to people; the figures count what is new since the version before."""

    edition_id: str
    number: int
    plan_number: int
    note: str
    added: int
    moved: int
    altered: int
    cancelled: int


@event("scheduling.agenda_released.v1")
class AgendaReleased(Event):
    """One person's appointments are others than they were told before; nobody else hears of these.

    `person_id` is a guest or a host. The lists hold ids of meetings and sessions.
    """

    person_id: str
    edition_id: str
    release: int
    added: tuple[str, ...]
    moved: tuple[str, ...]
    altered: tuple[str, ...]
    cancelled: tuple[str, ...]


class FeedStanding(Event):
    """A secret address of a calendar, without the secret; `feed_of` is person, room or edition."""

    feed_id: str
    edition_id: str
    feed_of: str
    of_id: str


@event("scheduling.feed_opened.v1")
class FeedOpened(FeedStanding):
    """Whoever has the address may now read the calendar."""


@event("scheduling.feed_revoked.v1")
class FeedRevoked(FeedStanding):
    """The address no longer works."""


@event("scheduling.plan_adopted.v1")
class SchedulingPlanAdopted(Event):
    """The meetings of an edition changed; the figures are those of the plan now in force."""

    edition_id: str
    number: int
    wanted: int
    placed: int
    delegated: int
    unplaceable: int
    objective: int
    bound: int


@event("scheduling.plan_ordered.v1")
class SchedulingPlanOrdered(Event):
    """Somebody asked for the plan of an edition to be made again; `number` counts these requests."""

    edition_id: str
    number: int


class BusinessSlotStanding(Event):
    """A time slot of business matchmaking; `seats` and `tables` say how many tables with how many seats stand there."""

    slot_id: str
    reference: str
    starts: datetime
    ends: datetime
    seats: tuple[int, ...]
    tables: tuple[int, ...]


@event("scheduling.business_slot_listed.v1")
class BusinessSlotListed(BusinessSlotStanding):
    """Business meetings can take place in this slot, at these tables."""


class BusinessParticipantStanding(Event):
    """Who takes part in business matchmaking; `guest_id` is empty when the firm's person is not a guest."""

    participant_id: str
    reference: str
    name: str
    guest_id: str
    people: int


@event("scheduling.business_participant_listed.v1")
class BusinessParticipantListed(BusinessParticipantStanding):
    """A participant may ask and be asked."""


class BusinessRequestStanding(Event):
    """A request for a business meeting; `answer` is OPEN, ACCEPTED or DECLINED."""

    request_id: str
    reference: str
    asks_id: str
    asked_id: str
    answer: str
    confirmed: bool


@event("scheduling.business_meeting_requested.v1")
class BusinessMeetingRequested(BusinessRequestStanding):
    """A participant asks another for a meeting."""


@event("scheduling.business_request_answered.v1")
class BusinessRequestAnswered(BusinessRequestStanding):
    """The other side accepted or declined."""


@event("scheduling.business_meeting_confirmed.v1")
class BusinessMeetingConfirmed(BusinessRequestStanding):
    """The meeting stays in its slot and at its table in every later run."""


@event("scheduling.matchmaking_ordered.v1")
class MatchmakingOrdered(Event):
    """Somebody asked for a run; `keep` is CONFIRMED or ALL, `number` counts these orders."""

    edition_id: str
    number: int
    keep: str


@event("scheduling.matchmaking_run_adopted.v1")
class MatchmakingRunAdopted(Event):
    """A run is in force. `added`, `moved` and `removed` are requests; only these participants have to hear of it."""

    edition_id: str
    number: int
    wanted: int
    placed: int
    idle_runs: int
    bound: int
    added: tuple[str, ...]
    moved: tuple[str, ...]
    removed: tuple[str, ...]
    concerned: tuple[str, ...]
