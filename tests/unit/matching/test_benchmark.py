"""Assignment problems from files: the optimum, its proof, and a reason for every file that is none."""

from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.benchmark import solve_folder
from services.matching.engine.perfect import (
    NoPerfectAssignment,
    Pairs,
    bound_of_matrix,
    bound_of_pairs,
    cheapest_of_matrix,
    cheapest_of_pairs,
)


def solved(folder: Path) -> dict[str, dict[str, Any]]:
    return {line["name"]: line for line in solve_folder(folder, seconds=60.0, workers=2)}


def written(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="ascii")


def test_a_matrix_is_solved_and_proven(tmp_path: Path) -> None:
    written(tmp_path, "three", "3\n4 1 3\n2 0 5\n3 2 2\n")

    line = solved(tmp_path)["three"]

    assert (line["value"], line["bound"]) == (5, 5)
    assert set(line) == {"name", "value", "bound", "seconds", "reference_seconds"}
    assert min(line["seconds"], line["reference_seconds"]) > 0


def test_a_list_of_pairs_is_solved_and_proven(tmp_path: Path) -> None:
    written(tmp_path, "pairs", "4\n1 2 5\n2 1 1\n1 1 1\n2 2 9\n3 3 -2\n3 4 7\n4 4 0\n")

    line = solved(tmp_path)["pairs"]

    assert (line["value"], line["bound"]) == (4, 4)


def test_published_optima_are_put_beside_ours(tmp_path: Path) -> None:
    written(tmp_path, "one", "1\n7\n")
    written(tmp_path, "opt", "Data file    Optimal solution value\none      7\nreal1    8.5\n")

    found = solved(tmp_path)

    assert {name: line["published"] for name, line in found.items()} == {"one": 7.0}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the first number has to be how many there are on each side"),
        ("0\n", "the first number has to be how many there are on each side"),
        ("2\n1 2 3 x", "not a list of whole numbers: invalid literal for int() with base 10: 'x'"),
        ("2\n1 2 3 4.5", "not a list of whole numbers: invalid literal for int() with base 10: '4.5'"),
        ("3\n1 2 3 4", "4 numbers after the first; 9 costs or triples were expected"),
        ("2\n1 1 5 3 1 5", "rows and columns are counted from 1 to 2"),
        ("2\n1 1 5 2 1 5", "no perfect assignment of 2: status Status.INFEASIBLE"),
        ("2\n1 2 3 9999999999999", "a cost beyond 1099511627776"),
    ],
)
def test_a_file_that_is_no_instance_gets_a_reason(tmp_path: Path, text: str, reason: str) -> None:
    written(tmp_path, "bad", text)
    written(tmp_path, "good", "1\n3\n")

    found = solved(tmp_path)

    assert found["bad"] == {"name": "bad", "error": reason}
    assert found["good"]["value"] == 3


@given(st.integers(1, 5), st.data())
@settings(max_examples=100, deadline=None)
def test_no_permutation_is_cheaper(size: int, data: st.DataObject) -> None:
    costs = np.array(
        data.draw(st.lists(st.integers(-9, 9), min_size=size**2, max_size=size**2)), dtype=np.int64
    ).reshape(size, size)

    found = cheapest_of_matrix(costs)

    best = min(sum(int(costs[r, c]) for r, c in enumerate(order)) for order in permutations(range(size)))
    assert (found.value, bound_of_matrix(costs, found.mates)) == (best, best)


@pytest.mark.parametrize("kind", ["uniform", "skills", "alike"])
def test_a_large_matrix_is_proven_whichever_way_it_is_solved(kind: str) -> None:
    random = np.random.default_rng(5)
    costs = {
        "uniform": random.integers(1, 101, (260, 260)),
        "skills": (100 * random.random((260, 3)) @ random.random((3, 260))).astype(np.int64),
        "alike": np.full((260, 260), 4),
    }[kind].astype(np.int64)

    found = cheapest_of_matrix(costs)

    assert sorted(found.mates.tolist()) == list(range(260))
    assert found.value == int(costs[np.arange(260), found.mates].sum())
    assert bound_of_matrix(costs, found.mates) == found.value
    assert found.bound in (None, found.value)


def test_a_worse_assignment_is_not_proven_by_its_own_prices() -> None:
    costs = np.array([[1, 9], [9, 1]], dtype=np.int64)

    assert bound_of_matrix(costs, np.array([1, 0])) < 18


def test_pairs_listed_twice_count_at_the_lower_cost() -> None:
    pairs = Pairs(np.array([0, 0, 1]), np.array([0, 0, 1]), np.array([8, 3, 1]))

    found = cheapest_of_pairs(2, pairs)

    assert (found.value, bound_of_pairs(2, pairs, found.mates)) == (4, 4)


def test_pairs_that_leave_somebody_out_are_refused() -> None:
    with pytest.raises(NoPerfectAssignment):
        cheapest_of_pairs(2, Pairs(np.array([0, 1]), np.array([0, 0]), np.array([1, 1])))
