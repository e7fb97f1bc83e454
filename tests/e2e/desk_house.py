"""A house for the desk's browser stories: a crowd, enrolled devices, and a way to kill the gateway."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from deploy.local import packages
from deploy.local.convoke import Convoke
from deploy.local.secret_files import service_secrets
from tests.e2e.conftest import FOLDER, PASSWORD, ROOT, House
from tests.e2e.crowd import Crowd, gather

CONSOLE = ROOT / "services" / "console"
STORIES = CONSOLE / "tests" / "e2e"
DOORS = ("North", "South", "East", "West", "Lounge", "VIP")


@dataclass
class DeskHouse:
    """What the stories are told to: written to a file, read by them."""

    house: House
    crowd: Crowd
    control: str
    shots: Path

    def tell(self, story: str, seconds: float) -> dict[str, Any]:
        """What the browser saw in one story, with a device of its own at each door."""
        with self.house.http() as api:
            named = Path(story).stem
            devices = [_enrolled(api, self.crowd.edition, named, number) for number in range(len(DOORS))]
        house = {
            "url": self.house.url, "control": self.control, "codes": self.crowd.codes,
            "devices": devices, "organiser": self.house.token, "edition": self.crowd.edition,
            "account": {"name": "anna", "password": PASSWORD},
        }  # fmt: skip
        return tell_story(story, house, self.shots, seconds)


def tell_story(story: str, house: dict[str, Any], shots: Path, seconds: float) -> dict[str, Any]:
    """What a browser saw in a story that was told these things; its pictures lie in `shots`."""
    told = shots / "house.json"
    told.write_text(json.dumps(house | {"shots": str(shots)}))
    ended = subprocess.run(
        [_node(), str(STORIES / story), str(told)],
        capture_output=True, text=True, check=False, timeout=seconds, cwd=CONSOLE,
        env=os.environ | {"CONVOKE_CHROMIUM": packages.browser() or ""},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-2000:] + ended.stderr[-4000:]
    seen: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    (shots / f"{Path(story).stem}.json").write_text(json.dumps(seen, indent=1, ensure_ascii=False))
    return seen


def need_browser_and_pages() -> None:
    """Skips where there is no browser, builds the pages where they are not."""
    if packages.browser() is None:
        pytest.skip("NO BROWSER: install chromium; without it nothing of the desk is tested in one")
    if not (CONSOLE / "dist" / "desk" / "index.html").is_file():
        subprocess.run(["make", "console"], check=True, cwd=ROOT)


@contextmanager
def desk_house(house: House, size: int) -> Iterator[DeskHouse]:
    """So many guests; skips where there is no browser, builds the pages where they are not."""
    need_browser_and_pages()
    whole = Convoke(FOLDER)
    shots = FOLDER / "desk"
    shots.mkdir(exist_ok=True)
    with house.http() as api:
        crowd = gather(api, whole.mongo_uri, "convoke", service_secrets(whole.folder), size)
    with control_of(whole) as control:
        yield DeskHouse(house, crowd, control, shots)


def _enrolled(api: Any, edition: str, named: str, number: int) -> dict[str, Any]:
    rights = ["search", "walk_in", "reissue"] if number == 0 else []
    wanted = {"name": f"{named}-{number + 1}", "door": DOORS[number], "rights": rights}
    made = api.post(f"/editions/{edition}/devices", json=wanted).raise_for_status().json()
    return {"token": made["token"], "id": made["device"]["id"]}


def _node() -> str:
    ours = ROOT / ".venv" / "bin" / "node"
    found = str(ours) if ours.exists() else shutil.which("node")
    assert found, "make console brings a Node.js"
    return found


@contextmanager
def control_of(whole: Convoke) -> Iterator[str]:
    """Obeys over HTTP: the gateway is killed and started, registration is frozen and thawed."""
    supervisor = whole.supervisor
    acts = {
        "/stop": lambda: supervisor.kill("gateway"),
        "/start": lambda: supervisor.start("gateway"),
        "/freeze": lambda: os.kill(supervisor.pid("registration"), signal.SIGSTOP),
        "/thaw": lambda: os.kill(supervisor.pid("registration"), signal.SIGCONT),
    }

    class Orders(BaseHTTPRequestHandler):
        """Four orders."""

        def do_POST(self) -> None:
            """Obey, then answer."""
            acts[self.path]()
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Orders)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()
