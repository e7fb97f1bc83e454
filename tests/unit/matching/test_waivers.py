"""Waivers name who, why and until when; some rules nobody may waive; a clock ends them once."""

from datetime import timedelta
from typing import Any

import pytest

from services.matching.domain.waiver import (
    RuleBeyondWaiver,
    RuleUnknown,
    Waiver,
    WaiverOverAlready,
    WaiverState,
)
from services.matching.use_cases.sight import Desk
from services.matching.use_cases.waivers import expire_waivers, grant_waiver, withdraw_waiver
from shared.errors import NotFound
from shared.events.matching import WaiverExpired, WaiverGranted, WaiverWithdrawn
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter

NOON = MORNING + timedelta(hours=3)
ASKED: dict[str, Any] = {
    "demand_id": stay("A1"),
    "rule": "level_floor",
    "interpreter_id": person("I1"),
    "granted_by": "Chief of protocol Wang",
    "reason": "nobody else speaks Spanish",
    "until": NOON,
}


def an_office() -> Office:
    return a_planned_office({"A1": "V2"}, an_interpreter("I1", level="C3"))


def granted(desk: Desk, **changes: Any) -> Waiver:
    return grant_waiver(desk.waivers, desk.demands, desk.interpreters, **(ASKED | changes))


def test_a_waiver_is_announced_with_its_approver_and_ends_at_its_time_once() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work("anna"):
        waiver = granted(desk)
        early = expire_waivers(desk.waivers)
    with at_work("clock", at=NOON):
        in_time = expire_waivers(desk.waivers)
        again = expire_waivers(desk.waivers)

    assert (early, in_time, again) == (0, 1, 0)
    assert (waiver.holds(NOON - timedelta(seconds=1)), waiver.holds(NOON)) == (True, False)
    said = {**ASKED, "waiver_id": waiver.id}
    assert office.backend.announced()[-2:] == [WaiverGranted(**said), WaiverExpired(**said)]
    assert desk.waivers.find() == [
        Waiver(
            id=waiver.id, edition=EDITION, recorded_by="account:anna", recorded_at=MORNING,
            state=WaiverState.EXPIRED, version=2, **ASKED,
        )
    ]  # fmt: skip
    assert [mark.id for mark in office.unplanned()] == [waiver.id]


def test_a_withdrawn_waiver_holds_no_more_and_does_not_expire() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        waiver = granted(desk)
        withdraw_waiver(desk.waivers, waiver.id, 1)
        withdraw_waiver(desk.waivers, waiver.id, None)
    with at_work("clock", at=NOON):
        expire_waivers(desk.waivers)

    assert office.backend.announced()[-1] == WaiverWithdrawn(**ASKED, waiver_id=waiver.id)
    assert [w.state for w in desk.waivers.find()] == [WaiverState.WITHDRAWN]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"rule": "beauty"}, RuleUnknown),
        ({"rule": "language"}, RuleBeyondWaiver),
        ({"until": MORNING}, WaiverOverAlready),
        ({"demand_id": stay("A9")}, NotFound),
        ({"interpreter_id": person("I9")}, NotFound),
    ],
)
def test_what_cannot_be_waived_is_refused_by_name(changes: dict[str, Any], refusal: type[Exception]) -> None:
    desk = desk_of(an_office())

    with at_work(), pytest.raises(refusal):
        granted(desk, **changes)

    assert desk.waivers.find() == []
