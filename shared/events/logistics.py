"""What logistics announces: when guests arrive, and which car takes whom where."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.events.base import Event, event


class VehicleStanding(Event):
    """A vehicle of the fleet; `seats` are those for guests."""

    vehicle_id: str
    reference: str
    plate: str
    vehicle_kind: str
    seats: int
    base: str


@event("logistics.vehicle_listed.v1")
class VehicleListed(VehicleStanding):
    """A vehicle may be used."""


@event("logistics.vehicle_amended.v1")
class VehicleAmended(VehicleStanding):
    """A vehicle's kind, seats, driver or base were corrected."""


class ArrivalStanding(Event):
    """A guest's arrival as it is now expected.

    `expected` is the landing or docking; `ready_at` adds border and baggage; `in_town_from` adds the drive to
    `destination` at the planning time and what closures and limits add to it. `leaves_at` is the departure from town.
    """

    arrival_id: str
    guest_id: str
    mode: str
    number: str
    gate: str
    destination: str
    international: bool
    scheduled: datetime
    expected: datetime
    ready_at: datetime
    in_town_from: datetime
    leaves_at: datetime | None = None
    cancelled: bool = False


@event("logistics.arrival_recorded.v1")
class ArrivalRecorded(ArrivalStanding):
    """It is known how and when a guest arrives."""


@event("logistics.arrival_amended.v1")
class ArrivalAmended(ArrivalStanding):
    """Not the carrier's word but the way is another: flight, gate, destination, lane, or the roads into town."""


@event("logistics.arrival_delayed.v1")
class ArrivalDelayed(ArrivalStanding):
    """The carrier expects another time than before: later, or earlier again."""

    minutes: int


@event("logistics.arrival_confirmed.v1")
class ArrivalConfirmed(ArrivalStanding):
    """The carrier said again what was known already."""


@event("logistics.arrival_cancelled.v1")
class ArrivalCancelled(ArrivalStanding):
    """The flight, train or ship does not run; the guest has no way to come yet."""


class TripStanding(Event):
    """One drive of one vehicle with its guests; `trip_kind` is pick_up, transfer (to a meeting) or return.

    `meeting_id` is set when all guests are driven for one meeting.
    """

    trip_id: str
    trip_kind: str
    guest_ids: tuple[str, ...]
    vehicle_id: str
    plate: str
    vehicle_kind: str
    from_place: str
    to_place: str
    departs: datetime
    arrives: datetime
    meeting_id: str | None = None


@event("logistics.trip_planned.v1")
class TripPlanned(TripStanding):
    """A vehicle will take these guests."""


@event("logistics.trip_retimed.v1")
class TripRetimed(TripStanding):
    """A planned trip has another time, vehicle or other guests; `reason` says which change did it."""

    reason: str


@event("logistics.trip_cancelled.v1")
class TripCancelled(TripStanding):
    """A trip is no longer needed; vehicle and driver are free."""

    reason: str


@event("logistics.guest_left_without_trip.v1")
class GuestLeftWithoutTrip(Event):
    """No vehicle can take this guest; `rules` names what stands in the way.

    `leg_id` is the drive that is missing: the arrival's id, or the meeting's with the guest.
    """

    guest_id: str
    leg_id: str
    trip_kind: str
    arrival_id: str | None
    rules: tuple[str, ...]
    explanation: str


@event("logistics.plan_adopted.v1")
class LogisticsPlanAdopted(Event):
    """The trips of an edition changed; the figures are those of the plan now in force."""

    edition_id: str
    number: int
    trips: int
    guests_without_trip: int
    objective: int
    bound: int


class PlanOrdered(Event):
    """What the organisers ordered for an edition's trips."""

    edition_id: str
    released: bool


@event("logistics.trips_released.v1")
class TripsReleased(PlanOrdered):
    """People are told their trips; from now on only what a change makes necessary changes."""


@event("logistics.trips_ordered_anew.v1")
class TripsOrderedAnew(PlanOrdered):
    """Everything is to be planned anew, as if nobody had been told a trip yet."""


@dataclass(frozen=True)
class CutOff:
    """From `place` the `zones` cannot be reached by these kinds of vehicle while the closure lasts."""

    place: str
    zones: tuple[str, ...]
    vehicle_kinds: tuple[str, ...]


class ClosureStanding(Event):
    """A stretch closed or slowed for some means; `ends` None: until further notice.

    `percent` is the share of the planning time where it is slowed; `leaving` the pier of a last departure.
    `cut_off` says what cannot be reached, `guest_ids` whose arrival that touches, as far as known when it was
    announced.
    """

    closure_id: str
    stretch: str
    means: tuple[str, ...]
    starts: datetime
    ends: datetime | None
    percent: int | None
    trigger: str
    grade: str
    announced_by: str
    leaving: str | None = None
    cut_off: tuple[CutOff, ...] = ()
    guest_ids: tuple[str, ...] = ()


@event("logistics.route_closed.v1")
class RouteClosed(ClosureStanding):
    """A bridge, sea route or airspace is closed, for all or for some means."""


@event("logistics.route_slowed.v1")
class RouteSlowed(ClosureStanding):
    """A stretch is open, but drives over it take longer."""


@event("logistics.route_reopened.v1")
class RouteReopened(ClosureStanding):
    """A closure or limit has an end now, or was withdrawn before it began."""

    withdrawn: bool


class AlternativeStanding(Event):
    """What a guest who cannot come as planned may do instead; `ways` in the order of the proposal.

    `chosen` and `decided_by` are set once a named officer has decided.
    """

    alternative_id: str
    guest_id: str
    arrival_id: str
    ways: tuple[str, ...]
    chosen: str | None = None
    decided_by: str | None = None


@event("logistics.alternative_proposed.v1")
class AlternativeProposed(AlternativeStanding):
    """A guest cannot come as planned; these ways are open."""


@event("logistics.alternative_accepted.v1")
class AlternativeAccepted(AlternativeStanding):
    """An officer decided how the guest comes, or that the guest takes part from afar."""


@event("logistics.alternative_dropped.v1")
class AlternativeDropped(AlternativeStanding):
    """The guest can come as planned again; nothing is to be decided."""


class DepartureStanding(Event):
    """How a guest leaves: `be_there_by` is at the gate, `leaves_by` from `origin` at the planning time."""

    departure_id: str
    guest_id: str
    mode: str
    number: str
    gate: str
    terminal: str
    origin: str
    international: bool
    scheduled: datetime
    expected: datetime
    be_there_by: datetime
    leaves_by: datetime
    cancelled: bool = False


@event("logistics.departure_recorded.v1")
class DepartureRecorded(DepartureStanding):
    """It is known how and when a guest leaves."""


@event("logistics.departure_amended.v1")
class DepartureAmended(DepartureStanding):
    """The way home was corrected: another flight, gate or time."""


@event("logistics.departure_delayed.v1")
class DepartureDelayed(DepartureStanding):
    """The carrier expects another time than before, or said the same again; `minutes` is the difference."""

    minutes: int


@event("logistics.departure_cancelled.v1")
class DepartureCancelled(DepartureStanding):
    """The flight, train or ship home does not run."""


class OutingStanding(Event):
    """A visit or banquet with those who go."""

    outing_id: str
    outing_kind: str
    name: str
    place: str
    starts: datetime
    ends: datetime
    guest_ids: tuple[str, ...]
    by_boat: bool
    cancelled: bool = False


@event("logistics.outing_arranged.v1")
class OutingArranged(OutingStanding):
    """Guests go on a visit or to a banquet."""


@event("logistics.outing_amended.v1")
class OutingAmended(OutingStanding):
    """Time, place or company of an outing were corrected, or it was cancelled."""


class HotelStanding(Event):
    """A hotel; guests from abroad may only be lodged where it is licensed for them."""

    hotel_id: str
    reference: str
    name_en: str
    name_zh: str
    place: str
    licensed_for_foreigners: bool
    stars: int


@event("logistics.hotel_listed.v1")
class HotelListed(HotelStanding):
    """Guests may be lodged there."""


@event("logistics.hotel_amended.v1")
class HotelAmended(HotelStanding):
    """A hotel's name, place, stars or licence were corrected."""


@event("logistics.rooms_held.v1")
class RoomsHeld(Event):
    """A block of rooms is held, or is now held otherwise."""

    block_id: str
    hotel_id: str
    room_type: str
    first_night: date
    last_night: date
    rooms: int


class RoomStanding(Event):
    """One guest's bed for these nights; `rules` names the reception rules it breaks, to be waived by name.

    `holding` is a night near a mainland gate until the way is open.
    """

    allotment_id: str
    guest_id: str
    hotel_id: str
    room: str
    room_type: str
    first_night: date
    last_night: date
    shares_with: tuple[str, ...]
    rules: tuple[str, ...]
    holding: bool


@event("logistics.room_allotted.v1")
class RoomAllotted(RoomStanding):
    """A guest has a bed."""


@event("logistics.room_moved.v1")
class RoomMoved(RoomStanding):
    """A guest has another room, other nights or other company than before."""


@event("logistics.room_released.v1")
class RoomReleased(RoomStanding):
    """A guest needs no bed any more: withdrew, did not come, or goes elsewhere."""


@event("logistics.guest_lodged.v1")
class GuestLodged(RoomStanding):
    """The guest is in the room; foreigners' lodging is to be registered by `due_at`."""

    at: datetime
    due_at: datetime | None


@event("logistics.lodging_registered.v1")
class LodgingRegistered(RoomStanding):
    """A foreigner's lodging was registered with the police."""

    at: datetime
    registered_by: str


@event("logistics.guest_left_without_room.v1")
class GuestLeftWithoutRoom(Event):
    """No bed can be found for this guest; `rules` names what stands in the way."""

    guest_id: str
    first_night: date
    last_night: date
    rules: tuple[str, ...]
    explanation: str


@event("logistics.bed_plan_adopted.v1")
class BedPlanAdopted(Event):
    """The beds of an edition changed; the figures are those now in force."""

    edition_id: str
    number: int
    allotted: int
    guests_without_room: int


class LodgingWishStanding(Event):
    """What a guest asks for."""

    wish_id: str
    guest_id: str
    hotel_id: str | None
    room_type: str | None
    shares_with: str | None
    first_night: date | None
    last_night: date | None


@event("logistics.lodging_wished.v1")
class LodgingWished(LodgingWishStanding):
    """A guest asks for a hotel, a kind of room, company or other nights."""


class SittingStanding(Event):
    """A meal: for these guests, or without any named for everybody in town. Nobody's needs are told."""

    sitting_id: str
    sitting_kind: str
    name: str
    place: str
    starts: datetime
    ends: datetime
    guest_ids: tuple[str, ...]
    cancelled: bool = False


@event("logistics.sitting_planned.v1")
class SittingPlanned(SittingStanding):
    """A meal will be served."""


@event("logistics.sitting_amended.v1")
class SittingAmended(SittingStanding):
    """Time, place or company of a meal were corrected, or it was cancelled."""


@event("logistics.needs_recorded.v1")
class NeedsRecorded(Event):
    """It is known what a guest needs at table; the needs themselves do not leave the service."""

    guest_id: str


@event("logistics.rule_waived.v1")
class RuleWaived(Event):
    """Somebody with the right to do so lets a reception rule be broken for one subject, or for all (`*`)."""

    waiver_id: str
    rule: str
    waived_for: str
    granted_by: str
    reason: str


@event("logistics.gift_given.v1")
class GiftGiven(Event):
    """A guest was given a gift; `worth` in CNY."""

    gift_id: str
    guest_id: str
    worth: int
    given_by: str


class ReceiversStanding(Event):
    """The receivers of one occasion in one room: how many were handed out, how many are back, which are missing."""

    receivers_id: str
    occasion: str
    room: str
    handed_out: int
    back: int
    missing: tuple[str, ...]


@event("logistics.receivers_handed_out.v1")
class ReceiversHandedOut(ReceiversStanding):
    """Receivers went out to seats."""


@event("logistics.receivers_taken_back.v1")
class ReceiversTakenBack(ReceiversStanding):
    """Receivers came back; `missing` are still out."""


@event("logistics.room_signed_off.v1")
class RoomSignedOff(ReceiversStanding):
    """Every receiver is back and somebody signed for the room."""

    signed_off_by: str


@event("logistics.planning_time_measured.v1")
class PlanningTimeMeasured(Event):
    """The drive between two places takes so many minutes for who leaves within these hours of the city."""

    time_id: str
    from_place: str
    to_place: str
    from_hour: int
    until_hour: int
    minutes: int
