"""What people do with single meetings and hosts."""

from collections.abc import Sequence
from typing import Any

from services.scheduling import standing
from services.scheduling.domain.calendar import Host, Window
from services.scheduling.domain.meeting import Meeting, MeetingState
from services.scheduling.domain.plan import PlanOrder
from services.scheduling.storage import GuestFacts, Hosts, Meetings, PlanOrders
from services.scheduling.use_cases.editions import require_seen
from services.scheduling.use_cases.imports import UnknownHost, rank_of
from shared.errors import Invalid
from shared.events.scheduling import (
    HostCalendarSet,
    MeetingCancelled,
    MeetingRequested,
    SchedulingPlanOrdered,
)


class GuestOfAnotherEdition(Invalid):
    """Guests of a meeting must belong to its edition."""

    code = "guest_of_another_edition"


def request_meeting(
    meetings: Meetings, hosts: Hosts, guests: GuestFacts, edition: str, reference: str, **asked: Any
) -> Meeting:
    """Ask for a leaders' meeting; the planner answers within a moment. Raises `AlreadyExists` for a known reference."""
    meeting = Meeting(id=f"{edition}.m.{reference}", edition=edition, reference=reference, **asked)
    for host_id in (meeting.wanted_host_id, *meeting.host_side):
        host = hosts.find_one(id=host_id)
        if host is None or host.edition != edition:
            raise UnknownHost(field="wanted_host_id", value=host_id)
    strangers = [person for person in meeting.people if not person.startswith(f"{edition}.g.")]
    if strangers:
        raise GuestOfAnotherEdition(guest_ids=strangers)
    meetings.save(meeting, MeetingRequested(**standing.of_wish(meeting, rank_of(guests, meeting))))
    return meeting


def cancel_meeting(
    meetings: Meetings, guests: GuestFacts, meeting_id: str, expected_version: int | None, reason: str
) -> Meeting:
    """Call a meeting off for good; host, room, interpreter and car are free again."""
    meeting = meetings.get(meeting_id)
    require_seen(meeting.id, meeting.version, expected_version)
    meeting.cancel(reason)
    meetings.save(
        meeting, MeetingCancelled(**standing.of_wish(meeting, rank_of(guests, meeting)), reason=reason)
    )
    return meeting


def set_host_windows(
    hosts: Hosts, host_id: str, expected_version: int | None, windows: Sequence[dict[str, Any]]
) -> Host:
    """Replace a host's calendar; meetings outside it will move."""
    host = hosts.get(host_id)
    require_seen(host.id, host.version, expected_version)
    host.set_windows(Window(window["starts"], window["ends"]) for window in windows)
    hosts.save(host, HostCalendarSet(**standing.of_calendar(host)))
    return host


def order_plan(orders: PlanOrders, edition: str) -> None:
    """Have the plan of an edition made again."""
    order = orders.find_one(id=edition) or PlanOrder(id=edition, edition=edition)
    order.number += 1
    orders.save(order, SchedulingPlanOrdered(edition_id=edition, number=order.number))


def figures(meetings: Meetings, edition: str) -> dict[str, Any]:
    """How many meetings are wanted, and what became of them; `placed` includes the delegated ones."""
    wanted = [m for m in meetings.find(edition=edition) if m.state is not MeetingState.CANCELLED]
    placed = [m for m in wanted if m.state is MeetingState.PLACED]
    refused = [m for m in wanted if m.state is MeetingState.UNPLACEABLE]
    delegated = sum(m.delegated for m in placed)
    return {
        "meetings": {
            "wanted": len(wanted),
            "placed": len(placed),
            "with_wanted_host": len(placed) - delegated,
            "delegated": delegated,
            "unplaceable": len(refused),
        },
        "unplaceable": [
            {"meeting_id": m.id, "guest_id": m.guest_id, "rules": list(m.rules), "explanation": m.explanation}
            for m in refused
        ],
    }


def double_booked(meetings: Meetings, edition: str) -> dict[str, int]:
    """Rooms, guests and hosts that are in two meetings at one time, counted over what is stored."""
    placed = [m for m in meetings.find(edition=edition, state=MeetingState.PLACED) if m.placement]
    return {
        "rooms": _overlaps([(m.placement.room_id, m) for m in placed if m.placement]),
        "guests": _overlaps([(person, m) for m in placed for person in m.people]),
        "hosts": _overlaps([(m.placement.host_id, m) for m in placed if m.placement]),
    }


def _overlaps(held: list[tuple[str, Meeting]]) -> int:
    booked: set[str] = set()
    for name, one in held:
        for other_name, other in held:
            if name == other_name and one.id < other.id and one.placement and other.placement:
                apart = (
                    one.placement.ends <= other.placement.starts
                    or other.placement.ends <= one.placement.starts
                )
                booked |= set() if apart else {name}
    return len(booked)
