"""The tables of transport and of the doors: arrivals, vehicles, messages about arrivals, check-ins."""

from __future__ import annotations

from deploy.samples.generate.arrivals import Arrival
from deploy.samples.generate.departures import Departure
from deploy.samples.generate.fleet import Vehicle
from deploy.samples.generate.presence import Scan
from deploy.samples.generate.sheets import Cell, Sheet
from deploy.samples.generate.updates import Message

_ARRIVAL_HEADER = [
    "Guest", "Mode", "Number", "Gate", "Scheduled", "Time zone", "International", "Bags", "Destination",
    "Leaves at",
]  # fmt: skip
_DEPARTURE_HEADER = [
    "Guest", "Mode", "Number", "Gate", "Terminal", "Scheduled", "Time zone", "International", "Bags", "Origin",
]  # fmt: skip
_OFFSET = "+08:00"  # China has one zone and no summer time


def arrival_sheet(arrivals: list[Arrival]) -> Sheet:
    """One row a guest, by time of landing."""
    rows: list[list[Cell]] = [
        [
            arrival.guest.reference,
            arrival.flight.mode,
            arrival.flight.number,
            arrival.flight.gate,
            arrival.flight.lands,
            "Asia/Shanghai",
            "yes" if arrival.flight.international else "no",
            arrival.bags,
            arrival.zone,
            arrival.leaves,
        ]
        for arrival in sorted(arrivals, key=lambda a: (a.flight.lands, a.flight.number, a.guest.reference))
    ]
    return Sheet("arrivals", _ARRIVAL_HEADER, rows)


def departure_sheet(departures: list[Departure]) -> Sheet:
    """One row a guest, by time of leaving."""
    rows: list[list[Cell]] = [
        [
            departure.arrival.guest.reference,
            departure.arrival.flight.mode,
            departure.number,
            departure.arrival.flight.gate,
            departure.terminal,
            departure.scheduled,
            "Asia/Shanghai",
            "yes" if departure.arrival.flight.international else "no",
            departure.arrival.bags,
            departure.arrival.zone,
        ]
        for departure in sorted(departures, key=lambda d: (d.scheduled, d.number, d.arrival.guest.reference))
    ]
    return Sheet("departures", _DEPARTURE_HEADER, rows)


def vehicle_sheet(vehicles: list[Vehicle]) -> Sheet:
    """One row a vehicle."""
    rows: list[list[Cell]] = [
        [v.reference, v.plate, v.kind, v.seats, v.driver, v.phone, v.base] for v in vehicles
    ]
    return Sheet("vehicles", ["Reference", "Plate", "Kind", "Seats", "Driver", "Phone", "Base"], rows)


def update_sheet(told: list[Message]) -> Sheet:
    """The messages as they came in; each is about a guest or about a flight number."""
    rows = [[m.guest, m.number, f"{m.expected:%FT%T}{_OFFSET}", f"{m.received:%FT%T}{_OFFSET}"] for m in told]
    return Sheet("arrival-updates", ["Guest", "Number", "Expected", "Received at"], rows)


def check_in_sheet(scans: list[Scan]) -> Sheet:
    """The scans at the doors in the order they were made."""
    rows = [[s.guest, s.door, s.device, f"{s.at:%FT%T}{_OFFSET}", s.nonce] for s in scans]
    return Sheet("check-ins", ["Guest", "Door", "Device", "At", "Nonce"], rows)
