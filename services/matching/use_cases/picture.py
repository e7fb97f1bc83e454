"""The edition as it stands, as one instance: what the planner starts from and what questions are asked about."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.demand import Demand, State
from services.matching.domain.heard import EditionFact
from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.policy import Policy
from services.matching.use_cases.steering import Steering
from shared.clock import now


def instance_of(
    edition: EditionFact,
    needs: Iterable[Need],
    people: Iterable[Interpreter],
    policy: Policy,
    demands: Iterable[Demand],
    steer: Steering,
) -> Instance:
    """These needs and people, the pairs in force, and what people decided about them by hand."""
    in_force = pairs_in_force(demands)
    return Instance(
        needs=tuple(needs),
        interpreters=tuple(people),
        policy=policy,
        in_force=in_force,
        confirmed=frozenset(i for i, person in steer.confirmed.items() if in_force.get(i) == person),
        pinned=steer.pinned,
        forbidden=steer.forbidden,
        waived=steer.waived,
        now=_moment(edition),
        timezone=edition.timezone,
    )


def pairs_in_force(demands: Iterable[Demand]) -> dict[str, str]:
    """Who serves what, by need id."""
    return {
        demand.id: demand.interpreter_id
        for demand in demands
        if demand.interpreter_id is not None and demand.state is State.FILLED
    }


def _moment(edition: EditionFact) -> datetime | None:
    """The present moment; none for an edition that is over: a rehearsal of it is planned as if all were ahead."""
    ends = datetime.combine(
        edition.last_day + timedelta(days=2), datetime.min.time(), ZoneInfo(edition.timezone)
    )
    present = now()
    return present if present < ends else None
