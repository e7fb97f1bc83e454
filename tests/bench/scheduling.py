"""The scheduling engine on one core: both sample editions, one change of them, the tenfold edition and its changes."""

from __future__ import annotations

import random
from time import perf_counter
from typing import Any

from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import Outcome, plan
from tests.bench.quantiles import quantile
from tests.bench.tenfold import disturbed, edition, in_force, tenfold
from tests.unit.scheduling.checker import faults

CHANGES = 40


def measure(_: Any = None) -> dict[str, Any]:
    """Seconds, gaps and shares; every plan is looked through by the independent checker."""
    return {
        "ipec-2019": _edition(edition("ipec-2019")),
        "iitc-2019": _edition(edition("iitc-2019")),
        "tenfold": _edition(tenfold()),
    }


def _edition(world: Instance) -> dict[str, Any]:
    seconds, outcome = _timed(world)
    _, again = _timed(world)
    return {
        "meetings": len(world.wanted),
        "placed": len(outcome.placements),
        "full_plan_s": round(seconds, 3),
        "proven": outcome.proven,
        "gap_percent": _gaps(outcome),
        "broken_rules": len(faults(world, outcome.placements)),
        "same_again": again == outcome,
        "one_change": _changes(in_force(world, outcome.placements)),
    }


def _changes(world: Instance) -> dict[str, Any]:
    seconds, unchanged, proven, broken = [], [], 0, 0
    for number in range(CHANGES):
        altered = disturbed(world, random.Random(number))
        spent, outcome = _timed(altered)
        seconds.append(spent)
        placed = [m for m in altered.wanted if m.placement is not None]
        unchanged.append(
            sum(outcome.placements.get(m.id) == m.placement for m in placed) / max(1, len(placed))
        )
        proven += outcome.proven
        broken += len(faults(altered, outcome.placements))
    return {
        "p50_s": round(quantile(seconds, 0.5), 3),
        "p95_s": round(quantile(seconds, 0.95), 3),
        "most_s": round(max(seconds), 3),
        "unchanged_percent": round(100 * sum(unchanged) / len(unchanged), 2),
        "proven": f"{proven} of {CHANGES}",
        "broken_rules": broken,
    }


def _timed(world: Instance) -> tuple[float, Outcome]:
    began = perf_counter()
    outcome = plan(world)
    return perf_counter() - began, outcome


def _gaps(outcome: Outcome) -> dict[str, float]:
    """How far each level may be from the best, in percent of what is reached."""
    return {
        level.name: round(100 * abs(level.bound - level.value) / max(1, abs(level.value)), 2)
        for level in outcome.levels
    }


if __name__ == "__main__":
    import json

    print(json.dumps(measure(), indent=2))
