"""At the door: who is let in, who is not, and that nothing is lost or done twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.badge import BadgeClaim
from services.registration.domain.guest import MOST_SCANS
from services.registration.domain.scan import Direction, Result, Scan
from services.registration.domain.state import State
from services.registration.use_cases.badges import issue_badge, revoke_badge
from services.registration.use_cases.doors import NothingShown, check_in
from services.registration.use_cases.editions import UnknownEdition
from services.registration.use_cases.scans import list_scans, scans_of
from shared.clock import frozen
from shared.errors import NotFound
from shared.events.registration import GuestCheckedIn, GuestLeft, GuestReceived, ScanRefused
from tests.unit.registration.builders import (
    KEY,
    NINE,
    TEN,
    House,
    a_badge_key,
    a_guest,
    a_showing,
    an_edition,
)

OUT = Direction.OUT


def a_scan(result: Result, **facts: Any) -> Scan:
    ordinary: dict[str, Any] = {
        "nonce": "n1",
        "device": "desk-1",
        "door": "North",
        "direction": Direction.IN,
        "at": NINE,
        "recorded": TEN,
        "result": result,
    }
    return Scan(**(ordinary | facts))


def results(house: House, *showings: Any) -> list[str]:
    return [check_in(house.desk, showing).scan.result.value for showing in showings]


def test_first_admission_receives_the_guest(house: House) -> None:
    house.guests.save(a_guest())

    with frozen(TEN):
        answer = check_in(house.desk, a_showing())

    guest = house.guests.get("ipec-2019.g.A001")
    admitted = a_scan(Result.ADMITTED)
    assert (answer.scan, answer.scan_id) == (admitted, "ipec-2019.x.desk-1.n1")
    assert guest == a_guest(
        state=State.RECEIVED,
        received_at=NINE,
        inside_since=NINE,
        inside_door="North",
        scans=(admitted,),
        version=3,
    )
    received, checked_in = house.backend.announced()
    assert (type(received), received.state) == (GuestReceived, "received")  # type: ignore[attr-defined]
    assert checked_in == GuestCheckedIn(
        guest_id="ipec-2019.g.A001", door="North", device="desk-1", at=NINE, nonce="n1"
    )


def test_badge_admits_one_person(house: House) -> None:
    house.guests.save(a_guest())
    check_in(house.desk, a_showing())
    house.forget_announced()

    with frozen(TEN):
        answer = check_in(house.desk, a_showing(nonce="n2", door="South", at=TEN))

    assert answer.scan == a_scan(
        Result.ALREADY_INSIDE, nonce="n2", door="South", at=TEN, inside_since=NINE, inside_door="North"
    )
    assert house.backend.announced() == [
        ScanRefused(
            scan_id="ipec-2019.x.desk-1.n2",
            door="South",
            device="desk-1",
            at=TEN,
            nonce="n2",
            reason="already_inside",
            guest_id="ipec-2019.g.A001",
        )
    ]


@pytest.mark.parametrize(
    ("came", "comes", "result"),
    [
        (NINE, NINE + timedelta(hours=18, minutes=59), Result.ALREADY_INSIDE),  # 03:59 in Zhoushan
        (NINE, NINE + timedelta(hours=19), Result.ADMITTED),
        (NINE + timedelta(hours=18), NINE + timedelta(hours=19), Result.ADMITTED),
        (NINE + timedelta(hours=19), NINE + timedelta(days=1), Result.ALREADY_INSIDE),
        (NINE + timedelta(hours=19), NINE, Result.ALREADY_INSIDE),  # a device that is slow to tell
    ],
)
def test_night_ends_a_stay_that_nobody_scanned_out(
    house: House, came: datetime, comes: datetime, result: Result
) -> None:
    house.guests.save(a_guest())
    check_in(house.desk, a_showing(at=came))

    scan = check_in(house.desk, a_showing(nonce="n2", at=comes)).scan

    assert scan.result is result
    assert scan.inside_since == (came if result is Result.ALREADY_INSIDE else None)


def test_who_stays_over_night_may_still_leave(house: House) -> None:
    house.guests.save(a_guest())

    assert results(house, a_showing(), a_showing(nonce="n2", direction=OUT, at=NINE + timedelta(days=1))) == [
        "admitted", "left",
    ]  # fmt: skip


def test_who_left_may_come_in_again_and_is_received_once(house: House) -> None:
    house.guests.save(a_guest())

    assert results(
        house,
        a_showing(nonce="1"),
        a_showing(nonce="2", direction=OUT, at=TEN),
        a_showing(nonce="3"),
        a_showing(nonce="4", direction=OUT),
        a_showing(nonce="5", direction=OUT),
    ) == ["admitted", "left", "admitted", "left", "not_inside"]
    assert house.announced() == [
        "guest_received", "guest_checked_in", "guest_left", "guest_checked_in", "guest_left", "scan_refused",
    ]  # fmt: skip
    assert house.backend.announced()[2] == GuestLeft(
        guest_id="ipec-2019.g.A001", door="North", device="desk-1", at=TEN, nonce="2"
    )


@pytest.mark.parametrize(
    ("state", "result"),
    [
        (State.REGISTERED, "not_confirmed"),
        (State.CONFIRMED, "admitted"),
        (State.NO_SHOW, "admitted"),
        (State.WITHDREW, "withdrawn"),
    ],
)
def test_state_decides_who_is_admitted(house: House, state: State, result: str) -> None:
    house.guests.save(a_guest(state=state))

    assert results(house, a_showing()) == [result]


def test_late_no_show_is_received_after_all(house: House) -> None:
    house.guests.save(a_guest(state=State.NO_SHOW))

    check_in(house.desk, a_showing())

    assert house.guests.get("ipec-2019.g.A001").state is State.RECEIVED


def test_badge_opens_the_door_until_it_is_replaced_or_revoked(house: House) -> None:
    house.guests.save(a_guest())
    first = issue_badge(house.guests, KEY, "ipec-2019.g.A001")[1]
    second = issue_badge(house.guests, KEY, "ipec-2019.g.A001")[1]

    before = results(house, a_showing(None, token=first), a_showing(None, token=second, nonce="n2"))
    check_in(house.desk, a_showing(nonce="n3", direction=OUT))
    revoke_badge(house.guests, "ipec-2019.g.A001", None, "lost")
    after = results(house, a_showing(None, token=second, nonce="n4"), a_showing(nonce="n5"))

    assert before == ["revoked", "admitted"]
    assert after == ["revoked", "admitted"], "who is found by name needs no badge"


def test_revoked_badge_still_lets_its_holder_out(house: House) -> None:
    house.guests.save(a_guest())
    token = issue_badge(house.guests, KEY, "ipec-2019.g.A001")[1]
    check_in(house.desk, a_showing(None, token=token))
    revoke_badge(house.guests, "ipec-2019.g.A001", None, "lost")

    assert results(house, a_showing(None, token=token, nonce="n2", direction=OUT)) == ["left"]


def test_same_nonce_gets_the_same_answer_and_nothing_happens_twice(house: House) -> None:
    house.guests.save(a_guest())
    with frozen(TEN):
        first = check_in(house.desk, a_showing())
    announced = house.announced()

    again = check_in(house.desk, a_showing())

    assert (again.scan_id, again.scan) == (first.scan_id, first.scan)
    assert house.announced() == announced
    assert house.guests.get("ipec-2019.g.A001").scans == (first.scan,)


def test_same_nonce_of_another_device_is_another_scan(house: House) -> None:
    house.guests.save(a_guest())

    assert results(house, a_showing(), a_showing(device="desk-2")) == ["admitted", "already_inside"]


STRAYS = {
    "garbage": ({"token": "hello"}, "unknown", None),
    "foreign key": ({"token": a_badge_key().token(BadgeClaim("ipec-2019", "A001", 1))}, "unknown", None),
    "nobody": ({"token": KEY.token(BadgeClaim("ipec-2019", "Z999", 1))}, "unknown", "ipec-2019.g.Z999"),
    "no such id": ({"guest_id": "ipec-2019.g.Z999"}, "unknown", "ipec-2019.g.Z999"),
    "other edition": (
        {"token": KEY.token(BadgeClaim("iitc-2019", "B001", 1))},
        "wrong_edition",
        "iitc-2019.g.B001",
    ),
}


@pytest.mark.parametrize(("shown", "result", "guest_id"), STRAYS.values(), ids=STRAYS)
def test_stray_scan_is_answered_kept_and_announced_once(
    house: House, shown: dict[str, str], result: str, guest_id: str | None
) -> None:
    showing = a_showing(**({"guest_id": None} | shown))
    with frozen(TEN):
        first = check_in(house.desk, showing)
    second = check_in(house.desk, showing)

    assert (first.scan.result.value, first.guest) == (result, None)
    assert second == first
    (kept,) = house.desk.strays.find()
    assert (kept.scan, kept.shown, kept.guest_id) == (first.scan, next(iter(shown.values()))[:80], guest_id)
    assert house.backend.announced() == [
        ScanRefused(
            scan_id="ipec-2019.x.desk-1.n1",
            door="North",
            device="desk-1",
            at=NINE,
            nonce="n1",
            reason=result,
            guest_id=guest_id,
        )
    ]


def test_scan_at_an_edition_that_is_not_open_is_refused(house: House) -> None:
    with pytest.raises(UnknownEdition):
        check_in(house.desk, a_showing(edition="ipec-2020", guest_id="ipec-2020.g.A001"))


@pytest.mark.parametrize("shown", [{"guest_id": None}, {"token": "CVK1.A.B"}])
def test_scan_shows_exactly_one_thing(house: House, shown: dict[str, Any]) -> None:
    with pytest.raises(NothingShown):
        check_in(house.desk, a_showing(**shown))


def test_two_doors_at_once_admit_once(house: House) -> None:
    house.guests.save(a_guest())
    other_process = replace(house.desk, guests=type(house.guests)(house.backend))
    check_in(other_process, a_showing(device="desk-2", door="South"))

    answer = check_in(house.desk, a_showing())

    assert (answer.scan.result, answer.scan.inside_door) == (Result.ALREADY_INSIDE, "South")
    assert house.announced().count("guest_checked_in") == 1


def come_and_go(house: House, times: int) -> list[Any]:
    directions = [Direction.IN, OUT]
    return [
        check_in(
            house.desk,
            a_showing(nonce=f"n{n}", direction=directions[n % 2], at=NINE + timedelta(minutes=n)),
        )
        for n in range(times)
    ]


def test_every_scan_is_kept_however_many_there_are(house: House) -> None:
    house.guests.save(a_guest())

    answers = come_and_go(house, 3 * MOST_SCANS + 5)

    guest = house.guests.get("ipec-2019.g.A001")
    assert scans_of(house.desk, guest) == [answer.scan for answer in answers]
    assert (len(guest.scans), guest.scan_logs) == (5, 3)


def test_scan_sent_again_is_known_even_from_a_log(house: House) -> None:
    house.guests.save(a_guest())
    answers = come_and_go(house, 2 * MOST_SCANS + 2)
    version = house.guests.get("ipec-2019.g.A001").version

    again = check_in(house.desk, a_showing(nonce="n3", direction=OUT, at=NINE + timedelta(minutes=3)))

    assert again.scan == answers[3].scan
    assert house.guests.get("ipec-2019.g.A001").version == version


def test_scans_of_an_edition_are_listed_page_by_page(house: House) -> None:
    for reference in ("A001", "A002"):
        house.guests.save(a_guest(reference))
    check_in(house.desk, a_showing())
    check_in(house.desk, a_showing("ipec-2019.g.A002", nonce="n2"))
    check_in(house.desk, a_showing("ipec-2019.g.Z999", nonce="n3"))

    pages, after = [], None
    while True:
        page, after = list_scans(house.desk, "ipec-2019", after, 1)
        pages.append([answer.scan_id for answer in page])
        if after is None:
            break

    assert pages == [["ipec-2019.x.desk-1.n1"], ["ipec-2019.x.desk-1.n2"], ["ipec-2019.x.desk-1.n3"]]


def test_badge_of_an_unknown_guest_cannot_be_made(house: House) -> None:
    with pytest.raises(NotFound):
        issue_badge(house.guests, KEY, "ipec-2019.g.Z999")


SCANS = st.tuples(st.sampled_from(["desk-1", "desk-2"]), st.integers(1, 4), st.sampled_from(list(Direction)))


@given(st.lists(SCANS, max_size=12))
def test_whatever_is_scanned_and_sent_again_presence_follows_from_the_first_answers(
    sent: list[tuple[str, int, Direction]],
) -> None:
    house = House()
    house.editions.save(an_edition())
    house.guests.save(a_guest())
    answers: dict[tuple[str, int], Scan] = {}
    for device, nonce, direction in sent:
        showing = a_showing(device=device, nonce=f"n{nonce}", direction=direction)
        answer = check_in(house.desk, showing).scan
        assert answers.setdefault((device, nonce), answer) == answer

    passed = [scan.result for scan in answers.values() if scan.passed]
    guest = house.guests.get("ipec-2019.g.A001")
    assert passed == [Result.ADMITTED, Result.LEFT] * (len(passed) // 2) + [Result.ADMITTED] * (
        len(passed) % 2
    )
    assert (guest.inside_since is not None) == (len(passed) % 2 == 1)
    assert len(guest.scans) == len(answers)
