"""Importing a spreadsheet: what is sent, what is shown."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.gateway import PlayedGateway, Terminal

CLEAN: dict[str, Any] = {
    "what": "guests", "dry_run": True, "applied": False, "new": [], "changed": [], "unchanged": 2,
    "rejected": [], "notes": [],
}  # fmt: skip
IMPORT = "POST /editions/e/imports/guests"


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    """A file; what is in it is the gateway's business."""
    file = tmp_path / "guests.csv"
    file.write_text("Number,Rank\nA1,V1\n")
    return file


def test_file_mapping_and_wishes_are_sent(gateway: PlayedGateway, terminal: Terminal, guests: Path) -> None:
    gateway.answers[IMPORT] = CLEAN
    words = ("import", "guests", str(guests), "--edition", "e", "--dry-run", "--map", "reference=Number")
    typed = terminal.type(*words)
    assert (typed.exit_code, typed.stdout) == (
        0, "guests: 0 new, 0 changed, 2 unchanged, 0 rejected (nothing written)\n",
    )  # fmt: skip
    assert gateway.asked == ["POST /editions/e/imports/guests?dry_run=true&partial=false"]
    parts = gateway.requests[0].content
    assert b'name="file"; filename="guests.csv"' in parts
    assert guests.read_bytes() in parts
    assert b'name="mapping"\r\n\r\n{"reference": "Number"}\r\n' in parts


def test_changes_and_rejected_rows_are_shown(
    gateway: PlayedGateway, terminal: Terminal, guests: Path
) -> None:
    gateway.answers[IMPORT] = CLEAN | {
        "changed": [{"row": 2, "key": "A1", "before": {"rank": "V2"}, "after": {"rank": "V1"}}],
        "rejected": [
            {"row": 3, "field": "rank", "code": "not_a_choice", "message": "No rank.", "value": "V9"}
        ],
    }
    typed = terminal.type("import", "guests", str(guests), "--edition", "e")
    assert typed.exit_code == 1
    assert [line.rstrip() for line in typed.stdout.splitlines()] == [
        "Changed",
        "row  key  field  before  after",
        "2    A1   rank   V2      V1",
        "Rejected",
        "row  field  code          message   value",
        "3    rank   not_a_choice  No rank.  V9",
        "guests: 0 new, 1 changed, 2 unchanged, 1 rejected (nothing written)",
    ]


def test_a_script_gets_the_report(gateway: PlayedGateway, terminal: Terminal, guests: Path) -> None:
    gateway.answers[IMPORT] = CLEAN
    assert (
        json.loads(terminal.type("import", "guests", str(guests), "--edition", "e", "--json").stdout) == CLEAN
    )


def test_a_mapping_without_header_is_not_sent(
    gateway: PlayedGateway, terminal: Terminal, guests: Path
) -> None:
    typed = terminal.type("import", "guests", str(guests), "--edition", "e", "--map", "reference")
    assert (typed.exit_code, gateway.asked) == (2, [])
