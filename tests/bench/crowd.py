"""An edition with a crowd of guests of rank V5, confirmed and with badges, and devices at the doors."""

from __future__ import annotations

from datetime import date, timedelta

from tests.bench.web import Organiser

EDITION = "bench-2019"
GUESTS = 640
DEVICES = 32
_FIRST_DAY = date(2019, 10, 17)


def open_doors(organiser: Organiser) -> None:
    """Open the edition and invite the crowd."""
    days = {
        name: str(_FIRST_DAY + timedelta(n))
        for n, name in enumerate(("first_day", "opening_day", "last_day"))
    }
    organiser.post(
        "/editions", edition=EDITION, conference="IPEC", number=3, name_en="Doors", name_zh="门", **days
    )
    organiser.upload(EDITION, "delegations", ("delegations.csv", _delegations()))
    organiser.upload(EDITION, "guests", ("guests.csv", _guests()))
    organiser.upload(EDITION, "replies", ("replies.csv", _replies()))
    organiser.wait_for_rest()


def badges(organiser: Organiser) -> list[str]:
    """A fresh badge's token for every guest."""
    paths = [f"/editions/{EDITION}/guests/{EDITION}.g.{_reference(n)}/badge" for n in range(GUESTS)]
    return [str(organiser.post(path)["token"]) for path in paths]


def devices(organiser: Organiser) -> list[str]:
    """The tokens of the devices, one a door."""
    enrolled = [
        organiser.post(f"/editions/{EDITION}/devices", door=f"door-{n}", name=f"desk-{n}")
        for n in range(DEVICES)
    ]
    return [str(one["token"]) for one in enrolled]


def _reference(number: int) -> str:
    return f"X{number:04d}"


def _delegations() -> bytes:
    return b"Reference,Name,Name (zh),Country,Sister city\nD-NO,Norway,,NO,no\n"


def _guests() -> bytes:
    name, work = (
        "Reference,Person,Family name,Given name,Birth date",
        "Country,Organisation,Post,Rank,Language",
    )
    header = f"{name},{work},Delegation,Order,Head"
    rows = [
        f"{_reference(n)},X{n:04d},Bjørnstad,Guest {n},1970-01-01,NO,Northmere,Delegate,V5,en,D-NO,{n + 1},no"
        for n in range(GUESTS)
    ]
    return "\n".join([header, *rows]).encode()


def _replies() -> bytes:
    rows = [f"{_reference(n)},confirmed,2019-09-20" for n in range(GUESTS)]
    return "\n".join(["Reference,Reply,Received on", *rows]).encode()
