"""How much longer the way into town and to the gate takes while roads are slowed or closed.

What is announced of an arrival or a departure counts it, so that everybody who plans with it knows at once.
"""

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Traveller
from services.logistics.domain.instant import minute_from, minute_until
from services.logistics.domain.place import Place, driving_minutes
from services.logistics.domain.riding import RIDING
from services.logistics.domain.transfer import Driving

_LOOKS_AHEAD = 48 * 60


def in_town(arrival: Arrival, traveller: Traveller, driving: Driving) -> int | None:
    """The first minute at which the guest can be at home as the roads are; None: not while this is known."""
    usual = minute_from(arrival.usually_in_town_from)
    network, riding = driving.network, RIDING[traveller.rank]
    if arrival.gate is Place.ROAD or not network.spans:
        return usual
    ready = minute_from(arrival.ready_at)
    way = arrival.gate, arrival.destination
    kinds = (*riding.kinds, *riding.instead)
    openings = [network.first_departure(*way, kind, ready, ready + _LOOKS_AHEAD) for kind in kinds]
    first = min((minute for minute in openings if minute is not None), default=None)
    if first is None:
        return None
    return max(usual, first + driving.takes(*way, first, riding))


def arriving_as_roads_are(arrival: Arrival, traveller: Traveller | None, driving: Driving) -> Arrival:
    """The arrival with what the roads add; where no way is known to open nothing can be added."""
    if traveller is None or not traveller.is_expected or arrival.cancelled:
        return arrival.held_up(0)
    at = in_town(arrival, traveller, driving)
    return arrival.held_up(0 if at is None else at - minute_from(arrival.usually_in_town_from))


def leaving_as_roads_are(departure: Departure, traveller: Traveller | None, driving: Driving) -> Departure:
    """The departure with what the roads add: the car leaves town so much earlier."""
    road = departure.gate is Place.ROAD or not driving.network.spans
    if traveller is None or not traveller.is_expected or departure.cancelled or road:
        return departure.held_up(0)
    due = minute_until(departure.be_there_by)
    leaves = driving.leaves(departure.origin, departure.gate, due, RIDING[traveller.rank])
    return departure.held_up(max(0, due - leaves - driving_minutes(departure.origin, departure.gate)))
