"""Where logistics keeps what it owns and what it has heard."""

from services.logistics.domain.alternative import Alternative
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.closure import Closure, PlanningTime, network_of
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Appointment, Escort, Occasion, Traveller
from services.logistics.domain.itinerary import Itinerary
from services.logistics.domain.lodging import (
    Allotment,
    BedPlan,
    BedState,
    Hotel,
    LodgingWish,
    RoomBlock,
    bed_plan_id,
)
from services.logistics.domain.meal import GuestNeeds, Sitting
from services.logistics.domain.network import Network
from services.logistics.domain.outing import Outing
from services.logistics.domain.plan import Plan, PlanOrder, order_id
from services.logistics.domain.receiver import Receivers
from services.logistics.domain.reception import Gift, ReceptionLimit, Waiver
from services.logistics.domain.sheet_link import SheetLink
from services.logistics.domain.trip import Trip, TripState
from services.logistics.domain.vehicle import Vehicle
from services.logistics.domain.weather import Weather
from shared.storage.store import Backend, Collection, Facts, Index


class Arrivals(Collection[Arrival]):
    """How and when each guest arrives."""

    name = "arrivals"
    of = Arrival
    indexes = (Index("edition", "guest_id", unique=True), Index("edition", "number"))
    wakes_solver = True

    def of_number(self, edition: str, number: str) -> list[Arrival]:
        """The guests on one flight, train or ship."""
        return self.find(edition=edition, number=number)


class Vehicles(Collection[Vehicle]):
    """The fleet."""

    name = "vehicles"
    of = Vehicle
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True


class SheetLinks(Collection[SheetLink]):
    """Secret addresses of drivers' sheets."""

    name = "sheet_links"
    of = SheetLink
    indexes = (Index("digest", unique=True), Index("edition", "vehicle_id"))


class Trips(Collection[Trip]):
    """Drives planned, and those that were cancelled."""

    name = "trips"
    of = Trip
    indexes = (Index("edition", "state"), Index("guest_ids"))

    def planned(self, edition: str) -> list[Trip]:
        """The trips in force."""
        return self.find(edition=edition, state=TripState.PLANNED)


class Plans(Collection[Plan]):
    """One plan an edition."""

    name = "plans"
    of = Plan

    def in_force(self, edition: str) -> Plan:
        """The plan of an edition, or an empty one before the first."""
        return self.find_one(id=edition) or Plan(id=edition, edition=edition)


class PlanOrders(Collection[PlanOrder]):
    """What the organisers ordered for each edition's plan."""

    name = "plan_orders"
    of = PlanOrder
    wakes_solver = True

    def of_edition(self, edition: str) -> PlanOrder:
        """The order of an edition, or one that orders nothing."""
        return self.find_one(id=order_id(edition)) or PlanOrder(id=order_id(edition), edition=edition)


class Travellers(Facts[Traveller]):
    """Guests as registration announced them."""

    name = "travellers"
    of = Traveller
    indexes = (Index("edition", "state"),)
    wakes_solver = True


class Appointments(Facts[Appointment]):
    """Leaders' meetings as scheduling announced them."""

    name = "appointments"
    of = Appointment
    indexes = (Index("edition"),)
    wakes_solver = True


class Escorts(Facts[Escort]):
    """Interpreters of guests as matching announced them."""

    name = "escorts"
    of = Escort
    indexes = (Index("edition", "guest_id"),)


class Closures(Collection[Closure]):
    """What is closed or slowed, and what was."""

    name = "closures"
    of = Closure
    indexes = (Index("edition", "withdrawn"),)
    wakes_solver = True

    def in_force(self, edition: str) -> list[Closure]:
        """Those not withdrawn, of the past too."""
        return self.find(edition=edition, withdrawn=False)


class WeatherReadings(Collection[Weather]):
    """Wind, visibility and warnings at each stretch."""

    name = "weather"
    of = Weather
    indexes = (Index("edition"),)


class Alternatives(Collection[Alternative]):
    """How else guests may come who cannot come as planned."""

    name = "alternatives"
    of = Alternative
    indexes = (Index("edition", "state"), Index("guest_id"))


class Itineraries(Collection[Itinerary]):
    """The guests' ways, leg by leg."""

    name = "itineraries"
    of = Itinerary
    indexes = (Index("edition", "guest_id"),)


class Departures(Collection[Departure]):
    """How and when each guest leaves."""

    name = "departures"
    of = Departure
    indexes = (Index("edition", "guest_id", unique=True), Index("edition", "number"))
    wakes_solver = True


class Outings(Collection[Outing]):
    """Visits and banquets."""

    name = "outings"
    of = Outing
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True


class Occasions(Facts[Occasion]):
    """Sessions as scheduling announced them."""

    name = "occasions"
    of = Occasion
    indexes = (Index("edition"),)


class Hotels(Collection[Hotel]):
    """Where guests are lodged."""

    name = "hotels"
    of = Hotel
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True


class RoomBlocks(Collection[RoomBlock]):
    """Rooms held for the edition."""

    name = "room_blocks"
    of = RoomBlock
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True


class LodgingWishes(Collection[LodgingWish]):
    """What guests ask for."""

    name = "lodging_wishes"
    of = LodgingWish
    indexes = (Index("edition"),)
    wakes_solver = True


class Allotments(Collection[Allotment]):
    """Who sleeps where."""

    name = "allotments"
    of = Allotment
    indexes = (Index("edition", "state"), Index("guest_id"), Index("hotel_id"))

    def in_force(self, edition: str) -> list[Allotment]:
        """The beds held."""
        return self.find(edition=edition, state=BedState.ALLOTTED)


class BedPlans(Collection[BedPlan]):
    """One plan of beds an edition."""

    name = "bed_plans"
    of = BedPlan

    def of_edition(self, edition: str) -> BedPlan:
        """The plan of an edition, or an empty one before the first."""
        return self.find_one(id=bed_plan_id(edition)) or BedPlan(bed_plan_id(edition), edition)


class Sittings(Collection[Sitting]):
    """Meals and banquets."""

    name = "sittings"
    of = Sitting
    indexes = (Index("edition", "reference", unique=True),)


class Needs(Collection[GuestNeeds]):
    """What guests need at table, sealed."""

    name = "needs"
    of = GuestNeeds
    indexes = (Index("edition"),)


class Waivers(Collection[Waiver]):
    """Which reception rules may be broken for whom."""

    name = "waivers"
    of = Waiver
    indexes = (Index("edition"),)


class ReceptionLimits(Collection[ReceptionLimit]):
    """The province's own table of limits, where it is loaded."""

    name = "reception_limits"
    of = ReceptionLimit
    indexes = (Index("edition"),)


class Gifts(Collection[Gift]):
    """Gifts given."""

    name = "gifts"
    of = Gift
    indexes = (Index("edition", "guest_id"),)


class ReceiverLists(Collection[Receivers]):
    """Receivers by occasion and room."""

    name = "receivers"
    of = Receivers
    indexes = (Index("edition"),)


class PlanningTimes(Collection[PlanningTime]):
    """Drives measured by hour."""

    name = "planning_times"
    of = PlanningTime
    indexes = (Index("edition"),)
    wakes_solver = True


def network_now(backend: Backend, edition: str) -> Network:
    """The ways of an edition as they are: what is closed or slowed, and the times measured."""
    return network_of(Closures(backend).in_force(edition), PlanningTimes(backend).find(edition=edition))
