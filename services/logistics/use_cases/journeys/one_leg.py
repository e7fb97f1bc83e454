"""One leg in local times, and ways that end at none of our gates."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.logistics.domain.arrival import check_itinerary
from services.logistics.domain.departure import check_departure
from services.logistics.domain.itinerary import Direction, Itinerary, TravelLeg
from services.logistics.domain.place import Place
from shared.errors import Invalid
from shared.importing import Values
from shared.importing.moments import moment


class NotAGateOfOurs(Invalid):
    """The last leg of an arrival ends at one of our gates, the first of a departure begins there."""

    code = "not_a_gate"


def check_way(way: Itinerary, zone: Place) -> None:
    """Refuse a way that ends at no gate of ours, once all of it has been read."""
    arriving = way.direction is Direction.ARRIVAL
    end = way.legs[-1].to_place if arriving else way.legs[0].from_place
    if end not in set(Place):
        raise NotAGateOfOurs(field="to_place" if arriving else "from_place", value=end)
    if arriving:
        check_itinerary(Place(end), zone, way.legs[-1].arrives, None)
    else:
        check_departure(Place(end), zone)


def leg_of(values: Values) -> TravelLeg:
    return TravelLeg(
        number=values["number"],
        mode=values["mode"],
        from_place=values["from_place"].upper(),
        from_zone=values["from_zone"],
        departs=_at("departs", values["departs"], values["from_zone"]),
        to_place=values["to_place"].upper(),
        to_zone=values["to_zone"],
        arrives=_at("arrives", values["arrives"], values["to_zone"]),
        from_terminal=values.get("from_terminal", ""),
        to_terminal=values.get("to_terminal", ""),
        international=values.get("international", False),
    )


def _at(name: str, written: str, zone: str) -> datetime:
    """The moment a local time stands for; an hour the clocks leave out or show twice is refused."""
    try:
        return moment(written, ZoneInfo(zone))
    except Invalid as refused:
        raise Invalid(refused.message, code=refused.refusal, field=name, value=written) from None
