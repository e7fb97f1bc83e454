"""One guest's way home: the flight, train or ship, and by when the car must leave town.

Check-in: the planner's background values; one-to-one rules of escorts have them set out two hours before.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Self

from services.logistics.domain.arrival import News, NotAGate, NotAZone, drive_into_town
from services.logistics.domain.clearance import Clearance, Mode, uses_vip_lane
from services.logistics.domain.place import GATES, ZONES, Place
from services.logistics.domain.rank import Rank

CHECK_IN_ABROAD = MappingProxyType(
    {
        Mode.FLIGHT: Clearance(ordinary=120, vip_lane=75),
        Mode.SHIP: Clearance(ordinary=90, vip_lane=60),
        Mode.TRAIN: Clearance(ordinary=60, vip_lane=45),
        Mode.ROAD: Clearance(ordinary=0, vip_lane=0),
    }
)
CHECK_IN_AT_HOME = MappingProxyType(
    {
        Mode.FLIGHT: Clearance(ordinary=90, vip_lane=60),
        Mode.SHIP: Clearance(ordinary=30, vip_lane=30),
        Mode.TRAIN: Clearance(ordinary=30, vip_lane=30),
        Mode.ROAD: Clearance(ordinary=0, vip_lane=0),
    }
)


def check_in_minutes(mode: Mode, *, international: bool, vip_lane: bool) -> int:
    """Minutes a guest is at the gate before departing."""
    clearance = (CHECK_IN_ABROAD if international else CHECK_IN_AT_HOME)[mode]
    return clearance.vip_lane if vip_lane else clearance.ordinary


@dataclass
class Departure:
    """How and when a guest leaves from a gate; `origin` is the zone the car starts from.

    `expected` is the departure now foreseen; `be_there_by` = expected less check-in; `leaves_by` =
    be_there_by less the planned drive and `road_minutes`, by which closures and limits make it longer. `terminal`
    is where the car stops.
    """

    id: str
    edition: str
    guest_id: str
    mode: Mode
    number: str
    gate: Place
    terminal: str
    scheduled: datetime
    time_zone: str
    international: bool
    bags: int
    origin: Place
    expected: datetime
    be_there_by: datetime
    leaves_by: datetime
    vip_lane: bool = False
    cancelled: bool = False
    news: News | None = None
    rebooked_at: datetime | None = None
    road_minutes: int = 0
    version: int = 0

    def heard(self, news: News) -> Self:
        """This departure after the news; itself when the news is old or known."""
        if self.rebooked_at is not None and news.received_at <= self.rebooked_at:
            return self
        if self.news is not None and news.order <= self.news.order:
            return self
        expected = news.expected if news.expected is not None else self.expected
        return replace(self, expected=expected, cancelled=news.cancelled, news=news).timed()

    def booked_as(self, **itinerary: Any) -> Self:
        """This departure with a corrected itinerary; news of another flight or time is forgotten."""
        booked = replace(self, **itinerary)
        if (booked.mode, booked.number, booked.scheduled) == (self.mode, self.number, self.scheduled):
            return booked.timed()
        until = self.news.received_at if self.news else self.rebooked_at
        fresh = replace(booked, expected=booked.scheduled, cancelled=False, news=None, rebooked_at=until)
        return fresh.timed()

    def cleared_as(self, rank: Rank | None) -> Self:
        """This departure with the lane due to the rank; itself when that is the lane counted already."""
        vip_lane = uses_vip_lane(rank)
        return self if vip_lane == self.vip_lane else replace(self, vip_lane=vip_lane).timed()

    def held_up(self, minutes: int) -> Self:
        """This departure with a way to the gate longer by so many minutes; itself when that is counted already."""
        return self if minutes == self.road_minutes else replace(self, road_minutes=minutes).timed()

    def timed(self) -> Self:
        """With `be_there_by` and `leaves_by` worked out from the rest."""
        minutes = check_in_minutes(self.mode, international=self.international, vip_lane=self.vip_lane)
        be_there_by = self.expected - timedelta(minutes=minutes)
        drive = drive_into_town(self.gate, self.origin) + self.road_minutes
        return replace(self, be_there_by=be_there_by, leaves_by=be_there_by - timedelta(minutes=drive))


def check_departure(gate: Place, origin: Place) -> None:
    """Refuse a departure that cannot be: from no gate, or driven from no zone."""
    if gate not in GATES:
        raise NotAGate(field="gate", value=gate.value)
    if origin not in ZONES:
        raise NotAZone(field="origin", value=origin.value)


def departure_id(edition: str, guest: str) -> str:
    """The id of a guest's departure; a guest leaves once an edition."""
    return f"{edition}.dep.{guest}"
