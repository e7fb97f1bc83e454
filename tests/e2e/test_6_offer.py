"""A coordinator offers a service and sends links; interpreters answer them on their telephones, without accounts."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local import packages
from tests.e2e.conftest import PASSWORD, ROOT, House

EDITION = "iitc-2019"
CONSOLE = ROOT / "services" / "console"


@pytest.fixture(scope="module")
def offer(house: House) -> Any:
    """An open offer of a service in English that at least three people are asked for."""
    house.json("rehearse", f"deploy/samples/{EDITION}")
    with house.http() as http:
        demands = http.get(f"/editions/{EDITION}/demands", params={"limit": 500}).json()["items"]
        for demand in demands:
            if demand["purpose"] != "one_to_one" or demand["language"] != "en" or demand["state"] != "filled":
                continue
            opened = http.post(f"/editions/{EDITION}/demands/{demand['id']}/offers", json={"minutes": 30})
            if (
                opened.status_code == httpx.codes.CREATED
                and len(opened.json()["waves"][0]["interpreter_ids"]) >= 3
            ):
                return opened.json()
    raise AssertionError("nobody could be asked for any service")


def test_links_are_sent_from_the_board_and_answered_on_a_telephone(house: House, offer: Any) -> None:
    if packages.browser() is None:
        pytest.skip("NO BROWSER: the page of an offer is not tested")
    told = {
        "CONVOKE_URL": house.url, "CONVOKE_EDITION": EDITION, "CONVOKE_DEMAND": offer["demand_id"],
        "CONVOKE_ACCOUNT": json.dumps(["anna", PASSWORD]), "CONVOKE_CHROMIUM": str(packages.browser()),
    }  # fmt: skip
    node = ROOT / ".venv" / "bin" / "node"

    ended = subprocess.run(
        [str(node if node.exists() else shutil.which("node")), str(Path("tests") / "browser" / "offer.mjs")],
        capture_output=True, text=True, check=False, cwd=CONSOLE, env=os.environ | told, timeout=120,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    asked, late = seen.pop("asked"), seen.pop("late")
    assert seen == {"links": len(offer["waves"][0]["interpreter_ids"]), "barriers": [], "errors": []}
    assert ("whole stay" in asked, "English" in asked, "Asia/Shanghai" in asked) == (True, True, True), asked
    assert late == "Somebody else has taken this service. Thank you for looking."
    with house.http() as http:
        after = http.get(f"/editions/{EDITION}/offers/{offer['id']}").json()
        demand = http.get(f"/editions/{EDITION}/demands/{offer['demand_id']}").json()
    assert [one["answer"] for one in after["replies"]] == ["declined", "accepted"]
    assert after["replies"][0]["reason"] == "With my family that day"
    assert demand["interpreter_id"] == after["accepted_by"] == after["waves"][0]["interpreter_ids"][1]
