"""What people ask about the ways: what is cut off, how one gets there, and who is present at the opening."""

from datetime import datetime
from typing import Any

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.instant import minute_from, time_of
from services.logistics.domain.network import Network
from services.logistics.domain.place import Place
from services.logistics.domain.reach import cut_off, who_cannot_come
from services.logistics.domain.rules import TripRules
from services.logistics.domain.stretch import Means
from services.logistics.storage import Arrivals, Closures, Occasions, Travellers, network_now
from services.logistics.use_cases.closing import Ways
from shared.errors import NotFound

OPENING = "OPENING"
_ENOUGH_PERCENT = 90


class NoOpening(NotFound):
    """No opening is in the programme that scheduling announced."""

    code = "no_opening"


def reach(ways: Ways, edition: str, at: datetime) -> dict[str, Any]:
    """What cannot be reached at this moment, and the guests who cannot come as planned at all."""
    network = network_now(ways.closures.backend, edition)
    travellers = {one.id: one for one in ways.travellers.find(edition=edition)}
    stuck = who_cannot_come(network, ways.arrivals.find(edition=edition), travellers, TripRules())
    lost = cut_off(network, minute_from(at))
    return {"at": at, "cut_off": lost, "guest_ids": [arrival.guest_id for arrival in stuck]}


def route(
    closures: Closures, edition: str, *, origin: Place, destination: Place, at: datetime, kind: Means
) -> dict[str, Any]:
    """The route of one drive; where there is none, what stands in the way and when it opens."""
    network, minute = network_now(closures.backend, edition), minute_from(at)
    found = network.route(origin, destination, minute, kind)
    if found is not None:
        return {
            "open": True,
            "minutes": found.minutes,
            "arrives": time_of(minute + found.minutes).isoformat(),
            "stretches": [stretch.value for stretch in found.stretches],
            "limits": list(found.limits),
        }
    opens = network.first_departure(origin, destination, kind, minute, minute + 48 * 60)
    return {
        "open": False,
        "closures": list(network.in_the_way(origin, destination, minute, kind)),
        "opens_for_departures_at": None if opens is None else time_of(opens).isoformat(),
    }


def opening_options(
    occasions: Occasions, arrivals: Arrivals, travellers: Travellers, closures: Closures, edition: str
) -> dict[str, Any]:
    """Hold the opening with those present, with the others online, or when nine in ten are in town."""
    opening = next((o for o in occasions.find(edition=edition) if o.session_type == OPENING), None)
    if opening is None:
        raise NoOpening(edition=edition)
    expected = {one.id: one for one in travellers.find(edition=edition) if one.is_expected}
    coming = [a for a in arrivals.find(edition=edition) if a.guest_id in expected]
    network = network_now(closures.backend, edition)
    stuck = {a.id for a in who_cannot_come(network, coming, expected, TripRules())}
    in_town = sorted(_in_town_from(a, network) for a in coming if not a.cancelled and a.id not in stuck)
    present = sum(at <= opening.starts for at in in_town)
    enough = -(-len(expected) * _ENOUGH_PERCENT // 100)
    later = in_town[enough - 1] if len(in_town) >= enough > 0 else None
    return {
        "opening": opening.starts.isoformat(),
        "expected": len(expected),
        "options": [
            {"option": "shrink", "starts": opening.starts.isoformat(), "present": present, "online": 0},
            {
                "option": "hybrid",
                "starts": opening.starts.isoformat(),
                "present": present,
                "online": len(expected) - present,
            },
            {
                "option": "postpone",
                "starts": None if later is None else max(later, opening.starts).isoformat(),
                "present": sum(later is not None and at <= max(later, opening.starts) for at in in_town),
                "online": 0,
            },
        ],
    }


def _in_town_from(arrival: Arrival, network: Network) -> datetime:
    """When the guest is in town at the paces of the day, by any small vehicle."""
    ready = minute_from(arrival.ready_at)
    minutes = network.minutes(arrival.gate, arrival.destination, ready, Means.SEDAN)
    return arrival.in_town_from if minutes is None else time_of(ready + minutes)
