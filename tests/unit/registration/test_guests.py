"""Guests: registered, corrected, confirmed, withdrawn, missed; and the delegations they lead."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registration.domain.guest import Guest
from services.registration.domain.names import starts_of
from services.registration.domain.state import Gender, Rank, State
from services.registration.use_cases.badges import issue_badge, revoke_badge
from services.registration.use_cases.guests import (
    amend_guest,
    close_arrivals,
    confirm_guest,
    register_guest,
    replace_guest,
    withdraw_guest,
)
from services.registration.use_cases.imports import import_guests
from services.registration.use_cases.pages import figures
from services.registration.use_cases.private import private_of
from shared.clock import frozen
from shared.errors import ConvokeError
from shared.events.registration import (
    BadgeIssued,
    BadgeRevoked,
    GuestRegistered,
    GuestReplaced,
    GuestWithdrew,
)
from tests.unit.registration.builders import KEY, NINE, House, a_delegation, a_guest, an_edition

OCTOBER_1 = date(2019, 10, 1)
VALUES: dict[str, Any] = {
    "reference": "A001",
    "person_id": "P7",
    "family_name": "KIM",
    "given_name": "Young-ho",
    "own_script_name": "김영호",
    "country": "KR",
    "organisation": "Ganghwa County",
    "post": "Mayor",
    "rank": Rank.V3,
    "language": "ko",
    "passport": "ZZ0000123",
    "dietary_needs": "no shellfish",
    "refuses": ("I01",),
    "interpreter_gender": Gender.FEMALE,
}


def refusal_of(work: Any, *given: Any) -> str:
    with pytest.raises(ConvokeError) as refused:
        work(*given)
    return refused.value.refusal


def test_guest_is_registered_and_announced_without_private_facts(house: House) -> None:
    guest = register_guest(house.register, an_edition(), VALUES)

    assert house.guests.get("ipec-2019.g.A001") == guest
    assert (guest.id, guest.person_id, guest.state, guest.version) == (
        "ipec-2019.g.A001", "P7", State.REGISTERED, 1,
    )  # fmt: skip
    assert guest.found_by == starts_of(("KIM", "Young-ho", "김영호", "A001"))
    assert house.backend.announced() == [
        GuestRegistered(
            guest_id="ipec-2019.g.A001",
            person_id="P7",
            reference="A001",
            state="registered",
            rank="V3",
            family_name="KIM",
            given_name="Young-ho",
            own_script_name="김영호",
            country="KR",
            organisation="Ganghwa County",
            post="Mayor",
            language="ko",
            refuses=("I01",),
            interpreter_gender="f",
        )
    ]


CHAIR: dict[str, Any] = {
    "family_name": "VERMEER", "given_name": "Johanna", "country": "NL", "rank": Rank.V1, "language": "nl",
}  # fmt: skip


def test_another_person_gets_the_place_and_nothing_of_the_person(house: House) -> None:
    house.delegations.save(a_delegation("D1"))
    register_guest(house.register, an_edition(), VALUES | {"delegation_id": "D1", "precedence": 2})
    issue_badge(house.guests, KEY, "ipec-2019.g.A001")

    with frozen(NINE):
        chair = replace_guest(house.register, "ipec-2019.g.A001", 2, CHAIR)

    assert chair.badge_ended_at == NINE
    assert house.guests.get("ipec-2019.g.A001") == chair
    assert (chair.family_name, chair.rank, chair.person_id) == ("VERMEER", Rank.V1, "ipec-2019.g.A001.2")
    assert (chair.delegation_id, chair.precedence, chair.organisation) == (
        "ipec-2019.d.D1",
        2,
        "Ganghwa County",
    )
    assert chair.earlier_persons == ("P7",)
    assert (chair.own_script_name, chair.post, chair.passport, chair.dietary_needs) == ("", "", "", "")
    assert (chair.refuses, chair.interpreter_gender) == ((), None)
    assert (chair.badge_serial, chair.badge_revoked, chair.page_links_ended) == (1, True, 1)
    assert chair.found_by == starts_of(("VERMEER", "Johanna", "", "A001"))
    replaced, revoked = house.backend.announced()[-2:]
    assert isinstance(replaced, GuestReplaced)
    assert (replaced.family_name, replaced.rank, replaced.person_id) == (
        "VERMEER",
        "V1",
        "ipec-2019.g.A001.2",
    )
    assert (replaced.earlier_family_name, replaced.earlier_person_id) == ("KIM", "P7")
    assert revoked == BadgeRevoked(guest_id="ipec-2019.g.A001", serial=1, reason="replaced")


def test_the_first_person_may_come_back_and_is_a_person_of_an_earlier_edition(house: House) -> None:
    register_guest(house.register, an_edition(), VALUES)
    replace_guest(house.register, "ipec-2019.g.A001", 1, CHAIR)

    back = replace_guest(house.register, "ipec-2019.g.A001", 2, VALUES)

    assert (back.person_id, back.earlier_persons) == ("P7", ("P7", "ipec-2019.g.A001.2"))


def test_an_older_list_does_not_bring_back_who_was_replaced(house: House) -> None:
    register_guest(house.register, an_edition(), VALUES)
    replace_guest(house.register, "ipec-2019.g.A001", 1, CHAIR)
    row = {
        "Reference": "A001", "Person": "P7", "Family name": "KIM", "Given name": "Young-ho", "Country": "KR",
        "Rank": "V3", "Language": "ko",
    }  # fmt: skip

    report = import_guests(house.register, an_edition(), [row], {}, dry_run=False, partial=True)

    assert [one["code"] for one in report["rejected"]] == ["person_replaced"]
    assert refusal_of(amend_guest, house.register, "ipec-2019.g.A001", 2, VALUES) == "person_replaced"
    assert house.guests.get("ipec-2019.g.A001").family_name == "VERMEER"


@pytest.mark.parametrize(
    ("state", "values", "refusal"),
    [
        (State.RECEIVED, CHAIR, "guest_was_received"),
        (State.WITHDREW, CHAIR, "guest_withdrew"),
        (State.CONFIRMED, CHAIR | {"person_id": "ipec-2019.g.A001"}, "same_person"),
        (State.CONFIRMED, CHAIR | {"person_id": "P9"}, "person_twice"),
    ],
)
def test_nobody_gets_the_place_of_who_is_here_or_comes_no_more_or_twice(
    house: House, state: State, values: dict[str, Any], refusal: str
) -> None:
    house.guests.save(a_guest(state=state))
    house.guests.save(a_guest("A002", person_id="P9"))

    assert refusal_of(replace_guest, house.register, "ipec-2019.g.A001", 1, values) == refusal
    assert house.guests.get("ipec-2019.g.A001").family_name == "KIM"


def test_private_facts_are_stored_sealed_and_shown_to_few(house: House) -> None:
    guest = register_guest(house.register, an_edition(), VALUES)

    stored = repr(house.backend.documents)
    assert "ZZ0000123" not in stored
    assert "shellfish" not in stored
    assert private_of(guest, house.seal) == {
        "guest_id": "ipec-2019.g.A001",
        "birth_date": None,
        "email": "",
        "passport": "••••••123",
        "dietary_needs": "no shellfish",
        "attention": "",
        "withdrew_because": "",
    }


def test_correction_changes_only_what_is_given(house: House) -> None:
    before = register_guest(house.register, an_edition(), VALUES)

    after = amend_guest(house.register, before.id, 1, {"rank": Rank.V1, "passport": "ZZ0000123"})

    assert after == replace(before, rank=Rank.V1, version=2)
    assert house.announced() == ["guest_registered", "guest_amended"]


def test_correction_without_a_difference_writes_nothing(house: House) -> None:
    before = register_guest(house.register, an_edition(), VALUES)

    assert amend_guest(house.register, before.id, None, VALUES) == before
    assert house.announced() == ["guest_registered"]


def test_reply_is_kept_once(house: House) -> None:
    house.guests.save(a_guest(state=State.REGISTERED, ever_confirmed=False))

    first = confirm_guest(house.register, "ipec-2019.g.A001", 1, OCTOBER_1)
    second = confirm_guest(house.register, "ipec-2019.g.A001", None, date(2019, 10, 5))

    assert first == second == a_guest(replied_on=OCTOBER_1, version=2)
    assert house.announced() == ["guest_confirmed"]


def test_withdrawal_frees_the_guests_place(house: House) -> None:
    house.guests.save(a_guest())

    guest = withdraw_guest(house.register, "ipec-2019.g.A001", 1, OCTOBER_1, "ill")
    withdraw_guest(house.register, "ipec-2019.g.A001", None, OCTOBER_1, "again")

    assert guest == a_guest(state=State.WITHDREW, replied_on=OCTOBER_1, withdrew_because="ill", version=2)
    (event,) = house.backend.announced()
    assert (type(event), event.state) == (GuestWithdrew, "withdrew")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("state", "step", "code"),
    [
        (State.WITHDREW, "confirm", "guest_withdrew"),
        (State.RECEIVED, "withdraw", "guest_was_received"),
        (State.WITHDREW, "badge", "guest_not_expected"),
        (State.CONFIRMED, "revoke", "no_badge"),
    ],
)
def test_step_that_a_state_forbids_is_refused(house: House, state: State, step: str, code: str) -> None:
    house.guests.save(a_guest(state=state))
    steps: dict[str, Any] = {
        "confirm": lambda id_: confirm_guest(house.register, id_, None, OCTOBER_1),
        "withdraw": lambda id_: withdraw_guest(house.register, id_, None, OCTOBER_1, ""),
        "badge": lambda id_: issue_badge(house.guests, KEY, id_),
        "revoke": lambda id_: revoke_badge(house.guests, id_, None, ""),
    }

    assert refusal_of(steps[step], "ipec-2019.g.A001") == code
    assert house.announced() == []


@pytest.mark.parametrize(
    "step",
    [
        lambda house, version: amend_guest(house.register, "ipec-2019.g.A001", version, {"post": "x"}),
        lambda house, version: confirm_guest(house.register, "ipec-2019.g.A001", version, OCTOBER_1),
        lambda house, version: withdraw_guest(house.register, "ipec-2019.g.A001", version, OCTOBER_1, ""),
        lambda house, version: revoke_badge(house.guests, "ipec-2019.g.A001", version, ""),
    ],
    ids=["amend", "confirm", "withdraw", "revoke"],
)
def test_change_of_what_somebody_else_changed_is_refused(house: House, step: Any) -> None:
    house.guests.save(a_guest(badge_serial=1))

    assert refusal_of(step, house, 7) == "stale_version"


def test_badge_is_made_and_taken_back_once(house: House) -> None:
    house.guests.save(a_guest())

    issue_badge(house.guests, KEY, "ipec-2019.g.A001")
    with frozen(NINE):
        revoke_badge(house.guests, "ipec-2019.g.A001", None, "lost")
    guest = revoke_badge(house.guests, "ipec-2019.g.A001", None, "lost")

    assert guest == a_guest(badge_serial=1, badge_revoked=True, badge_ended_at=NINE, version=3)
    assert house.backend.announced() == [
        BadgeIssued(guest_id="ipec-2019.g.A001", serial=1),
        BadgeRevoked(guest_id="ipec-2019.g.A001", serial=1, reason="lost"),
    ]


def test_closing_arrivals_marks_those_who_never_came(house: House) -> None:
    for number, state in enumerate(State):
        house.guests.save(a_guest(f"A{number}", state=state, ever_confirmed=state is not State.REGISTERED))

    assert close_arrivals(house.guests, an_edition()) == 1
    assert close_arrivals(house.guests, an_edition()) == 0
    assert house.announced() == ["guest_marked_no_show"]
    assert figures(house.guests, "ipec-2019") == {
        "registered": 5, "confirmed": 4, "received": 1, "withdrew": 1, "no_show": 2,
    }  # fmt: skip


def test_head_and_order_of_a_delegation_follow_its_guests(house: House) -> None:
    house.delegations.save(a_delegation())
    third = VALUES | {"reference": "A3", "person_id": "", "delegation_id": "D1", "precedence": 3}
    second = third | {"reference": "A2", "precedence": 2}
    head = third | {"reference": "A1", "precedence": 9, "head_of_delegation": True}
    for values in (third, second, head):
        register_guest(house.register, an_edition(), values)

    withdraw_guest(house.register, "ipec-2019.g.A2", None, OCTOBER_1, "")

    assert house.delegations.find() == [
        a_delegation(
            head_guest_id="ipec-2019.g.A1", precedence=("ipec-2019.g.A1", "ipec-2019.g.A3"), version=5
        )
    ]
    assert house.announced().count("delegation_amended") == 4


def test_delegation_has_one_head_until_that_head_withdraws(house: House) -> None:
    house.delegations.save(a_delegation())
    leading = {"delegation_id": "D1", "head_of_delegation": True, "person_id": ""}
    register_guest(house.register, an_edition(), VALUES | leading)
    second = VALUES | leading | {"reference": "A002"}

    assert refusal_of(register_guest, house.register, an_edition(), second) == "second_head"
    withdraw_guest(house.register, "ipec-2019.g.A001", None, OCTOBER_1, "")
    register_guest(house.register, an_edition(), second)

    assert house.delegations.get("ipec-2019.d.D1").head_guest_id == "ipec-2019.g.A002"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "already_exists"),
        ({"reference": "A002"}, "person_twice"),
        ({"reference": "A002", "person_id": "", "delegation_id": "D9"}, "unknown_delegation"),
        ({"reference": "A002", "person_id": "", "head_of_delegation": True}, "head_without_delegation"),
    ],
)
def test_guest_the_roll_forbids_is_refused(house: House, values: dict[str, Any], code: str) -> None:
    register_guest(house.register, an_edition(), VALUES)
    house.forget_announced()

    assert refusal_of(register_guest, house.register, an_edition(), VALUES | values) == code
    assert house.announced() == []


def test_one_person_may_be_in_both_editions(house: House) -> None:
    island = an_edition(id="iitc-2019")
    house.editions.save(island)

    register_guest(house.register, an_edition(), VALUES)
    register_guest(house.register, island, VALUES | {"reference": "B009"})

    assert [guest.id for guest in house.guests.of_person("P7")] == ["iitc-2019.g.B009", "ipec-2019.g.A001"]


def test_same_name_never_makes_the_same_person(house: House) -> None:
    nameless = VALUES | {"person_id": ""}
    first = register_guest(house.register, an_edition(), nameless)
    second = register_guest(house.register, an_edition(), nameless | {"reference": "A002"})

    assert (first.person_id, second.person_id) == ("ipec-2019.g.A001", "ipec-2019.g.A002")


def test_received_guest_stays_received_when_corrected(house: House) -> None:
    here = a_guest(state=State.RECEIVED, received_at=NINE, inside_since=NINE, inside_door="North")
    house.guests.save(here)

    corrected: Guest = amend_guest(house.register, here.id, None, {"post": "Governor"})

    assert (corrected.state, corrected.inside_since, corrected.post) == (State.RECEIVED, NINE, "Governor")
