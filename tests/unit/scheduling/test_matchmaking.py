"""Business matchmaking as the office sees it: what is mutual, what a run keeps, how runs compare and come back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.scheduling.domain.matchmaking import (
    Answer,
    Keep,
    MeetingNotPlaced,
    MeetingTables,
    RequestAlreadyAnswered,
    RequestExpired,
    RunDifference,
    RunIsInForce,
    RunMovesConfirmed,
    Share,
    Wish,
)
from services.scheduling.domain.plan import EditionFact
from services.scheduling.storage import MatchmakingRecords
from services.scheduling.use_cases.imports import Report, Sheet
from services.scheduling.use_cases.matchmaking import (
    answer_request,
    ask_for_meeting,
    confirm_meeting,
    order_run,
)
from services.scheduling.use_cases.matchmaking_lists import (
    UnknownParticipant,
    import_participants,
    import_requests,
    import_slots,
)
from services.scheduling.use_cases.matchmaking_runs import adopt_best_run, compare_runs, roll_back, shares
from shared.clock import frozen
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.scheduling.editions import rows
from tests.unit.scheduling.matchmaking_world import (
    EDITION,
    NOW,
    asks,
    left_out,
    participant,
    records,
    request,
    seats_of,
    sheet,
    slot,
    who,
)


@pytest.mark.parametrize(("edition", "mutual"), [("ipec-2019", 110), ("iitc-2019", 40)])
def test_all_mutual_requests_of_a_sample_edition_are_placed_and_nobody_waits(
    edition: str, mutual: int
) -> None:
    made = MatchmakingRecords(MemoryBackend("scheduling"))
    made.editions.keep(
        EditionFact(edition, edition, "Asia/Shanghai"), Cause("e-1", edition, 1, "registration")
    )
    for name, load in _loads(made):
        assert load(sheet(*rows(edition, name), edition=edition))["rejected"] == []

    run = adopt_best_run(made, edition)

    assert (run.wanted, len(run.meetings), run.unplaced) == (mutual, mutual, ())
    assert (run.idle_runs, run.bound) == (0, 0)
    taken = {(m.slot_id, m.table) for m in run.meetings}
    busy = {(m.slot_id, one) for m in run.meetings for one in m.participant_ids}
    assert (len(taken), len(busy)) == (mutual, 2 * mutual)


def test_a_request_counts_when_accepted_or_asked_from_both_sides_in_time() -> None:
    made = records()
    asks(made, "A", "P1", "P2")
    asks(made, "B", "P1", "P3", answer=Answer.OPEN)
    asks(made, "C", "P4", "P5", answer=Answer.OPEN)
    asks(made, "D", "P5", "P4", answer=Answer.OPEN)
    asks(made, "E", "P5", "P6", answer=Answer.OPEN, expires=NOW)
    asks(made, "F", "P6", "P5", answer=Answer.OPEN)
    asks(made, "G", "P2", "P3", answer=Answer.DECLINED)

    with frozen(NOW):
        run = adopt_best_run(made, EDITION)

    assert sorted(seats_of(run)) == ["A", "C"]


def test_wishes_absences_fixed_slots_order_and_refusals_are_kept() -> None:
    made = records()
    participant(made, "P2", away=(slot("T1"),))
    participant(made, "P6", refuses=(who("P5"),))
    asks(made, "A", "P1", "P2", wish=Wish.MORNING)
    asks(made, "B", "P3", "P4", slot_id=slot("T3"))
    asks(made, "C", "P1", "P3", after=(request("B"),))
    asks(made, "D", "P5", "P6")
    asks(made, "E", "P4", "P9")

    run = adopt_best_run(made, EDITION)

    assert {reference: at for reference, (at, _) in seats_of(run).items()} == {
        "A": "T2",
        "B": "T3",
        "C": "T4",
    }
    assert left_out(run) == {"D": "may_not_meet", "E": "participant_unknown"}
    assert (run.idle_runs, run.bound) == (1, 1)


def test_a_delegation_gets_a_table_that_seats_it_and_too_many_people_get_none() -> None:
    made = records(tables=1, seats=2)
    for reference in ("T1", "T2", "T3"):
        hall = made.slots.get(slot(reference))
        hall.tables = (MeetingTables(2, 1), MeetingTables(6, 1))
        made.slots.save(hall)
    participant(made, "P1", people=3)
    participant(made, "P6", people=6)
    asks(made, "A", "P1", "P2")
    asks(made, "B", "P3", "P4")
    asks(made, "C", "P5", "P6")

    run = adopt_best_run(made, EDITION)

    assert {m.request_id: (m.table, m.seats) for m in run.meetings} == {
        request("A"): (1, 6),
        request("B"): (2, 2),
    }
    assert left_out(run) == {"C": "no_table_large_enough"}


def test_when_not_all_fit_the_most_are_placed_and_the_cap_is_kept() -> None:
    made = records(tables=1)
    participant(made, "P1", most=2)
    for number, other in enumerate(("P2", "P3", "P4", "P5")):
        asks(made, f"A{number}", "P1", other)
    asks(made, "B", "P2", "P3")
    asks(made, "C", "P4", "P5")

    run = adopt_best_run(made, EDITION)

    assert {"B", "C"} <= set(seats_of(run))
    assert (run.wanted, len(run.meetings), run.idle_runs) == (6, 4, 0)
    assert set(left_out(run).values()) == {"participant_has_enough_meetings"}


def test_a_confirmed_meeting_stays_where_it_is_and_late_requests_fill_gaps() -> None:
    made = records(tables=1)
    asks(made, "A", "P1", "P2", wish=Wish.AFTERNOON)
    first = adopt_best_run(made, EDITION)
    confirmed = confirm_meeting(made, request("A"), None)
    asks(made, "B", "P1", "P3")
    asks(made, "C", "P2", "P4")
    asks(made, "D", "P5", "P6")
    order_run(made.orders, EDITION, Keep.CONFIRMED)

    second = adopt_best_run(made, EDITION)
    asks(made, "E", "P3", "P5")
    order_run(made.orders, EDITION, Keep.ALL)
    third = adopt_best_run(made, EDITION)

    assert confirmed.confirmed
    assert seats_of(second)["A"] == seats_of(first)["A"]
    assert len(second.meetings) == 4
    assert left_out(third) == {"E": "no_place_left"}
    assert seats_of(third) == seats_of(second)


def test_a_confirmed_meeting_is_not_given_up_for_more_meetings() -> None:
    made = records()
    asks(made, "A", "P1", "P2", slot_id=slot("T4"))
    adopt_best_run(made, EDITION)
    confirm_meeting(made, request("A"), None)
    asks(made, "B", "P3", "P4", after=(request("A"),))
    asks(made, "C", "P5", "P6", after=(request("A"),))

    run = adopt_best_run(made, EDITION)

    assert {reference: at for reference, (at, _) in seats_of(run).items()} == {"A": "T4"}
    assert left_out(run) == {"B": "no_place_left", "C": "no_place_left"}


def test_a_run_that_changes_nothing_is_no_run() -> None:
    made = records()
    asks(made, "A", "P1", "P2")

    assert adopt_best_run(made, EDITION).number == adopt_best_run(made, EDITION).number == 1


def test_runs_are_compared_and_an_earlier_one_comes_back_under_a_new_number() -> None:
    made = records()
    asks(made, "A", "P1", "P2", slot_id=slot("T1"))
    first = adopt_best_run(made, EDITION)
    moved = made.requests.get(request("A"))
    moved.slot_id = slot("T4")
    made.requests.save(moved)
    asks(made, "B", "P3", "P4")
    second = adopt_best_run(made, EDITION)

    difference = compare_runs(made.runs, EDITION, 1, 2)
    third = roll_back(made, EDITION, 1)

    assert difference == RunDifference((request("B"),), (), (request("A"),), 0, 0)
    assert (third.number, third.again, third.meetings) == (3, 1, first.meetings)
    assert left_out(third) == {"B": "not_in_the_run"}
    assert made.matchmakings.of_edition(EDITION).in_force == 3
    assert made.runs.numbered(EDITION, 2) == second
    with pytest.raises(RunIsInForce):
        roll_back(made, EDITION, 3)


def test_a_run_does_not_come_back_over_a_confirmed_meeting() -> None:
    made = records()
    asks(made, "A", "P1", "P2", slot_id=slot("T1"))
    adopt_best_run(made, EDITION)
    moved = made.requests.get(request("A"))
    moved.slot_id = slot("T4")
    made.requests.save(moved)
    adopt_best_run(made, EDITION)
    confirm_meeting(made, request("A"), None)

    with pytest.raises(RunMovesConfirmed) as refused:
        roll_back(made, EDITION, 1)
    assert refused.value.data == {"number": 1, "request_ids": [request("A")]}


def test_an_answer_is_given_once_and_in_time() -> None:
    made = records()
    stated = {"asks_id": who("P1"), "asked_id": who("P2"), "expires": NOW}
    ask_for_meeting(made, EDITION, "A", **stated)

    with frozen(NOW), pytest.raises(RequestExpired):
        answer_request(made.requests, request("A"), Answer.ACCEPTED, None)
    with frozen(NOW - timedelta(minutes=1)):
        answered = answer_request(made.requests, request("A"), Answer.DECLINED, None)
        with pytest.raises(RequestAlreadyAnswered):
            answer_request(made.requests, request("A"), Answer.ACCEPTED, None)
    assert answered.answer is Answer.DECLINED


def test_only_a_placed_meeting_is_confirmed_and_only_known_participants_ask() -> None:
    made = records()
    asks(made, "A", "P1", "P2")

    with pytest.raises(MeetingNotPlaced):
        confirm_meeting(made, request("A"), None)
    with pytest.raises(UnknownParticipant) as refused:
        ask_for_meeting(made, EDITION, "B", asks_id=who("P1"), asked_id=who("P9"))
    assert refused.value.data == {"field": "asked_id", "value": who("P9")}


def test_bad_rows_are_named_with_their_reason() -> None:
    made = records()
    bad = {"Reference": "X1", "Asks": "P1", "Asked": "P9"}
    alone = {"Reference": "X2", "Asks": "P1", "Asked": "P1"}
    odd = {"Reference": "X3", "Asks": "P1", "Asked": "P2", "Answer": "PERHAPS"}

    report = import_requests(made.requests, made.participants, made.slots, sheet(bad, alone, odd))

    assert [(row["row"], row["code"]) for row in report["rejected"]] == [
        (2, "unknown_participant"), (3, "asks_themselves"), (4, "not_a_choice"),
    ]  # fmt: skip
    assert made.requests.find(edition=EDITION) == []


def _loads(made: MatchmakingRecords) -> tuple[tuple[str, Callable[[Sheet], Report]], ...]:
    return (
        ("business-slots", lambda s: import_slots(made.slots, s)),
        ("business-participants", lambda s: import_participants(made.participants, made.slots, s)),
        ("business-requests", lambda s: import_requests(made.requests, made.participants, made.slots, s)),
    )


def test_a_run_says_what_each_participant_gets_of_it() -> None:
    made = records(tables=1)
    asks(made, "R1", "P1", "P2", slot_id=slot("T1"))
    asks(made, "R2", "P1", "P3", slot_id=slot("T3"))

    told = shares(made, adopt_best_run(made, EDITION))

    assert told == [
        Share(who("P1"), 2, 1), Share(who("P2"), 1, 0), Share(who("P3"), 1, 0),
        Share(who("P4"), 0, 0), Share(who("P5"), 0, 0), Share(who("P6"), 0, 0),
    ]  # fmt: skip
