"""Logistics from the desk: plan and release trips, close and reopen routes, weather, run sheets."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.local_times import Clock, read_time
from services.cli.output import Json, as_json, say, table
from services.cli.plan import plan
from services.cli.things import shorts

close = typer.Typer(no_args_is_help=True, help="Close a route.")
CANCELLED = {"outing": "out", "sitting": "sit"}
PAPERS = ("driver", "gate", "hotel", "guest", "rooming", "kitchen", "shuttle")


@plan.command("logistics")
def plan_logistics(
    edition: Edition,
    anew: Annotated[bool, typer.Option("--anew", help="Plan everything as if nobody had been told")] = False,
    release: Annotated[bool, typer.Option("--release", help="Tell people their trips")] = False,
    json: Json = False,
) -> None:
    """Show the plan of trips and beds in force; with --anew or --release order it first."""
    with Api() as api:
        if anew:
            api.post(f"/editions/{edition}/plans/logistics/order")
        if release:
            api.post(f"/editions/{edition}/plans/logistics/release")
        trips = api.get(f"/editions/{edition}/plans/logistics")
        beds = api.get(f"/editions/{edition}/plans/lodging")
    if json:
        as_json({"trips": trips, "beds": beds})
        return
    columns = (
        "number",
        "released",
        "trips",
        "pick_ups",
        "transfers",
        "waiting_minutes",
        "is_proven",
        "seconds",
    )
    table(f"{edition} · plan of trips", columns, [[trips[name] for name in columns]])
    _missing("Without trip", trips["guests_without_trip"])
    table("Beds", ("number", "allotted"), [[beds["number"], beds["allotted"]]])
    _missing("Without room", beds["guests_without_room"])


def _missing(title: str, without: list[dict[str, Any]]) -> None:
    rows = ([shorts([one["guest_id"]]), one["rule"], one["explanation"]] for one in without)
    table(f"{title}: {len(without)}", ("guest", "rule", "explanation"), rows)


@close.command("route")
def close_route(
    stretch: Annotated[str, typer.Argument(help="ZHOUSHAN_BRIDGE, SEA_PUTUOSHAN, HSN_AIR, …")],
    edition: Edition,
    starts: Annotated[
        datetime, typer.Option("--from", parser=read_time, help="The edition's time, e.g. 2019-08-28T15:00")
    ],
    source: Annotated[str, typer.Option(help="Who said so")],
    until: Annotated[
        datetime | None, typer.Option("--until", parser=read_time, help="Without: until further notice")
    ] = None,
    means: Annotated[list[str] | None, typer.Option(help="COACH_45, FAST_BOAT, …; may be repeated")] = None,
    percent: Annotated[
        int | None, typer.Option(help="Slowed, not closed: share of the planning time")
    ] = None,
    grade: Annotated[str, typer.Option(help="Such as: force 10")] = "",
    leaving: Annotated[str | None, typer.Option(help="The pier of a last departure")] = None,
    reference: Annotated[str | None, typer.Option(help="Under one known the notice is corrected")] = None,
    json: Json = False,
) -> None:
    """Close or slow a stretch, and say what cannot be reached any more."""
    notice: dict[str, Any] = {
        "stretch": stretch.upper(), "source": source, "grade": grade, "means": [one.upper() for one in means or ()],
        "percent": percent, "leaving": leaving, "reference": reference,
    }  # fmt: skip
    with Api() as api:
        clock = Clock(api, edition)
        notice |= {"starts": clock.moment(starts), "ends": clock.moment(until) if until else None}
        closed = api.post(f"/editions/{edition}/closures", notice)
        reach = api.get(f"/editions/{edition}/reach", at=closed["starts"])
    if json:
        as_json({"closure": closed, "reach": reach})
        return
    until_when = closed["ends"] or "until further notice"
    say(f"{closed['id']}: {closed['stretch']} {closed['starts']} – {until_when}, {' '.join(closed['means'])}")
    rows = ([p["place"], " ".join(p["zones"]), " ".join(p["vehicle_kinds"])] for p in reach["cut_off"])
    table("Cut off", ("from", "to", "for"), rows)
    say(f"{len(reach['guest_ids'])} guests cannot come as planned: {shorts(reach['guest_ids'])}")


def reopen(
    closure: Annotated[str, typer.Argument(help="The id of the closure")],
    edition: Edition,
    at: Annotated[
        datetime, typer.Option(parser=read_time, help="The edition's time from which the way is open")
    ],
    json: Json = False,
) -> None:
    """Reopen a route; a closure that has not begun is withdrawn."""
    whole = closure if closure.startswith(f"{edition}.") else f"{edition}.c.{closure}"
    with Api() as api:
        opens = Clock(api, edition).moment(at)
        lifted = api.post(f"/editions/{edition}/closures/{whole}/lift", {"at": opens})
    state = "withdrawn" if lifted["withdrawn"] else f"open from {lifted['ends']}"
    as_json(lifted) if json else say(f"{lifted['id']}: {state}")


def weather(
    stretch: Annotated[str, typer.Argument(help="ZHOUSHAN_BRIDGE, SEA_PUTUOSHAN, …")],
    trigger: Annotated[str, typer.Argument(help="wind (force), visibility (metres), typhoon (grade 0 to 4)")],
    value: Annotated[int, typer.Argument()],
    edition: Edition,
    at: Annotated[datetime, typer.Option(parser=read_time, help="The edition's time of the reading")],
    source: Annotated[str, typer.Option(help="Who measured")] = "",
    json: Json = False,
) -> None:
    """Enter a reading, and show the closures that follow by rule."""
    body = {"stretch": stretch.upper(), "trigger": trigger, "value": value, "source": source}
    with Api() as api:
        body["at"] = Clock(api, edition).moment(at)
        found = api.post(f"/editions/{edition}/weather", body)["items"]
    columns = ("stretch", "means", "starts", "ends", "percent", "grade")
    rows = ([" ".join(c[name]) if name == "means" else c[name] for name in columns] for c in found)
    as_json(found) if json else table(f"{len(found)} closures follow", columns, rows)


def runsheet(
    kind: Annotated[str, typer.Argument(help=", ".join(PAPERS))],
    reference: Annotated[
        str, typer.Argument(help="A vehicle, gate, hotel, guest, sitting or zone, e.g. S01")
    ],
    edition: Edition,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write .html or .xlsx instead")] = None,
    json: Json = False,
) -> None:
    """Print the paper of one driver, gate, hotel or guest; with --out as a page or a workbook."""
    if kind not in PAPERS:
        raise typer.BadParameter(f"there is no paper for {kind}; there are {', '.join(PAPERS)}")
    path = f"/editions/{edition}/papers/{kind}/{reference}"
    with Api() as api:
        if out is None:
            paper = api.get(path)
        else:
            if out.suffix not in (".html", ".xlsx"):
                raise typer.BadParameter("--out ends in .html or .xlsx")
            out.write_bytes(api.download(f"{path}{out.suffix}"))
            say(f"{out} written")
            return
    if json:
        as_json(paper)
        return
    say(f"{paper['title']} · plan {paper['plan']}")
    for sheet in paper["sheets"]:
        table(sheet["heading"], sheet["columns"], sheet["rows"])


def cancel(
    what: Annotated[str, typer.Argument(help="outing or sitting")],
    reference: Annotated[str, typer.Argument(help="As listed, e.g. B1")],
    edition: Edition,
    version: Annotated[
        int | None, typer.Option(help="Only if it is still as you read it, e.g. 3; see `show outings`")
    ] = None,
    json: Json = False,
) -> None:
    """Cancel a visit, banquet or meal."""
    if what not in CANCELLED:
        raise typer.BadParameter(f"what is cancelled is one of {', '.join(CANCELLED)}")
    whole = reference if reference.startswith(f"{edition}.") else f"{edition}.{CANCELLED[what]}.{reference}"
    with Api() as api:
        cancelled = api.post(f"/editions/{edition}/{what}s/{whole}/cancel", version=version)
    as_json(cancelled) if json else say(f"{cancelled['id']}: cancelled")
