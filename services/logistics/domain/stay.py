"""From journeys and wishes to the nights for which each guest needs a bed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.logistics.domain.alternative import Alternative, DecisionState, Way
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Traveller
from services.logistics.domain.lodging import (
    NIGHTS_WHEN_UNKNOWN,
    LodgingWish,
    RoomKind,
    due_kind,
    first_night_of,
    last_night_of,
)
from services.logistics.domain.place import Place

HOME = "CN"


@dataclass(frozen=True)
class Stay:
    """The nights of one guest, or of two who share, with what is due and wished.

    `holding` is the mainland gate near which a guest waits for the way to open; `zone` where the others
    stay. `weight` is that of the highest rank.
    """

    id: str
    guest_ids: tuple[str, ...]
    first: date
    last: date
    due: RoomKind
    zone: Place
    weight: int
    foreigner: bool
    holding: Place | None = None
    delegation_id: str | None = None
    hotel_id: str | None = None
    kind: RoomKind | None = None

    @property
    def nights(self) -> int:
        """How many nights."""
        return (self.last - self.first).days + 1


def stays_of(
    travellers: Iterable[Traveller],
    arrivals: Mapping[str, Arrival],
    departures: Mapping[str, Departure],
    wishes: Mapping[str, LodgingWish],
    alternatives: Mapping[str, Alternative],
) -> list[Stay]:
    """The stays of everybody expected whose arrival is known, by guest id; those who share are one stay."""
    alone: dict[str, Stay] = {}
    holding: list[Stay] = []
    for traveller in travellers:
        arrival = arrivals.get(traveller.id)
        if not traveller.is_expected or arrival is None:
            continue
        decided = alternatives.get(traveller.id)
        chosen = decided.chosen if decided and decided.state is DecisionState.ACCEPTED else None
        wish = wishes.get(traveller.id)
        stay = _stay(traveller, arrival, departures.get(traveller.id), wish)
        if chosen is not None and chosen.way is Way.HOLD_ON_MAINLAND:
            night = first_night_of(arrival.ready_at)
            holding.append(_held(stay, chosen.gate or arrival.gate, night))
            stay = replace(stay, first=max(stay.first, night + timedelta(days=1)))
        elif arrival.cancelled:
            continue
        if stay.first <= stay.last:
            alone[traveller.id] = stay
    return sorted([*_shared(alone, wishes), *holding], key=lambda stay: stay.id)


def _stay(
    traveller: Traveller, arrival: Arrival, departure: Departure | None, wish: LodgingWish | None
) -> Stay:
    first = first_night_of(arrival.in_town_from)
    leaves = departure.leaves_by if departure and not departure.cancelled else arrival.leaves_at
    last = last_night_of(leaves) if leaves else first + timedelta(days=NIGHTS_WHEN_UNKNOWN - 1)
    if wish and wish.last_night:
        last = max(wish.last_night, first)
    # Who wishes to move in after the last night still sleeps somewhere: the journey decides.
    if wish and wish.first_night and wish.first_night <= last:
        first = wish.first_night
    return Stay(
        id=traveller.id,
        guest_ids=(traveller.id,),
        first=first,
        last=max(last, first),
        due=due_kind(traveller.rank),
        zone=arrival.destination,
        weight=traveller.rank.weight,
        foreigner=traveller.country != HOME,
        delegation_id=traveller.delegation_id,
        hotel_id=wish.hotel_id if wish else None,
        kind=wish.kind if wish else None,
    )


def _held(stay: Stay, gate: Place, night: date) -> Stay:
    """The night near the gate; where the guest sleeps after that follows from the next arrival."""
    return Stay(
        id=f"{stay.id}.hold",
        guest_ids=stay.guest_ids,
        first=night,
        last=night,
        due=RoomKind.STANDARD,
        zone=gate,
        weight=stay.weight,
        foreigner=stay.foreigner,
        holding=gate,
        delegation_id=stay.delegation_id,
    )


def _shared(alone: dict[str, Stay], wishes: Mapping[str, LodgingWish]) -> list[Stay]:
    """Two guests who both ask for one another share a room for the nights of either."""
    found: list[Stay] = []
    taken: set[str] = set()
    for guest_id in sorted(alone):
        wish = wishes.get(guest_id)
        other_id = wish.shares_with if wish else None
        other_wish = wishes.get(other_id) if other_id else None
        if guest_id in taken:
            continue
        if other_id in alone and other_wish is not None and other_wish.shares_with == guest_id:
            found.append(_together(alone[guest_id], alone[other_id]))
            taken |= {guest_id, other_id}
        else:
            found.append(alone[guest_id])
    return found


def _together(one: Stay, other: Stay) -> Stay:
    higher, lower = (one, other) if one.weight >= other.weight else (other, one)
    return Stay(
        **{
            **vars(higher),
            "guest_ids": tuple(sorted((one.id, other.id))),
            "first": min(one.first, other.first),
            "last": max(one.last, other.last),
            "foreigner": one.foreigner or other.foreigner,
            "hotel_id": higher.hotel_id or lower.hotel_id,
        }
    )
