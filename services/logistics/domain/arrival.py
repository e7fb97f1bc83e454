"""One guest's arrival: what the itinerary says, what the carrier says last, and when the guest is in town."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Self

from services.logistics.domain.clearance import Mode, clearance_minutes, uses_vip_lane
from services.logistics.domain.instant import whole_milliseconds
from services.logistics.domain.place import GATES, ZONES, Place, RouteUnknown, driving_minutes
from services.logistics.domain.rank import Rank
from shared.errors import Invalid


class NotAGate(Invalid):
    """Guests arrive at a gate: an airport, a station, a port, or by road."""

    code = "not_a_gate"


class NotAZone(Invalid):
    """The destination of an arrival is a zone of the city."""

    code = "not_a_zone"


class LeavesBeforeArriving(Invalid):
    """The guest cannot leave town before arriving there."""

    code = "leaves_before_arriving"


@dataclass(frozen=True)
class News:
    """What a carrier or a person said about an arrival, and when it was received.

    `expected` is the landing or docking time now foreseen; None says nothing new about the time, which only
    a cancellation may do. Newest `received_at` wins; two messages of one moment are told apart by their
    content, so that every order of delivery ends in the same state.
    """

    received_at: datetime
    expected: datetime | None
    cancelled: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Times in UTC to the millisecond, as they are stored, so that a message is known when it comes again."""
        object.__setattr__(self, "received_at", whole_milliseconds(self.received_at))
        if self.expected is not None:
            object.__setattr__(self, "expected", whole_milliseconds(self.expected))

    @property
    def order(self) -> tuple[datetime, bool, str]:
        """Sorts messages by age; at one moment a cancellation, then the later time, counts as newer."""
        return self.received_at, self.cancelled, "" if self.expected is None else self.expected.isoformat()


@dataclass
class Arrival:
    """How and when a guest arrives at a gate, and from when on the guest is at `destination`.

    `scheduled` and `leaves_at` come from the itinerary, `expected` from the latest news. `vip_lane` says
    which clearance was counted. `ready_at` = expected + clearance; `in_town_from` = ready_at + planned
    drive + `road_minutes`, by which closures and limits make the way into town longer.
    """

    id: str
    edition: str
    guest_id: str
    mode: Mode
    number: str
    gate: Place
    scheduled: datetime
    time_zone: str
    international: bool
    bags: int
    destination: Place
    leaves_at: datetime | None
    expected: datetime
    ready_at: datetime
    in_town_from: datetime
    vip_lane: bool = False
    cancelled: bool = False
    news: News | None = None
    rebooked_at: datetime | None = None
    terminal: str = ""
    meeting_point: str = ""
    liaison: str = ""
    liaison_phone: str = ""
    road_minutes: int = 0
    version: int = 0

    def heard(self, news: News) -> Self:
        """This arrival after the news; itself when the news is older than or the same as what is known."""
        if self.rebooked_at is not None and news.received_at <= self.rebooked_at:
            return self
        if self.news is not None and news.order <= self.news.order:
            return self
        expected = news.expected if news.expected is not None else self.expected
        return replace(self, expected=expected, cancelled=news.cancelled, news=news).timed()

    def booked_as(self, **itinerary: Any) -> Self:
        """This arrival with a corrected itinerary; news of another flight or time is forgotten."""
        booked = replace(self, **itinerary)
        if (booked.mode, booked.number, booked.scheduled) == (self.mode, self.number, self.scheduled):
            return booked.timed()
        heard_until = self.news.received_at if self.news else self.rebooked_at
        return replace(
            booked, expected=booked.scheduled, cancelled=False, news=None, rebooked_at=heard_until
        ).timed()

    def cleared_as(self, rank: Rank | None) -> Self:
        """This arrival with the lane due to the rank; itself when that is the lane counted already."""
        vip_lane = uses_vip_lane(rank)
        return self if vip_lane == self.vip_lane else replace(self, vip_lane=vip_lane).timed()

    def held_up(self, minutes: int) -> Self:
        """This arrival with a way into town longer by so many minutes; itself when that is counted already."""
        return self if minutes == self.road_minutes else replace(self, road_minutes=minutes).timed()

    @property
    def usually_in_town_from(self) -> datetime:
        """When the guest would be in town on open roads."""
        return self.ready_at + timedelta(minutes=drive_into_town(self.gate, self.destination))

    def timed(self) -> Self:
        """This arrival with `ready_at` and `in_town_from` worked out from the rest."""
        minutes = clearance_minutes(self.mode, international=self.international, vip_lane=self.vip_lane)
        ready_at = self.expected + timedelta(minutes=minutes)
        drive = drive_into_town(self.gate, self.destination) + self.road_minutes
        return replace(self, ready_at=ready_at, in_town_from=ready_at + timedelta(minutes=drive))

    def minutes_later_than(self, before: Self) -> int:
        """How many minutes later than `before` this arrival is now expected; negative when earlier."""
        return round((self.expected - before.expected) / timedelta(minutes=1))


def drive_into_town(gate: Place, destination: Place) -> int:
    """Minutes of the drive from the gate; none for guests by road, whose own car brings them to the door."""
    return 0 if gate is Place.ROAD else driving_minutes(gate, destination)


def check_itinerary(gate: Place, destination: Place, scheduled: datetime, leaves_at: datetime | None) -> None:
    """Refuse an itinerary that cannot be: no gate, no zone, no way, or gone before arriving."""
    if gate not in GATES:
        raise NotAGate(field="gate", value=gate.value)
    if destination not in ZONES:
        raise NotAZone(field="destination", value=destination.value)
    if leaves_at is not None and leaves_at <= scheduled:
        raise LeavesBeforeArriving(field="leaves_at", value=leaves_at.isoformat())
    try:
        drive_into_town(gate, destination)
    except RouteUnknown as unknown:
        raise RouteUnknown(field="destination", value=destination.value) from unknown


def riding_along(arrivals: Iterable[Arrival]) -> dict[str, int]:
    """Seats for liaisons by guest: one who meets several guests of one flight, train or ship sits by the first."""
    seats: dict[tuple[str, str, datetime], str] = {}
    for arrival in sorted(arrivals, key=lambda arrival: arrival.id):
        if arrival.liaison and not arrival.cancelled:
            seats.setdefault((arrival.liaison, arrival.number, arrival.scheduled), arrival.guest_id)
    return dict.fromkeys(seats.values(), 1)
