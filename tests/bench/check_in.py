"""Badge scans over HTTP with the whole stack running, relays included: 1, 8 and 32 devices at once."""

from __future__ import annotations

import json
import subprocess
import sys
from time import sleep
from typing import Any
from urllib.parse import urlsplit

from tests.bench import crowd
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.bench.web import Organiser

CLIENTS = (1, 8, 32)
SECONDS, WARM_UP = 6.0, 1.0


def measure(stack: Stack) -> dict[str, dict[str, float]]:
    """By number of clients: scans a second, milliseconds, and processor time of all server processes a scan."""
    stack.run_whole()
    organiser = Organiser(stack)
    crowd.open_doors(organiser)
    address = urlsplit(stack.url)
    job: dict[str, Any] = {
        "host": address.hostname, "port": address.port, "path": f"/api/v1/editions/{crowd.EDITION}/check-ins",
        "seconds": SECONDS, "warm_up": WARM_UP, "inside": [],
        "badges": crowd.badges(organiser), "devices": crowd.devices(organiser),
    }  # fmt: skip
    figures = {}
    for clients in CLIENTS:
        organiser.wait_for_rest()
        figures[str(clients)], job["inside"] = _level(stack, job | {"clients": clients, "run": f"c{clients}"})
    return figures


def _level(stack: Stack, job: dict[str, Any]) -> tuple[dict[str, float], list[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.scanner"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as scanner:
        assert scanner.stdin is not None
        assert scanner.stdout is not None
        json.dump(job, scanner.stdin)
        scanner.stdin.close()
        sleep(WARM_UP + 0.5)
        before = stack.cpu_seconds()
        sleep(SECONDS - 1.0)
        used = stack.cpu_seconds() - before
        done = json.load(scanner.stdout)
    unexpected = set(done["answers"]) - {"admitted", "left"}
    assert not unexpected, done["answers"]
    times = done["milliseconds"]
    scans_meanwhile = len(times) / SECONDS * (SECONDS - 1.0)
    figures = {
        "rps": round(len(times) / SECONDS, 1),
        "p50_ms": quantile(times, 0.5),
        "p95_ms": quantile(times, 0.95),
        "p99_ms": quantile(times, 0.99),
        "server_cpu_ms": round(used / scans_meanwhile * 1000, 2),
    }
    return figures, done["inside"]
