"""The published matchmaking instances of a folder, solved one after the other."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from services.scheduling.engine.matchmaking.portfolio import SearchDied, race
from services.scheduling.engine.matchmaking.published import MalformedInstance, read


def solve_folder(folder: Path, seconds: float, workers: int) -> Iterator[dict[str, Any]]:
    """One object for each .dzn file, by name; `seconds` of wall clock each, reading and building included."""
    for path in sorted(folder.glob("*.dzn")):
        yield {"name": path.stem, **_solved(path, seconds, workers)}


def _solved(path: Path, seconds: float, workers: int) -> dict[str, Any]:
    began = perf_counter()
    try:
        instance = read(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return {"error": "the file is not UTF-8 text"}
    except OSError as fault:
        return {"error": fault.strerror or "the file cannot be read"}
    except MalformedInstance as fault:
        return {"error": fault.data["reason"]}
    try:
        outcome = race(instance, seconds - (perf_counter() - began), workers)
    except SearchDied:
        return {"error": "every search ended without an answer: out of memory, or killed from outside"}
    return {
        "status": outcome.status.value,
        "value": outcome.idle,
        "bound": None if outcome.refuted else outcome.bound,
        "seconds": round(perf_counter() - began, 3),
    }
