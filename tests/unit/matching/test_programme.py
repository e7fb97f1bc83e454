"""What sessions and requests ask for: sittings, booths, toasts, visits, inspections; and the table of rules."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from services.matching.domain.heard import SessionFact
from services.matching.domain.itinerary import Item
from services.matching.domain.level import Rank
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.programme import attended, needs_of_sessions, sittings
from services.matching.domain.request import Request, RequestKind
from services.matching.domain.requested import needs_of_requests
from services.matching.domain.rules import BY_CODE, describe
from services.matching.domain.standard import Severity, Standard
from tests.unit.matching.roster import EDITION, october

BOTH = tuple(Standard)


def a_session(reference: str, kind: str, since: float, until: float, **changes: Any) -> SessionFact:
    return replace(
        SessionFact(
            id=f"{EDITION}.s.{reference}",
            edition=EDITION,
            reference=reference,
            title=reference,
            session_type=kind,
            room_id=f"{EDITION}.r.MH",
            place="ZHUJIAJIAN",
            starts=moment(since),
            ends=moment(until),
            working_languages=("zh", "en"),
        ),
        **changes,
    )


def moment(hour: float) -> datetime:
    return october(18) + timedelta(hours=hour)


def asked(needs: list[Need]) -> list[tuple[str, str, str, str]]:
    return [(need.id.removeprefix(f"{EDITION}."), need.purpose, need.mode, need.rank) for need in needs]


def test_sessions_back_to_back_in_one_room_and_the_same_languages_are_one_sitting() -> None:
    opening = a_session("S1", "OPENING", 1, 2)
    forum = a_session("S2", "MAIN_FORUM", 2.25, 4)
    later = a_session("S3", "FORUM", 5, 6)
    elsewhere = a_session("S4", "FORUM", 4, 5, room_id="other")
    russian = a_session("S5", "FORUM", 6, 7, working_languages=("zh", "en", "ru"))

    found = sittings([forum, opening, later, elsewhere, russian])

    assert [(one.reference, one.starts, one.ends) for one in found] == [
        ("S1", moment(1), moment(4)),
        ("S4", moment(4), moment(5)),
        ("S3", moment(5), moment(6)),
        ("S5", moment(6), moment(7)),
    ]


def test_a_programme_asks_for_booths_toasts_and_visits_and_nothing_for_an_exhibition() -> None:
    programme = [
        a_session("S1", "FORUM", 1, 4),
        a_session("S2", "BANQUET", 10, 12),
        a_session("S3", "VISIT", 5, 8, room_id="", place=""),
        a_session("S4", "EXPO", 1, 9),
        a_session("S5", "FORUM", 1, 2, working_languages=("zh",), room_id="x"),
    ]

    needs = needs_of_sessions(programme, BOTH, ("oil-gas",))

    assert asked(needs) == [
        ("s.S1.n.en.1", "booth", "SIMULTANEOUS", "V4"),
        ("s.S1.n.en.2", "booth", "SIMULTANEOUS", "V4"),
        ("s.S3.n.en", "visit", "CONSECUTIVE", "V4"),
        ("s.S2.n.en", "toast", "CONSECUTIVE", "V1"),
    ]
    assert {need.place for need in needs} == {"ZHUJIAJIAN", None}
    assert {need.topics for need in needs} == {("oil-gas",)}


def test_a_guests_day_counts_parallel_sessions_once_and_listens_where_there_is_a_booth() -> None:
    forums = [
        a_session(f"S{n}", "FORUM", 6, 9, room_id=f"{n}", working_languages=("zh", "en")) for n in range(4)
    ]
    banquet = a_session("S8", "BANQUET", 10, 11.5)

    assert attended([*forums, banquet], {"en", None}) == [
        Item(moment(6), moment(9), 0),
        Item(moment(10), moment(11.5), 90),
    ]
    assert attended(forums, {"ar", None}) == [Item(moment(6), moment(9), 180)]


def a_request(kind: RequestKind, **changes: Any) -> Request:
    usual: dict[str, Any] = {
        "id": f"{EDITION}.q.R1",
        "edition": EDITION,
        "reference": "R1",
        "kind": kind,
        "mode": Mode.CONSECUTIVE,
        "languages": ("en",),
        "place": "DINGHAI",
        "starts": moment(1),
        "ends": moment(3),
        "rank": Rank.V3,
    }
    return Request(**(usual | changes))


def test_requests_of_every_kind_become_needs() -> None:
    kinds = {
        RequestKind.BANQUET: Purpose.TOAST,
        RequestKind.SITE_VISIT: Purpose.VISIT,
        RequestKind.SIGN_INSPECTION: Purpose.INSPECTION,
        RequestKind.PRESS: Purpose.MEETING,
        RequestKind.OTHER: Purpose.MEETING,
    }

    found = {kind: needs_of_requests([a_request(kind)], BOTH) for kind in kinds}

    assert {kind: asked(needs) for kind, needs in found.items()} == {
        kind: [("q.R1.n.en", purpose, "CONSECUTIVE", "V3")] for kind, purpose in kinds.items()
    }


def test_a_requested_session_gets_booths_by_the_table_or_as_many_as_asked_for() -> None:
    by_table = a_request(RequestKind.SESSION, mode=Mode.SIMULTANEOUS, languages=("en", "ru"))
    by_number = a_request(RequestKind.SESSION, mode=Mode.SIMULTANEOUS, interpreters=3)

    assert len(needs_of_requests([by_table], BOTH)) == 6
    three = needs_of_requests([by_number], BOTH)
    assert [(need.id.rpartition(".n")[2], need.extra) for need in three] == [
        (".en", False), (".en.2", False), (".en.3", False),
    ]  # fmt: skip


def test_a_withdrawn_request_asks_for_nobody() -> None:
    assert needs_of_requests([a_request(RequestKind.BANQUET, withdrawn=True)], BOTH) == []


def test_every_rule_says_what_it_asks_where_it_comes_from_and_how_grave_it_is() -> None:
    rows = [describe(code) for code in BY_CODE]

    assert [row for row in rows if not (row["says"] and row["source"])] == []
    assert {row["severity"] for row in rows} == {"error", "warning"}
    warnings = {row["code"] for row in rows if row["severity"] == Severity.WARNING}
    assert {"team_size_aiic", "relay_source", "relief_named"} <= warnings
    unwaivable = {row["code"] for row in rows if row["waived_by"] is None}
    assert unwaivable == {"language", "times_in_order", "trainee_alone", "engaged", "travel", "input"}
    assert {row["code"] for row in rows if row["standard"] == Standard.AIIC} == {
        "team_size_aiic",
        "relay_source",
    }
