"""What an edition decides for itself about matching: whether level floors hold, its topics, its weights."""

from dataclasses import dataclass, field

from services.matching.domain.standard import Standard
from shared.errors import Invalid


class WeightUnknown(Invalid):
    """There is no soft weight of this name, or it is not a whole number from 0 to 20."""

    code = "weight_unknown"


WEIGHTS = {
    "continuity": 5,
    "spare_language": 4,
    "topic": 3,
    "level_surplus": 3,
    "fair_load": 2,
    "gender": 2,
    "car_changes": 1,
    "home_distance": 1,
    "growth": 1,
}
"""Soft weights of the matching rules (8.6); growth is what the office adds for its young interpreters."""


@dataclass(kw_only=True)
class Policy:
    """One edition's choices. `weights` overrides single values of `WEIGHTS`.

    `standards` are those the edition plans by; without the association's, teams have the local minimum.
    """

    id: str
    edition: str
    level_floor: bool = True
    topics: tuple[str, ...] = ()
    weights: dict[str, int] = field(default_factory=dict)
    standards: tuple[Standard, ...] = tuple(Standard)
    version: int = 0

    def __post_init__(self) -> None:
        for name, weight in self.weights.items():
            if name not in WEIGHTS or not 0 <= weight <= 20:
                raise WeightUnknown(name=name, weight=weight, known=sorted(WEIGHTS))

    def weight(self, name: str) -> int:
        """The weight of one preference in this edition."""
        return self.weights.get(name, WEIGHTS[name])


def policy_id(edition: str) -> str:
    """E.g. `ipec-2019.policy`; the plan in force has the edition's own id."""
    return f"{edition}.policy"


def usual_policy(edition: str) -> Policy:
    """The policy of an edition that has decided nothing."""
    return Policy(id=policy_id(edition), edition=edition)
