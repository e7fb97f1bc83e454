"""Hotels, blocks of rooms, and who sleeps where on which nights.

A night is named by the day on which it begins, in the time of the city. Ranks: suites for vice-ministers and
above, standard rooms for the others, as the reception rules have it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Self

from services.logistics.domain.instant import whole_milliseconds
from services.logistics.domain.local_time import CITY
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from shared.errors import Invalid, Refused

STILL_LAST_NIGHT = time(6, 0)
"""Who arrives before six sleeps through the night that began the day before."""
KEPT_ANOTHER_NIGHT = time(18, 0)
"""Who leaves after six in the evening keeps the room for that night."""
REGISTERED_WITHIN = timedelta(hours=24)
"""Foreigners' lodging is registered within a day (Exit-Entry Law, article 39)."""
NIGHTS_WHEN_UNKNOWN = 3


class RoomKind(StrEnum):
    """Kinds of room, by the reception rules."""

    STANDARD = "standard"
    SUITE = "suite"


BEDS = {RoomKind.STANDARD: 2, RoomKind.SUITE: 2}


class BlockEndsBeforeItBegins(Invalid):
    """The last night of a block is not before its first."""

    code = "block_ends_before_it_begins"


class BlockWithoutRooms(Invalid):
    """A block has at least one room."""

    code = "block_without_rooms"


class SharesWithOneself(Invalid):
    """A guest shares with somebody else."""

    code = "shares_with_oneself"


class NotLodged(Refused):
    """The guest has no room, or has given it back."""

    code = "not_lodged"


@dataclass
class Hotel:
    """A hotel; only one `licensed_for_foreigners` may take guests from abroad."""

    id: str
    edition: str
    reference: str
    name: str
    name_zh: str
    place: Place
    licensed_for_foreigners: bool
    stars: int
    address: str = ""
    phone: str = ""
    version: int = 0


@dataclass
class RoomBlock:
    """So many rooms of one kind, held from the first to the last night."""

    id: str
    edition: str
    reference: str
    hotel_id: str
    kind: RoomKind
    first_night: date
    last_night: date
    rooms: int
    version: int = 0

    def __post_init__(self) -> None:
        if self.last_night < self.first_night:
            raise BlockEndsBeforeItBegins(field="last_night", value=self.last_night.isoformat())
        if self.rooms < 1:
            raise BlockWithoutRooms(field="rooms", value=self.rooms)

    def label(self, number: int) -> str:
        """The room's name on lists until the hotel gives its own number."""
        return f"{self.reference}-{number:03}"


@dataclass
class LodgingWish:
    """What a guest asks for: a hotel, a kind of room, somebody to share with, nights before or after."""

    id: str
    edition: str
    guest_id: str
    hotel_id: str | None = None
    kind: RoomKind | None = None
    shares_with: str | None = None
    first_night: date | None = None
    last_night: date | None = None
    version: int = 0

    def __post_init__(self) -> None:
        if self.shares_with == self.guest_id:
            raise SharesWithOneself(field="shares_with", value=self.guest_id)
        if self.first_night and self.last_night and self.last_night < self.first_night:
            raise BlockEndsBeforeItBegins(field="last_night", value=self.last_night.isoformat())


class BedState(StrEnum):
    """Held, or given back."""

    ALLOTTED = "allotted"
    RELEASED = "released"


@dataclass
class Allotment:
    """One guest's bed: room `room` of a block from the first to the last night.

    `breaks` names reception rules this bed breaks, each to be waived by name. `due_at` is when the lodging
    of a foreigner must have been registered.
    """

    id: str
    edition: str
    guest_id: str
    hotel_id: str
    block_id: str
    kind: RoomKind
    room: str
    first_night: date
    last_night: date
    shares_with: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    holding: bool = False
    state: BedState = BedState.ALLOTTED
    foreigner: bool = True
    checked_in_at: datetime | None = None
    registered_at: datetime | None = None
    registered_by: str | None = None
    version: int = 0

    @property
    def due_at(self) -> datetime | None:
        """By when the lodging is to be registered; None before the guest is there, and for citizens."""
        if not self.foreigner or self.checked_in_at is None:
            return None
        return self.checked_in_at + REGISTERED_WITHIN

    def is_overdue(self, at: datetime) -> bool:
        """Whether the registration should have been made by now."""
        return self.due_at is not None and self.registered_at is None and at > self.due_at

    def checked_in(self, at: datetime) -> Self:
        """The guest is in the room; a second time changes nothing."""
        if self.state is BedState.RELEASED:
            raise NotLodged(guest_id=self.guest_id)
        return self if self.checked_in_at is not None else replace(self, checked_in_at=whole_milliseconds(at))

    def registered(self, at: datetime, by: str) -> Self:
        """The lodging was registered with the police; a second time changes nothing."""
        if self.checked_in_at is None:
            raise NotLodged(guest_id=self.guest_id)
        return (
            self
            if self.registered_at is not None
            else replace(self, registered_at=whole_milliseconds(at), registered_by=by)
        )


def due_kind(rank: Rank) -> RoomKind:
    """A suite for vice-ministers and above, a standard room for the others."""
    return RoomKind.SUITE if rank in (Rank.V1, Rank.V2) else RoomKind.STANDARD


def first_night_of(in_town_from: datetime) -> date:
    """The first night of somebody who is in town from then on; early in the morning it is the night before."""
    local = in_town_from.astimezone(CITY)
    return local.date() - timedelta(days=local.time() < STILL_LAST_NIGHT)


def last_night_of(leaves_town: datetime) -> date:
    """The last night of somebody who leaves town then; late in the evening the room is kept that night."""
    local = leaves_town.astimezone(CITY)
    return local.date() - timedelta(days=local.time() <= KEPT_ANOTHER_NIGHT)


@dataclass(frozen=True)
class WithoutRoom:
    """A guest without a bed, and the rule that stands in the way."""

    guest_id: str
    first_night: date
    last_night: date
    rule: str


@dataclass
class BedPlan:
    """One document an edition, through which every change of beds goes; `answers_to` marks what it answers."""

    id: str
    edition: str
    number: int = 0
    answers_to: str = ""
    allotted: int = 0
    penalty: int = 0
    bound: int = 0
    without: tuple[WithoutRoom, ...] = ()
    version: int = 0


def bed_plan_id(edition: str) -> str:
    """The id of an edition's plan of beds."""
    return f"{edition}.beds"
