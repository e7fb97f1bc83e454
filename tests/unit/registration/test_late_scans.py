"""What desks did alone: kept once, as they decided it, and contradicted where others saw something else."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.registration.domain.conflict import AdmissionConflict, ConflictKind, ConflictSettled, Seen
from services.registration.domain.guest import MOST_SCANS
from services.registration.domain.scan import Direction, Result, Scan
from services.registration.domain.state import State
from services.registration.storage import Assignments, Conflicts, DeskLists, Entries
from services.registration.use_cases import desk_list, late_scans
from services.registration.use_cases.badge_print import Printer, reissue_badge
from services.registration.use_cases.badges import issue_badge
from services.registration.use_cases.conflicts import settle_conflict
from services.registration.use_cases.doors import check_in
from services.registration.use_cases.late_batch import Brought, Device, Kept, LateDesk
from services.registration.use_cases.late_scans import TOGETHER, keep_late
from services.registration.use_cases.scans import scans_of
from shared.clock import frozen
from shared.errors import NotFound
from shared.events.registration import AdmissionConflictFound, AdmissionConflictSettled
from shared.storage.store import Change, save_all
from tests.unit.registration.builders import KEY, NINE, TEN, House, a_guest, a_showing, an_edition

GUEST = "ipec-2019.g.A001"
MINUTE = timedelta(minutes=1)
WEST = Device("ipec-2019", "tablet", "West", skew_ms=2_000)
TRULY = timedelta(seconds=-2)
"""What to add to a time this device tells."""


def a_brought(nonce: str = "t1", at: datetime = NINE, **facts: Any) -> Brought:
    """An admission by name, unless said otherwise."""
    ordinary: dict[str, Any] = {"direction": Direction.IN, "result": Result.ADMITTED, "guest_id": GUEST}
    return Brought(nonce, at, **(ordinary | facts))


def late(house: House) -> LateDesk:
    return LateDesk(
        house.editions, house.guests, house.desk.logs, house.desk.strays, Entries(house.backend),
        Conflicts(house.backend), KEY,
    )  # fmt: skip


def bring(house: House, *scans: Brought, device: Device = WEST, at: datetime = TEN) -> list[Kept]:
    with frozen(at):
        return keep_late(late(house), device, scans)


def conflicts(house: House) -> list[AdmissionConflict]:
    return Conflicts(house.backend).find()


def test_time_and_skew_of_the_device_are_kept(house: House) -> None:
    house.guests.save(a_guest())

    kept = bring(house, a_brought())

    scan = Scan("t1", "tablet", "West", Direction.IN, NINE, TEN, Result.ADMITTED, skew_ms=2_000)
    assert kept == [Kept("t1", "kept")]
    assert house.guests.get(GUEST) == a_guest(
        state=State.RECEIVED,
        received_at=NINE + TRULY,
        inside_since=NINE + TRULY,
        inside_door="West",
        scans=(scan,),
        version=3,
    )
    assert house.announced() == ["guest_received", "guest_checked_in"]
    assert scan.true_at == NINE - timedelta(seconds=2)
    assert conflicts(house) == []


def test_scan_brought_again_changes_nothing(house: House) -> None:
    house.guests.save(a_guest())
    first = bring(house, a_brought(), a_brought("t2", NINE + MINUTE, token="RUBBISH", guest_id=None))
    before = house.guests.get(GUEST)
    house.forget_announced()

    again = bring(house, a_brought(), a_brought("t2", NINE + MINUTE, token="RUBBISH", guest_id=None))

    assert [kept.outcome for kept in first] == ["kept", "kept"]
    assert again == [Kept("t1", "known"), Kept("t2", "known")]
    assert (house.guests.get(GUEST), house.announced()) == (before, [])


def test_two_desks_without_network_admit_the_same_badge(house: House) -> None:
    house.guests.save(a_guest())
    east = Device("ipec-2019", "desk-2", "East", skew_ms=-500)
    bring(house, a_brought("e1", NINE), device=east)
    house.forget_announced()

    kept = bring(house, a_brought("t1", NINE + MINUTE), at=TEN)

    found = AdmissionConflict(
        id="ipec-2019.q.tablet.t1",
        edition="ipec-2019",
        guest_id=GUEST,
        kind=ConflictKind.ADMITTED_TWICE,
        late=Seen("tablet", "West", NINE + MINUTE, Result.ADMITTED, "t1", 2_000),
        other=Seen("desk-2", "East", NINE, Result.ADMITTED, "e1", -500),
        listed=Result.ADMITTED,
        found_at=TEN,
        version=1,
    )
    assert kept == [Kept("t1", "kept", "ipec-2019.q.tablet.t1")]
    assert conflicts(house) == [found]
    assert house.backend.announced()[-1] == AdmissionConflictFound(
        conflict_id=found.id, guest_id=GUEST, conflict_kind="admitted_twice", device="tablet", door="West",
        at=NINE + MINUTE, skew_ms=2_000, listed="admitted", other_device="desk-2", other_door="East",
        other_at=NINE, other_skew_ms=-500,
    )  # fmt: skip
    assert house.guests.get(GUEST).inside_door == "East"


def test_admissions_on_two_days_do_not_contradict_each_other(house: House) -> None:
    house.guests.save(a_guest())
    day = timedelta(days=1)
    bring(house, a_brought("t1", NINE + day), a_brought("t3", NINE + 2 * day), at=NINE + 3 * day)

    (before, at_night) = bring(
        house, a_brought("t0", NINE), a_brought("t2", NINE + 2 * day - 6 * 60 * MINUTE), at=TEN + 3 * day
    )

    assert before.conflict_id is None
    assert at_night.conflict_id is not None  # 03:00 still belongs to the day before, when t1 came in
    assert house.guests.get(GUEST).inside_since == NINE + 2 * day + TRULY


@pytest.mark.parametrize("days", [-1, 1])
def test_clock_that_is_wrong_by_a_day_changes_no_verdict(house: House, days: int) -> None:
    house.guests.save(a_guest())
    wrong = timedelta(days=days)
    device = replace(WEST, skew_ms=int(wrong.total_seconds() * 1000))

    bring(house, a_brought("t1", NINE + wrong), device=device)

    assert house.guests.get(GUEST).inside_since == NINE
    assert check_in(house.desk, a_showing(at=TEN)).scan.result is Result.ALREADY_INSIDE
    assert [scan.at for scan in house.guests.get(GUEST).scans] == [NINE + wrong, TEN]


def test_earlier_admission_brought_last_is_the_one_that_counts(house: House) -> None:
    house.guests.save(a_guest())
    check_in(house.desk, a_showing(at=TEN))

    bring(house, a_brought("t1", NINE))

    guest = house.guests.get(GUEST)
    assert (guest.inside_since, guest.inside_door, guest.received_at) == (NINE + TRULY, "West", NINE + TRULY)
    assert [(c.kind, c.other and c.other.device) for c in conflicts(house)] == [("admitted_twice", "desk-1")]


def test_clock_that_runs_ahead_does_not_turn_the_order_round(house: House) -> None:
    house.guests.save(a_guest(inside_since=NINE))
    check_in(house.desk, a_showing(nonce="in", at=NINE))
    fast = replace(WEST, skew_ms=600_000)

    bring(
        house, a_brought("out", NINE + 11 * MINUTE, direction=Direction.OUT, result=Result.LEFT), device=fast
    )
    check_in(house.desk, a_showing(nonce="in-2", at=NINE + 5 * MINUTE))

    assert house.guests.get(GUEST).inside_since == NINE + 5 * MINUTE
    assert conflicts(house) == []


def test_leaving_between_two_admissions_makes_them_good(house: House) -> None:
    house.guests.save(a_guest())
    out = a_brought("t2", NINE + MINUTE, direction=Direction.OUT, result=Result.LEFT)

    kept = bring(house, a_brought("t3", NINE + 2 * MINUTE), out, a_brought("t1", NINE))

    assert kept == [Kept("t3", "kept"), Kept("t2", "kept"), Kept("t1", "kept")]
    assert conflicts(house) == []
    assert house.guests.get(GUEST).inside_since == NINE + 2 * MINUTE + TRULY


@pytest.mark.parametrize(
    ("facts", "listed", "state"),
    [
        ({"state": State.WITHDREW}, Result.WITHDRAWN, State.WITHDREW),
        ({"state": State.REGISTERED}, Result.NOT_CONFIRMED, State.RECEIVED),
    ],
)
def test_admission_against_the_list_is_shown(
    house: House, facts: dict[str, Any], listed: Result, state: State
) -> None:
    house.guests.save(a_guest(**facts))

    bring(house, a_brought())

    guest = house.guests.get(GUEST)
    assert [(c.kind, c.listed, c.other) for c in conflicts(house)] == [
        ("admitted_against_list", listed, None)
    ]
    assert (guest.state, guest.inside_since) == (state, NINE + TRULY)


def test_lost_card_counts_from_when_it_was_ended(house: House) -> None:
    house.guests.save(a_guest())
    _, token = issue_badge(house.guests, KEY, GUEST)
    with frozen(NINE + 30 * MINUTE):
        reissue_badge(Printer(house.guests, house.delegations, KEY), GUEST, "lost")

    early = bring(house, a_brought("early", NINE, token=token, guest_id=None))
    bring(house, a_brought("out", NINE + MINUTE, direction=Direction.OUT, result=Result.LEFT))
    after = bring(house, a_brought("after", NINE + 40 * MINUTE, token=token, guest_id=None))

    assert (early, after) == ([Kept("early", "kept")], [Kept("after", "kept", "ipec-2019.q.tablet.after")])
    assert [(c.kind, c.listed) for c in conflicts(house)] == [("admitted_against_list", Result.REVOKED)]


def test_answer_the_device_no_longer_waited_for_is_compared(house: House) -> None:
    house.guests.save(a_guest())
    check_in(house.desk, a_showing(nonce="first", device="desk-1"))
    check_in(house.desk, a_showing(nonce="t1", device="tablet", door="West", at=NINE + MINUTE))

    kept = bring(house, a_brought("t1", NINE + MINUTE))

    assert kept == [Kept("t1", "known", "ipec-2019.q.tablet.t1")]
    assert [(c.kind, c.other and c.other.nonce) for c in conflicts(house)] == [("admitted_twice", "first")]


def test_guest_turned_away_who_counts_as_inside_is_shown(house: House) -> None:
    house.guests.save(a_guest())
    check_in(house.desk, a_showing(nonce="t1", device="tablet", door="West"))

    bring(house, a_brought("t1", result=Result.UNKNOWN))

    assert [(c.kind, c.other and c.other.result) for c in conflicts(house)] == [("turned_away", "admitted")]


def test_refusals_and_unknown_codes_are_kept_too(house: House) -> None:
    house.guests.save(a_guest(inside_since=NINE, inside_door="North"))

    kept = bring(
        house,
        a_brought("t1", result=Result.ALREADY_INSIDE),
        a_brought("t2", token="CVK1.NOT.OURS", guest_id=None, result=Result.UNKNOWN),
        a_brought("t3", guest_id="iitc-2019.g.B1", result=Result.WRONG_EDITION),
    )

    strays = house.desk.strays.find()
    assert [one.outcome for one in kept] == ["kept", "kept", "kept"]
    assert [scan.result for scan in house.guests.get(GUEST).scans] == [Result.ALREADY_INSIDE]
    assert [(stray.id, stray.shown, stray.guest_id) for stray in strays] == [
        ("ipec-2019.x.tablet.t2", "CVK1.NOT.OURS", None),
        ("ipec-2019.x.tablet.t3", "iitc-2019.g.B1", "iitc-2019.g.B1"),
    ]
    assert house.announced() == ["scan_refused", "scan_refused", "scan_refused"]


def test_card_is_recognised_by_its_place_in_the_local_list(house: House) -> None:
    house.guests.save(a_guest())
    issue_badge(house.guests, KEY, GUEST)
    entries = Entries(house.backend)
    desk_list.catch_up(
        desk_list.Sources(
            house.guests,
            house.delegations,
            Assignments(house.backend),
            entries,
            DeskLists(house.backend),
            KEY,
        )
    )
    lookup = entries.get(f"{GUEST}.1").lookup

    bring(house, a_brought("t1", lookup=lookup, guest_id=None))

    assert [scan.nonce for scan in house.guests.get(GUEST).scans] == ["t1"]


def test_many_scans_of_one_guest_fill_logs_and_none_is_lost(house: House) -> None:
    house.guests.save(a_guest())
    ways = ((Direction.IN, Result.ADMITTED), (Direction.OUT, Result.LEFT))
    scans = [
        a_brought(f"t{n:03}", NINE + n * MINUTE, direction=ways[n % 2][0], result=ways[n % 2][1])
        for n in range(TOGETHER + 2 * MOST_SCANS)
    ]

    bring(house, *scans)
    again = bring(house, *scans)

    guest = house.guests.get(GUEST)
    assert [scan.nonce for scan in scans_of(house.desk, guest)] == [scan.nonce for scan in scans]
    assert {kept.outcome for kept in again} == {"known"}
    assert (guest.inside_since, conflicts(house)) == (None, [])


def test_guest_whom_another_door_writes_meanwhile_holds_up_nobody(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door is faster three times; each time fewer scans are done again, and each is kept once."""
    for number in range(9):
        house.guests.save(a_guest(f"A00{number}"))
    sizes: list[int] = []

    def save(changes: Sequence[Change]) -> None:
        sizes.append(len(changes))
        if len(sizes) <= 3:
            showing = a_showing(nonce=f"door-{len(sizes)}", guest_id="ipec-2019.g.A004", at=TEN)
            check_in(house.desk, showing)
        save_all(changes)

    monkeypatch.setattr(late_scans, "save_all", save)
    scans = [a_brought(f"t{n}", NINE + n * MINUTE, guest_id=f"ipec-2019.g.A00{n}") for n in range(9)]

    kept = bring(house, *scans)

    assert [one.outcome for one in kept] == ["kept"] * 9
    assert (sizes[0], max(sizes[1:])) == (9, 6)  # half of them, and the conflict with the door
    nonces = Counter(scan.nonce for guest in house.guests.find() for scan in guest.scans)
    assert nonces == Counter([f"t{n}" for n in range(9)] + ["door-1", "door-2", "door-3"])


def test_organiser_settles_a_conflict_once(house: House) -> None:
    house.guests.save(a_guest(state=State.WITHDREW))
    bring(house, a_brought())

    with frozen(TEN + MINUTE):
        settled = settle_conflict(Conflicts(house.backend), "ipec-2019.q.tablet.t1", "anna", "came after all")

    assert (settled.open, settled.settled_by, settled.settled_at, settled.note) == (
        False, "anna", TEN + MINUTE, "came after all",
    )  # fmt: skip
    happened = house.backend.announced()[-1]
    assert isinstance(happened, AdmissionConflictSettled)
    assert happened.settled_by == "anna"
    with pytest.raises(ConflictSettled):
        settle_conflict(Conflicts(house.backend), "ipec-2019.q.tablet.t1", "bert", "")


def test_scans_of_an_edition_nobody_opened_are_refused(house: House) -> None:
    house.editions.save(an_edition(id="iitc-2019"))

    with pytest.raises(NotFound):
        bring(house, a_brought(), device=replace(WEST, edition="nowhere"))
