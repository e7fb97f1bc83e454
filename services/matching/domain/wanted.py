"""Which needs follow from what was heard: one for each important guest's stay, one for each placed meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.heard import ArrivalFact, EditionFact, GuestFact, MeetingFact
from services.matching.domain.level import ONE_TO_ONE_RANKS, Rank
from services.matching.domain.need import Mode, Need, Purpose

HOST_LANGUAGE = "zh"
WITHOUT_INTERPRETER = "NONE"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Everything heard of one edition: guests and their arrivals by guest id, and meetings."""

    edition: EditionFact
    guests: Mapping[str, GuestFact]
    arrivals: Mapping[str, ArrivalFact]
    meetings: Iterable[MeetingFact]
    topics: tuple[str, ...] = ()


def needs_of(heard: Heard) -> dict[str, Need]:
    """All needs of the edition, by id."""
    stays = [_stay(guest, heard) for guest in heard.guests.values() if _is_due_one(guest)]
    meetings = [_meeting(meeting, heard) for meeting in heard.meetings if _needs_one(meeting, heard)]
    return {need.id: need for need in (*stays, *meetings)}


def need_id_of_guest(edition: str, reference: str) -> str:
    """E.g. `ipec-2019.n.A017`."""
    return f"{edition}.n.{reference}"


def need_id_of_meeting(meeting_id: str) -> str:
    """E.g. `ipec-2019.m.M03.n`."""
    return f"{meeting_id}.n"


def why_closed(need: Need, heard: Heard) -> str:
    """The reason a need ceased to exist, as a code."""
    guest = heard.guests.get(need.guest_id)
    if guest is not None and not guest.is_coming:
        return f"guest_{guest.state}"
    return "rank_not_due" if need.purpose is Purpose.ONE_TO_ONE else "meeting_without_place"


def _is_due_one(guest: GuestFact) -> bool:
    return guest.is_coming and guest.rank in ONE_TO_ONE_RANKS and guest.language != HOST_LANGUAGE


def _needs_one(meeting: MeetingFact, heard: Heard) -> bool:
    guest = heard.guests.get(meeting.guest_id)
    return (
        meeting.starts is not None
        and meeting.mode != WITHOUT_INTERPRETER
        and meeting.language != HOST_LANGUAGE
        and guest is not None
        and guest.is_coming
    )


def _stay(guest: GuestFact, heard: Heard) -> Need:
    starts, ends = _days_in_town(heard.edition, heard.arrivals.get(guest.id))
    return Need(
        id=need_id_of_guest(guest.edition, guest.reference),
        purpose=Purpose.ONE_TO_ONE,
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
    )


def _days_in_town(edition: EditionFact, arrival: ArrivalFact | None) -> tuple[datetime, datetime]:
    """From the gate to the send-off where these are known, otherwise the whole days of the edition."""
    zone = ZoneInfo(edition.timezone)
    starts = datetime.combine(edition.first_day, time(), zone)
    ends = datetime.combine(edition.last_day + timedelta(days=1), time(), zone)
    if arrival is None or arrival.cancelled:
        return starts, ends
    return arrival.ready_at, arrival.leaves_at or max(ends, arrival.ready_at + timedelta(hours=1))


def _meeting(meeting: MeetingFact, heard: Heard) -> Need:
    guest = heard.guests[meeting.guest_id]
    assert meeting.starts is not None
    assert meeting.ends is not None
    return Need(
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
