"""The tables of lodging: two invented hotels and the rooms held in them, as the description counts them."""

from __future__ import annotations

from deploy.samples.generate.description import Description
from deploy.samples.generate.sheets import Cell, Sheet

_KINDS = (("standard", "ST"), ("suite", "SU"))


def hotels(about: Description) -> Sheet:
    """One row a hotel; the first stands in the zone of the venue, the second in the other."""
    zones = about["edition"]["zone"], about["edition"]["second_zone"]
    rows: list[list[Cell]] = [
        [hotel["reference"], hotel["name"], hotel["name_zh"], zone, "yes", hotel["stars"]]
        for hotel, zone in zip(about["lodging"]["hotels"], zones, strict=True)
    ]
    return Sheet(
        "hotels", ["Reference", "Name", "Name (zh)", "Place", "Licensed for foreigners", "Stars"], rows
    )


def room_blocks(about: Description) -> Sheet:
    """One row for each kind of room a hotel holds, over all nights of the edition."""
    first, last = about.day(about["lodging"]["first_night"]), about.day(about["lodging"]["last_night"])
    rows: list[list[Cell]] = [
        [f"{hotel['reference']}{letters}", hotel["reference"], kind, first, last, hotel[kind]]
        for hotel in about["lodging"]["hotels"]
        for kind, letters in _KINDS
        if hotel[kind]
    ]
    return Sheet("room-blocks", ["Reference", "Hotel", "Kind", "First night", "Last night", "Rooms"], rows)
