"""One edition, from its lists to the last check-in, through the public API, with the figures of the year 2019."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.e2e.conftest import ROOT, House
from tests.waiting import eventually

EDITION = "iitc-2019"


@pytest.fixture(scope="module")
def played(house: House) -> Any:
    return house.json("rehearse", f"deploy/samples/{EDITION}")


def test_a_rehearsal_ends_at_rest_with_the_figures_of_the_year(house: House, played: Any) -> None:
    assert (played["scans"], played["in_flight"]) == ({"admitted": 126}, 0)

    overview = house.json("overview", "--edition", EDITION)

    figures = overview["figures"]
    assert figures["registration"] == {
        "registered": 140, "confirmed": 128, "received": 126, "withdrew": 12, "no_show": 2,
    }  # fmt: skip
    assert figures["matching"]["one_to_one"] == {
        "demand": 30,
        "first_language": 27,
        "fallback": 0,
        "unfilled": 3,
    }
    assert figures["scheduling"]["meetings"] == {
        "wanted": 11, "placed": 10, "with_wanted_host": 9, "delegated": 1, "unplaceable": 1,
    }  # fmt: skip
    assert figures["logistics"]["guests_without_trip"] == []
    assert set(overview["double_booked"].values()) == {0}
    assert house.json("parked", "list") == []


@pytest.mark.usefixtures("played")
def test_the_same_rehearsal_again_changes_nothing(house: House) -> None:
    before = house.json("flow")

    again = house.json("rehearse", f"deploy/samples/{EDITION}")

    assert [one for one in again["lists"] if one["new"] or one["changed"]] == []
    assert (again["scans"], again["closed"]) == ({"admitted": 126}, {"no_show": 0})
    assert house.json("flow")["announced"] == before["announced"]


@pytest.mark.usefixtures("played")
def test_the_answer_to_a_delay_is_listed_under_its_correlation_id(house: House) -> None:
    news = {
        "expected": "2019-08-28T14:40:00+08:00",
        "received_at": "2019-08-28T11:00:00+08:00",
        "source": "test",
    }
    with house.http() as http:
        told = http.post(f"/editions/{EDITION}/arrivals/{EDITION}.a.B001/news", json=news)
    assert told.status_code == 200, told.text
    correlation_id = told.headers["X-Correlation-Id"]

    def trips_retimed() -> bool:
        kinds = [entry["kind"] for entry in house.json("changes", correlation_id)]
        return (
            bool(kinds) and kinds[0].startswith("logistics.arrival") and any("trip" in kind for kind in kinds)
        )

    eventually(trips_retimed, seconds=15, every=0.5)


@pytest.mark.usefixtures("played")
def test_whoever_follows_hears_of_a_badge_at_once(house: House) -> None:
    follower = subprocess.Popen(
        [sys.executable, "-m", "services.cli.main", "follow", "--kinds", "registration.badge_",
         "--last", "1", "--json"],
        stdout=subprocess.PIPE, text=True, cwd=ROOT, env=house.environment,
    )  # fmt: skip

    def badge_is_heard() -> bool:
        with house.http() as http:
            assert http.post(f"/editions/{EDITION}/guests/{EDITION}.g.B001/badge").status_code == 201
        return follower.poll() is not None

    eventually(badge_is_heard, seconds=30, every=0.5)
    heard = json.loads(follower.communicate()[0])
    assert (heard["type"], heard["subject"]) == ("registration.badge_issued.v1", f"{EDITION}.g.B001")
