"""A list of scans (Guest, Door, Device, At, Nonce), made at all doors side by side."""

import csv
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Any

from rich.progress import Progress

from services.cli.client import Api
from services.cli.patience import patiently
from services.cli.things import whole_id

SCANNERS = 8


def scan_all(api: Api, edition: str, file: Path, progress: Progress) -> dict[str, int]:
    """Make every scan of the file; how often each answer was given. Without a file, nobody comes."""
    rows = _rows(file)
    task = progress.add_task("check-ins", total=len(rows))
    results: Counter[str] = Counter()
    with ThreadPoolExecutor(SCANNERS) as scanners:
        made = [scanners.submit(copy_context().run, _scan, api, edition, row) for row in rows]
        for scan in made:
            results[scan.result()["result"]] += 1
            progress.advance(task)
    return dict(results)


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _scan(api: Api, edition: str, row: dict[str, str]) -> dict[str, Any]:
    body = {
        "guest_id": whole_id(edition, "g", row["Guest"]), "door": row["Door"], "device": row["Device"],
        "at": row["At"], "nonce": row["Nonce"],
    }  # fmt: skip
    return patiently(lambda: api.scan(edition, body))
