"""The plan of an edition: numbered, with what is proven about it and what it could not place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlanLevel:
    """One level of the objective; `value` equal to `bound` means that no plan is better on it."""

    name: str
    value: int
    bound: int


@dataclass(frozen=True)
class Refusal:
    """A meeting without a place: the rules in the way, and which of them would have to be waived."""

    meeting_id: str
    guest_id: str
    rules: tuple[str, ...]
    waive: tuple[str, ...]
    explanation: str


@dataclass
class Plan:
    """The plan in force; `placed` includes the `delegated` ones. `seconds` is the time it took to find.

    `method` is kept, repaired, searched, in parts, or by hand.
    """

    id: str
    edition: str
    number: int = 0
    wanted: int = 0
    placed: int = 0
    delegated: int = 0
    unplaceable: int = 0
    levels: tuple[PlanLevel, ...] = ()
    method: str = ""
    seconds: float = 0.0
    refusals: tuple[Refusal, ...] = ()
    version: int = 0


@dataclass
class PlanOrder:
    """Somebody asked for the plan of an edition to be made again."""

    id: str
    edition: str
    number: int = 0
    version: int = 0


@dataclass
class EditionFact:
    """An edition as registration last announced it."""

    id: str
    edition: str
    timezone: str
    version: int = 0
