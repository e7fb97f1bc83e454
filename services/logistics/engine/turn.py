"""Whether a vehicle can go from one drive to the next on the roads of the day, and what the turn costs."""

from dataclasses import dataclass, field

from services.logistics.domain.leg import Leg
from services.logistics.domain.network import Network
from services.logistics.domain.place import Place, empty_minutes
from services.logistics.domain.rules import TripRules
from services.logistics.domain.vehicle import VehicleKind

_BOATS = (VehicleKind.FAST_BOAT, VehicleKind.REGULAR_BOAT)
_LOOKS_BACK = 24 * 60
_STEP = 15


@dataclass(frozen=True)
class Way:
    """When and where a drive begins and ends, in whole minutes."""

    departs: int
    arrives: int
    origin: Place
    destination: Place


@dataclass(frozen=True)
class Roads:
    """The network as one kind of vehicle finds it, and the figures trips are planned by."""

    network: Network
    rules: TripRules
    kind: VehicleKind
    _known: dict[tuple[Place, Place, int], int | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def way(self, leg: Leg, departs: int) -> Way | None:
        """The drive of a leg that leaves then; None where no route is open or it comes too late."""
        minutes = self.network.minutes(leg.origin, leg.destination, departs, self.kind.value)
        if minutes is None or (leg.due is not None and departs + minutes > leg.due):
            return None
        return Way(departs, departs + minutes, leg.origin, leg.destination)

    def slack(self, one: Way, following: Way) -> int:
        """Minutes to spare between two drives of one vehicle; negative when it cannot do both in this order."""
        there = self.there_at_once(one, following.origin)
        if there is None:
            ready = one.arrives + self.rules.unloading
            there = self._there(one.destination, following.origin, ready, following.departs)
        return following.departs - there

    def there_at_once(self, one: Way, place: Place) -> int | None:
        """When the vehicle is at a place that goes there as soon as it is free; None where no route is open then."""
        key = (one.destination, place, one.arrives)
        if key not in self._known:
            ready = one.arrives + self.rules.unloading
            minutes = self._empty(one.destination, place, ready)
            self._known[key] = None if minutes is None else ready + minutes
        return self._known[key]

    def excluded(self, one: Way, other: Way) -> bool:
        """Whether one vehicle cannot do both drives, in whatever order."""
        return self.slack(one, other) < 0 and self.slack(other, one) < 0

    def turn_cost(self, one: Way, following: Way) -> tuple[int, int]:
        """Whether the turn is tight (1 or 0), and the empty minutes of driving it takes."""
        tight = int(self.slack(one, following) < self.rules.tight_turn)
        same_place = one.destination == following.origin
        return tight, 0 if same_place else self._usual(one.destination, following.origin)

    def leaves_base(self, base: Place, way: Way) -> int | None:
        """The last minute at which a vehicle leaves its base to be in time for a drive; None: no way there.

        Looked for a day back, exactly where the roads are quiet and in steps of a quarter of an hour elsewhere.
        """
        if base == way.origin:
            return way.departs
        leaves = way.departs - self._usual(base, way.origin)
        for earlier in range(0, _LOOKS_BACK, _STEP):
            minutes = self.network.minutes(base, way.origin, leaves - earlier, self.kind.value)
            if minutes is not None and leaves - earlier + minutes <= way.departs:
                return leaves - earlier
        return None

    def back_at_base(self, way: Way, base: Place) -> int:
        """The minute at which a vehicle is back after a drive; the planning value where the way is closed."""
        ready = way.arrives + self.rules.unloading
        if base == way.destination:
            return ready
        minutes = self.network.minutes(way.destination, base, ready, self.kind.value)
        return ready + (self._usual(way.destination, base) if minutes is None else minutes)

    def _there(self, place: Place, to: Place, ready: int, by: int) -> int:
        """When an empty vehicle is there that is free at `ready`; just too late where it cannot be in time."""
        leaves = self.network.first_departure(place, to, self.kind.value, ready, max(ready, by))
        if leaves is None:
            return by + 1
        minutes = self.network.minutes(place, to, leaves, self.kind.value)
        assert minutes is not None, "a route is open at the first departure"
        return leaves + minutes

    def _empty(self, place: Place, to: Place, departs: int) -> int | None:
        return 0 if place == to else self.network.minutes(place, to, departs, self.kind.value)

    def _usual(self, place: Place, to: Place) -> int:
        if self.kind in _BOATS:
            return self.network.minutes(place, to, 0, self.kind.value) or 0
        return empty_minutes(place, to)
