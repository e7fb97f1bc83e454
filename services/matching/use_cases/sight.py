"""What questions and acts by hand look at: the edition as it stands, and how long answers are computed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.matching.domain.instance import Instance
from services.matching.storage import (
    Demands,
    Diaries,
    EditionFacts,
    Hands,
    Interpreters,
    Offers,
    Policies,
    Waivers,
)
from services.matching.use_cases.history import with_history
from services.matching.use_cases.picture import instance_of
from services.matching.use_cases.steering import steering
from shared.clock import now


def here(work: Callable[..., Any], *arguments: Any) -> Any:
    """Compute at once, where one is."""
    return work(*arguments)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The collections coordinators work with. `apart` runs what computes for long beside whatever else runs."""

    hands: Hands
    diaries: Diaries
    demands: Demands
    interpreters: Interpreters
    policies: Policies
    waivers: Waivers
    offers: Offers
    editions: EditionFacts
    apart: Callable[..., Any] = here

    def standing(self, edition: str) -> Instance:
        """The edition with the plan in force and everything decided by hand."""
        known = self.editions.get(edition)
        people = with_history(
            self.interpreters.of_edition(edition), known, self.editions, self.interpreters, self.demands
        )
        demands = self.demands.open_in(edition)
        hands, waivers = self.hands.find(edition=edition), self.waivers.standing_in(edition)
        return instance_of(
            known,
            [demand.need for demand in demands],
            people,
            self.policies.of_edition(edition),
            demands,
            steering(hands, waivers, people, now()),
        )
