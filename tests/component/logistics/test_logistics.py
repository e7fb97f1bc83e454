"""Logistics as it runs: service, relay and planner, a real broker and database, the sample lists."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.logistics import solver
from services.logistics.domain.heard import Traveller
from services.logistics.domain.rank import Rank
from services.logistics.service import LogisticsService
from services.logistics.storage import Travellers
from shared.errors import Invalid, NotFound
from shared.spreadsheet import read_table
from shared.storage.store import Cause
from tests.component.conftest import Stage
from tests.waiting import eventually

SAMPLES = Path(__file__).parents[3] / "deploy" / "samples"
EDITION = "ipec-2019"


def rows(name: str) -> list[dict[str, str]]:
    return list(read_table((SAMPLES / EDITION / name).read_bytes(), name).rows)


def take(stage: Stage, what: str, name: str) -> tuple[int, int, int, int]:
    report = stage.call("logistics", f"import_{what}", edition=EDITION, rows=rows(name), mapping={})
    return len(report["new"]), len(report["changed"]), report["unchanged"], len(report["rejected"])


def expect_guests(stage: Stage) -> None:
    """The guests as registration announces them."""
    travellers = Travellers(stage.backend("logistics"))
    replies = {row["Reference"]: row["Reply"] for row in rows("replies.csv")}
    for row in rows("guests.xlsx"):
        reference = row["Reference"]
        guest = Traveller(
            id=f"{EDITION}.g.{reference}",
            edition=EDITION,
            reference=reference,
            family_name=row["Family name"],
            given_name=row["Given name"],
            own_script_name=row["Name in own script"],
            rank=Rank(row["Rank"]),
            state=replies.get(reference, "registered"),
        )
        travellers.keep(guest, Cause(f"e-{reference}", guest.id, 1, "registration"))


@pytest.fixture
def planned(stage: Stage) -> Stage:
    """Logistics with IPEC's guests, arrivals and fleet, at rest."""
    stage.service(LogisticsService)
    stage.solver("logistics", solver)
    expect_guests(stage)
    take(stage, "arrivals", "arrivals.xlsx")
    take(stage, "vehicles", "vehicles.xlsx")
    eventually(lambda: at_rest(stage) and figures(stage)["trips"] > 0)
    return stage


def at_rest(stage: Stage) -> bool:
    return bool(stage.call("logistics", "flow")["unplanned"] == 0)


def figures(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = stage.call("logistics", "figures", edition=EDITION)
    return found


def trips_of(stage: Stage, **filters: Any) -> list[dict[str, Any]]:
    asked = {"guest_id": None, "state": "planned", "limit": 500, **filters}
    items: list[dict[str, Any]] = stage.call("logistics", "list_trips", edition=EDITION, **asked)["items"]
    return items


def without(stage: Stage) -> list[tuple[str, str]]:
    return [(one["guest_id"], one["rule"]) for one in figures(stage)["guests_without_trip"]]


def test_every_guest_who_said_yes_is_met_and_nobody_is_booked_twice(planned: Stage) -> None:
    aboard = sorted(guest for trip in trips_of(planned) for guest in trip["guest_ids"])
    replies = {row["Reference"] for row in rows("replies.csv") if row["Reply"] == "confirmed"}
    arriving = {row["Guest"] for row in rows("arrivals.xlsx") if row["Mode"] != "road"}
    unknown = replies - {row["Guest"] for row in rows("arrivals.xlsx")}

    assert aboard == sorted(f"{EDITION}.g.{guest}" for guest in replies & arriving)
    assert without(planned) == [(f"{EDITION}.g.{guest}", "arrival_unknown") for guest in sorted(unknown)]
    assert planned.call("logistics", "double_booked", edition=EDITION) == {
        "vehicles": 0,
        "guests": 0,
        "beds": 0,
    }


def test_the_same_lists_twice_change_nothing(planned: Stage) -> None:
    before = trips_of(planned)

    again = take(planned, "arrivals", "arrivals.xlsx"), take(planned, "vehicles", "vehicles.xlsx")

    assert again == ((0, 0, 162, 0), (0, 0, 70, 0))
    assert trips_of(planned) == before


def test_a_delayed_flight_retimes_its_own_trip_and_no_other(planned: Stage) -> None:
    before = departures(planned)
    guest = next(t["guest_ids"][0] for t in trips_of(planned, origin="PVG") if len(t["guest_ids"]) == 1)
    expected = arrival_of(planned, guest)["expected"]

    later = (datetime.fromisoformat(expected) + timedelta(minutes=95)).isoformat()
    news = {"guest_id": guest, "expected": later, "received_at": "2019-10-17T10:20:00+08:00"}
    told = planned.call("logistics", "record_arrival_update", **news)
    again = planned.call("logistics", "record_arrival_update", **news)
    eventually(lambda: at_rest(planned))

    after = departures(planned)
    assert told == again
    assert {one for one in before if before[one] != after[one]} == {guest}
    assert planned.call("logistics", "get_plan", edition=EDITION)["way"] == "repaired"
    assert planned.call("logistics", "double_booked", edition=EDITION) == {
        "vehicles": 0,
        "guests": 0,
        "beds": 0,
    }


def test_a_cancelled_flight_names_its_guests_and_frees_their_seats(planned: Stage) -> None:
    number = arrival_of(planned, trips_of(planned)[0]["guest_ids"][0])["number"]
    known = without(planned)

    received = "2019-10-17T10:20:00+08:00"
    word = {"edition": EDITION, "number": number, "cancelled": True, "received_at": received}
    concerned = [one["guest_id"] for one in planned.call("logistics", "record_arrival_update", **word)]
    eventually(lambda: at_rest(planned))

    stranded = [(guest, "arrival_cancelled") for guest in concerned if guest in expected_guests()]
    assert sorted(without(planned)) == sorted([*known, *stranded])
    assert not set(concerned) & set(departures(planned))


def test_news_of_nobody_or_without_content_is_refused(planned: Stage) -> None:
    received = {"received_at": "2019-10-17T10:20:00+08:00"}

    with pytest.raises(NotFound) as nobody:
        planned.call(
            "logistics", "record_arrival_update", arrival_id=f"{EDITION}.a.X", cancelled=True, **received
        )
    with pytest.raises(Invalid) as empty:
        planned.call("logistics", "record_arrival_update", edition=EDITION, number="ZX101", **received)

    assert (nobody.value.refusal, empty.value.refusal) == ("not_found", "news_empty")


def expected_guests() -> set[str]:
    return {f"{EDITION}.g.{row['Reference']}" for row in rows("replies.csv") if row["Reply"] == "confirmed"}


def arrival_of(stage: Stage, guest_id: str) -> dict[str, Any]:
    found = stage.call("logistics", "list_arrivals", edition=EDITION, guest_id=guest_id)
    item: dict[str, Any] = found["items"][0]
    return item


def departures(stage: Stage) -> dict[str, str]:
    """When each guest is picked up."""
    return {guest: trip["departs"] for trip in trips_of(stage) for guest in trip["guest_ids"]}
