"""The interpreter engine: both sample editions, an edition ten times as large, one change to it, and booth teams."""

from __future__ import annotations

import random
from dataclasses import replace
from time import perf_counter
from typing import Any

from services.matching.domain.absence import Absence
from services.matching.domain.plan import Instance, Solution
from services.matching.engine import solve
from tests.bench.booth_teams import measure_teams
from tests.bench.large_edition import tenfold
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.unit.matching.test_fixture_programme import instance_of

CHANGES = 40


def measure(stack: Stack) -> dict[str, Any]:
    """Seconds and gaps; no service runs for it, the engine is measured on its own."""
    del stack
    return {
        "editions": {name: _solved(instance_of(name))[1] for name in ("ipec-2019", "iitc-2019")},
        "tenfold": _tenfold(),
        "booth_teams": measure_teams(),
    }


def _solved(instance: Instance) -> tuple[Solution, dict[str, float]]:
    began = perf_counter()
    plan = solve(instance)
    seconds = perf_counter() - began
    return plan, {
        "needs": len(instance.needs),
        "seconds": round(seconds, 3),
        "gap": plan.gap / max(1, sum(stage.objective for stage in plan.stages)),
    }


def _tenfold() -> dict[str, Any]:
    instance = tenfold()
    plan, figures = _solved(instance)
    standing = instance.planned(plan.pairs())
    seconds, kept, gaps = [], [], []
    draw = random.Random(1)
    for number in range(CHANGES):
        changed = _one_change(standing, number, draw)
        began = perf_counter()
        after = solve(changed)
        seconds.append(perf_counter() - began)
        pairs = after.pairs()
        kept.append(sum(pairs.get(need) == who for need, who in standing.in_force.items()) / len(pairs))
        gaps.append(after.gap)
    return {
        "full": figures,
        "one_change_s": {"p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)},
        "one_change_unproven": sum(gap > 0 for gap in gaps),
        "pairs_kept_least": round(min(kept), 4),
    }


def _one_change(instance: Instance, number: int, draw: random.Random) -> Instance:
    """By turns: somebody falls ill, a meeting moves, a guest withdraws, a guest is of a higher rank."""
    needs = list(instance.needs)
    if number % 4 == 0:
        served = sorted(set(instance.in_force.values()))
        ill = draw.choice(served)
        away = Absence(min(need.starts for need in needs), max(need.ends for need in needs), "ill")
        return replace(
            instance,
            interpreters=tuple(
                replace(person, absences=(away,)) if person.id == ill else person
                for person in instance.interpreters
            ),
        )
    wanted = {1: "meeting", 2: "one_to_one", 3: "one_to_one"}[number % 4]
    position = draw.choice([at for at, need in enumerate(needs) if need.purpose == wanted])
    need = needs[position]
    if number % 4 == 1:
        later = (need.ends - need.starts) * 2
        needs[position] = replace(need, starts=need.starts + later, ends=need.ends + later)
    elif number % 4 == 2:
        needs = [other for other in needs if other.guest_id != need.guest_id]
    else:
        needs[position] = replace(need, rank="V1")
    return replace(instance, needs=tuple(needs))
