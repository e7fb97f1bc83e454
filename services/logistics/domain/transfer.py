"""Drives to meetings and back: a car to each, and home again when the time allows a rest there."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, Self

from services.logistics.domain.heard import Slot, Traveller
from services.logistics.domain.instant import minute_from, minute_until
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.place import Place, driving_minutes
from services.logistics.domain.rules import TripRules


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


def leaves_for(visit: Visit, origin: Place, rules: TripRules) -> int:
    """The minute a car leaves `origin` to be at the door in time."""
    return visit.starts - rules.at_the_door_before - driving_minutes(origin, visit.place)


def transfer_id(visit: Visit, kind: TripKind, traveller: Traveller) -> str:
    """The lasting name of one guest's drive to or from one meeting."""
    return f"{visit.meeting_id}.{'to' if kind is TripKind.TRANSFER else 'back'}.{traveller.reference}"


def transfers(traveller: Traveller, home: Place, visits: list[Visit], rules: TripRules) -> list[Leg]:
    """The guest's drives to all meetings, which are sorted by time.

    Between two meetings the guest is driven home when at least the shortest rest is left there, otherwise
    straight to the next one (never before the first has ended), or stays when both are in the same zone.
    """
    return list(_transfers(traveller, home, visits, rules))


def _transfers(traveller: Traveller, home: Place, visits: list[Visit], rules: TripRules) -> Iterator[Leg]:
    if not visits:
        return
    yield _to(traveller, home, visits[0], rules)
    for visit, following in pairwise(visits):
        if _rests_between(visit, following, home, rules):
            yield _back(traveller, home, visit, rules)
            yield _to(traveller, home, following, rules)
        elif visit.place != following.place:
            leaves = max(visit.ends, leaves_for(following, visit.place, rules))
            yield _leg(traveller, TripKind.TRANSFER, (visit.place, following.place), leaves, following)
    yield _back(traveller, home, visits[-1], rules)


def _rests_between(one: Visit, following: Visit, home: Place, rules: TripRules) -> bool:
    back_home = one.ends + rules.leaves_after + driving_minutes(one.place, home)
    return leaves_for(following, home, rules) - back_home >= rules.shortest_rest


def _to(traveller: Traveller, origin: Place, visit: Visit, rules: TripRules) -> Leg:
    leaves = leaves_for(visit, origin, rules)
    return _leg(traveller, TripKind.TRANSFER, (origin, visit.place), leaves, visit)


def _back(traveller: Traveller, home: Place, visit: Visit, rules: TripRules) -> Leg:
    return _leg(traveller, TripKind.RETURN, (visit.place, home), visit.ends + rules.leaves_after, visit)


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
