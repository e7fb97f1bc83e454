"""The tables of the programme: rooms, hosts and their windows, sessions and the leaders' meetings wanted."""

from __future__ import annotations

from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.people import Register
from deploy.samples.generate.sheets import Cell, Sheet


def rooms(about: Description) -> Sheet:
    """All rooms of the venue; lounges and the interpreters' room open earlier and close later."""
    header = ["Reference", "Name", "Name (zh)", "Kind", "Seats", "Place", "Opens", "Closes"]
    zone = about["edition"]["zone"]
    rows = [[*row, zone, *_hours(row[3])] for room in about["rooms"] for row in room["rows"]]
    return Sheet("rooms", header, rows)


def _hours(kind: str) -> tuple[str, str]:
    return ("06:30", "23:00") if kind in ("VIP_LOUNGE", "INTERPRETERS_ROOM") else ("07:30", "21:00")


def hosts(about: Description, register: Register) -> Sheet:
    """The leaders who receive guests."""
    rows: list[list[Cell]] = []
    for reference, post, level, _ in about["hosts"][0]["rows"]:
        name = register.local_name()
        rows.append([reference, f"{name.family} {name.given}", name.script, post, level])
    return Sheet("hosts", ["Reference", "Name", "Name (zh)", "Post", "Level"], rows)


def host_windows(about: Description) -> Sheet:
    """When each leader can receive."""
    rows = [
        [reference, *about.span(window)]
        for reference, _, _, windows in about["hosts"][0]["rows"]
        for window in windows
    ]
    return Sheet("host-windows", ["Host", "Starts", "Ends"], rows)


def sessions(about: Description, guests: dict[str, Guest]) -> Sheet:
    """The programme of sessions with speakers."""
    header = [
        "Reference",
        "Title",
        "Title (zh)",
        "Type",
        "Room",
        "Starts",
        "Ends",
        "Working languages",
        "Speakers",
    ]
    rows = [
        [reference, title, title_zh, kind, room, *about.span(when), languages, _list(guests, speakers)]
        for reference, title, title_zh, kind, room, when, languages, speakers in about["sessions"][0]["rows"]
    ]
    return Sheet("sessions", header, rows)


def meetings(about: Description, guests: dict[str, Guest]) -> Sheet:
    """The leaders' meetings that were asked for."""
    header = [
        "Reference", "Kind", "Guest", "Accompanying", "Wanted host", "May be delegated", "Speech minutes",
        "Mode",
        "Language", "Priority", "Not before", "Not after",
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for reference, kind, guest, party, host, delegable, minutes, mode, priority, *limits in about["meetings"][
        0
    ]["rows"]:
        asked: list[Cell] = [reference, kind, guests[guest].reference, _list(guests, party), host, delegable]
        times: list[Cell] = [about.at(limit) if limit else "" for limit in limits]
        rows.append([*asked, minutes, mode, guests[guest].language, priority, *times])
    return Sheet("meetings", header, rows)


def _list(guests: dict[str, Guest], keys: list[str]) -> str:
    return "; ".join(guests[key].reference for key in keys)
