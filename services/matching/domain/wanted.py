"""Which needs follow from what was heard: stays with their reliefs, meetings, booths, visits, tables, requests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.gathering import (
    companies,
    gone_to,
    has_escort,
    needs_of_gatherings,
    spoken_by_request,
    spoken_in_sessions,
)
from services.matching.domain.heard import (
    ArrivalFact,
    EditionFact,
    GatheringFact,
    GuestFact,
    MeetingFact,
    SessionFact,
)
from services.matching.domain.itinerary import Item, at_once, at_the_gates, hours_of, throughout
from services.matching.domain.level import Rank
from services.matching.domain.need import Mode, Need, Purpose, Shift
from services.matching.domain.programme import attended, needs_of_sessions
from services.matching.domain.request import Request
from services.matching.domain.requested import needs_of_requests
from services.matching.domain.seats import HOST_LANGUAGE, at_table
from services.matching.domain.standard import Standard

WITHOUT_INTERPRETER = "NONE"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Everything heard of one edition: guests and their arrivals by guest id, meetings, sessions, gatherings, requests.

    `standards` are those the edition plans by: they decide how large teams are.
    """

    edition: EditionFact
    guests: Mapping[str, GuestFact]
    arrivals: Mapping[str, ArrivalFact]
    meetings: Iterable[MeetingFact]
    topics: tuple[str, ...] = ()
    sessions: Sequence[SessionFact] = ()
    gatherings: Iterable[GatheringFact] = ()
    requests: Iterable[Request] = ()
    standards: tuple[Standard, ...] = tuple(Standard)


def needs_of(heard: Heard) -> dict[str, Need]:
    """All needs of the edition, by id."""
    gatherings = companies(heard.gatherings, heard.sessions, heard.guests)
    days = _Days(heard, gone_to(gatherings))
    stays = [
        need
        for guest in heard.guests.values()
        if has_escort(guest)
        for need in _stay_and_reliefs(guest, heard, days)
    ]
    meetings = [
        seat for meeting in heard.meetings if _needs_one(meeting, heard) for seat in _meeting(meeting, heard)
    ]
    sessions = needs_of_sessions(heard.sessions, heard.standards, heard.topics)
    requests = needs_of_requests(heard.requests, heard.standards)
    together = needs_of_gatherings(
        gatherings,
        heard.guests,
        [*spoken_in_sessions(heard.sessions), *spoken_by_request(heard.requests)],
        heard.standards,
        heard.topics,
    )
    return {need.id: need for need in (*stays, *meetings, *sessions, *requests, *together)}


def need_id_of_guest(edition: str, reference: str) -> str:
    """E.g. `ipec-2019.n.A017`."""
    return f"{edition}.n.{reference}"


def need_id_of_meeting(meeting_id: str) -> str:
    """E.g. `ipec-2019.m.M03.n`."""
    return f"{meeting_id}.n"


def why_closed(need: Need, heard: Heard) -> str:
    """The reason a need ceased to exist, as a code."""
    if need.session_id is not None:
        return "session_without_this_team"
    if need.request_id is not None:
        return "request_withdrawn"
    if need.gathering_id is not None:
        return "gathering_without_this_language"
    guest = heard.guests.get(need.guest_id)
    if guest is not None and not guest.is_coming:
        return f"guest_{guest.state}"
    if need.relieves is not None:
        return "no_relief_needed"
    return "rank_not_due" if need.purpose is Purpose.ONE_TO_ONE else "meeting_without_place"


def _needs_one(meeting: MeetingFact, heard: Heard) -> bool:
    guest = heard.guests.get(meeting.guest_id)
    return (
        meeting.starts is not None
        and meeting.mode != WITHOUT_INTERPRETER
        and meeting.language != HOST_LANGUAGE
        and guest is not None
        and guest.is_coming
    )


class _Days:
    """The itineraries of all guests as far as they are known; `outside` are visits and tables by guest."""

    def __init__(self, heard: Heard, outside: Mapping[str, list[Item]]) -> None:
        self.sessions = heard.sessions
        self.outside = outside
        self.meetings: dict[str, list[Item]] = {}
        self.programmes: dict[frozenset[str | None], list[Item]] = {}
        for meeting in heard.meetings:
            if meeting.starts is None or meeting.ends is None or meeting.starts >= meeting.ends:
                continue
            for guest in {meeting.guest_id, *meeting.accompanying}:
                self.meetings.setdefault(guest, []).append(throughout(meeting.starts, meeting.ends))

    def of(self, guest: GuestFact, arrival: ArrivalFact | None) -> list[Item]:
        """Everything the guest's day holds; overlapping sessions, visits and tables as one."""
        travelling = arrival is not None and not arrival.cancelled
        gates = at_the_gates(arrival.ready_at, arrival.leaves_at) if arrival and travelling else []
        programme = self._programme(frozenset({guest.language, guest.fallback}))
        outside = self.outside.get(guest.id)
        together = at_once([*programme, *outside]) if outside else programme
        return [*gates, *together, *self.meetings.get(guest.id, [])]

    def _programme(self, languages: frozenset[str | None]) -> list[Item]:
        """Guests of the same languages attend the same sessions in the same way."""
        if languages not in self.programmes:
            self.programmes[languages] = attended(self.sessions, languages)
        return self.programmes[languages]


def _stay_and_reliefs(guest: GuestFact, heard: Heard, days: _Days) -> list[Need]:
    arrival = heard.arrivals.get(guest.id)
    starts, ends = _days_in_town(heard.edition, arrival)
    hours = hours_of(days.of(guest, arrival), starts, ends, heard.edition.timezone)
    stay = _of_guest(guest, heard, Purpose.ONE_TO_ONE, starts, ends, hours.shifts)
    reliefs = [
        _of_guest(guest, heard, Purpose.RELIEF, part.starts, part.ends, (part,), number, stay.id)
        for number, part in enumerate(hours.reliefs, start=1)
    ]
    return [stay, *reliefs]


def _of_guest(
    guest: GuestFact,
    heard: Heard,
    purpose: Purpose,
    starts: datetime,
    ends: datetime,
    shifts: tuple[Shift, ...],
    number: int = 0,
    relieves: str | None = None,
) -> Need:
    stay_id = need_id_of_guest(guest.edition, guest.reference)
    return Need(
        id=stay_id if relieves is None else f"{stay_id}.r{number}",
        purpose=purpose,
        guest_id=guest.id,
        rank=Rank(guest.rank),
        language=guest.language,
        starts=starts,
        ends=ends,
        fallback=guest.fallback,
        fallback_accepted_by=guest.fallback_accepted_by,
        party=(guest.id,),
        organisation=guest.organisation,
        refuses=guest.refuses,
        gender=guest.interpreter_gender,
        topics=heard.topics,
        shifts=shifts,
        relieves=relieves,
    )


def _days_in_town(edition: EditionFact, arrival: ArrivalFact | None) -> tuple[datetime, datetime]:
    """From the gate to the send-off where these are known, otherwise the whole days of the edition."""
    zone = ZoneInfo(edition.timezone)
    starts = datetime.combine(edition.first_day, time(), zone)
    ends = datetime.combine(edition.last_day + timedelta(days=1), time(), zone)
    if arrival is None or arrival.cancelled:
        return starts, ends
    return arrival.ready_at, arrival.leaves_at or max(ends, arrival.ready_at + timedelta(hours=1))


def _meeting(meeting: MeetingFact, heard: Heard) -> tuple[Need, ...]:
    guest = heard.guests[meeting.guest_id]
    assert meeting.starts is not None
    assert meeting.ends is not None
    only = Need(
        id=need_id_of_meeting(meeting.id),
        purpose=Purpose.MEETING,
        mode=Mode(meeting.mode),
        guest_id=guest.id,
        rank=Rank(meeting.rank),
        language=meeting.language,
        starts=meeting.starts,
        ends=meeting.ends,
        place=meeting.place,
        fallback=guest.fallback,
        fallback_accepted_by=guest.fallback_accepted_by,
        party=(guest.id, *meeting.accompanying),
        organisation=guest.organisation,
        refuses=guest.refuses,
        gender=guest.interpreter_gender,
        topics=heard.topics,
        meeting_id=meeting.id,
    )
    return at_table(only, heard.standards)
