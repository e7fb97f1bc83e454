"""What came of the demonstration: the figures for a machine (demo.json) and for a person (a table)."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from rich.table import Table

DOUBLE_BOOKED = ("interpreters", "rooms", "guests", "vehicles")
EVENTS = ("announced", "handled", "parked", "in_flight")


def edition_figures(overview: Mapping[str, Any]) -> dict[str, Any]:
    """One edition's figures out of the gateway's overview."""
    figures = overview["figures"]
    registration, meetings = figures["registration"], figures["scheduling"]["meetings"]
    return {
        "registered": registration["registered"],
        "confirmed": registration["confirmed"],
        "received": registration["received"],
        "one_to_one": _chosen(
            figures["matching"]["one_to_one"], ("demand", "first_language", "fallback", "unfilled")
        ),
        "meetings": _chosen(meetings, ("wanted", "placed", "unplaceable")),
        "trips": figures["logistics"]["trips"],
        "guests_without_trip": len(figures["logistics"]["guests_without_trip"]),
    }


def demo_figures(
    overviews: Mapping[str, Mapping[str, Any]], flow: Mapping[str, Any], seconds: Mapping[str, float]
) -> dict[str, Any]:
    """Everything demo.json holds; double bookings are added up over the editions."""
    doubled: Counter[str] = Counter()
    for overview in overviews.values():
        doubled.update(overview["double_booked"])
    return {
        "editions": {edition: edition_figures(overview) for edition, overview in overviews.items()},
        "events": _chosen(flow, EVENTS),
        "double_booked": {what: doubled[what] for what in DOUBLE_BOOKED},
        "seconds": {what: round(value, 1) for what, value in seconds.items()},
    }


def is_clean(figures: Mapping[str, Any]) -> bool:
    """Whether nothing is double-booked, set aside or still under way."""
    events = figures["events"]
    return not any((*figures["double_booked"].values(), events["parked"], events["in_flight"]))


def table(figures: Mapping[str, Any]) -> Table:
    """One column an edition, one row a figure."""
    editions = figures["editions"]
    shown = Table(*["", *editions], title="What the services made of it together", title_justify="left")
    for label, value in ROWS.items():
        shown.add_row(label, *(value(edition) for edition in editions.values()))
    return shown


def lines(figures: Mapping[str, Any]) -> list[str]:
    """What holds for both editions together, a sentence each."""
    events, doubled, seconds = figures["events"], figures["double_booked"], figures["seconds"]
    counted = ", ".join(f"{count} {what}" for what, count in doubled.items())
    return [
        f"Events: {events['announced']} announced, {events['handled']} handled, "
        f"{events['parked']} parked, {events['in_flight']} in flight",
        f"Double-booked: {counted}",
        f"Seconds: set-up {seconds['setup']}, loading {seconds['load']}, coming to rest {seconds['settle']}",
    ]


def _one_to_one(edition: Mapping[str, Any]) -> str:
    served = edition["one_to_one"]
    return f"{served['first_language']} + {served['fallback']} + {served['unfilled']}"


ROWS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "guests registered → confirmed → received": lambda e: (
        f"{e['registered']} → {e['confirmed']} → {e['received']}"
    ),
    "interpreters needed, one to one": lambda e: str(e["one_to_one"]["demand"]),
    "… first language + fallback + nobody": _one_to_one,
    "leaders' meetings wanted": lambda e: str(e["meetings"]["wanted"]),
    "… placed + impossible": lambda e: f"{e['meetings']['placed']} + {e['meetings']['unplaceable']}",
    "trips": lambda e: str(e["trips"]),
    "guests without a trip": lambda e: str(e["guests_without_trip"]),
}


def _chosen(figures: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, int]:
    return {name: figures[name] for name in names}
