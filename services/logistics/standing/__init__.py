"""What logistics tells others about its things: the resulting state, without drivers' names and phones."""

from services.logistics.standing.driving import of_plan, of_stranded, of_trip, of_vehicle
from services.logistics.standing.hosting import (
    of_gift,
    of_needs,
    of_outing,
    of_receivers,
    of_sitting,
    of_waiver,
)
from services.logistics.standing.lodging import (
    of_bed,
    of_bed_plan,
    of_block,
    of_hotel,
    of_lodged,
    of_no_bed,
    of_registered,
    of_room,
    of_wish,
)
from services.logistics.standing.roads import of_closure, of_planning_time
from services.logistics.standing.travel import (
    of_alternative,
    of_departure,
    of_departure_news,
    of_itinerary,
    of_news,
)

__all__ = (
    "of_alternative",
    "of_bed",
    "of_bed_plan",
    "of_block",
    "of_closure",
    "of_departure",
    "of_departure_news",
    "of_gift",
    "of_hotel",
    "of_itinerary",
    "of_lodged",
    "of_needs",
    "of_news",
    "of_no_bed",
    "of_outing",
    "of_plan",
    "of_planning_time",
    "of_receivers",
    "of_registered",
    "of_room",
    "of_sitting",
    "of_stranded",
    "of_trip",
    "of_vehicle",
    "of_waiver",
    "of_wish",
)
