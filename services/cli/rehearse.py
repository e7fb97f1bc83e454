"""Plays a folder of lists through the public API, in the order things happen before and at a conference.

Everything in it may be repeated: lists already known change nothing, news already known neither, and a scan
carries its device's own number. So a rehearsal that broke off is simply started again.
"""

import csv
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.cli.client import Api, GatewayAway, Problem
from services.cli.editions import described, send_file
from services.cli.flow import at_rest
from services.cli.house import ROWS_REJECTED
from services.cli.output import as_json, console, errors
from services.cli.report import print_report, summary

LISTS = (
    "delegations", "guests", "interpreters", "rooms", "hosts", "host-windows", "sessions", "arrivals", "vehicles",
    "meetings", "replies", "arrival-updates",
)  # fmt: skip
# What these say rests on what was said before, and is only tried on a plan that has answered it.
AFTER_REST = ("meetings", "arrival-updates")
SUFFIXES = (".xlsx", ".csv")
REST_SECONDS = 180.0
PATIENCE_SECONDS = 60.0
SCANNERS = 8


def rehearse(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    scans: Annotated[bool, typer.Option(help="Also check guests in and close the arrivals")] = True,
    json: bool = False,
) -> None:
    """Play a sample edition through the API; twice changes nothing."""
    began = time.monotonic()
    with Api() as api, _progress() as progress:
        edition = _open(api, folder)
        task = progress.add_task(edition, total=len(LISTS) + 2)
        reports = [_one_list(api, edition, folder, what, progress, task) for what in LISTS]
        results = _scan_all(api, edition, folder, progress) if scans else {}
        closed = patiently(lambda: api.post(f"/editions/{edition}/close-arrivals")) if scans else None
        state = at_rest(api, REST_SECONDS)
        progress.update(task, completed=len(LISTS) + 2)
    played = {
        "edition": edition, "lists": [_figures(r) for r in reports if r], "scans": results, "closed": closed,
        "in_flight": state["in_flight"], "seconds": round(time.monotonic() - began, 1),
    }  # fmt: skip
    as_json(played) if json else console.print(f"{edition}: played in {played['seconds']} s; scans {results}")


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors)


def _open(api: Api, folder: Path) -> str:
    bodies = described(folder / "edition.csv")
    if len(bodies) != 1:
        raise typer.BadParameter(f"{folder / 'edition.csv'} must describe one edition")
    opened: dict[str, Any] = patiently(lambda: api.post("/editions", bodies[0]))
    return str(opened["id"])


def _one_list(
    api: Api, edition: str, folder: Path, what: str, progress: Progress, task: Any
) -> dict[str, Any] | None:
    """Import one list, if the folder has it; rejected rows end the rehearsal."""
    file = next(
        (folder / f"{what}{suffix}" for suffix in SUFFIXES if (folder / f"{what}{suffix}").is_file()), None
    )
    progress.advance(task)
    if file is None:
        return None
    if what in AFTER_REST:
        at_rest(api, REST_SECONDS)
    report: dict[str, Any] = patiently(lambda: send_file(api, edition, what, file))
    progress.console.print(f"  {summary(report)}")
    if report["rejected"]:
        print_report(report)
        raise typer.Exit(ROWS_REJECTED)
    return report


def _figures(report: dict[str, Any]) -> dict[str, Any]:
    counted = {name: len(report[name]) for name in ("new", "changed", "rejected", "notes")}
    return {"what": report["what"], "unchanged": report["unchanged"], **counted}


def _scan_all(api: Api, edition: str, folder: Path, progress: Progress) -> dict[str, int]:
    """Check in at all doors side by side; how often each answer was given."""
    with (folder / "check-ins.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    task = progress.add_task("check-ins", total=len(rows))
    results: dict[str, int] = {}
    with ThreadPoolExecutor(SCANNERS) as scanners:
        for scan in scanners.map(lambda row: _scan(api, edition, row), rows):
            results[scan["result"]] = results.get(scan["result"], 0) + 1
            progress.advance(task)
    return results


def _scan(api: Api, edition: str, row: dict[str, str]) -> dict[str, Any]:
    body = {
        "guest_id": f"{edition}.g.{row['Guest']}", "door": row["Door"], "device": row["Device"],
        "at": row["At"], "nonce": row["Nonce"],
    }  # fmt: skip
    scan: dict[str, Any] = patiently(lambda: api.post(f"/editions/{edition}/check-ins", body))
    return scan


def patiently(attempt: Any) -> Any:
    """Repeat while the gateway or a service is away, for a minute at most.

    Every step here may be repeated.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return attempt()
        except (GatewayAway, Problem) as fault:
            away = isinstance(fault, GatewayAway) or fault.status in (502, 503, 504)
            if not away or time.monotonic() > until:
                raise
            time.sleep(1.0)
