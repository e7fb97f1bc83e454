"""What can still be reached: places cut off by closures, and guests who cannot come as planned."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.clearance import Mode
from services.logistics.domain.heard import Traveller
from services.logistics.domain.instant import minute_from
from services.logistics.domain.network import Network
from services.logistics.domain.place import GATES, ZONES, Place
from services.logistics.domain.riding import RIDING
from services.logistics.domain.rules import TripRules
from services.logistics.domain.stretch import BOATS, VEHICLES, Means, Stretch

ABOVE = {
    (Mode.FLIGHT, Place.HSN): (Stretch.HSN_AIR, Means.AIRCRAFT),
    (Mode.FLIGHT, Place.NGB): (Stretch.NGB_AIR, Means.AIRCRAFT),
    (Mode.FLIGHT, Place.HGH): (Stretch.HGH_AIR, Means.AIRCRAFT),
    (Mode.FLIGHT, Place.PVG): (Stretch.PVG_AIR, Means.AIRCRAFT),
    (Mode.FLIGHT, Place.SHA): (Stretch.SHA_AIR, Means.AIRCRAFT),
    (Mode.TRAIN, Place.NGB_RAIL): (Stretch.NGB_RAIL_LINE, Means.TRAIN),
}
"""The stretch by which a carrier reaches a gate."""


class CutOffPlace(NamedTuple):
    """From `place` the `zones` cannot be reached by these kinds of vehicle."""

    place: Place
    zones: tuple[Place, ...]
    kinds: tuple[Means, ...]


def cut_off(network: Network, at: int) -> list[CutOffPlace]:
    """What cannot be reached by whoever leaves at this minute, gates first, then the boats."""
    found: dict[tuple[Place, tuple[Place, ...]], list[Means]] = {}
    for place, zones, kinds in _ways():
        for kind in sorted(kinds):
            lost = tuple(zone for zone in zones if network.minutes(place, zone, at, kind) is None)
            if lost:
                found.setdefault((place, lost), []).append(kind)
    return [CutOffPlace(place, zones, tuple(kinds)) for (place, zones), kinds in found.items()]


def _ways() -> Iterable[tuple[Place, tuple[Place, ...], frozenset[Means]]]:
    for gate in GATES:
        if gate is not Place.ROAD:
            yield gate, ZONES, VEHICLES
    for zone in ZONES:
        yield zone, tuple(other for other in ZONES if other is not zone), VEHICLES
    yield Place.ZHUJIAJIAN, (Place.PUTUOSHAN,), BOATS
    yield Place.PUTUOSHAN, (Place.ZHUJIAJIAN,), BOATS


def gate_is_closed(network: Network, mode: Mode, gate: Place, minute: int) -> bool:
    """Whether no flight or train reaches the gate at this minute."""
    above = ABOVE.get((mode, gate))
    return above is not None and any(
        span.percent is None
        and span.stretch is above[0]
        and above[1] in span.means
        and span.starts <= minute
        and (span.ends is None or minute < span.ends)
        for span in network.spans
    )


def is_grounded(network: Network, arrival: Arrival) -> bool:
    """Whether the guest's flight or train cannot reach its gate at the time expected."""
    return gate_is_closed(network, arrival.mode, arrival.gate, minute_from(arrival.expected))


def is_held_up(network: Network, arrival: Arrival, traveller: Traveller, rules: TripRules) -> bool:
    """Whether no vehicle due to the guest's rank can leave the gate within the longest wait."""
    if arrival.gate is Place.ROAD:
        return False
    ready = minute_from(arrival.ready_at)
    return not any(
        network.first_departure(
            arrival.gate, arrival.destination, kind.value, ready, ready + rules.longest_wait
        )
        is not None
        for kind in RIDING[traveller.rank].kinds
    )


def who_cannot_come(
    network: Network, arrivals: Iterable[Arrival], travellers: Mapping[str, Traveller], rules: TripRules
) -> list[Arrival]:
    """The arrivals of expected guests that closures make impossible as they are planned, by id."""
    if not network.spans:
        return []
    return [
        arrival
        for arrival in sorted(arrivals, key=lambda arrival: arrival.id)
        if (traveller := travellers.get(arrival.guest_id)) is not None
        and traveller.is_expected
        and (is_grounded(network, arrival) or is_held_up(network, arrival, traveller, rules))
    ]
