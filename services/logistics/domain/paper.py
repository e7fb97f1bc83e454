"""Papers for one reader each: a title, and tables of text. What a reader need not know is not on the paper."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.logistics.domain.local_time import CITY


class PaperKind(StrEnum):
    """For whom a paper is."""

    DRIVER = "driver"
    GATE = "gate"
    HOTEL = "hotel"
    GUEST = "guest"
    ROOMING = "rooming"
    KITCHEN = "kitchen"
    SHUTTLE = "shuttle"


@dataclass(frozen=True)
class Sheet:
    """One table of a paper; a row has a text for each column."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Paper:
    """What is printed for one reader; `plan` is the number of the plan it was made from."""

    kind: PaperKind
    title: str
    reader: str
    plan: int
    sheets: tuple[Sheet, ...]


def clock(at: datetime) -> str:
    """Day and time as the city's clocks show them."""
    return f"{at.astimezone(CITY):%m-%d %H:%M}"


def day(night: date) -> str:
    """A night by the day on which it begins."""
    return f"{night:%m-%d}"
