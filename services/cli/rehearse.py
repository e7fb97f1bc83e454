"""Plays a folder of lists through the public API, in the order things happen before and at a conference.

Everything in it may be repeated: lists already known change nothing, news already known neither, and a scan
carries its device's own number. So a rehearsal that broke off is simply started again.
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from services.cli.client import Api, Problem
from services.cli.editions import described, send_file
from services.cli.flow import at_rest
from services.cli.house import SAID_NO
from services.cli.output import Json, as_json, errors, say
from services.cli.patience import patiently
from services.cli.report import print_report, summary
from services.cli.scanning import scan_all

LISTS = (
    "delegations", "guests", "interpreters", "rooms", "hosts", "host-windows", "sessions", "arrivals", "vehicles",
    "meetings", "replies", "arrival-updates", "hotels", "room-blocks", "departures", "sittings", "needs",
    "business-slots", "business-participants",
    "business-requests",
)  # fmt: skip
# What these say rests on what was said before, and is only tried on a plan that has answered it.
AFTER_REST = ("meetings", "arrival-updates")
SUFFIXES = (".xlsx", ".csv")
REST_SECONDS = 180.0
NOT_FOUND = 404


def rehearse(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    scans: Annotated[bool, typer.Option(help="Also check guests in and close the arrivals")] = True,
    json: Json = False,
) -> None:
    """Play a sample edition through the API; twice changes nothing."""
    began = time.monotonic()
    with Api() as api, _progress() as progress:
        edition = _open(api, folder)
        played: dict[str, Any] = {"edition": edition, "lists": _play_lists(api, edition, folder, progress)}
        business = [report for report in played["lists"] if report["what"].startswith("business_")]
        if business:
            news = any(report["new"] or report["changed"] for report in business)
            played["matchmaking"] = _matchmaking(api, edition, news)
        if scans:
            played["scans"] = scan_all(api, edition, folder / "check-ins.csv", progress)
            played["closed"] = patiently(lambda: api.post(f"/editions/{edition}/close-arrivals"))
        played["in_flight"] = _rest(api)
    played["seconds"] = round(time.monotonic() - began, 1)
    as_json(played) if json else say(f"{edition}: played in {played['seconds']} s; {_said(played)}")
    if played["in_flight"]:
        raise typer.Exit(SAID_NO)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors)


def _open(api: Api, folder: Path) -> str:
    file = folder / "edition.csv"
    if not file.is_file() or len(bodies := described(file)) != 1:
        raise typer.BadParameter(f"{file} must be there and describe one edition")
    opened: dict[str, Any] = patiently(lambda: api.post("/editions", bodies[0]))
    _rest(api)  # until every service has heard of the edition, some refuse lists of it
    return str(opened["id"])


def _play_lists(api: Api, edition: str, folder: Path, progress: Progress) -> list[dict[str, Any]]:
    """Import the lists that the folder has."""
    files = [(what, folder / f"{what}{suffix}") for what in LISTS for suffix in SUFFIXES]
    there = [(what, file) for what, file in files if file.is_file()]
    task = progress.add_task(f"{edition} lists", total=len(there))
    return [_one_list(api, edition, what, file, progress, task) for what, file in there]


def _one_list(
    api: Api, edition: str, what: str, file: Path, progress: Progress, task: TaskID
) -> dict[str, Any]:
    """Import one list; rejected rows end the rehearsal."""
    if what in AFTER_REST:
        _rest(api)
    report: dict[str, Any] = patiently(lambda: send_file(api, edition, what, file))
    progress.advance(task)
    errors.print(f"  {summary(report)}", markup=False, soft_wrap=True)
    if report["rejected"]:
        print_report(report)
        raise typer.Exit(SAID_NO)
    counted = {name: len(report[name]) for name in ("new", "changed", "rejected", "notes")}
    about = {"what": report["what"], "correlation_id": api.correlation_id}
    return {**about, "unchanged": report["unchanged"], **counted}


def _matchmaking(api: Api, edition: str, news: bool) -> dict[str, Any]:
    """Have the mutual requests placed into what is free, unless they are and nothing is new; what came of it."""
    run = None if news else _run_in_force(api, edition)
    if run is None:
        patiently(lambda: api.post(f"/editions/{edition}/plans/matchmaking/order", {"keep": "ALL"}))
        _rest(api)
        run = patiently(lambda: api.get(f"/editions/{edition}/plans/matchmaking"))
    figures = {"wanted": run["wanted"], "placed": len(run["meetings"]), "idle_runs": run["idle_runs"]}
    errors.print("  business meetings: {placed} of {wanted} placed, {idle_runs} idle runs".format(**figures))
    return figures


def _run_in_force(api: Api, edition: str) -> dict[str, Any] | None:
    """The run of business matchmaking in force; None before the first, as after a rehearsal that broke off."""
    try:
        run: dict[str, Any] = patiently(lambda: api.get(f"/editions/{edition}/plans/matchmaking"))
    except Problem as refusal:
        if refusal.status != NOT_FOUND:
            raise
        return None
    return run


def _rest(api: Api) -> int:
    """Wait until nothing is under way; how much still is when patience ends, which is said aloud."""
    in_flight: int = patiently(lambda: at_rest(api, REST_SECONDS))["in_flight"]
    if in_flight:
        errors.print(
            f"After {REST_SECONDS:g} s {in_flight} events are still under way: convoke flow shows where."
        )
    return in_flight


def _said(played: dict[str, Any]) -> str:
    """What came of it, in one line."""
    if "scans" not in played:
        return "no scans"
    answers = ", ".join(f"{count} {result}" for result, count in sorted(played["scans"].items()))
    return f"scans: {answers}; {played['closed']['no_show']} new no-shows"
