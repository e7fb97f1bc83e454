"""The lists one can look at: where each is, which filters it takes, which columns are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Thing = dict[str, Any]
Cell = Callable[[Thing], Any]


@dataclass(frozen=True)
class List:
    """One list of an edition. `letter` is the part of its ids between edition and reference.

    A column is a field's name, or a heading with what to show under it.
    """

    letter: str
    columns: tuple[str | tuple[str, Cell], ...]
    filters: tuple[str, ...] = ()


def short(thing_id: str | None) -> str:
    """An id without its edition, as people say it: `ipec-2019.g.A017` is A017."""
    return (thing_id or "").rpartition(".")[2]


def shorts(ids: list[str]) -> str:
    """Several ids, as people say them."""
    return " ".join(short(each) for each in ids)


def named(field: str) -> Cell:
    """A field that holds an id, shown short."""
    return lambda thing: short(thing.get(field))


def placed(field: str) -> Cell:
    """Part of where and when a meeting takes place; nothing where it has no place."""

    def cell(meeting: Thing) -> Any:
        value = (meeting.get("placement") or {}).get(field)
        return short(value) if field.endswith("_id") else value

    return cell


def full_name(guest: Thing) -> str:
    """Family and given name, and the own script where it differs."""
    latin = f"{guest['family_name']} {guest['given_name']}".strip()
    own = guest.get("own_script_name") or ""
    return f"{latin} · {own}" if own and not own.isascii() else latin


def whole_id(edition: str, letter: str, reference: str) -> str:
    """The id of a thing: a whole id as it is, a reference of the organisers completed to one."""
    return reference if "." in reference else f"{edition}.{letter}.{reference}"


def demand_of(demand_id: str | None) -> str:
    """A demand as people say it: the guest's reference for a stay, else everything after the edition."""
    kind, _, rest = (demand_id or "").partition(".")[2].partition(".")
    return rest if kind == "n" else f"{kind}.{rest}"


def whole_demand(edition: str, reference: str) -> str:
    """The id of a demand: a whole id as it is, a guest's reference or `m.M03.n` completed to one."""
    if reference.startswith(f"{edition}."):
        return reference
    return f"{edition}.{reference}" if "." in reference else f"{edition}.n.{reference}"


LISTS: dict[str, List] = {
    "delegations": List(
        "d",
        ("reference", ("name", lambda d: d["name_en"]), "name_zh", "country", "sister_city",
         ("head", named("head_guest_id")), ("precedence", lambda d: shorts(d["precedence"]))),
    ),
    "guests": List(
        "g",
        ("reference", ("name", full_name), "country", "rank", "language", "state",
         ("delegation", named("delegation_id")), "organisation", "inside_door"),
        ("state", "rank", "country", "language", "delegation_id"),
    ),
    "interpreters": List(
        "i",
        ("reference", "name", "name_zh", "languages", "level", "tier", "home_unit", "consent",
         ("pledge", lambda i: i["pledge_signed_on"])),
        ("language", "level", "consent", "team", "tier", "booth"),
    ),
    "demands": List(
        "n",
        (("demand", lambda d: demand_of(d["id"])), "purpose", ("guest", named("guest_id")), "rank", "language", "state",
         ("interpreter", named("interpreter_id")), "serves_in", "rules"),
        ("state", "purpose", "rank", "guest_id", "interpreter_id"),
    ),
    "interpreter-requests": List(
        "q",
        ("reference", "kind", "title", "mode", "languages", "place", "starts", "ends", "rank", "interpreters",
         "withdrawn"),
        ("kind", "withdrawn"),
    ),
    "offers": List(
        "o",
        (("offer", lambda o: demand_of(o["id"])), "state", "wave", "deadline",
         ("accepted by", named("accepted_by")), ("answers", lambda o: len(o["replies"])), "closed_because"),
        ("state", "demand_id"),
    ),
    "interpreter-waivers": List(
        "w",
        (("demand", lambda w: demand_of(w["demand_id"])), "rule", ("interpreter", named("interpreter_id")),
         "granted_by", "reason", "until", "state"),
        ("state", "demand_id"),
    ),
    "venues": List("u", ("reference", "name", "name_zh", "place", "address")),
    "rooms": List("r", ("reference", "name", "name_zh", "kind", "seats", "place", "opens", "closes"),
                  ("kind", "place")),
    "hosts": List("h", ("reference", "name", "name_zh", "post", "level", ("windows", lambda h: len(h["windows"]))),
                  ("level",)),
    "sessions": List(
        "s",
        ("reference", "title", "title_zh", ("type", lambda s: s["session_type"]), ("room", named("room_id")),
         "starts", "ends", ("speakers", lambda s: shorts(s["speakers"]))),
        ("session_type", "room_id"),
    ),
    "meetings": List(
        "m",
        ("reference", "kind", "state", ("guest", named("guest_id")), ("host", placed("host_id")), "delegated",
         ("room", placed("room_id")), ("starts", placed("starts")), ("ends", placed("ends")), "rules"),
        ("state", "guest_id", "host_id"),
    ),
    "business-slots": List(
        "bs",
        ("reference", "starts", "ends",
         ("tables", lambda s: " ".join(f"{t['number']}×{t['seats']}" for t in s["tables"]))),
    ),
    "business-participants": List(
        "bp",
        ("reference", "name", ("guest", named("guest_id")), "people", "most", ("away", lambda p: shorts(p["away"]))),
    ),
    "business-requests": List(
        "br",
        ("reference", ("asks", named("asks_id")), ("asked", named("asked_id")), "answer", "expires", "wish",
         ("slot", named("slot_id")), ("after", lambda r: shorts(r["after"])), "confirmed"),
        ("answer", "asks_id", "asked_id"),
    ),
    "arrivals": List(
        "a",
        (("guest", named("guest_id")), "mode", "number", "gate", "scheduled", "expected", "in_town_from",
         "destination", "cancelled"),
        ("gate", "destination", "number", "guest_id", "cancelled"),
    ),
    "departures": List(
        "dep",
        (("guest", named("guest_id")), "mode", "number", "gate", "terminal", "expected", "be_there_by", "leaves_by",
         "origin", "cancelled"),
        ("gate", "number", "guest_id"),
    ),
    "closures": List(
        "c",
        ("id", "stretch", ("means", lambda c: " ".join(c["means"])), "starts", "ends", "percent", "grade", "source",
         "withdrawn"),
        ("stretch", "withdrawn"),
    ),
    "alternatives": List(
        "a",
        (("guest", named("guest_id")), "state", ("ways", lambda a: " ".join(o["way"] for o in a["options"])),
         "decided_by"),
        ("state", "guest_id"),
    ),
    "hotels": List("hotel", ("reference", "name", "name_zh", "place", "licensed_for_foreigners", "stars")),
    "lodging": List(
        "bed",
        (("guest", named("guest_id")), ("hotel", named("hotel_id")), "room", "kind", "first_night", "last_night",
         "state", "breaks"),
        ("guest_id", "hotel_id", "state"),
    ),
    "sittings": List("sit", ("reference", "kind", "name", "place", "starts", "ends", "tables", "cancelled", "version")),
    "outings": List(
        "out",
        ("reference", "kind", "name", "place", "starts", "ends", ("guests", lambda o: shorts(o["guest_ids"])),
         "cancelled", "version"),
        ("kind",),
    ),
    "vehicles": List("v", ("reference", "plate", "kind", "seats", "driver", "phone", "base"), ("kind",)),
    "trips": List(
        "t",
        (("trip", named("id")), "kind", "state", "origin", "destination", "departs", "arrives",
         ("vehicle", named("vehicle_id")), "driver", ("guests", lambda t: shorts(t["guest_ids"]))),
        ("state", "kind", "origin", "vehicle_id", "guest_id", "meeting_id"),
    ),
}  # fmt: skip
