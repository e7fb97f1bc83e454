"""Whether a vehicle can go from one drive to the next, and what the turn costs."""

from dataclasses import dataclass

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import Place, empty_minutes
from services.logistics.domain.rules import TripRules


@dataclass(frozen=True)
class Way:
    """When and where a drive begins and ends, in whole minutes."""

    departs: int
    arrives: int
    origin: Place
    destination: Place

    @classmethod
    def of(cls, leg: Leg, departs: int) -> "Way":
        """The way of any leg of a run."""
        return cls(departs, departs + leg.minutes, leg.origin, leg.destination)


def slack(one: Way, following: Way, rules: TripRules) -> int:
    """Minutes to spare between two drives of one vehicle; negative when it cannot do both in this order."""
    there = one.arrives + rules.unloading + empty_minutes(one.destination, following.origin)
    return following.departs - there


def excluded(one: Way, other: Way, rules: TripRules) -> bool:
    """Whether one vehicle cannot do both drives, in whatever order."""
    return slack(one, other, rules) < 0 and slack(other, one, rules) < 0


def turn_cost(one: Way, following: Way, rules: TripRules) -> tuple[int, int]:
    """Whether the turn is tight (1 or 0), and the empty minutes of driving it takes."""
    tight = int(slack(one, following, rules) < rules.tight_turn)
    return tight, empty_minutes(one.destination, following.origin)
