"""Whole random editions: guests by every gate, meetings, outings, ways home, weather, and a fleet that may be short."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.clearance import Mode
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Appointment, Occasion, Slot, Traveller
from services.logistics.domain.instant import minute_until
from services.logistics.domain.journey import Journeys, journeys_of
from services.logistics.domain.network import Network, Span
from services.logistics.domain.outing import Outing, OutingKind
from services.logistics.domain.place import ZONES, Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.rules import TripRules
from services.logistics.domain.stretch import BRIDGES, VEHICLES, Means, Stretch
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine import Problem
from tests.unit.logistics.builders import TEN, a_traveller, an_arrival, later

GATES = (
    Place.HSN,
    Place.HSN,
    Place.NGB,
    Place.NGB_RAIL,
    Place.HGH,
    Place.PVG,
    Place.PVG,
    Place.SHA,
    Place.ROAD,
)
SEATS = {
    VehicleKind.SEDAN: 3, VehicleKind.SEVEN_SEATER: 5, VehicleKind.COACH_19: 18, VehicleKind.COACH_45: 43,
    VehicleKind.FAST_BOAT: 10, VehicleKind.REGULAR_BOAT: 60,
}  # fmt: skip
BOATS = (VehicleKind.FAST_BOAT, VehicleKind.REGULAR_BOAT)
MORNING = minute_until(TEN)


@dataclass(frozen=True)
class Edition:
    """Everything the trips of an edition follow from."""

    travellers: list[Traveller]
    arrivals: list[Arrival]
    appointments: list[Appointment]
    departures: list[Departure]
    outings: list[Outing]
    vehicles: list[Vehicle]
    network: Network
    companions: dict[str, int]

    def journeys(self) -> Journeys:
        """The drives wanted."""
        return journeys_of(
            self.travellers, self.arrivals, self.appointments, TripRules(), departures=self.departures,
            outings=self.outings, network=self.network, companions=self.companions,
        )  # fmt: skip

    def problem(self) -> Problem:
        """To be planned anew."""
        return Problem(tuple(self.journeys().legs), tuple(self.vehicles), network=self.network)


def random_edition(seed: int, guests: int | None = None) -> Edition:
    """The same for the same seed."""
    random = Random(seed)
    number = guests or random.randint(3, 18)
    travellers = [_traveller(random, f"A{one:04}") for one in range(number)]
    arrivals = [_arrival(random, one) for one in travellers if random.random() < 0.97]
    return Edition(
        travellers=travellers,
        arrivals=arrivals,
        appointments=[_meeting(random, one) for one in travellers if random.random() < 0.12],
        departures=[_departure(random, one) for one in travellers if random.random() < 0.6],
        outings=_outings(random, travellers),
        vehicles=_fleet(random, number),
        network=_weather(random) if random.random() < 0.6 else Network(),
        companions={one.id: random.choice((0, 0, 0, 1)) for one in travellers},
    )


def random_programme(seed: int) -> list[Occasion]:
    """Sessions of two days at places of the city, some of them at the same time."""
    random = Random(f"programme {seed}")
    sessions = []
    for number in range(random.randint(0, 6)):
        starts = later(random.randint(0, 2 * 24 * 6) * 10)
        ends = starts + timedelta(minutes=random.choice((40, 90, 180)))
        place = random.choice(ZONES).value
        sessions.append(Occasion(f"e.s.{number}", "e", "FORUM", f"S{number}", "e.r.1", place, starts, ends))
    return sessions


def changed(edition: Edition, seed: int) -> Edition:
    """The edition after one piece of news: a late or cancelled flight, a closure, a guest who withdraws."""
    random = Random(seed)
    what = random.choice(("late", "late", "cancelled", "closed", "withdrawn"))
    if what == "closed" or not edition.arrivals:
        return replace(edition, network=Network((*edition.network.spans, _span(random, "c.new"))))
    arrival = random.choice(edition.arrivals)
    if what == "withdrawn":
        return replace(edition, travellers=[one for one in edition.travellers if one.id != arrival.guest_id])
    late = arrival.scheduled + timedelta(minutes=random.choice((-20, 15, 45, 135, 300)))
    news = arrival.heard(News(later(0), late, cancelled=what == "cancelled"))
    return replace(edition, arrivals=[news if one.id == arrival.id else one for one in edition.arrivals])


def _traveller(random: Random, reference: str) -> Traveller:
    rank = random.choices(list(Rank), weights=(1, 8, 14, 33, 44))[0]
    state = random.choices(("confirmed", "registered"), weights=(97, 3))[0]
    return a_traveller(reference, rank, state)


def _arrival(random: Random, traveller: Traveller) -> Arrival:
    arrival = an_arrival(traveller.reference, later(random.randint(-24, 130) * 5))
    arrival = replace(
        arrival,
        gate=random.choice(GATES),
        destination=random.choice(ZONES),
        bags=random.choice((0, 1, 1, 2, 2, 4)),
        international=random.random() < 0.5,
        cancelled=random.random() < 0.02,
    )
    return arrival.cleared_as(traveller.rank).timed()


def _meeting(random: Random, traveller: Traveller) -> Appointment:
    starts = later(random.randint(20, 400) * 5)
    slot = Slot(random.choice(ZONES), starts, starts + timedelta(minutes=30))
    return Appointment(f"e.m.{traveller.reference}", "e", (traveller.id,), slot)


def _departure(random: Random, traveller: Traveller) -> Departure:
    leaves = later(2 * 24 * 60 + random.randint(0, 120) * 5)
    departure = Departure(
        id=f"e.dep.{traveller.reference}", edition="e", guest_id=traveller.id, mode=Mode.FLIGHT, number="ZX900",
        gate=random.choice(GATES), terminal="", scheduled=leaves, time_zone="Asia/Shanghai", international=True,
        bags=random.choice((0, 1, 2)), origin=random.choice(ZONES), expected=leaves, be_there_by=leaves,
        leaves_by=leaves,
    )  # fmt: skip
    return departure.timed()


def _outings(random: Random, travellers: list[Traveller]) -> list[Outing]:
    places = (*ZONES, Place.PUTUOSHAN)
    return [
        Outing(
            id=f"e.o.{number}", edition="e", reference=str(number), kind=OutingKind.VISIT, name="",
            place=random.choice(places), starts=later(1440 + number * 400), ends=later(1560 + number * 400),
            guest_ids=tuple(one.id for one in random.sample(travellers, k=max(1, len(travellers) // 4))),
        )
        for number in range(random.randint(0, 2))
    ]  # fmt: skip


def _fleet(random: Random, guests: int) -> list[Vehicle]:
    plenty = random.choice((0.15, 0.5, 1.0, 1.0))
    wanted = {
        VehicleKind.SEDAN: 0.35, VehicleKind.SEVEN_SEATER: 0.3, VehicleKind.COACH_19: 0.15,
        VehicleKind.COACH_45: 0.08, VehicleKind.FAST_BOAT: 0.04, VehicleKind.REGULAR_BOAT: 0.03,
    }  # fmt: skip
    fleet = []
    for kind, share in wanted.items():
        for number in range(round(guests * share * plenty + random.random())):
            base = Place.ZHUJIAJIAN if kind in BOATS else random.choice(ZONES[:2])
            name = f"{kind.value}{number:03}"
            drivers = random.choice((1, 1, 1, 2))
            fleet.append(
                Vehicle(f"e.v.{name}", "e", name, name, kind, SEATS[kind], "Li", "1", base, drivers=drivers)
            )
    return fleet


def _weather(random: Random) -> Network:
    return Network(tuple(_span(random, f"c.{number}") for number in range(random.randint(1, 3))))


def _span(random: Random, closure_id: str) -> Span:
    stretch = random.choice((*BRIDGES, Stretch.ZHOUSHAN_BRIDGE, Stretch.SEA_PUTUOSHAN))
    barred = random.choice((VEHICLES, {Means.COACH_19, Means.COACH_45}, {Means.SEVEN_SEATER, Means.COACH_19}))
    if stretch is Stretch.SEA_PUTUOSHAN:
        barred = {Means.FAST_BOAT, Means.REGULAR_BOAT}
    starts = MORNING + random.randint(-120, 1800)
    ends = random.choice((None, starts + random.randint(20, 900)))
    percent = random.choice((None, None, 150))
    return Span(stretch, frozenset(barred), starts, ends, percent, closure_id)
