"""Pickup-and-delivery instances: reading, solving, and saying what is wrong with a file."""

from pathlib import Path

import pytest

from services.logistics.benchmark import solve_folder
from services.logistics.benchmark.checking import faults_of, length_of
from services.logistics.benchmark.covering import best_cover
from services.logistics.benchmark.instance import InstanceMalformed, Request, Stop, read_instance
from services.logistics.benchmark.search import FEWER, Task, search_with_fewer

TWO_LOADS = """3 10 1
0 0 0 0 0 100 0 0 0
1 3 4 5 0 100 1 0 2
2 6 8 -5 0 100 1 1 0
3 0 5 7 0 100 1 0 4
4 0 9 -7 0 100 1 3 0
"""


def written(folder: Path, text: str, name: str = "two.txt") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_file_is_read_as_stops_and_requests(tmp_path: Path) -> None:
    instance = read_instance(written(tmp_path, TWO_LOADS))

    assert (instance.name, instance.vehicles, instance.capacity) == ("two", 3, 10.0)
    assert instance.stops[1] == Stop(3.0, 4.0, 5.0, 0.0, 100.0, 1.0)
    assert instance.requests == (Request(1, 2, 5.0), Request(3, 4, 7.0))


@pytest.mark.parametrize(
    ("changed", "into", "reason"),
    [
        (TWO_LOADS, "", "the file is empty"),
        (TWO_LOADS, "3 10 1\n", "there is no depot"),
        ("3 10 1", "three 10 1", "line 1 has 'three' where a figure belongs"),
        ("3 10 1", "0 10 1", "the number of vehicles is not a whole number above zero"),
        ("3 10 1", "3 -1 1", "the capacity is not above zero"),
        ("3 10 1", "3 10 2", "a speed other than 1 is not known here"),
        ("3 10 1", "3 10 1 9", "the first line must say vehicles, capacity and speed"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -5 0 100 1 1", "the line of place 2 has 8 figures instead of 9"),
        (
            "2 6 8 -5 0 100 1 1 0",
            "2 6 nan -5 0 100 1 1 0",
            "the line of place 2 has 'nan' where a figure belongs",
        ),
        ("2 6 8 -5 0 100 1 1 0", "5 6 8 -5 0 100 1 1 0", "the line of place 2 is numbered 5"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -5 9 1 1 1 0", "place 2 closes before it opens"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -5 0 100 -1 1 0", "place 2 has a negative time of service"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -4 0 100 1 1 0", "what is loaded at 1 is not what is unloaded at 2"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -5 0 100 1 3 0", "places 1 and 2 do not name each other"),
        ("2 6 8 -5 0 100 1 1 0", "2 6 8 -5 0 100 1 0 0", "places 1 and 2 do not name each other"),
        ("4 0 9 -7 0 100 1 3 0", "4 0 9 -7 0 100 1 0 0", "places 3 and 4 do not name each other"),
        ("4 0 9 -7 0 100 1 3 0", "4 0 9 -7 0 100 1 9 0", "there is no place 9"),
        ("0 0 0 0 0 100 0 0 0", "0 0 0 3 0 100 0 0 0", "the depot has a demand or a partner"),
    ],
)
def test_a_malformed_file_is_answered_with_its_fault(
    tmp_path: Path, changed: str, into: str, reason: str
) -> None:
    path = written(tmp_path, TWO_LOADS.replace(changed, into))

    with pytest.raises(InstanceMalformed) as refused:
        read_instance(path)

    assert refused.value.data == {"reason": reason}


def test_a_file_that_is_no_text_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\xff\xfe\x00\x80")

    with pytest.raises(InstanceMalformed) as refused:
        read_instance(path)

    assert refused.value.data == {"reason": "the file is no text"}


def test_the_check_names_every_broken_rule(tmp_path: Path) -> None:
    instance = read_instance(written(tmp_path, TWO_LOADS.replace("2 6 8 -5 0 100", "2 6 8 -5 0 9")))

    assert faults_of(instance, [(1, 2), (3, 4)]) == ["stop 2 is reached at 11.000, it closes at 9"]
    assert faults_of(instance, [(1, 3, 4)]) == [
        "12 are on board after stop 3",
        "1 and 2 are on different vehicles",
        "some stops are not visited exactly once",
    ]
    assert faults_of(instance, [(2, 1), (4, 3)]) == [
        "stop 2 is reached at 10.000, it closes at 9",
        "2 is visited before 1",
        "4 is visited before 3",
    ]


def test_the_best_cover_drops_a_request_served_twice(tmp_path: Path) -> None:
    instance = read_instance(written(tmp_path, TWO_LOADS))
    seen = [(1, 2, 3, 4), (3, 4), (1, 2)]

    chosen = best_cover(instance, seen, vehicle=1000.0, seconds=1.0)

    assert chosen == ((1, 2, 3, 4),)
    assert length_of(instance, (1, 2)) == 20.0


@pytest.mark.parametrize(("latest", "vehicles"), [("100", 1), ("5", 2)])
def test_a_search_for_fewer_vehicles_ends_with_the_fewest(tmp_path: Path, latest: str, vehicles: int) -> None:
    """Both loads are picked up five away from the depot and apart from one another."""
    text = TWO_LOADS.replace("1 3 4 5 0 100", f"1 3 4 5 0 {latest}")
    instance = read_instance(written(tmp_path, text.replace("3 0 5 7 0 100", f"3 0 5 7 0 {latest}")))
    task = Task(instance, instance.requests, 2, ((1, 2), (3, 4)), 0.5, FEWER[0], seed=1)

    best = search_with_fewer(task).best

    assert best is not None
    assert (len(best), faults_of(instance, best)) == (vehicles, [])


def test_a_folder_gives_one_line_a_file(tmp_path: Path) -> None:
    written(tmp_path, TWO_LOADS)
    written(tmp_path, "3 10 1\n0 0 0 0 0 100 0 0 0\n", "nobody.txt")
    written(tmp_path, TWO_LOADS.replace("0 100", "0 5"), "too_late.txt")
    written(tmp_path, "what is this", "broken.txt")
    written(tmp_path, "{}", "best_known.json")

    lines = [
        {name: value for name, value in line.items() if name != "seconds"}
        for line in solve_folder(tmp_path, seconds=1.0, workers=2)
    ]

    assert lines == [
        {"name": "broken", "error": "line 1 has 'what' where a figure belongs"},
        {"name": "nobody", "vehicles": 0, "distance": 0},
        {"name": "too_late", "error": "no solution was found in the time given"},
        {"name": "two", "vehicles": 1, "distance": 29.71},
    ]
