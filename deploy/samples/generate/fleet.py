"""The vehicles: thirty sedans, twenty seven-seaters, twelve small and eight large coaches."""

from __future__ import annotations

import random
from dataclasses import dataclass

from deploy.samples.generate.people import Register

# Kind, how many, seats for guests (the driver's and the interpreter's are not counted), first letter.
_KINDS = (
    ("SEDAN", 30, 3, "S"),
    ("SEVEN_SEATER", 20, 5, "M"),
    ("COACH_19", 12, 18, "C"),
    ("COACH_45", 8, 43, "L"),
)


@dataclass(frozen=True)
class Vehicle:
    """One vehicle with its driver; plate and telephone are of patterns that are not issued."""

    reference: str
    plate: str
    kind: str
    seats: int
    driver: str
    phone: str
    base: str


def fleet(register: Register, draw: random.Random, base: str, second_base: str) -> list[Vehicle]:
    """The fleet of an edition; every fifth vehicle stands at the second hotel."""
    kinds = [(kind, seats, letter, n) for kind, count, seats, letter in _KINDS for n in range(1, count + 1)]
    return [
        Vehicle(
            reference=f"{letter}{number:02d}",
            plate=f"浙L·{letter}00{number:02d}",
            kind=kind,
            seats=seats,
            driver=register.local_name().script,
            phone=f"+86 100 0000 {draw.randrange(10_000):04d}",
            base=second_base if number % 5 == 0 else base,
        )
        for kind, seats, letter, number in kinds
    ]
