"""What logistics has heard from the others: guests, their meetings, and who interprets for them."""

from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank

EXPECTED_STATES = frozenset({"confirmed", "received"})


@dataclass
class Traveller:
    """A guest as far as cars are concerned; `state` is that of registration.

    The place of a guest can pass to another person; `person_id` is who has it.
    """

    id: str
    edition: str
    reference: str
    family_name: str
    given_name: str
    own_script_name: str
    rank: Rank
    state: str
    version: int = 0
    country: str = ""
    language: str = ""
    organisation: str = ""
    post: str = ""
    delegation_id: str | None = None
    precedence: int = 0
    head_of_delegation: bool = False
    person_id: str = ""

    @property
    def name(self) -> str:
        """Family and given name, exactly as given."""
        return f"{self.family_name} {self.given_name}".strip()

    @property
    def is_expected(self) -> bool:
        """Only guests who said yes have a car sent; withdrawn guests and no-shows release their seat."""
        return self.state in EXPECTED_STATES

    def is_driven_like(self, before: "Traveller") -> bool:
        """Whether the same cars and beds are due as before; a guest received or renamed needs no other."""
        return (self.rank, self.is_expected, self.delegation_id) == (
            before.rank,
            before.is_expected,
            before.delegation_id,
        )


@dataclass(frozen=True)
class Slot:
    """Where and when a meeting takes place."""

    place: Place
    starts: datetime
    ends: datetime


@dataclass
class Appointment:
    """A leaders' meeting as far as cars are concerned; without a slot nobody is driven to it (any more)."""

    id: str
    edition: str
    guest_ids: tuple[str, ...]
    slot: Slot | None
    version: int = 0


@dataclass
class Escort:
    """Who interprets for a guest through the stay and rides along; None when nobody does at the moment."""

    id: str
    edition: str
    guest_id: str
    interpreter_id: str | None
    interpreter_name: str
    version: int = 0


@dataclass
class Occasion:
    """A session of the programme as scheduling announced it."""

    id: str
    edition: str
    session_type: str
    title: str
    room_id: str
    place: str
    starts: datetime
    ends: datetime
    version: int = 0
