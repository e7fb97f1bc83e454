"""Closures, carriers' messages, beds, receivers and papers as they run: a real broker and database."""

from datetime import datetime
from typing import Any

import pytest

from services.logistics.domain.local_time import day_here
from shared.errors import Invalid, NotFound, Refused
from tests.component.conftest import Stage
from tests.component.logistics.test_logistics import EDITION, arrival_of, at_rest, planned, take, trips_of
from tests.waiting import eventually

__all__ = ("planned",)


def ask(stage: Stage, method: str, **arguments: Any) -> Any:
    return stage.call("logistics", method, **{"edition": EDITION, **arguments})


def test_a_closed_airport_is_answered_with_ways_for_everybody(planned: Stage) -> None:
    by_air = {a["guest_id"] for a in ask(planned, "list_arrivals", gate="HSN", limit=500)["items"]}
    notice = {
        "stretch": "HSN_AIR", "starts": "2019-10-17T00:00:00+08:00", "ends": "2019-10-19T00:00:00+08:00",
        "source": "airport", "reference": "HSN", "announced_at": "2019-10-17T00:00:00+08:00",
    }  # fmt: skip

    closed = ask(planned, "close_route", **notice)
    again = ask(planned, "close_route", **notice)
    eventually(lambda: at_rest(planned))

    found = ask(planned, "list_alternatives", limit=500)["items"]
    cancelled = {
        a["guest_id"] for a in ask(planned, "list_arrivals", gate="HSN", limit=500)["items"] if a["cancelled"]
    }
    assert (closed, cancelled) == (again, by_air)
    assert {one["options"][0]["way"] for one in found} == {"other_gate"}
    assert {one["guest_id"] for one in found} <= by_air
    assert not by_air & {guest for trip in trips_of(planned) for guest in trip["guest_ids"]}


def test_a_webhook_in_any_order_and_doubled_ends_with_the_youngest(planned: Stage) -> None:
    arrival = arrival_of(planned, trips_of(planned)[0]["guest_ids"][0])
    day = day_here(datetime.fromisoformat(arrival["scheduled"])).isoformat()

    def told(expected: str, received: str) -> dict[str, str]:
        return {
            "number": arrival["number"], "scheduled_on": day, "expected": expected, "received_at": received,
        }  # fmt: skip

    young = told("2019-10-17T12:00:00+00:00", "2019-10-17T09:00:00+00:00")
    old = told("2019-10-17T11:00:00+00:00", "2019-10-17T08:00:00+00:00")
    for messages in ([young], [old], [young, old], [old]):
        ask(planned, "take_carrier_news", provider="own", messages=messages)
    eventually(lambda: at_rest(planned))

    assert arrival_of(planned, arrival["guest_id"])["expected"] == "2019-10-17T12:00:00+00:00"
    assert ask(planned, "double_booked") == {"vehicles": 0, "guests": 0, "beds": 0}


def test_beds_follow_the_lists_of_hotels(planned: Stage) -> None:
    take(planned, "hotels", "hotels.xlsx")
    take(planned, "room_blocks", "room-blocks.xlsx")
    eventually(lambda: at_rest(planned))

    plan = ask(planned, "get_bed_plan")
    bed = ask(planned, "list_allotments", limit=1, state="allotted")["items"][0]
    moved_in = planned.call(
        "logistics", "check_into_room", allotment_id=bed["id"], at="2019-10-17T14:00:00+08:00"
    )
    listed = ask(planned, "lodging_to_register", at="2019-10-18T15:00:00+08:00")["items"]
    rooming = ask(planned, "write_paper", kind="rooming", reference="H1")

    assert (plan["allotted"], plan["guests_without_room"]) == (160, [])
    assert moved_in["due_at"] == "2019-10-18T06:00:00+00:00"
    assert [(one["allotment_id"], one["overdue"]) for one in listed] == [(bed["id"], True)]
    assert len(rooming["sheets"][0]["rows"]) > 100


def test_receivers_out_hold_up_the_room(planned: Stage) -> None:
    hall = {"room": "MH", "occasion": "OPENING"}
    given = [{"number": f"R-{n}", "seat": f"row {n}", "holder": f"Guest {n}"} for n in range(3)]
    ask(planned, "hand_out_receivers", given=given, **hall)
    ask(planned, "take_back_receivers", numbers=["R-0", "R-2"], **hall)

    with pytest.raises(Refused) as refused:
        ask(planned, "sign_off_room", by="captain", **hall)

    assert (refused.value.refusal, refused.value.data["missing"]) == ("receivers_missing", [given[1]])


def test_what_cannot_be_is_refused_by_name(planned: Stage) -> None:
    notice = {"stretch": "ZHOUSHAN_BRIDGE", "starts": "2019-10-17T10:00:00+08:00", "source": "police"}
    wrong: list[tuple[str, dict[str, Any], type[Exception], str]] = [
        (
            "close_route",
            {**notice, "ends": "2019-10-17T09:00:00+08:00"},
            Invalid,
            "closure_ends_before_it_begins",
        ),
        ("close_route", {**notice, "means": ["FAST_BOAT"]}, Invalid, "nobody_goes_there"),
        ("close_route", {**notice, "stretch": "MOON"}, Invalid, "invalid_request"),
        ("write_paper", {"kind": "driver", "reference": "X99"}, NotFound, "no_such_reader"),
        ("take_carrier_news", {"provider": "nobody", "messages": [{}]}, NotFound, "provider_unknown"),
        ("opening_options", {}, NotFound, "no_opening"),
    ]

    for method, arguments, kind, code in wrong:
        with pytest.raises(kind) as refused:
            ask(planned, method, **arguments)
        assert refused.value.refusal == code  # type: ignore[attr-defined]
