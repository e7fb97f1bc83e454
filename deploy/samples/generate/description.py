"""Reads the description of an edition and counts its days from the opening day."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

RANKS = ("V1", "V2", "V3", "V4", "V5")
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Description:
    """One edition as described in its TOML file; `read` builds it."""

    reference: str
    opening: date
    content: dict[str, Any]

    def __getitem__(self, part: str) -> Any:
        """One part of the description, as written."""
        return self.content[part]

    def at(self, when: str) -> datetime:
        """Turn "D-1 16:00" into local time; D0 is the opening day."""
        day, clock = when.split()
        return datetime.combine(self.day(day), time.fromisoformat(clock))

    def day(self, name: str) -> date:
        """Turn "D-1" into a date."""
        return self.opening + timedelta(days=int(name[1:]))

    def span(self, when: str) -> tuple[datetime, datetime]:
        """Turn "D0 12:00-13:50" into its start and end, local time."""
        day, clocks = when.split()
        starts, ends = clocks.split("-")
        return self.at(f"{day} {starts}"), self.at(f"{day} {ends}")

    def draw(self, topic: str) -> random.Random:
        """Random numbers of their own for each topic: a change in one leaves the others alone."""
        return random.Random(f"{self.reference} {topic}")


def read(reference: str) -> Description:
    """Read `<reference>.toml` from beside this module."""
    content = tomllib.loads((_HERE / f"{reference}.toml").read_text(encoding="utf-8"))
    return Description(reference, content["edition"]["opening_day"], content)
