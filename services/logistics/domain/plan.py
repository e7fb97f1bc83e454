"""The plan in force of an edition: its figures, and whom it leaves without a trip."""

from dataclasses import dataclass

from services.logistics.domain.journey import Stranded


@dataclass
class Plan:
    """One document an edition; every adoption of a plan goes through it, so that two cannot be adopted at
    once.

    `left` to `seats` are the parts of the score that every plan has, `bound_*` what no plan can beat, `way`
    how the plan was found. `seconds` is the time the engine took. `answers` counts the requests to plan
    anew that are done.
    """

    id: str
    edition: str
    number: int = 0
    trips: int = 0
    pick_ups: int = 0
    transfers: int = 0
    waiting_minutes: int = 0
    seats: int = 0
    objective: int = 0
    bound: int = 0
    is_proven: bool = True
    way: str = ""
    seconds: float = 0.0
    without: tuple[Stranded, ...] = ()
    answers: int = 0
    version: int = 0


@dataclass
class PlanOrder:
    """What the organisers ordered for an edition's plan.

    Once it is `released` people have been told their trips, and from then on only what a change makes
    necessary changes. `anew` counts how often everything was to be planned anew.
    """

    id: str
    edition: str
    released: bool = False
    anew: int = 0
    version: int = 0


def order_id(edition: str) -> str:
    """The id of an edition's order."""
    return f"{edition}.order"
