"""Draws who arrives when and where, so that the fixture's counts by gate and by hour come out."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest

_MODES = {"NGB_RAIL": "train", "ROAD": "road"}
_CARRIERS = {True: "ZX", False: "ZY"}  # invented: abroad, domestic
# Share of landings from abroad; overseas guests reach the city's own airport by a domestic hop only.
_ABROAD = {"PVG": 1.0, "HGH": 0.5, "NGB": 0.5, "SHA": 0.3, "HSN": 0.0}


@dataclass(frozen=True)
class Flight:
    """One flight, train or car: when it reaches which gate, local time. `seats` are those our guests take."""

    number: str
    mode: str
    gate: str
    lands: datetime
    international: bool
    seats: int


@dataclass(frozen=True)
class Arrival:
    """A guest's journey in, and when he leaves town."""

    guest: Guest
    flight: Flight
    bags: int
    zone: str
    leaves: datetime


def arrivals(about: Description, guests: dict[str, Guest]) -> list[Arrival]:
    """An arrival for every received guest and for the high-ranking ones who withdraw after having booked."""
    draw = about.draw("arrivals")
    coming = [guest for guest in guests.values() if guest.fate == "received"]
    pinned = _pinned(about, draw)
    free = [guest for guest in coming if guest.key not in pinned]
    flights = _flights(about, draw, list(pinned.values()))
    journeys = pinned | _board(draw, free, flights)
    booked = [guest for guest in guests.values() if guest.fate == "withdrew" and guest.rank == "V3"]
    for guest in booked:
        journeys[guest.key] = journeys[f"{guest.country}.V3.1"]
    leaving = {key: pin["leaves"] for pin in about["arrivals"]["pinned"] for key in pin["guests"]}
    return [
        Arrival(
            guest,
            journeys[guest.key],
            _bags(draw, guest),
            _zone(about, guest),
            _leaves(about, draw, guest, leaving),
        )
        for guest in [*coming, *booked]
    ]


def _pinned(about: Description, draw: random.Random) -> dict[str, Flight]:
    """The flight of each guest whose time of arrival the description fixes."""
    numbers = iter(range(101, 999, 7))
    flights: dict[str, Flight] = {}
    for pin in about["arrivals"]["pinned"]:
        flight = _flight(draw, pin["gate"], about.at(pin["at"]), next(numbers), len(pin["guests"]))
        flights.update(dict.fromkeys(pin["guests"], flight))
    return flights


def _flight(draw: random.Random, gate: str, lands: datetime, number: int, seats: int) -> Flight:
    abroad = draw.random() < _ABROAD.get(gate, 0.0)
    if gate == "ROAD":
        return Flight(f"CAR-{number}", "road", gate, lands, False, seats)
    if gate == "NGB_RAIL":
        return Flight(f"GZ{number}", "train", gate, lands, False, seats)
    return Flight(f"{_CARRIERS[abroad]}{number}", "flight", gate, lands, abroad, seats)


def _flights(about: Description, draw: random.Random, pinned: list[Flight]) -> list[Flight]:
    """Flights for everyone not pinned: gates and hours are paired by lot, then cut into flights."""
    gates = Counter(about["arrivals"]["gates"])
    gates.subtract(Counter(flight.gate for flight in pinned))
    hours = about["arrivals"]["hours"]
    left = [h["guests"] - sum(_within(about, h, flight.lands) for flight in pinned) for h in hours]
    gate_of_each = sorted(gates.elements())
    hour_of_each = [place for place, count in enumerate(left) for _ in range(count)]
    draw.shuffle(hour_of_each)
    cells = Counter(zip(gate_of_each, hour_of_each, strict=True))
    numbers = iter(draw.sample(range(1000, 9999), 200))
    return [
        _flight(draw, gate, lands, next(numbers), seats)
        for (gate, hour), count in sorted(cells.items())
        for lands, seats in _cut(about, draw, hours[hour], count)
    ]


def _within(about: Description, hour: dict[str, Any], when: datetime) -> bool:
    return about.at(hour["starts"]) <= when < about.at(hour["ends"])


def _cut(
    about: Description, draw: random.Random, hour: dict[str, Any], guests: int
) -> list[tuple[datetime, int]]:
    """Cut the guests of one gate and period into flights at different times, on five minutes."""
    count = max(1, math.floor(guests / about["arrivals"]["guests_a_flight"] + 0.5))
    starts, ends = about.at(hour["starts"]), about.at(hour["ends"])
    slots = draw.sample(range(int((ends - starts) / timedelta(minutes=5))), count)
    sizes = [guests // count + (place < guests % count) for place in range(count)]
    return [
        (starts + timedelta(minutes=5 * slot), size) for slot, size in zip(sorted(slots), sizes, strict=True)
    ]


def _board(draw: random.Random, guests: list[Guest], flights: list[Flight]) -> dict[str, Flight]:
    """Seat countries together; nobody of rank V1 to V3 lands after nightfall or on the opening morning."""
    order = sorted({guest.country for guest in guests})
    draw.shuffle(order)
    guests = sorted(guests, key=lambda guest: (order.index(guest.country), guest.rank, guest.reference))
    flights = sorted(flights, key=lambda flight: (flight.lands.date(), flight.lands.hour >= 18))
    early = [
        flight
        for flight in flights
        if flight.lands.hour < 18 and flight.lands.date() == flights[0].lands.date()
    ]
    late = [flight for flight in flights if flight not in early]
    draw.shuffle(early)
    seats_late = sum(flight.seats for flight in late)
    lower = [guest for guest in guests if guest.rank in ("V4", "V5")]
    at_night = lower[:: max(1, len(lower) // seats_late)][:seats_late]
    by_day = [guest for guest in guests if guest not in at_night]
    return _seat(by_day, early) | _seat(at_night, late)


def _seat(guests: list[Guest], flights: list[Flight]) -> dict[str, Flight]:
    seats = [flight for flight in flights for _ in range(flight.seats)]
    return {guest.key: flight for guest, flight in zip(guests, seats, strict=True)}


def _bags(draw: random.Random, guest: Guest) -> int:
    return draw.randint(2, 4) if guest.rank in ("V1", "V2") else draw.randint(1, 2)


def _zone(about: Description, guest: Guest) -> str:
    """Ministers and consuls-general stay at the venue; the others of some countries in the second hotel."""
    elsewhere = guest.country in about["edition"]["second_zone_countries"] and guest.rank not in ("V1", "V2")
    return str(about["edition"]["second_zone" if elsewhere else "zone"])


def _leaves(about: Description, draw: random.Random, guest: Guest, leaving: dict[str, str]) -> datetime:
    """As described; otherwise in the evening after the visits or in the next morning."""
    if guest.key in leaving:
        return about.at(leaving[guest.key])
    starts = draw.choice((about.at("D+1 17:00"), about.at("D+2 07:30")))
    return starts + timedelta(minutes=15 * draw.randrange(10))
