"""Requests for interpreters that come to matching itself: a spreadsheet, one by one, corrected, withdrawn."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.matching.domain.level import Rank
from services.matching.domain.need import Mode
from services.matching.domain.request import Request, RequestBackwards, RequestKind
from services.matching.use_cases.requests import (
    amend_request,
    import_interpreter_requests,
    request_interpreters,
    withdraw_request,
)
from shared.errors import NotFound
from shared.events.matching import InterpretersRequested, RequestAmended, RequestWithdrawn
from shared.storage.store import AlreadyExists, StaleVersion
from tests.unit.matching.news import an_open_office
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION

ROW = {
    "Reference": "BANQUET",
    "Kind": "宴会",
    "Title": "Welcome banquet",
    "Mode": "CONSECUTIVE",
    "Languages": "en; ru",
    "Place": "LINCHENG",
    "Starts": "2019-10-18 18:30",
    "Ends": "2019-10-18 20:00",
    "Rank": "V1",
    "Guests": "A001; A002",
    "Topics": "tourism",
    "Interpreters": "1",
}
EVENING = datetime(2019, 10, 18, 10, 30, tzinfo=UTC)
NIGHT = datetime(2019, 10, 18, 12, tzinfo=UTC)
STATED: dict[str, Any] = {
    "reference": "SIGNS",
    "kind": RequestKind.SIGN_INSPECTION,
    "mode": Mode.ESCORT,
    "languages": ("ja",),
    "place": "DINGHAI",
    "starts": EVENING,
    "ends": NIGHT,
}
SIGNS = f"{EDITION}.q.SIGNS"


def take(office: Office, *rows: dict[str, str]) -> dict[str, Any]:
    records = office.records
    return import_interpreter_requests(
        records.requests, records.editions, EDITION, rows, {}, dry_run=False, partial=False
    )


def test_a_row_becomes_a_request_in_the_time_of_the_edition() -> None:
    office = an_open_office()

    report = take(office, ROW)

    assert (report["applied"], len(report["new"])) == (True, 1)
    assert office.records.requests.find() == [
        Request(
            id=f"{EDITION}.q.BANQUET",
            edition=EDITION,
            reference="BANQUET",
            kind=RequestKind.BANQUET,
            title="Welcome banquet",
            mode=Mode.CONSECUTIVE,
            languages=("en", "ru"),
            place="LINCHENG",
            starts=EVENING,
            ends=NIGHT,
            rank=Rank.V1,
            guests=(f"{EDITION}.g.A001", f"{EDITION}.g.A002"),
            topics=("tourism",),
            interpreters=1,
            version=1,
        )
    ]
    assert office.backend.announced() == [
        InterpretersRequested(
            request_id=f"{EDITION}.q.BANQUET", reference="BANQUET", request_kind="banquet",
            title="Welcome banquet", mode="CONSECUTIVE", languages=("en", "ru"), place="LINCHENG",
            starts=EVENING, ends=NIGHT, rank="V1", guest_ids=(f"{EDITION}.g.A001", f"{EDITION}.g.A002"),
            interpreters=1,
        )
    ]  # fmt: skip
    assert (take(office, ROW)["unchanged"], len(office.unplanned())) == (1, 2)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"Ends": "2019-10-18 18:30"}, "ends", "request_backwards"),
        ({"Languages": "zh"}, "languages", "not_foreign"),
        ({"Kind": "party"}, "kind", "not_a_choice"),
        ({"Interpreters": "0"}, "interpreters", "not_a_whole_number"),
        ({"Mode": "HUMMING"}, "mode", "not_a_choice"),
    ],
)
def test_a_wrong_cell_is_named(cells: dict[str, str], field: str, code: str) -> None:
    report = take(an_open_office(), ROW | cells)

    assert [(r["row"], r["field"], r["code"]) for r in report["rejected"]] == [(2, field, code)]


def test_a_request_is_made_corrected_withdrawn_and_asked_for_again() -> None:
    office = an_open_office()
    records = office.records

    request_interpreters(records.requests, records.editions, EDITION, STATED)
    with pytest.raises(AlreadyExists):
        request_interpreters(records.requests, records.editions, EDITION, STATED)
    with pytest.raises(NotFound):
        request_interpreters(records.requests, records.editions, "iitc-2019", STATED)
    amend_request(records.requests, SIGNS, 1, {"interpreters": 2})
    amend_request(records.requests, SIGNS, None, {"interpreters": 2})
    with pytest.raises(StaleVersion):
        amend_request(records.requests, SIGNS, 1, {"interpreters": 3})
    with pytest.raises(RequestBackwards):
        amend_request(records.requests, SIGNS, None, {"ends": EVENING})
    withdraw_request(records.requests, SIGNS, "rain", None)
    withdrawn = withdraw_request(records.requests, SIGNS, "rain", None)
    take(office, ROW | {"Reference": "SIGNS"})

    assert (withdrawn.withdrawn, withdrawn.version) == (True, 3)
    assert records.requests.get(SIGNS).withdrawn is False
    assert [type(e) for e in office.backend.announced()] == [
        InterpretersRequested, RequestAmended, RequestWithdrawn, RequestAmended,
    ]  # fmt: skip
