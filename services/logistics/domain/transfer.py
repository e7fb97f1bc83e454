"""Drives to meetings and back: a car to each, and home again when the time allows a rest there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, Self

from services.logistics.domain.heard import Slot, Traveller
from services.logistics.domain.instant import minute_from, minute_until
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.network import OPEN, Network
from services.logistics.domain.place import SIGHTS, Place, driving_minutes
from services.logistics.domain.rank import Rank
from services.logistics.domain.riding import BY_BOAT as BOATS
from services.logistics.domain.riding import RIDING, Riding
from services.logistics.domain.rules import TripRules
from services.logistics.domain.vehicle import VehicleKind

PIER = Place.ZHUJIAJIAN
"""The zone from which boats go to the sights."""
BY_BOAT = ".boat"
"""Ends the name of the part of a drive that is made by boat."""
_OVER_WATER = 180
_TRIES = 4
_KINDS_OF_BOAT = (VehicleKind.FAST_BOAT, VehicleKind.REGULAR_BOAT)


class Visit(NamedTuple):
    """A placed meeting in whole minutes; sorts by time."""

    starts: int
    ends: int
    meeting_id: str
    place: Place

    @classmethod
    def of(cls, meeting_id: str, slot: Slot) -> Self:
        """The meeting's slot; the start is rounded down and the end up, so that nobody is late."""
        return cls(minute_until(slot.starts), minute_from(slot.ends), meeting_id, slot.place)


@dataclass(frozen=True)
class Driving:
    """The figures and the roads by which it is known when a guest must leave."""

    rules: TripRules
    network: Network = OPEN

    def leaves(self, origin: Place, destination: Place, due: int, riding: Riding) -> int:
        """The last minute at which the slowest vehicle due to the guest leaves to be there by `due`.

        Where roads are slowed the drive is longer; where they are closed the usual time is the best guess, and
        whoever plans the trip says that it cannot be driven.
        """
        usual = _usual_minutes(origin, destination)
        return min(
            (self._leaves(origin, destination, due, kind, usual) for kind in riding.kinds),
            default=due - usual,
        )

    def _leaves(self, origin: Place, destination: Place, due: int, kind: str, usual: int) -> int:
        minutes = usual
        for _ in range(_TRIES):
            needed = self.network.minutes(origin, destination, due - minutes, kind)
            if needed is None or needed <= minutes:
                return due - minutes
            minutes = needed
        return due - minutes

    def takes(self, origin: Place, destination: Place, departs: int, riding: Riding) -> int:
        """Minutes of the drive in the slowest vehicle due to the guest; the usual ones where all are barred."""
        found = [self.network.minutes(origin, destination, departs, kind) for kind in riding.kinds]
        return max((minutes for minutes in found if minutes), default=_usual_minutes(origin, destination))


def _usual_minutes(origin: Place, destination: Place) -> int:
    boat = {origin, destination} & set(SIGHTS)
    if not boat:
        return driving_minutes(origin, destination)
    return max(OPEN.minutes(origin, destination, 0, kind) or 0 for kind in _KINDS_OF_BOAT)


def leaves_for(visit: Visit, origin: Place, riding: Riding, driving: Driving) -> int:
    """The minute a car leaves `origin` to be at the door in time."""
    return driving.leaves(origin, visit.place, _due(visit, driving.rules), riding)


def _due(visit: Visit, rules: TripRules) -> int:
    return visit.starts - rules.at_the_door_before


def sets_out(traveller: Traveller, home: Place, visit: Visit, driving: Driving) -> int:
    """The minute at which the guest leaves home for a visit."""
    return next(_to(traveller, home, visit, driving)).latest


def can_follow(one: Visit, following: Visit) -> bool:
    """Whether a guest can be at both; between a sight over water and another place three hours are needed."""
    over_water = one.place is not following.place and not {one.place, following.place}.isdisjoint(SIGHTS)
    return following.starts - one.ends >= (_OVER_WATER if over_water else 0)


def transfer_id(visit: Visit, kind: TripKind, traveller: Traveller) -> str:
    """The lasting name of one guest's drive to or from one meeting."""
    return f"{visit.meeting_id}.{'to' if kind is TripKind.TRANSFER else 'back'}.{traveller.reference}"


def transfers(traveller: Traveller, home: Place, visits: list[Visit], driving: Driving) -> list[Leg]:
    """The guest's drives to all meetings, which are sorted by time.

    Between two meetings the guest is driven home when at least the shortest rest is left there, otherwise
    straight to the next one (never before the first has ended), or stays when both are in the same zone.
    """
    return list(_transfers(traveller, home, visits, driving))


def _transfers(traveller: Traveller, home: Place, visits: list[Visit], driving: Driving) -> Iterator[Leg]:
    if not visits:
        return
    # A sight over water is always reached from home: its parts by car and boat begin there.
    yield from _to(traveller, home, visits[0], driving)
    for visit, following in pairwise(visits):
        over_water = visit.place is not following.place and not {visit.place, following.place}.isdisjoint(
            SIGHTS
        )
        if over_water or _rests_between(visit, following, home, traveller.rank, driving):
            yield from _back(traveller, home, visit, driving)
            yield from _to(traveller, home, following, driving)
        elif visit.place != following.place:
            leaves = max(visit.ends, leaves_for(following, visit.place, RIDING[traveller.rank], driving))
            yield _leg(traveller, TripKind.TRANSFER, (visit.place, following.place), leaves, following)
    yield from _back(traveller, home, visits[-1], driving)


def _rests_between(one: Visit, following: Visit, home: Place, rank: Rank, driving: Driving) -> bool:
    leaves = one.ends + driving.rules.leaves_after
    back_home = leaves + driving.takes(one.place, home, leaves, RIDING[rank])
    return leaves_for(following, home, RIDING[rank], driving) - back_home >= driving.rules.shortest_rest


def _to(traveller: Traveller, origin: Place, visit: Visit, driving: Driving) -> Iterator[Leg]:
    """The drive there; to a sight over water by car to the pier and on by boat."""
    riding = RIDING[traveller.rank]
    if visit.place not in SIGHTS:
        leaves = leaves_for(visit, origin, riding, driving)
        yield _leg(traveller, TripKind.TRANSFER, (origin, visit.place), leaves, visit)
        return
    sails = leaves_for(visit, PIER, BOATS, driving)
    if origin is not PIER:
        to_pier = driving.leaves(origin, PIER, sails - driving.rules.at_the_door_before, riding)
        yield _leg(traveller, TripKind.TRANSFER, (origin, PIER), to_pier, visit)
    boat = _leg(traveller, TripKind.TRANSFER, (PIER, visit.place), sails, visit)
    yield replace(boat, id=f"{boat.id}{BY_BOAT}")


def _back(traveller: Traveller, home: Place, visit: Visit, driving: Driving) -> Iterator[Leg]:
    """The drive home; from a sight over water by boat to the pier and on by car."""
    leaves = visit.ends + driving.rules.leaves_after
    if visit.place not in SIGHTS:
        yield _leg(traveller, TripKind.RETURN, (visit.place, home), leaves, visit)
        return
    boat = _leg(traveller, TripKind.RETURN, (visit.place, PIER), leaves, visit)
    yield replace(boat, id=f"{boat.id}{BY_BOAT}")
    if home is not PIER:
        ashore = leaves + driving.takes(visit.place, PIER, leaves, BOATS) + driving.rules.unloading
        yield _leg(traveller, TripKind.RETURN, (PIER, home), ashore, visit)


def _leg(traveller: Traveller, kind: TripKind, way: tuple[Place, Place], leaves: int, visit: Visit) -> Leg:
    return Leg(
        id=transfer_id(visit, kind, traveller),
        guest_id=traveller.id,
        rank=traveller.rank,
        kind=kind,
        origin=way[0],
        destination=way[1],
        earliest=leaves,
        latest=leaves,
        meeting_id=visit.meeting_id,
    )
