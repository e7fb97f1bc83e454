"""Files as people send them, and files nobody should send."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import Invalid
from shared.spreadsheet import Table, read_table
from shared.spreadsheet.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES


def local(*parts: int) -> datetime:
    """A moment as workbooks hold it: without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def a_workbook(*rows: list[Any], prepare: Callable[[Any], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    prepare(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """The same workbook with one part put in another's place."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for part in source.namelist():
            out.writestr(part, body if part == name else source.read(part))
    return target.getvalue()


def table_or_refusal(content: bytes) -> Table | Invalid:
    try:
        return read_table(content, "x")
    except Invalid as refusal:
        return refusal


def refusal_of(content: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Invalid) as refused:
        read_table(content, "list.csv")
    return refused.value.refusal, refused.value.data


def test_workbook_cells_come_as_the_text_a_person_sees() -> None:
    content = a_workbook(
        ["Name", "Born", "Lands", "Opens", "Drive", "Bags", "Share", "Head"],
        [
            " 김영호 ",
            date(1961, 3, 2),
            local(2019, 10, 17, 8, 30),
            time(7, 5),
            timedelta(hours=1),
            2.0,
            0.3,
            True,
        ],
    )

    assert read_table(content, "guests.xlsx").rows == [
        {
            "Name": "김영호",
            "Born": "1961-03-02",
            "Lands": "2019-10-17 08:30",
            "Opens": "07:05",
            "Drive": "01:00",
            "Bags": "2",
            "Share": "0.3",
            "Head": "yes",
        }
    ]


def test_midnight_is_a_time_where_the_cell_shows_times() -> None:
    content = a_workbook(["Lands"], [local(2019, 10, 18)])

    assert read_table(content, "a.xlsx").rows == [{"Lands": "2019-10-18 00:00"}]


def test_formula_gives_the_stored_value_and_is_never_computed() -> None:
    content = a_workbook(["Sum", "Name"], ["=1+1", "x"])

    assert read_table(content, "a.xlsx").rows == [{"Sum": "", "Name": "x"}]


def test_first_visible_sheet_is_read() -> None:
    def hide_first(book: Any) -> None:
        book.active.sheet_state = "hidden"
        book.create_sheet("Guests").append(["Reference"])

    assert read_table(a_workbook(["Secret"], prepare=hide_first), "a.xlsx") == Table(("Reference",), [])


def test_blank_rows_keep_the_count_and_end_blank_rows_are_left_out() -> None:
    content = a_workbook(["A", "B"], ["1", None], [None, None], ["2", "3"], [None, "  "])

    assert read_table(content, "a.xlsx").rows == [{"A": "1", "B": ""}, {}, {"A": "2", "B": "3"}]


@pytest.mark.parametrize(
    "content",
    [
        "Name,Town\nÅse,Bodø\n".encode(),
        "\ufeffName;Town\r\nÅse;Bodø\r\n".encode(),
        "Name\tTown\nÅse\tBodø".encode("utf-16"),
        'Name|"Town"\n"Åse"|Bodø\n'.encode(),
    ],
    ids=["utf-8 comma", "marked utf-8 semicolon", "utf-16 tab", "bar and quotes"],
)
def test_delimited_text_is_read_whatever_program_wrote_it(content: bytes) -> None:
    assert read_table(content, "a.csv") == Table(("Name", "Town"), [{"Name": "Åse", "Town": "Bodø"}])


def test_gb18030_text_is_read() -> None:
    content = '姓名,单位\n王伟,"舟山,普陀"\n'.encode("gb18030")

    assert read_table(content, "a.csv").rows == [{"姓名": "王伟", "单位": "舟山,普陀"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 cut off", "not_a_spreadsheet"),
        (b"%PDF-1.4\x00", "not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked", "not_a_spreadsheet"),
        (b"", "no_header"),
        (b",,\n1,2,3\n", "no_header"),
        (b"A,A\n", "duplicate_header"),
        (b"A,,B\n1,2,3\n", "unnamed_column"),
        (b"A,B\n1,2,3\n", "unnamed_column"),
        (b'A,B\n"1,2\n', "broken_csv"),
        (b"A\xff\xff,B\n", "unknown_encoding"),
        (b"A" * (MAX_BYTES + 1), "too_large"),
        (b"A\n" + b"1\n" * (MAX_ROWS + 1), "too_many_rows"),
        (b"A\n" + b"\n" * MAX_ROWS + b"1\n", "too_many_rows"),
        (",".join(f"c{n}" for n in range(MAX_COLUMNS + 1)).encode(), "too_many_columns"),
        (b"A\n" + b"x" * 10_001, "cell_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unreadable_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal_of(content)[0] == code


@pytest.mark.parametrize("name", ["guests.xlsx", "GUESTS.XLSX"])
def test_text_under_the_name_of_a_workbook_is_no_workbook(name: str) -> None:
    with pytest.raises(Invalid, match="not a workbook") as refused:
        read_table(b"not a workbook at all", name)

    assert (refused.value.refusal, refused.value.data) == ("not_a_spreadsheet", {"file": name})


def test_refusal_names_row_and_column() -> None:
    assert refusal_of(b"A,B\n1,2\n3,4,5\n") == (
        "unnamed_column",
        {"file": "list.csv", "row": 3, "column": 3},
    )


def test_workbook_with_a_far_column_is_refused() -> None:
    def far(book: Any) -> None:
        book.active["XFD3"] = "far"

    assert refusal_of(a_workbook(["A"], prepare=far))[0] == "too_many_columns"


def test_zip_without_a_workbook_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as out:
        out.writestr("../../etc/passwd", "x")

    assert refusal_of(content.getvalue())[0] == "not_a_spreadsheet"


def test_zip_bomb_is_refused_unopened() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("xl/worksheets/sheet1.xml", b"0" * (MAX_UNPACKED_BYTES + 1))

    assert refusal_of(content.getvalue())[0] == "too_large"


def test_workbook_with_entities_is_refused() -> None:
    hostile = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    content = with_part(a_workbook(["A"]), "xl/worksheets/sheet1.xml", hostile)

    assert refusal_of(content)[0] == "not_a_spreadsheet"


def test_claimed_dimensions_do_not_count() -> None:
    def body(dimension: str) -> bytes:
        return (
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<dimension ref="{dimension}"/><sheetData><row r="1">'
            '<c r="A1" t="inlineStr"><is><t>A</t></is></c></row></sheetData></worksheet>'
        ).encode()

    content = with_part(a_workbook(["x"]), "xl/worksheets/sheet1.xml", body("A1:XFD1048576"))

    assert read_table(content, "a.xlsx") == Table(("A",), [])


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS).filter(any), max_size=8))
def test_every_text_comes_back_as_written(rows: list[tuple[str, str]]) -> None:
    content = a_workbook(["A", "B"])
    book = openpyxl.load_workbook(io.BytesIO(content))
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row, start=1):
            if cell:
                written = book.active.cell(number, column)
                written.value, written.data_type = cell, "s"
    target = io.BytesIO()
    book.save(target)

    assert read_table(target.getvalue(), "a.xlsx").rows == [{"A": a, "B": b} for a, b in rows]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"A,B\n", b"\xff\xfe"]))
def test_any_bytes_give_a_table_or_a_refusal(content: bytes, start: bytes) -> None:
    answer = table_or_refusal(start + content)

    if isinstance(answer, Invalid):
        assert answer.data["file"] == "x"
    else:
        assert all(set(row) <= set(answer.header) for row in answer.rows)


# Made once: a workbook carries the time it was made, so its bytes and its length differ from one to the next.
WORKBOOK = a_workbook(["A", "B"], ["1", 2], ["x", date(2019, 1, 1)])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_workbook_gives_a_table_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(WORKBOOK)
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[position] = data.draw(st.integers(0, 255))
    answer = table_or_refusal(bytes(whole))

    if isinstance(answer, Invalid):
        assert answer.data["file"] == "x"
    else:
        assert all(set(row) <= set(answer.header) for row in answer.rows)
