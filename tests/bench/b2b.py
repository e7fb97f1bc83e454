"""Business matchmaking: the engine beside a plain model, on published instances or, without any, on drawn ones.

`python -m tests.bench.b2b FOLDER [SECONDS]` prints a line for each file of the folder; the topic `b2b` reads the folder
named by CONVOKE_B2B and draws instances of its own when none is named.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

from services.scheduling.engine.matchmaking.instance import Instance, Pair, Tables
from services.scheduling.engine.matchmaking.portfolio import race
from services.scheduling.engine.matchmaking.published import read
from tests.bench.plain_matchmaking import solve_plainly
from tests.bench.stack import Stack
from tests.unit.scheduling.matchmaking_checker import broken_rules

WORKERS = 2
SECONDS = 60.0
DRAWN = ((1, 40, 120, 9), (2, 45, 170, 11), (3, 60, 110, 8), (4, 70, 150, 20))
"""Seed, participants, pairs and slots of the events drawn where no folder is named."""


def measure(stack: Stack) -> dict[str, Any]:
    """Sums of both, and every instance of which they closed."""
    lines = list(_compared(SECONDS))
    return {
        "instances": len(lines),
        "closed": sum(line["status"] in ("optimal", "unsatisfiable") for line in lines),
        "seconds": round(sum(line["seconds"] for line in lines), 1),
        "plain closed": sum(line["plain"]["status"] in ("optimal", "unsatisfiable") for line in lines),
        "plain seconds": round(sum(line["plain"]["seconds"] for line in lines), 1),
    }


def compared(instances: Iterator[tuple[str, Instance]], seconds: float) -> Iterator[dict[str, Any]]:
    """Each instance solved by the engine, checked, and then by the plain model, with as many seconds and workers."""
    for name, instance in instances:
        began = perf_counter()
        outcome = race(instance, seconds, WORKERS)
        took = round(perf_counter() - began, 3)
        broken = broken_rules(instance, outcome.timetable) if outcome.timetable else []
        own = {"status": outcome.status.value, "value": outcome.idle, "bound": outcome.bound, "seconds": took}
        plain = solve_plainly(instance, seconds, WORKERS)
        yield {"name": name, **own, "broken": broken, "plain": plain}


def of_folder(folder: Path) -> Iterator[tuple[str, Instance]]:
    """The instances of a folder by name."""
    for path in sorted(folder.glob("*.dzn")):
        yield path.stem, read(path.read_text(encoding="utf-8"))


def drawn(seed: int, participants: int, pairs: int, slots: int) -> Instance:
    """An event as they are: busy and less busy firms, a seventh more tables than needed, some away now and then."""
    draw = random.Random(seed)
    everybody = list(combinations(range(participants), 2))
    draw.shuffle(everybody)
    most = [draw.randint(slots // 3, slots) for _ in range(participants)]
    busy: Counter[int] = Counter()
    chosen: list[tuple[int, int]] = []
    for one, other in everybody:
        if len(chosen) < pairs and busy[one] < most[one] and busy[other] < most[other]:
            chosen.append((one, other))
            busy.update((one, other))
    away = [
        {draw.randrange(slots)} if draw.random() < 0.1 and busy[p] < slots - 2 else set()
        for p in range(participants)
    ]
    made = tuple(Pair(a, b, frozenset(range(slots)) - away[a] - away[b]) for a, b in chosen)
    tables = -(-len(made) * 8 // (7 * slots))
    return Instance(participants, slots, made, (Tables(tuple(range(len(made))), (tables,) * slots),))


def _compared(seconds: float) -> Iterator[dict[str, Any]]:
    folder = os.environ.get("CONVOKE_B2B")
    events = ((f"drawn-{size[0]}", drawn(*size)) for size in DRAWN)
    return compared(of_folder(Path(folder)) if folder else events, seconds)


if __name__ == "__main__":
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    for line in compared(of_folder(Path(sys.argv[1])), limit):
        print(json.dumps({**line, "load": round(os.getloadavg()[0], 1)}), flush=True)
