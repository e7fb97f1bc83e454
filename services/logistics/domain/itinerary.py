"""A guest's way to the city or home, leg by leg, with the local times and zones of both ends of each.

Local times are turned into moments once, when they are read; the legs are then compared as moments, so that
a date line or a change of the clocks between two legs needs no rule of its own.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo

from services.logistics.domain.clearance import Mode
from services.logistics.domain.instant import whole_milliseconds
from services.logistics.domain.place import Place
from shared.errors import Invalid

_LONGEST_LEG = timedelta(hours=72)


class LegEndsBeforeItBegins(Invalid):
    """A leg arrives after it has left; check the times and the zones of both ends."""

    code = "leg_ends_before_it_begins"


class LegTooLong(Invalid):
    """No leg takes more than three days; check the days and the zones of both ends."""

    code = "leg_too_long"


class InTwoPlaces(Invalid):
    """The guest would travel on two legs at once."""

    code = "in_two_places"


class LegsDoNotMeet(Invalid):
    """A leg begins where the one before it ended; a change of airport is a leg by road of its own."""

    code = "legs_do_not_meet"


class Direction(StrEnum):
    """To the city or home."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"


@dataclass(frozen=True)
class TravelLeg:
    """One flight, train, ship or drive; `from_place` and `to_place` are codes as on the ticket.

    `international` legs cross the border: where one ends or begins, passports are looked at.
    """

    number: str
    mode: Mode
    from_place: str
    from_zone: str
    departs: datetime
    to_place: str
    to_zone: str
    arrives: datetime
    from_terminal: str = ""
    to_terminal: str = ""
    international: bool = False

    def __post_init__(self) -> None:
        for name in ("departs", "arrives"):
            object.__setattr__(self, name, whole_milliseconds(getattr(self, name)))
        if self.arrives <= self.departs:
            raise LegEndsBeforeItBegins(field="arrives", value=self.arrives.isoformat())
        if self.arrives - self.departs > _LONGEST_LEG:
            raise LegTooLong(field="arrives", value=self.arrives.isoformat())

    @property
    def leaves_locally(self) -> datetime:
        """The departure as the clock at the place shows it."""
        return self.departs.astimezone(ZoneInfo(self.from_zone))

    @property
    def lands_locally(self) -> datetime:
        """The arrival as the clock at the place shows it."""
        return self.arrives.astimezone(ZoneInfo(self.to_zone))


@dataclass
class Itinerary:
    """A guest's legs in one direction, in the order of travel; `zone_of_city` is where the guest stays."""

    id: str
    edition: str
    guest_id: str
    direction: Direction
    legs: tuple[TravelLeg, ...] = ()
    bags: int = 0
    zone_of_city: Place | None = None
    version: int = 0

    def with_leg(self, leg: TravelLeg) -> Self:
        """With this leg, in place of one of the same number and day, or between the same two places."""
        others = tuple(one for one in self.legs if not _same(one, leg))
        legs = tuple(sorted((*others, leg), key=lambda one: one.departs))
        return replace(self, legs=legs) if legs != self.legs else self

    def check(self) -> None:
        """Refuse a way on which the guest would be in two places, or nowhere between two legs."""
        for one, following in pairwise(self.legs):
            if following.departs < one.arrives:
                raise InTwoPlaces(field="departs", value=following.departs.isoformat(), other=one.number)
            if one.to_place != following.from_place:
                raise LegsDoNotMeet(field="from_place", value=following.from_place, expected=one.to_place)


def itinerary_id(edition: str, guest: str, direction: Direction) -> str:
    """The id of a guest's way in one direction."""
    return f"{edition}.way.{guest}.{direction.value}"


def _same(one: TravelLeg, other: TravelLeg) -> bool:
    """Two versions of one leg: the same number on the same local day, or the same two places."""
    return (one.number, one.leaves_locally.date()) == (other.number, other.leaves_locally.date()) or (
        one.from_place,
        one.to_place,
    ) == (other.from_place, other.to_place)
