"""Replies to the invitation, and the scans at the doors."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from deploy.samples.generate.arrivals import Arrival
from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest

# Longest drive (Shanghai Pudong) with immigration, so that nobody is scanned before he can be there.
_ROAD_AND_IMMIGRATION = timedelta(minutes=285 + 60)
_DOORS = ("North", "South", "East", "Registration")


@dataclass(frozen=True)
class Scan:
    """A badge held to a reader; `nonce` tells a repeated message from a second scan."""

    guest: str
    door: str
    device: str
    at: datetime
    nonce: str


def replies(about: Description, guests: dict[str, Guest]) -> list[tuple[str, str, str]]:
    """Guest, reply and the day it came; in the order received."""
    draw = about.draw("replies")
    told = [
        (guest.reference, "withdrew" if guest.fate == "withdrew" else "confirmed", _day(about, draw, guest))
        for guest in guests.values()
    ]
    return sorted(told, key=lambda reply: (reply[2], reply[0]))


def _day(about: Description, draw: random.Random, guest: Guest) -> str:
    """Between five weeks and ten days before; withdrawals up to three days before."""
    days = draw.randint(3, 20) if guest.fate == "withdrew" else draw.randint(10, 35)
    return (about.opening - timedelta(days=days)).isoformat()


def scans(about: Description, arrivals: list[Arrival], landing: dict[str, datetime]) -> list[Scan]:
    """The first scan of every received guest: on the opening morning, or when he can have come."""
    draw = about.draw("check-ins")
    doors_open = about.at("D0 07:50")
    first = [
        _scan(
            draw,
            arrival.guest.reference,
            max(doors_open, landing[arrival.guest.reference] + _ROAD_AND_IMMIGRATION),
        )
        for arrival in arrivals
        if arrival.guest.fate == "received"
    ]
    return sorted(first, key=lambda scan: (scan.at, scan.guest))


def _scan(draw: random.Random, guest: str, can_come: datetime) -> Scan:
    at = can_come + timedelta(seconds=draw.randrange(65 * 60))
    place = draw.randrange(len(_DOORS))
    return Scan(guest, _DOORS[place], f"desk-{place + 1}", at, f"{draw.getrandbits(64):016x}")
