"""The collections every door of logistics opens to."""

from typing import Any

from services.logistics import storage
from shared.service import Service, Stored

Page = dict[str, Any]


class Stores(Service):
    """Everything logistics keeps."""

    arrivals = Stored(storage.Arrivals)
    vehicles = Stored(storage.Vehicles)
    sheet_links = Stored(storage.SheetLinks)
    trips = Stored(storage.Trips)
    plans = Stored(storage.Plans)
    orders = Stored(storage.PlanOrders)
    travellers = Stored(storage.Travellers)
    appointments = Stored(storage.Appointments)
    escorts = Stored(storage.Escorts)
    closures = Stored(storage.Closures)
    weather = Stored(storage.WeatherReadings)
    alternatives = Stored(storage.Alternatives)
    itineraries = Stored(storage.Itineraries)
    departures = Stored(storage.Departures)
    planning_times = Stored(storage.PlanningTimes)
    outings = Stored(storage.Outings)
    occasions = Stored(storage.Occasions)
    hotels = Stored(storage.Hotels)
    blocks = Stored(storage.RoomBlocks)
    wishes = Stored(storage.LodgingWishes)
    allotments = Stored(storage.Allotments)
    bed_plans = Stored(storage.BedPlans)
    sittings = Stored(storage.Sittings)
    needs = Stored(storage.Needs)
    waivers = Stored(storage.Waivers)
    reception_limits = Stored(storage.ReceptionLimits)
    gifts = Stored(storage.Gifts)
    receivers = Stored(storage.ReceiverLists)


def page(found: tuple[list[Any], str | None]) -> Page:
    """One page as it is answered."""
    items, following = found
    return {"items": items, "next": following}


def given(wanted: dict[str, Any]) -> dict[str, Any]:
    """The filters that were asked for."""
    return {name: value for name, value in wanted.items() if value is not None}
