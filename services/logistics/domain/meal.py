"""Meals and what guests cannot or do not eat, counted for each sitting.

The need is kept, never the religion behind it. Island banquets are seafood: a shellfish allergy is the common
risk, so that sittings with seafood name it apart.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Traveller
from services.logistics.domain.outing import CancelledAlready
from services.logistics.domain.place import GATES, Place
from shared.errors import Invalid


class Need(StrEnum):
    """What the kitchen and the programme must know."""

    HALAL = "halal"
    KOSHER = "kosher"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    NO_PORK = "no_pork"
    NO_BEEF = "no_beef"
    SHELLFISH_ALLERGY = "shellfish_allergy"
    NUT_ALLERGY = "nut_allergy"
    GLUTEN_FREE = "gluten_free"
    ALCOHOL_FREE = "alcohol_free"
    PRAYER_ROOM = "prayer_room"
    FASTING = "fasting"
    NONE = "none"


class SittingKind(StrEnum):
    """What is served, as the reception rules tell it apart."""

    MEAL = "meal"
    BANQUET = "banquet"
    BUFFET = "buffet"
    COCKTAIL = "cocktail"
    TEA = "tea"


class HostRank(StrEnum):
    """Of whose rank the host is: provincial or ministerial, or bureau level and below."""

    PROVINCIAL = "provincial"
    BUREAU = "bureau"


class SittingEndsBeforeItBegins(Invalid):
    """A sitting ends after it begins."""

    code = "sitting_ends_before_it_begins"


class NoTable(Invalid):
    """A banquet has tables, and tables have seats."""

    code = "no_table"


@dataclass
class Sitting:
    """One meal of an edition. Without `guest_ids` it is for everybody in town.

    `companions` are the host's people at the table, each with the languages they speak, as `Zhang Wei/en`;
    `cost_per_head` in CNY; `couples` are guests who are not seated side by side because they are married.
    """

    id: str
    edition: str
    reference: str
    kind: SittingKind
    name: str
    place: Place
    starts: datetime
    ends: datetime
    cost_per_head: int = 0
    host_rank: HostRank = HostRank.BUREAU
    guest_ids: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    tables: int = 0
    seats_a_table: int = 10
    seafood: bool = True
    couples: tuple[tuple[str, str], ...] = ()
    cancelled: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise SittingEndsBeforeItBegins(field="ends", value=self.ends.isoformat())
        if self.kind is SittingKind.BANQUET and (self.tables < 1 or self.seats_a_table < 3):
            raise NoTable(field="tables", value=self.tables)
        if self.place in GATES:
            raise NoTable(field="place", value=self.place.value)

    def cancel(self) -> None:
        """Nothing is served; raises `CancelledAlready`."""
        if self.cancelled:
            raise CancelledAlready(id=self.id)
        self.cancelled = True

    @property
    def spouses(self) -> dict[str, str]:
        """The spouse of each guest who has one at this sitting."""
        return {one: other for pair in self.couples for one, other in (pair, pair[::-1])}


@dataclass
class GuestNeeds:
    """One guest's `needs` as sealed text: only this service's key opens them.

    They are those of a person (`person_id`; empty where nobody was known yet under this reference) and not of whoever
    comes in their place.
    """

    id: str
    edition: str
    guest_id: str
    needs: str
    person_id: str = ""
    version: int = 0


@dataclass(frozen=True)
class Count:
    """How many eat, how many have each need, how many have not said."""

    guests: int
    by_need: dict[str, int]
    not_said: int
    warnings: tuple[str, ...]


def who_eats(
    sitting: Sitting,
    travellers: Iterable[Traveller],
    arrivals: Mapping[str, Arrival],
    departures: Mapping[str, Departure],
) -> list[Traveller]:
    """The expected guests who are in town at the time of the sitting, of those invited, by id; none if cancelled."""
    return [
        guest
        for guest in sorted(travellers, key=lambda guest: guest.id)
        if not sitting.cancelled
        and guest.is_expected
        and (not sitting.guest_ids or guest.id in sitting.guest_ids)
        and _is_in_town(guest.id, sitting, arrivals, departures)
    ]


def _is_in_town(
    guest_id: str, sitting: Sitting, arrivals: Mapping[str, Arrival], departures: Mapping[str, Departure]
) -> bool:
    arrival, departure = arrivals.get(guest_id), departures.get(guest_id)
    if arrival is None or arrival.cancelled or arrival.in_town_from > sitting.starts:
        return False
    leaves = departure.leaves_by if departure and not departure.cancelled else arrival.leaves_at
    return leaves is None or leaves > sitting.starts


def counted(sitting: Sitting, guests: Collection[Traveller], needs: Mapping[str, tuple[Need, ...]]) -> Count:
    """The needs of those who eat; nobody is named."""
    by_need: Counter[str] = Counter()
    for guest in guests:
        by_need.update(need.value for need in needs.get(guest.id, ()))
    warnings = []
    if sitting.seafood and by_need[Need.SHELLFISH_ALLERGY.value]:
        warnings.append("shellfish_allergy_at_a_seafood_table")
    not_said = sum(guest.id not in needs for guest in guests)
    return Count(len(guests), {need: by_need[need] for need in sorted(by_need)}, not_said, tuple(warnings))
