"""The figures by which trips are planned; data, so that an edition can have others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TripRules:
    """Minutes: the longest a guest waits at a gate, before a meeting at the door, after it, between two
    trips. `early_at_gate` is how much earlier than need be a guest may be taken to the gate of departure.

    An hour at the gate is the longest the organisers accept. Ten minutes to get out and the bags unloaded
    are counted before a car can leave for its next trip. A turn shorter than `tight_turn` hands every delay
    on to the next trip, so a plan avoids it where it can. A driver's duty runs from leaving base to being
    back there, `longest_duty` at most; a rest of `shortest_night` at base ends it. Interpreters' limits, used
    for drivers too. Between sessions with no more than `longest_break` between them guests stay at the venue.
    """

    longest_wait: int = 60
    at_the_door_before: int = 10
    leaves_after: int = 10
    unloading: int = 10
    tight_turn: int = 60
    shortest_rest: int = 30
    waiting_step: int = 15
    early_at_gate: int = 45
    longest_duty: int = 720
    shortest_night: int = 600
    longest_break: int = 150


class Without:
    """Why a guest has no trip: the codes of the rules that stand in the way."""

    ARRIVAL_UNKNOWN = "arrival_unknown"
    ARRIVAL_CANCELLED = "arrival_cancelled"
    STILL_ON_THE_WAY = "still_on_the_way"
    NO_SUITABLE_VEHICLE = "no_suitable_vehicle"
    NO_VEHICLE_FREE = "no_vehicle_free"
    IN_ANOTHER_MEETING = "in_another_meeting"
    ROUTE_CLOSED = "route_closed"
    NO_DRIVER_WITHIN_DUTY = "no_driver_within_duty"
    LUGGAGE_DOES_NOT_FIT = "luggage_does_not_fit"
    MISSES_DEPARTURE = "misses_departure"


EXPLANATIONS = {
    Without.ARRIVAL_UNKNOWN: "Nobody has said yet how and when the guest arrives.",
    Without.ARRIVAL_CANCELLED: "The flight, train or ship is cancelled and no other is known.",
    Without.STILL_ON_THE_WAY: "The guest cannot be in town in time for the meeting.",
    Without.NO_SUITABLE_VEHICLE: "The fleet has no vehicle of a kind due to the guest's rank.",
    Without.NO_VEHICLE_FREE: "Every vehicle of a kind due to the guest's rank is on the road at that time.",
    Without.IN_ANOTHER_MEETING: "The guest is still in another meeting or on another outing at that time.",
    Without.ROUTE_CLOSED: "Every route is closed for the vehicles due to the guest's rank.",
    Without.NO_DRIVER_WITHIN_DUTY: "Every driver who is free would be on duty for longer than is allowed.",
    Without.LUGGAGE_DOES_NOT_FIT: "No vehicle due to the guest's rank holds the luggage and the companions.",
    Without.MISSES_DEPARTURE: "No car can have the guest at the gate in time after the last meeting.",
}
