"""Small random days: a few guests, a small fleet, gates near and far, so that cars are sometimes short."""

from hypothesis import strategies as st

from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine import Problem

GATES = (Place.HSN, Place.NGB)
ZONES = (Place.ZHUJIAJIAN, Place.PUTUO)
SEATS = {VehicleKind.SEDAN: (2, 3), VehicleKind.SEVEN_SEATER: (2, 5), VehicleKind.COACH_19: (6,)}


@st.composite
def legs(draw: st.DrawFn, number: int, waits: tuple[int, ...] = (60, 60, 60, 20)) -> Leg:
    """A guest at a gate, ready on some minute of a morning."""
    earliest = draw(st.integers(0, 24)) * 10
    return Leg(
        id=f"a.{number}",
        guest_id=f"g.{number}",
        rank=draw(st.sampled_from([Rank.V1, Rank.V2, Rank.V3, Rank.V4, Rank.V5, Rank.V5])),
        kind=TripKind.PICK_UP,
        origin=draw(st.sampled_from(GATES)),
        destination=draw(st.sampled_from(ZONES)),
        earliest=earliest,
        latest=earliest + draw(st.sampled_from(waits)),
    )


@st.composite
def vehicles(draw: st.DrawFn, number: int) -> Vehicle:
    """A car or small coach."""
    kind = draw(st.sampled_from(list(SEATS)))
    return Vehicle(
        id=f"v.{number}",
        edition="e",
        reference=str(number),
        plate=f"L{number}",
        kind=kind,
        seats=draw(st.sampled_from(SEATS[kind])),
        driver="",
        phone="",
        base=Place.LINCHENG,
    )


@st.composite
def days(draw: st.DrawFn, most_legs: int = 5, most_vehicles: int = 3) -> Problem:
    """A day to be planned anew."""
    wanted = [draw(legs(number)) for number in range(draw(st.integers(0, most_legs)))]
    fleet = [draw(vehicles(number)) for number in range(draw(st.integers(0, most_vehicles)))]
    return Problem(tuple(wanted), tuple(fleet))
