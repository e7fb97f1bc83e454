"""Lists compared with what is stored: new, changed, unchanged, rejected, and never half-written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import Invalid, Refused
from shared.importing import Column, Entry, Form, Note, import_rows
from shared.importing.codes import COUNTRIES, LANGUAGES
from shared.importing.moments import clock_time, day, moment, span
from shared.importing.parsers import (
    Parser,
    choice,
    country,
    language,
    list_of,
    reference,
    text,
    whole,
    yes_no,
    zone_name,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
Rows = Sequence[dict[str, str]]


class Size(StrEnum):
    SMALL = "S"
    LARGE = "L"


@dataclass
class Parcel:
    id: str
    size: Size = Size.SMALL
    weight: int = 0
    label: str = ""
    code: str = ""
    sent: datetime | None = None
    version: int = 0


COLUMNS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("size", "Size", "尺寸", choice(Size, {"小": Size.SMALL, "大": Size.LARGE}), default=Size.SMALL),
    Column("weight", "Weight", "重量", whole(0, 100), default=0),
    Column("label", "Label", "标签"),
    Column("code", "Code", "密码", sensitive=True),
    Column("sent", "Sent", "寄出", moment, default=None),
    Column("zone", "Time zone", "时区", zone_name, default=None),
)


def build(key: str, values: dict[str, Any], before: Parcel | None) -> Parcel:
    if values.get("label") == "forbidden":
        raise Refused("This label is not allowed.", code="bad_label", field="label", value="forbidden")
    known = {name: value for name, value in values.items() if name not in {"reference", "zone"}}
    return replace(before or Parcel(id=key), **known)


FORM = Form("parcels", COLUMNS, key=lambda values: values["reference"], build=build, zone_field="zone")


@dataclass
class Shelf:
    """A store in a dictionary that counts how often it was written."""

    parcels: dict[str, Parcel] = field(default_factory=dict)
    writes: int = 0

    def stored(self, keys: Sequence[str]) -> dict[str, Parcel]:
        return {key: self.parcels[key] for key in keys if key in self.parcels}

    def write(self, entries: Sequence[Entry[Parcel]]) -> None:
        self.writes += 1
        self.parcels |= {
            entry.key: replace(entry.thing, version=entry.thing.version + 1) for entry in entries
        }

    def take(self, rows: Rows, *, form: Form[Parcel] = FORM, **wishes: Any) -> dict[str, Any]:
        wishes = {"mapping": {}, "dry_run": False, "partial": False} | wishes
        return import_rows(form, rows, stored=self.stored, write=self.write, **wishes)


def report(**parts: Any) -> dict[str, Any]:
    empty = {"new": [], "changed": [], "unchanged": 0, "rejected": [], "notes": []}
    return {"what": "parcels", "dry_run": False, "applied": True} | empty | parts


def test_report_tells_new_changed_and_unchanged_apart() -> None:
    shelf = Shelf({"A": Parcel("A", weight=1, version=4), "B": Parcel("B", weight=2, code="old", version=7)})
    rows = [
        {"Reference": "A", "Weight": "1", "Code": ""},
        {"Reference": "B", "Weight": "3", "Code": "new"},
        {},
        {"Reference": "C", "Weight": "5", "Code": ""},
    ]

    assert shelf.take(rows) == report(
        unchanged=1,
        changed=[
            {
                "row": 3,
                "key": "B",
                "before": {"weight": 2, "code": "•••"},
                "after": {"weight": 3, "code": "•••"},
            }
        ],
        new=[{"row": 5, "key": "C", "values": {"reference": "C", "weight": 5, "code": ""}}],
    )
    assert shelf.parcels == {
        "A": Parcel("A", weight=1, version=4),
        "B": Parcel("B", weight=3, code="new", version=8),
        "C": Parcel("C", weight=5, version=1),
    }
    assert shelf.writes == 1


def test_same_file_twice_changes_nothing() -> None:
    shelf = Shelf()
    rows = [{"Reference": "A", "Sent": "2019-10-18 08:30"}, {"Reference": "B", "Sent": ""}]

    shelf.take(rows)

    assert shelf.take(rows) == report(unchanged=2)
    assert shelf.writes == 1


def test_dry_run_reports_the_same_and_writes_nothing() -> None:
    dry, real = Shelf(), Shelf()
    rows = [{"Reference": "A", "Size": "大"}]

    proposed = dry.take(rows, dry_run=True)

    assert proposed == real.take(rows) | {"dry_run": True, "applied": False}
    assert dry == Shelf()


def test_bad_cells_are_all_named_and_nothing_is_written() -> None:
    shelf = Shelf()
    rows = [
        {"Reference": "A", "Size": "XXL", "Weight": "heavy"},
        {"Reference": "", "Size": "S", "Weight": "#REF!"},
        {"Reference": "C", "Size": "S", "Weight": "1"},
    ]

    assert shelf.take(rows) == report(
        applied=False,
        new=[{"row": 4, "key": "C", "values": {"reference": "C", "size": "S", "weight": 1}}],
        rejected=[
            {
                "row": 2,
                "field": "size",
                "code": "not_a_choice",
                "message": "Write one of S, L.",
                "value": "XXL",
            },
            {
                "row": 2,
                "field": "weight",
                "code": "not_a_whole_number",
                "message": "Write a whole number from 0 to 100.",
                "value": "heavy",
            },
            {
                "row": 3,
                "field": "reference",
                "code": "cell_empty",
                "message": "This cell must be filled in.",
                "value": "",
            },
            {
                "row": 3,
                "field": "weight",
                "code": "formula_failed",
                "message": "The formula in this cell gave an error: correct it in the spreadsheet.",
                "value": "#REF!",
            },
        ],
    )
    assert shelf == Shelf()


def test_partial_import_takes_the_good_rows() -> None:
    shelf = Shelf()

    taken = shelf.take([{"Reference": "A"}, {"Reference": "é"}], partial=True)

    assert taken["applied"]
    assert shelf.parcels == {"A": Parcel("A", version=1)}


def test_second_row_of_one_key_is_rejected() -> None:
    shelf = Shelf()

    taken = shelf.take([{"Reference": "A", "Label": "x"}, {"Reference": "A", "Label": "y"}], partial=True)

    assert taken["rejected"] == [
        {
            "row": 3,
            "field": "",
            "code": "duplicate_key",
            "message": "Row 2 already has this reference; one of the two is wrong.",
            "value": "A",
        }
    ]
    assert shelf.parcels == {"A": Parcel("A", label="x", version=1)}


def test_repeating_rows_build_on_each_other() -> None:
    adding = replace(
        FORM,
        repeats=True,
        build=lambda key, values, before: replace(
            before or Parcel(key), weight=(before or Parcel(key)).weight + values["weight"]
        ),
    )
    shelf = Shelf({"A": Parcel("A", weight=1)})

    taken = shelf.take([{"Reference": "A", "Weight": "2"}, {"Reference": "A", "Weight": "3"}], form=adding)

    assert taken["changed"] == [{"row": 3, "key": "A", "before": {"weight": 1}, "after": {"weight": 6}}]


def test_rule_of_the_service_rejects_a_row() -> None:
    assert Shelf().take([{"Reference": "A", "Label": "forbidden"}])["rejected"] == [
        {
            "row": 2,
            "field": "label",
            "code": "bad_label",
            "message": "This label is not allowed.",
            "value": "forbidden",
        }
    ]


def test_sensitive_cell_is_not_repeated_when_rejected() -> None:
    strict = replace(FORM, columns=(*COLUMNS[:4], replace(COLUMNS[4], parse=whole(0, 9))))

    (rejected,) = Shelf().take([{"Reference": "A", "Code": "E1234567"}], form=strict)["rejected"]

    assert rejected["value"] == "•••"


def test_missing_column_leaves_the_field_and_an_empty_cell_clears_it() -> None:
    shelf = Shelf({"A": Parcel("A", label="keep", weight=3)})

    shelf.take([{"Reference": "A", "Weight": ""}])

    assert shelf.parcels == {"A": Parcel("A", label="keep", weight=0, version=1)}


@pytest.mark.parametrize(
    "row",
    [
        {"编号": "A", "重量": "4"},
        {"reference ": "A", "ＷＥＩＧＨＴ": "4"},
        {"Nr": "A", "kg": "4"},
    ],
    ids=["Chinese", "case and width", "mapped"],
)
def test_headers_are_found(row: dict[str, str]) -> None:
    mapping = {"reference": "nr", "Weight": "KG"} if "Nr" in row else {}
    shelf = Shelf()

    shelf.take([row], mapping=mapping)

    assert shelf.parcels == {"A": Parcel("A", weight=4, version=1)}


def test_mapping_wins_over_an_equal_name() -> None:
    shelf = Shelf()

    shelf.take([{"Reference": "A", "Label": "no", "Text": "yes"}], mapping={"label": "Text"})

    assert shelf.parcels == {"A": Parcel("A", label="yes", version=1)}


def test_unknown_column_is_noted() -> None:
    assert Shelf().take([{"Reference": "A", "Colour": "red"}])["notes"] == [
        {"row": 1, "code": "unknown_column", "message": "The column “Colour” is not used by this import."}
    ]


def test_remarks_on_good_rows_are_noted() -> None:
    def heavy(entries: Sequence[Entry[Parcel]]) -> list[Note]:
        return [Note(entry.row, "heavy", entry.key) for entry in entries if entry.thing.weight > 50]

    taken = Shelf().take(
        [{"Reference": "A", "Weight": "3"}, {"Reference": "B", "Weight": "60"}], remarks=heavy
    )

    assert taken["notes"] == [{"row": 3, "code": "heavy", "message": "B"}]


@pytest.mark.parametrize(
    ("rows", "mapping", "code"),
    [
        ([], {}, "no_rows"),
        ([{}], {}, "no_rows"),
        ([{"Weight": "1"}], {}, "missing_columns"),
        ([{"Reference": "A"}], {"colour": "Reference"}, "unknown_field"),
        ([{"Reference": "A"}], {"weight": "kg"}, "mapped_header_missing"),
    ],
)
def test_unusable_file_is_refused(rows: Rows, mapping: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Shelf().take(rows, mapping=mapping)

    assert refused.value.refusal == code


def test_time_is_read_in_the_zone_of_its_row() -> None:
    shelf = Shelf()

    shelf.take(
        [
            {"Reference": "A", "Sent": "2019-10-18 08:30", "Time zone": ""},
            {"Reference": "B", "Sent": "2019-10-18 08:30", "Time zone": "Europe/Oslo"},
        ]
    )

    assert [parcel.sent for parcel in shelf.parcels.values()] == [
        datetime(2019, 10, 18, 0, 30, tzinfo=UTC),
        datetime(2019, 10, 18, 6, 30, tzinfo=UTC),
    ]


GOOD: list[tuple[Parser, str, Any]] = [
    (text, "Ōe  Kenzaburō 大江", "Ōe  Kenzaburō 大江"),
    (reference, "A-01_b", "A-01_b"),
    (yes_no, "是", True),
    (yes_no, "No", False),
    (country, "kr", "KR"),
    (language, "KO", "ko"),
    (zone_name, "Europe/Oslo", "Europe/Oslo"),
    (whole(-5, 5), "-5", -5),
    (choice(Size), "l", Size.LARGE),
    (list_of(language), "en; ru；zh、en", ("en", "ru", "zh")),
    (list_of(text), " ; ", ()),
    (day, "2019年10月8日", date(2019, 10, 8)),
    (day, "2019/10/8", date(2019, 10, 8)),
    (clock_time, "8:05", "08:05"),
    (moment, "2019-10-18T08:30", datetime(2019, 10, 18, 8, 30, tzinfo=SHANGHAI)),
    (moment, "2019-10-18 08:30:15Z", datetime(2019, 10, 18, 8, 30, 15, tzinfo=UTC)),
    (moment, "2019-10-18T08:30-03:30", datetime(2019, 10, 18, 12, 0, tzinfo=UTC)),
    (
        span,
        "2019-10-17 08:00/2019-10-17 12:00",
        (datetime(2019, 10, 17, 8, tzinfo=SHANGHAI), datetime(2019, 10, 17, 12, tzinfo=SHANGHAI)),
    ),
]


@pytest.mark.parametrize(("parse", "cell", "value"), GOOD, ids=[cell for _, cell, _ in GOOD])
def test_cell_is_read(parse: Parser, cell: str, value: Any) -> None:
    assert parse(cell, SHANGHAI) == value


BAD: list[tuple[Parser, str, str]] = [
    (reference, "../etc", "bad_reference"),
    (reference, "A.1", "bad_reference"),
    (reference, "x" * 65, "bad_reference"),
    (yes_no, "maybe", "not_yes_or_no"),
    (country, "Korea", "unknown_country"),
    (language, "xx", "unknown_language"),
    (language, "zh-CN", "unknown_language"),
    (zone_name, "../../etc/passwd", "unknown_time_zone"),
    (whole(0, 9), "10", "not_a_whole_number"),
    (whole(0, 9), "1.5", "not_a_whole_number"),
    (whole(0, 9), "1e3", "not_a_whole_number"),
    (choice(Size), "M", "not_a_choice"),
    (list_of(country), "KR;Mars", "unknown_country"),
    (day, "10/11/2019", "not_a_date"),
    (day, "2019-02-30", "not_a_date"),
    (day, "0001-01-01", "not_a_date"),
    (day, "2019-10-18 08:30", "not_a_date"),
    (clock_time, "24:00", "not_a_time"),
    (moment, "2019-10-18", "not_a_time"),
    (moment, "08:30", "not_a_time"),
    (moment, "2019-10-18 08:30+25:00", "not_a_time"),
    (moment, "2019-10-18 08:30 pm", "not_a_time"),
    (span, "2019-10-17 08:00", "not_a_span"),
    (span, "2019-10-17 12:00/2019-10-17 08:00", "ends_before_start"),
]


@pytest.mark.parametrize(("parse", "cell", "code"), BAD, ids=[cell for _, cell, _ in BAD])
def test_cell_is_refused(parse: Parser, cell: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(cell, SHANGHAI)

    assert refused.value.refusal == code


def test_hour_left_out_by_summer_time_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        moment("2019-03-31 02:30", ZoneInfo("Europe/Oslo"))

    assert refused.value.refusal == "no_such_time"


def test_hour_shown_twice_is_refused_without_an_offset() -> None:
    with pytest.raises(Invalid) as refused:
        moment("2019-10-27 02:30", ZoneInfo("Europe/Oslo"))

    assert refused.value.refusal == "time_is_ambiguous"
    assert moment("2019-10-27 02:30 +01:00", ZoneInfo("Europe/Oslo")) == datetime(
        2019, 10, 27, 1, 30, tzinfo=UTC
    )


def test_codes_are_complete() -> None:
    assert (len(LANGUAGES), len(COUNTRIES)) == (183, 249)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31)),  # noqa: DTZ001 - made aware below
    st.integers(-14 * 60, 14 * 60),
)
def test_every_moment_is_read_back(local: datetime, minutes: int) -> None:
    written = local.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))

    assert moment(written.isoformat(), SHANGHAI) == written


PARSERS = [
    reference, yes_no, country, language, zone_name, whole(0, 9), choice(Size), list_of(moment),
    day, clock_time, moment, span,
]  # fmt: skip


@given(st.sampled_from(PARSERS), st.one_of(st.text(), st.from_regex(r"[0-9:/+ T-]{0,25}", fullmatch=True)))
def test_any_cell_is_read_or_refused(parse: Parser, cell: str) -> None:
    try:
        read = parse(cell, SHANGHAI)
    except Invalid as refusal:
        read = refusal

    assert read is not None


_CELL = st.sampled_from(["", "A", "B", "C", "S", "XXL", "3", "300", "x", "2019-10-18 08:30", "#N/A"])


@given(
    st.lists(
        st.fixed_dictionaries({"Reference": _CELL, "Size": _CELL, "Weight": _CELL, "Sent": _CELL}), max_size=6
    )
)
def test_taking_good_rows_twice_changes_nothing(rows: Rows) -> None:
    shelf = Shelf()
    rows = [*rows, {"Reference": "Z"}]
    first = shelf.take(rows, partial=True)
    held = dict(shelf.parcels)

    second = shelf.take(rows, partial=True)

    assert (second["new"], second["changed"], shelf.parcels) == ([], [], held)
    assert second["rejected"] == first["rejected"]
    assert second["unchanged"] == len(first["new"])
