"""The demonstration: two real-sized conferences are registered, matched, scheduled and moved."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx
from rich.console import Console

from deploy.local import demo_accounts, demo_report
from deploy.local.convoke import Convoke
from deploy.local.refusal import CannotStart
from deploy.local.supervisor import CHECKOUT, wait_until

EDITIONS = ("ipec-2019", "iitc-2019")
SETTLE_SECONDS = 180


def run(convoke: Convoke, say: Callable[[str], None]) -> bool:
    """Start, load both editions through the public API, wait for rest, print the result; leave all running.

    Returns whether the result is clean. Every step may be repeated: what is there already is left as it is.
    """
    began = float(os.environ.get("CONVOKE_BEGAN", time.time()))  # make sets it: the environment counts too
    convoke.start()
    say("waiting until the gateway and every service answer")
    convoke.wait_ready()
    token = demo_accounts.open_accounts(convoke)
    ready = time.time()
    for edition in EDITIONS:
        say(f"{edition}: playing deploy/samples/{edition} through the public API")
        _rehearse(convoke.url, token, edition)
    loaded = time.time()
    with _api(convoke.url, token) as api:
        say("waiting until no event is in flight")
        wait_until("the events' rest", lambda: _get(api, "/flow")["in_flight"] == 0, SETTLE_SECONDS)
        seconds = {"setup": ready - began, "load": loaded - ready, "settle": time.time() - loaded}
        overviews = {edition: _get(api, f"/editions/{edition}/overview") for edition in EDITIONS}
        figures = demo_report.demo_figures(overviews, _get(api, "/flow"), seconds)
    (convoke.folder.root / "demo.json").write_text(json.dumps(figures, indent=2) + "\n")
    _show(convoke, figures)
    return demo_report.is_clean(figures)


def _rehearse(url: str, token: str, edition: str) -> None:
    command = [sys.executable, "-m", "services.cli.main", "rehearse", f"deploy/samples/{edition}"]
    environment = os.environ | {"CONVOKE_URL": url, "CONVOKE_TOKEN": token}
    if subprocess.run(command, check=False, cwd=CHECKOUT, env=environment).returncode:
        raise CannotStart(f"{edition} could not be loaded; the lines above say why. It is safe to try again.")


def _api(url: str, token: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=60, trust_env=False)


def _get(api: httpx.Client, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = api.get(path).raise_for_status().json()
    return answer


def _show(convoke: Convoke, figures: dict[str, Any]) -> None:
    console = Console(highlight=False)
    console.print(demo_report.table(figures))
    for line in demo_report.lines(figures):
        console.print(line)
    console.print(f"\nConvoke is running at {convoke.url}/ — sign in as:")
    for name, password in demo_accounts.passwords(convoke).items():
        console.print(f"  {name:<12} {password}", markup=False)
    console.print(
        "`make status` shows the processes, `make down` ends them, `make up` starts them again.",
        soft_wrap=True,
    )
