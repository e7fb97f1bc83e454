"""The console in a real browser, against all processes: what its pages must hold, measured."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from deploy.local import packages
from deploy.local.convoke import Convoke
from shared.messaging.connection import publish_surely
from shared.messaging.topology import events_queue_name
from tests.e2e.conftest import FOLDER, PLAYED, ROOT, House

CONSOLE = ROOT / "services" / "console"
LONGEST_PAINT_MS, LONGEST_LIVE_MS, TABS = 200, 300, 9


def node() -> str | None:
    """The Node.js that `make console` put into the environment, or the machine's."""
    own = ROOT / ".venv" / "bin" / "node"
    return str(own) if own.exists() else shutil.which("node")


@pytest.fixture(scope="module")
def measure(house: House, accounts: dict[str, tuple[str, str]]) -> Any:
    """Runs one part of the acceptance script on the played edition."""
    lacking = [
        what
        for what, there in (
            ("a Chromium (Debian: apt-get install chromium)", packages.browser()),
            ("Node.js (make console)", node()),
            ("the built console (make console)", (CONSOLE / "dist" / "index.html").exists()),
            ("its packages (make console)", (CONSOLE / "node_modules" / "playwright-core").exists()),
        )
        if not there
    ]
    if lacking:
        pytest.skip(f"THE CONSOLE IS NOT TESTED IN A BROWSER: there is no {', no '.join(lacking)}")
    told = {
        "CONVOKE_URL": house.url, "CONVOKE_EDITION": PLAYED, "CONVOKE_ACCOUNTS": json.dumps(accounts),
        "CONVOKE_CHROMIUM": packages.browser(), "CONVOKE_PICTURES": str(ROOT / ".run" / "pictures"),
        "CONVOKE_README_PICTURES": os.environ.get("CONVOKE_README_PICTURES", str(ROOT / ".run" / "readme")),
        "CONVOKE_NAMES": "odegard,OLATUNJI ngozi",
    }  # fmt: skip

    def run(part: str) -> Any:
        command = [str(node()), str(Path("tests") / "browser" / "acceptance.mjs"), part]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=CONSOLE,
            env=os.environ | {name: value or "" for name, value in told.items()}, timeout=600,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        print(ended.stdout)  # the figures, also of a test that passes (pytest -s)
        return json.loads(ended.stdout)[part]

    return run


def test_no_page_has_a_barrier_or_logs_an_error_in_any_language_and_theme(measure: Any) -> None:
    assert measure("pages") == {"axe": {}, "errors": []}


def test_nine_tabs_share_one_stream_and_all_show_a_change(measure: Any) -> None:
    found = measure("tabs")

    assert (found["tabs"], found["streams"], found["status"]) == (TABS, 1, 200)
    assert len(found["milliseconds"]) == TABS


def test_passport_and_needs_reach_no_role_that_may_not_see_them(measure: Any) -> None:
    nothing: dict[str, Any] = {"sent": False, "told": []}
    planner = nothing | {"offered": True, "acts": True, "asked": 200, "whole": False}
    other = nothing | {"offered": False, "acts": False, "asked": 403}

    assert measure("roles") == {"organiser": planner, "coordinator": planner, "desk": other, "viewer": other}


@pytest.mark.long
def test_thirty_rooms_and_six_hundred_items_are_painted_in_time(measure: Any) -> None:
    found = measure("timeline")

    assert found["bars"] == 600
    assert found["milliseconds"][0] <= LONGEST_PAINT_MS  # the quietest of five, as other work runs here too


def test_names_are_found_in_spellings_of_other_keyboards(measure: Any) -> None:
    assert measure("search") == {"odegard": ["Ødegård Ingrid"], "OLATUNJI ngozi": ["Ọlátúnjí Ngozi"]}


def test_what_was_typed_in_any_form_is_still_there_after_the_session_ended_and_began_again(
    measure: Any,
) -> None:
    found = measure("session")

    lost = {
        name: told
        for name, told in found.items()
        if not isinstance(told, dict) or not told["fields"] or not told["kept"] or not told["anew"]
    }
    assert (lost, len(found)) == ({}, 14)


def test_main_acts_are_done_by_clicking_in_both_languages(measure: Any) -> None:
    seen = measure("clicks")
    wanted = {
        "import": True, "move": True, "compared": {"told": True, "barriers": []},
        "links": {"before": 200, "after": 404, "barriers": []}, "matchmaking": True,
        "own page": {"calendar": True, "barriers": [], "passport": False}, "errors": [],
        "assign": {"clean": True, "closed": True, "noted": True, "barriers": []},
        "waiver": {"waived": [True], "barriers": []},
    }  # fmt: skip

    assert seen == {
        language: wanted | {"guest says": _said(f"Envoy {language}", needs)}
        for language, needs in (("en", "no nuts"), ("zh", "不吃坚果"))
    }


def test_every_other_page_does_its_main_act_in_both_languages(measure: Any) -> None:
    for language in ("en", "zh"):
        body = json.dumps({"id": f"unreadable {language}", "type": "nobody.said"}).encode()
        publish_surely(
            Convoke(FOLDER).amqp_uri, events_queue_name("logistics"), body, {}, "application/cloudevents+json"
        )
    cancelled = {"cancelled": True, "barriers": []}
    wanted = {
        "closure": {"barriers": [], "reopened": True, "replanned": True, "told": True, "trips": True, "open": True},
        "news": {"late": True},
        "sheet": {"named": True, "phone": True, "printed": {"bar": False, "names": True}},
        "driver": {
            "told": {"named": True, "place": True, "flight": True, "rank": False},
            "wide": False, "after": False, "logged": [], "barriers": [],
        },
        "chain": {"followed": True, "compared": True, "reason": True, "answered": True, "barriers": []},
        "offer": {"withdrawn": ["withdrawn"], "barriers": []},
        "lodging": {"registered": True},
        "device": {"before": 200, "refused": True, "barriers": []},
        "inbox": {"arose": True, "noted": True, "settled": True},
        "outing": cancelled | {"cancelled": [True]},
        "sitting": cancelled,
        "parked": {"there": True, "returned": True, "gone": True, "barriers": []},
        "badges": {"printed": 3, "barriers": []},
        "account": {"first": 201, "second": 201, "closed": True, "barriers": []},
        "errors": [],
    }  # fmt: skip

    assert measure("acts") == {"en": wanted, "zh": wanted}


def _said(post: str, needs: str) -> dict[str, Any]:
    return {"state": "confirmed", "post": post, "needs": needs, "barriers": []}


def test_interpreters_and_meetings_are_carried_by_mouse_and_keyboard_and_checked_before_the_drop(
    measure: Any,
) -> None:
    pair = {"named": True, "clear": True, "put": True, "undone": True}
    meeting = {"said": True, "clear": True, "put": True, "undone": True}
    each = {f"{what}, {by}": told for what, told in (("interpreter", pair), ("meeting", meeting))
            for by in ("mouse", "keyboard")}  # fmt: skip

    assert measure("drags") == {language: each | {"errors": []} for language in ("en", "zh")}


@pytest.mark.long
def test_meetings_and_arrivals_are_shown_within_300_ms(measure: Any) -> None:
    found = measure("kinds")

    assert {name: one["status"] for name, one in found.items()} == {
        "meeting": 200,
        "assignment": 200,
        "arrival": 200,
    }
    never = LONGEST_LIVE_MS + 1  # nothing was shown, or something else before the change was sent
    shown = {
        name: never if one["milliseconds"] is None else one["milliseconds"] for name, one in found.items()
    }
    assert {name: after for name, after in shown.items() if after > LONGEST_LIVE_MS} == {}


def test_readme_has_its_pictures(measure: Any) -> None:
    """`CONVOKE_README_PICTURES=docs/pictures` puts them where README shows them."""
    assert measure("pictures") == ["overview", "interpreters", "programme", "arrivals", "desk"]
