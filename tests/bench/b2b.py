"""Business matchmaking: the engine beside a plain model, on published instances or, without any, on drawn ones.

`python -m tests.bench.b2b FOLDER [SECONDS]` prints a line for each file of the folder; the topic `b2b` reads the folder
named by CONVOKE_B2B and draws instances of its own when none is named.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from services.scheduling.engine.matchmaking.instance import Instance
from services.scheduling.engine.matchmaking.portfolio import race
from services.scheduling.engine.matchmaking.published import read
from tests.bench.plain_matchmaking import solve_plainly
from tests.bench.stack import Stack
from tests.unit.scheduling.matchmaking_checker import broken_rules, random_instance

WORKERS = 2
SECONDS = 60.0
DRAWN = ((1, 40, 120, 8), (2, 45, 180, 10), (3, 60, 230, 11), (4, 70, 150, 20))


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


def _compared(seconds: float) -> Iterator[dict[str, Any]]:
    folder = os.environ.get("CONVOKE_B2B")
    drawn = ((f"drawn-{size[0]}", random_instance(*size)) for size in DRAWN)
    return compared(of_folder(Path(folder)) if folder else drawn, seconds)


if __name__ == "__main__":
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    for line in compared(of_folder(Path(sys.argv[1])), limit):
        print(json.dumps({**line, "load": round(os.getloadavg()[0], 1)}), flush=True)
