"""What an edition decides about its matching, and the wish for a new plan."""

from dataclasses import replace

from services.matching import standing
from services.matching.domain.policy import Policy
from services.matching.domain.standard import Standard
from services.matching.storage import EditionFacts, Policies
from services.matching.use_cases.versions import require_version
from shared.events.matching import MatchingOrdered, PolicySet


def set_policy(
    policies: Policies,
    editions: EditionFacts,
    edition: str,
    level_floor: bool,
    topics: tuple[str, ...],
    weights: dict[str, int],
    expected_version: int | None,
    standards: tuple[Standard, ...] = tuple(Standard),
) -> Policy:
    """Decide floors, topics, weights and standards; the plan follows. The same decision again changes nothing."""
    editions.get(edition)
    before = policies.of_edition(edition)
    require_version(before, expected_version)
    chosen = tuple(standard for standard in Standard if standard in standards)
    policy = replace(before, level_floor=level_floor, topics=topics, weights=weights, standards=chosen)
    if policy != before:
        policies.save(policy, PolicySet(**standing.of_policy(policy)))
    return policy


def order_plan(policies: Policies, editions: EditionFacts, edition: str) -> None:
    """Have the edition matched again; a plan equal to the one in force is not adopted."""
    editions.get(edition)
    policy = policies.of_edition(edition)
    policies.save(policy, MatchingOrdered(**standing.of_policy(policy)))
