"""A folder of instances, solved one after the other: one object a file, an error where a file is no instance."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, wait
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from services.logistics.benchmark.checking import length_of
from services.logistics.benchmark.instance import InstanceMalformed, read_instance
from services.logistics.benchmark.rounds import Solving

_NO_INSTANCES = {".json", ".md", ".pdf", ".csv", ".zip", ".gz", ".tar", ".html"}
"""Files that lie beside instances: lists of results, descriptions, archives."""


def solve_folder(folder: Path, seconds: float, workers: int) -> Iterator[dict[str, Any]]:
    """One object for each instance of a folder: name, vehicles, distance, seconds; or name and error.

    `seconds` is the time for each instance, `workers` how many processes search it.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_made_ready) as processes:
        wait([processes.submit(abs, 0) for _ in range(workers)])
        for path in _files(folder):
            yield _solved(path, processes, workers, seconds)


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".") and path.suffix.lower() not in _NO_INSTANCES
    )


def _made_ready() -> None:
    """A process of its own: it says nothing on the standard output, where a solver would print its name.

    The solvers are loaded here, because that takes a second or so which is not the first instance's.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    for solver in ("covering", "search"):
        import_module(f"services.logistics.benchmark.{solver}")


def _solved(path: Path, processes: Executor, workers: int, seconds: float) -> dict[str, Any]:
    began = perf_counter()
    try:
        instance = read_instance(path)
    except InstanceMalformed as malformed:
        return {"name": path.stem, "error": malformed.data["reason"]}
    routes = Solving(instance, processes, workers, seconds, began).solve()
    if routes is None:
        return {"name": path.stem, "error": "no solution was found in the time given"}
    distance = sum(length_of(instance, route) for route in routes)
    return {
        "name": path.stem,
        "vehicles": len(routes),
        "distance": round(distance, 2),
        "seconds": round(perf_counter() - began, 2),
    }
