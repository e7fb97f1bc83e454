"""How guests leave: by the gate they came through, at the hour at which they leave town."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from deploy.samples.generate.arrivals import Arrival

# Planning drives in minutes from the zones of the city to each gate (getting there, transfer times).
_ZONES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")
_DRIVES = {
    "HSN": (20, 30, 40, 50), "NGB": (135, 130, 115, 110), "NGB_RAIL": (130, 125, 110, 105),
    "HGH": (225, 220, 205, 200), "PVG": (285, 280, 265, 260), "SHA": (275, 270, 255, 250), "ROAD": (0, 0, 0, 0),
}  # fmt: skip
# Minutes at the gate before departing: abroad and at home, in each for guests of the VIP lane and for others.
_CHECK_IN = {
    ("flight", True): (75, 120),
    ("flight", False): (60, 90),
    ("train", False): (30, 30),
    ("road", False): (0, 0),
}
_TERMINALS = {
    ("PVG", True): "T2",
    ("PVG", False): "T1",
    ("SHA", False): "T2",
    ("HGH", True): "T4",
    ("HGH", False): "T3",
}
_NUMBERS = {"flight": {True: "ZX", False: "ZY"}, "train": {False: "GZ"}, "road": {False: "CAR-"}}


@dataclass(frozen=True)
class Departure:
    """A guest's journey home, local time."""

    arrival: Arrival
    number: str
    scheduled: datetime

    @property
    def terminal(self) -> str:
        """Where the car stops; gates with one terminal have no name for it."""
        flight = self.arrival.flight
        return _TERMINALS.get((flight.gate, flight.international), "")


def departures(arrivals: Iterable[Arrival]) -> list[Departure]:
    """The way home of everybody who has a way in; those who leave one gate at one time are on one flight."""
    leaving = [(arrival, _scheduled(arrival)) for arrival in arrivals]
    services = sorted({_service(arrival, at) for arrival, at in leaving})
    numbers = {service: 2001 + 2 * place for place, service in enumerate(services)}
    return [
        Departure(arrival, f"{_prefix(arrival)}{numbers[_service(arrival, at)]}", at)
        for arrival, at in leaving
    ]


def _service(arrival: Arrival, at: datetime) -> tuple[str, datetime, bool]:
    return arrival.flight.gate, at, arrival.flight.international


def _prefix(arrival: Arrival) -> str:
    return _NUMBERS[arrival.flight.mode][arrival.flight.international]


def _scheduled(arrival: Arrival) -> datetime:
    """Later than leaving town by the drive and by the time at the gate."""
    flight = arrival.flight
    important = arrival.guest.rank in ("V1", "V2")
    at_gate = _CHECK_IN[flight.mode, flight.international][0 if important else 1]
    drive = _DRIVES[flight.gate][_ZONES.index(arrival.zone)]
    return arrival.leaves + timedelta(minutes=drive + at_gate)
