"""Small worlds for scheduling. Times are minutes after 08:00 in town on 17 October 2019."""

from datetime import datetime, time, timedelta
from typing import Any

from services.scheduling.domain.calendar import Host, HostLevel, Window
from services.scheduling.domain.guest import ArrivalFact, GuestFact, Rank
from services.scheduling.domain.meeting import Meeting, MeetingKind, MeetingState, Mode, Placement
from services.scheduling.domain.room import TOWN, Room, RoomKind
from services.scheduling.domain.session import Session, SessionType

EDITION = "ipec-2019"
EIGHT = datetime(2019, 10, 17, 8, 0, tzinfo=TOWN)


def after(minutes: int) -> datetime:
    """A moment, in minutes after eight."""
    return EIGHT + timedelta(minutes=minutes)


def a_window(starts: int, ends: int) -> Window:
    return Window(after(starts), after(ends))


def a_host(
    reference: str = "H1", level: str = "H2", windows: tuple[tuple[int, int], ...] = ((0, 120),)
) -> Host:
    return Host(
        f"{EDITION}.h.{reference}", EDITION, reference, f"Host {reference}", "主人", "mayor", HostLevel(level),
        tuple(a_window(*w) for w in windows),
    )  # fmt: skip


def a_room(
    reference: str = "R1", kind: str = "DRAWING_ROOM", seats: int = 20, place: str = "ZHUJIAJIAN", **more: Any
) -> Room:
    defaults: dict[str, Any] = {"opens": time(7), "closes": time(22)}
    return Room(
        f"{EDITION}.r.{reference}", EDITION, reference, f"Room {reference}", "会见厅", RoomKind(kind), seats, place,
        **{**defaults, **more},
    )  # fmt: skip


def a_guest(reference: str = "G1", rank: str = "V2", state: str = "confirmed") -> GuestFact:
    return GuestFact(f"{EDITION}.g.{reference}", EDITION, Rank(rank), state, f"Guest {reference}", version=1)


def an_arrival(
    reference: str = "G1", in_town: int = -600, leaves: int | None = None, **more: Any
) -> ArrivalFact:
    defaults: dict[str, Any] = {"destination": "ZHUJIAJIAN", "version": 1}
    return ArrivalFact(
        f"{EDITION}.a.{reference}", EDITION, f"{EDITION}.g.{reference}", in_town_from=after(in_town),
        leaves_at=None if leaves is None else after(leaves), **{**defaults, **more},
    )  # fmt: skip


def a_session(reference: str, room: str | None, starts: int, ends: int, *speakers: str) -> Session:
    return Session(
        f"{EDITION}.s.{reference}", EDITION, reference, f"Session {reference}", "论坛", SessionType.FORUM,
        None if room is None else f"{EDITION}.r.{room}", after(starts), after(ends), ("zh", "en"),
        tuple(f"{EDITION}.g.{s}" for s in speakers),
    )  # fmt: skip


def a_placement(host: str, room: str, starts: int, ends: int) -> Placement:
    return Placement(f"{EDITION}.h.{host}", f"{EDITION}.r.{room}", after(starts), after(ends))


def a_meeting(reference: str = "M1", guest: str = "G1", host: str = "H1", **more: Any) -> Meeting:
    """Wants 15 minutes of speech, consecutive: 30 minutes."""
    placement = more.pop("at", None)
    accompanying = tuple(f"{EDITION}.g.{g}" for g in more.pop("accompanying", ()))
    defaults: dict[str, Any] = {
        "kind": MeetingKind.MEETING, "may_be_delegated": False, "speech_minutes": 15, "mode": Mode.CONSECUTIVE,
        "language": "en", "priority": 5,
    }  # fmt: skip
    if placement is not None:
        defaults |= {"state": MeetingState.PLACED, "placement": placement}
    return Meeting(
        f"{EDITION}.m.{reference}", EDITION, reference, guest_id=f"{EDITION}.g.{guest}", accompanying=accompanying,
        wanted_host_id=f"{EDITION}.h.{host}", **{**defaults, **more},
    )  # fmt: skip
