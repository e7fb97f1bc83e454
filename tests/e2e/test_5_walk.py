"""A newcomer's walk: from what the demonstration prints to a VIP matched, a meeting moved, a guest admitted alone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.local.convoke import Convoke
from tests.e2e.conftest import ROOT
from tests.e2e.desk_house import control_of, need_browser_and_pages, tell_story

FOLDER = ROOT / ".run" / "walk"
WITHOUT_BADGE = 163


@pytest.fixture(scope="module")
def printed() -> Iterator[str]:
    """What `make demo` says, from nothing; taken down at the end."""
    need_browser_and_pages()
    Convoke(FOLDER).stop()
    shutil.rmtree(FOLDER, ignore_errors=True)
    own = {name: value for name, value in os.environ.items() if name not in ("AMQP_URI", "MONGO_URI")}
    try:
        demo = subprocess.run(
            [sys.executable, "-m", "deploy.local", "--folder", str(FOLDER), "demo"],
            capture_output=True, text=True, check=False, timeout=600, cwd=ROOT, env=own | {"COLUMNS": "120"},
        )  # fmt: skip
        assert demo.returncode == 0, demo.stdout[-2000:] + demo.stderr[-4000:]
        yield demo.stdout
    finally:
        Convoke(FOLDER).stop()


@pytest.mark.long
def test_newcomer_needs_nothing_but_what_the_demonstration_prints(printed: str) -> None:
    seen = _walk(printed)
    wanted = ("Welcome", "Al-Falasi Khalid", "V1", str(seen["interpreter"]), "decided here")

    assert seen["interpreter"]
    assert seen["moved"]
    assert seen["badges"] == [WITHOUT_BADGE, WITHOUT_BADGE]
    assert (seen["verdict"], seen["waiting"]) == ("admitted", 1)
    assert [word for word in wanted if word not in seen["face"]] == []
    assert "admitted" in seen["organiser"]
    assert (seen["axe_desks"], seen["axe_badges"], seen["complaints"]) == ([], [], [])


def _walk(printed: str) -> dict[str, Any]:
    address = re.search(r"running at (http://\S+)", printed)
    account = re.search(r"^ +(organiser) +(\S+)$", printed, re.MULTILINE)
    assert address, printed
    assert account, printed
    shots = FOLDER / "shots"
    shots.mkdir(exist_ok=True)
    with control_of(Convoke(FOLDER)) as control:
        house = {
            "url": address[1].rstrip("/"),
            "control": control,
            "name": account[1],
            "password": account[2],
        }
        return tell_story("walk.ts", house, shots, 300)
