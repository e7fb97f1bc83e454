"""Loads the oil conference through the public API, as far as the lists that come before the first guest."""

from __future__ import annotations

import csv
from pathlib import Path

import deploy.samples
from tests.bench.web import Organiser

EDITION = "ipec-2019"
LISTS = (
    ("delegations", "delegations.xlsx"), ("guests", "guests.xlsx"), ("interpreters", "interpreters.xlsx"),
    ("rooms", "rooms.xlsx"), ("hosts", "hosts.xlsx"), ("host_windows", "host-windows.xlsx"),
    ("sessions", "sessions.xlsx"), ("arrivals", "arrivals.xlsx"), ("vehicles", "vehicles.xlsx"),
    ("meetings", "meetings.xlsx"), ("replies", "replies.csv"),
    ("hotels", "hotels.xlsx"), ("room_blocks", "room-blocks.xlsx"),
)  # fmt: skip
_DAYS = {"first_day": "First day", "opening_day": "Opening day", "last_day": "Last day"}


def load(organiser: Organiser) -> None:
    """Open the edition, import its lists in order, and wait until every service has answered."""
    folder = Path(deploy.samples.__file__).parent / EDITION
    with (folder / "edition.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    days = {field: row[header] for field, header in _DAYS.items()}
    names = {"name_en": row["Name"], "name_zh": row["Name (zh)"], "conference": row["Conference"]}
    organiser.post("/editions", edition=EDITION, number=int(row["Number"]), **names, **days)
    for what, file_name in LISTS:
        organiser.upload(EDITION, what, folder / file_name)
    organiser.wait_for_rest()
