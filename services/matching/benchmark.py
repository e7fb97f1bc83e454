"""Published assignment problems, solved by our engine and by the solver library on its own, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from services.matching.engine.perfect import (
    Ints,
    NoPerfectAssignment,
    Pairs,
    Perfect,
    bound_of_matrix,
    bound_of_pairs,
    cheapest_of_matrix,
    cheapest_of_pairs,
    solved,
)

REPEATS = 5
"""Each time is the best of so many."""

TABLE_HEAD = "data file"
"""How the table of published optima begins; it is no instance."""

LARGEST_COST = 2**40


class Unreadable(ValueError):
    """The file is no assignment problem; the message says why."""


@dataclass(frozen=True)
class Problem:
    """One instance: a square matrix of costs, or the possible pairs only."""

    size: int
    matrix: Ints | None
    pairs: Pairs


def solve_folder(folder: Path, seconds: float, workers: int) -> Iterator[dict[str, Any]]:
    """One object for each instance file: name, value, bound, seconds, reference_seconds, or an error.

    An assignment problem is solved on one core and to the end, whatever `seconds` and `workers` allow; a file of
    published optima in the folder adds `published`.
    """
    del seconds, workers
    optima = _published(folder)
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and not _is_table(path):
            yield _line(path, optima.get(path.stem))


def read(path: Path) -> Problem:
    """A file of `n` and then `n` times `n` costs, or of `n` and then row, column and cost of each pair."""
    try:
        words = path.read_text(encoding="ascii").split()
        numbers = np.array([int(word) for word in words], dtype=np.int64)
    except (UnicodeDecodeError, ValueError, OverflowError) as fault:
        raise Unreadable(f"not a list of whole numbers: {fault}") from None
    if len(numbers) == 0 or numbers[0] < 1:
        raise Unreadable("the first number has to be how many there are on each side")
    size, rest = int(numbers[0]), numbers[1:]
    if len(rest) and int(np.abs(rest).max()) > LARGEST_COST:
        raise Unreadable(f"a cost beyond {LARGEST_COST}")
    if len(rest) == size * size:
        matrix = rest.reshape(size, size)
        rows, columns = np.divmod(np.arange(size * size, dtype=np.int64), size)
        return Problem(size, matrix, Pairs(rows, columns, rest))
    if len(rest) > 0 and len(rest) % 3 == 0:
        return Problem(size, None, _listed(size, rest.reshape(-1, 3)))
    raise Unreadable(f"{len(rest)} numbers after the first; {size * size} costs or triples were expected")


def _listed(size: int, triples: Ints) -> Pairs:
    rows, columns, costs = triples.T
    if min(rows.min(), columns.min()) < 1 or max(rows.max(), columns.max()) > size:
        raise Unreadable(f"rows and columns are counted from 1 to {size}")
    return Pairs(rows - 1, columns - 1, costs.copy())


def _line(path: Path, optimum: float | None) -> dict[str, Any]:
    try:
        problem = read(path)
        perfect, own, reference = _side_by_side(problem)
    except (Unreadable, NoPerfectAssignment, ArithmeticError) as fault:
        return {"name": path.stem, "error": str(fault)}
    line: dict[str, Any] = {
        "name": path.stem,
        "value": perfect.value,
        "bound": _bound(problem, perfect),
        "seconds": round(own, 6),
        "reference_seconds": round(reference, 6),
    }
    return line if optimum is None else line | {"published": optimum}


def _ours(problem: Problem) -> Perfect:
    if problem.matrix is not None:
        return cheapest_of_matrix(problem.matrix)
    return cheapest_of_pairs(problem.size, problem.pairs)


def _bound(problem: Problem, perfect: Perfect) -> int:
    """The proof, by prices, where the search did not bring it along; its time is not counted on either side."""
    if perfect.bound is not None:
        return perfect.bound
    if problem.matrix is not None:
        return bound_of_matrix(problem.matrix, perfect.mates)
    return bound_of_pairs(problem.size, problem.pairs, perfect.mates)


def _side_by_side(problem: Problem) -> tuple[Perfect, float, float]:
    """Our answer, and the best time of both; taken in turns, so that a busy machine is unfair to neither."""
    own = reference = float("inf")
    for _ in range(REPEATS):
        began = perf_counter()
        perfect = _ours(problem)
        own = min(own, perf_counter() - began)
        began = perf_counter()
        solved(problem.size, problem.pairs)
        reference = min(reference, perf_counter() - began)
    return perfect, own, reference


def _is_table(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(TABLE_HEAD)).decode("ascii", errors="replace").lower() == TABLE_HEAD


def _published(folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for path in folder.iterdir():
        if path.is_file() and _is_table(path):
            for row in path.read_text(encoding="ascii", errors="replace").splitlines()[1:]:
                name, _, value = row.strip().partition(" ")
                if value.strip().replace(".", "", 1).isdigit():
                    found[name] = float(value)
    return found
