"""Published instance files: read as they are meant, refused with a reason, solved by the benchmark."""

from pathlib import Path

import pytest

from services.scheduling.benchmark import solve_folder
from services.scheduling.engine.matchmaking.instance import Instance, Pair, Tables
from services.scheduling.engine.matchmaking.published import MalformedInstance, read

GOOD = """% three firms
nBusiness = 3;
nMeetings = 2;
nTables = 1;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,1,
|2, 3,3,
|];
meetingsxBusiness = [{1,2},
{1,2,3},
{1,3}];
nMeetingsBusiness = [1,2,1];
forbidden = [{0},
{0,2},
{}];
fixed = [0,4];
precedences = [{},
{1}];
"""


def test_a_file_is_read_as_it_is_meant() -> None:
    pairs = (Pair(0, 1, frozenset({0})), Pair(1, 2, frozenset({3})))

    assert read(GOOD) == Instance(3, 4, pairs, (Tables((0, 1), (1, 1, 1, 1)),), ((0, 1),), 2)
    assert read(GOOD + "fairness = 1;").spread == 1


@pytest.mark.parametrize(
    ("was", "instead", "reason"),
    [
        ("nTables = 1;", "", "nTables is missing"),
        ("nTables = 1;", "nTables = many;", "nTables: 'many' is not a number from 0 on"),
        ("|1, 2,1,", "|1, 2,", "requested: every row has three numbers"),
        ("|1, 2,1,", "|1, 9,1,", "requested: 1 and 9 are not two of 3"),
        ("|1, 2,1,", "|1, 1,1,", "requested: 1 and 1 are not two of 3"),
        ("|1, 2,1,", "|1, 2,7,", "requested: there is no session 7"),
        ("|2, 3,3,\n", "", "requested: 1 entries, not 2"),
        ("fixed = [0,4]", "fixed = [0,5]", "fixed: 5 is more than 4"),
        ("fixed = [0,4]", "fixed = [0]", "fixed: 1 entries, not 2"),
        ("fixed = [0,4]", "fixed = [0,x]", "fixed: holds more than numbers"),
        ("fixed = [0,4]", "fixed = 0,4", "fixed: not enclosed in [ ]"),
        ("{0,2},", "{0,9},", "forbidden: 9 is more than 4"),
        ("{0,2},", "{0,2", "forbidden: holds more than sets of numbers"),
        ("[1,2,1]", "[1,1,1]", "nMeetingsBusiness: other numbers of meetings than requested"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_with_its_reason(was: str, instead: str, reason: str) -> None:
    with pytest.raises(MalformedInstance) as refused:
        read(GOOD.replace(was, instead))

    assert refused.value.data == {"reason": reason}


def test_a_folder_is_solved_file_by_file_and_bad_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.dzn").write_text(GOOD)
    (tmp_path / "late.dzn").write_text(GOOD.replace("fixed = [0,4]", "fixed = [0,1]"))
    (tmp_path / "noise.dzn").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "text.dzn").write_text("not an instance")
    (tmp_path / "other.txt").write_text("left alone")

    lines = [{k: v for k, v in line.items() if k != "seconds"} for line in solve_folder(tmp_path, 60, 2)]

    assert lines == [
        {"name": "good", "status": "optimal", "value": 1, "bound": 1},
        {"name": "late", "status": "unsatisfiable", "value": None, "bound": None},
        {"name": "noise", "error": "the file is not UTF-8 text"},
        {"name": "text", "error": "nBusiness is missing"},
    ]
