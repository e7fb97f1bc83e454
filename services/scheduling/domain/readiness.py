"""Whether a placed meeting has everything it needs: the ready light."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.scheduling.domain.conflict import LANGUAGE_NOT_INTERPRETED
from services.scheduling.domain.guest import ArrivalFact
from services.scheduling.domain.interpreting import STAY, EngagementFact
from services.scheduling.domain.meeting import Meeting, MeetingState, Mode
from services.scheduling.domain.room import Room
from services.scheduling.domain.transport import TripFact


class Light(StrEnum):
    """Green: there. Amber: nobody has said yet. Red: missing. Off: not needed."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    OFF = "off"


@dataclass(frozen=True)
class Lamp:
    """One thing a meeting needs."""

    part: str
    light: Light
    says: str


PARTS = ("host", "room", "seats", "interpreter", "car", "brief")


def lamps(
    meeting: Meeting,
    room: Room | None,
    conflicts: frozenset[str],
    engagements: Sequence[EngagementFact],
    trips: Sequence[TripFact],
    arrival: ArrivalFact | None,
) -> list[Lamp]:
    """The six lamps of a meeting; `conflicts` are the codes of what is wrong with its place at present."""
    if meeting.placement is None or room is None:
        cancelled = meeting.state is MeetingState.CANCELLED
        light = Light.OFF if cancelled else Light.RED
        return [Lamp(part, light, "cancelled" if cancelled else "not placed") for part in PARTS]
    return [
        _free("host", conflicts, {"host_taken", "host_not_available", "host_held", "host_level_too_low"}),
        _free("room", conflicts, {"room_taken", "room_closed", "room_held", "room_kind", "room_does_not_admit"}),
        _free("seats", conflicts, {"room_too_small"}),
        _interpreter(meeting, conflicts, engagements),
        _car(meeting, room, trips, arrival),
        Lamp("brief", Light.GREEN if meeting.briefed else Light.AMBER,
             "the host has it" if meeting.briefed else "not handed over yet"),
    ]  # fmt: skip


def together(all_lamps: Sequence[Lamp]) -> Light:
    """One light for all: the worst of them."""
    lights = {lamp.light for lamp in all_lamps}
    return next((light for light in (Light.RED, Light.AMBER, Light.GREEN) if light in lights), Light.OFF)


def _free(part: str, conflicts: frozenset[str], own: set[str]) -> Lamp:
    wrong = sorted(conflicts & own)
    return Lamp(part, Light.RED, ", ".join(wrong)) if wrong else Lamp(part, Light.GREEN, "held")


def _interpreter(meeting: Meeting, conflicts: frozenset[str], engagements: Sequence[EngagementFact]) -> Lamp:
    if meeting.mode is Mode.NONE:
        return Lamp("interpreter", Light.OFF, "not needed")
    own = [e for e in engagements if e.meeting_id == meeting.id]
    stays = [e for e in engagements if e.purpose == STAY and e.guest_id in meeting.people]
    serving = [e for e in (*own, *stays) if e.interpreter_id is not None]
    if serving:
        return Lamp(
            "interpreter", Light.GREEN, serving[0].interpreter_name or serving[0].interpreter_id or ""
        )
    if LANGUAGE_NOT_INTERPRETED in conflicts:
        return Lamp("interpreter", Light.RED, f"nobody on the roster interprets {meeting.language}")
    if own:
        return Lamp("interpreter", Light.RED, "nobody may serve")
    return Lamp("interpreter", Light.AMBER, "not decided yet")


def _car(meeting: Meeting, room: Room, trips: Sequence[TripFact], arrival: ArrivalFact | None) -> Lamp:
    assert meeting.placement is not None
    there = [t for t in trips if t.meeting_id == meeting.id and not t.cancelled]
    late = [t for t in there if t.arrives > meeting.placement.starts]
    if late:
        return Lamp("car", Light.RED, "arrives after the meeting begins")
    if there:
        return Lamp("car", Light.GREEN, "planned")
    if arrival is None or arrival.destination == room.place:
        return Lamp("car", Light.OFF, "not needed")
    return Lamp("car", Light.AMBER, "no trip planned yet")
