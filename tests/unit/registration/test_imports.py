"""The organisers' lists: what is new, what differs, what is wrong, and that nothing is merged by name."""

from datetime import date
from typing import Any

import pytest

from services.registration.domain.state import State
from services.registration.use_cases.guests import confirm_guest
from services.registration.use_cases.imports import import_delegations, import_guests, import_replies
from tests.unit.registration.builders import House, a_delegation, a_guest, an_edition

NOW = {"mapping": {}, "dry_run": False, "partial": False}


def a_row(reference: str = "A001", **cells: str) -> dict[str, str]:
    """A row of the guest list with the columns that must be filled, and those named here."""
    row = {"Reference": reference, "Family name": "KIM", "Given name": "Young-ho", "Country": "KR"}
    renamed = {name.replace("_", " "): cell for name, cell in cells.items()}
    return row | {"Rank": "V3", "Language": "ko"} | renamed


def take_guests(house: House, *rows: dict[str, str], **wishes: Any) -> dict[str, Any]:
    return import_guests(house.register, an_edition(), rows, **(NOW | wishes))


def take_replies(house: House, *replies: tuple[str, str, str], **wishes: Any) -> dict[str, Any]:
    rows = [dict(zip(("Reference", "Reply", "Received on"), reply, strict=True)) for reply in replies]
    return import_replies(house.register, an_edition(), rows, **(NOW | wishes))


def states(house: House) -> dict[str, str]:
    return {guest.reference: guest.state.value for guest in house.guests.find()}


def test_guest_list_is_taken_once(house: House) -> None:
    house.delegations.save(a_delegation())
    rows = [
        a_row(
            Delegation="D1", Order="1", Head="yes", Passport="ZZ0000001", Dietary_needs="halal", Person="P1"
        ),
        a_row("A002", Delegation="D1", Order="2", Head="", Passport="", Dietary_needs="", Person=""),
    ]

    first = take_guests(house, *rows)
    announced = house.announced()
    second = take_guests(house, *rows)

    assert (len(first["new"]), first["applied"], first["rejected"]) == (2, True, [])
    assert announced == ["guest_registered", "guest_registered", "delegation_amended"]
    assert (second["new"], second["changed"], second["unchanged"]) == ([], [], 2)
    assert house.announced() == announced


def test_names_are_kept_exactly_as_given(house: House) -> None:
    take_guests(
        house, a_row(Family_name="de la  CRUZ-O’Neill", Given_name="Ñandú", Name_in_own_script="Ñandú  Ω")
    )

    guest = house.guests.get("ipec-2019.g.A001")
    assert (guest.family_name, guest.given_name, guest.own_script_name) == (
        "de la  CRUZ-O’Neill", "Ñandú", "Ñandú  Ω",
    )  # fmt: skip


def test_two_guests_with_one_romanised_name_stay_two(house: House) -> None:
    taken = take_guests(
        house,
        a_row(Name_in_own_script="김영호", Birth_date="1961-03-02"),
        a_row(
            "A002",
            Family_name="Kim",
            Given_name="Youngho",
            Name_in_own_script="김용호",
            Birth_date="1970-11-30",
        ),
    )

    text = "{} reads like {}; they are kept as different people."
    assert taken["notes"] == [
        {"row": 2, "code": "same_romanised_name", "message": text.format("KIM Young-ho", "A002")},
        {"row": 3, "code": "same_romanised_name", "message": text.format("Kim Youngho", "A001")},
    ]
    assert [(g.own_script_name, g.birth_date) for g in house.guests.find()] == [
        ("김영호", date(1961, 3, 2)),
        ("김용호", date(1970, 11, 30)),
    ]


def test_namesake_already_registered_is_pointed_out(house: House) -> None:
    house.guests.save(a_guest("A001"))

    (note,) = take_guests(house, a_row("A009"))["notes"]

    assert (note["row"], note["code"]) == (2, "same_romanised_name")


def test_dry_run_shows_the_difference_by_field_and_hides_what_is_private(house: House) -> None:
    take_guests(house, a_row(Passport="ZZ0000001", Post="Mayor"))
    house.forget_announced()

    proposal = take_guests(house, a_row(Rank="V2", Passport="ZZ0000002", Post=""), dry_run=True)

    assert proposal["changed"] == [
        {
            "row": 2,
            "key": "A001",
            "before": {"post": "Mayor", "rank": "V3", "passport": "•••"},
            "after": {"post": "", "rank": "V2", "passport": "•••"},
        }
    ]
    assert house.announced() == []
    assert house.guests.get("ipec-2019.g.A001").post == "Mayor"


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"Rank": "V9"}, "rank", "not_a_choice"),
        ({"Country": "Korea"}, "country", "unknown_country"),
        ({"Language": "Korean"}, "language", "unknown_language"),
        ({"Birth_date": "02/03/1961"}, "birth_date", "not_a_date"),
        ({"Family_name": ""}, "family_name", "cell_empty"),
        ({"Delegation": "D9"}, "delegation_id", "unknown_delegation"),
        ({"Head": "yes"}, "head_of_delegation", "head_without_delegation"),
        ({"Head": "perhaps"}, "head_of_delegation", "not_yes_or_no"),
        ({"Interpreter_gender": "x"}, "interpreter_gender", "not_a_choice"),
    ],
)
def test_wrong_cell_is_named_and_nothing_is_written(
    house: House, cells: dict[str, str], field: str, code: str
) -> None:
    taken = take_guests(house, a_row("A001"), a_row("A002", **cells))

    assert [(r["row"], r["field"], r["code"]) for r in taken["rejected"]] == [(3, field, code)]
    assert (taken["applied"], states(house), house.announced()) == (False, {}, [])


def test_partial_import_takes_the_good_rows(house: House) -> None:
    take_guests(house, a_row("A001"), a_row("A002", Rank="V9"), partial=True)

    assert states(house) == {"A001": "registered"}


def test_one_person_twice_in_an_edition_is_rejected(house: House) -> None:
    taken = take_guests(house, a_row(Person="P1"), a_row("A002", Person="P1"))

    assert [(r["row"], r["code"], r["value"]) for r in taken["rejected"]] == [(3, "person_twice", "P1")]


def test_list_may_hand_a_delegation_to_another_head(house: House) -> None:
    house.delegations.save(a_delegation())
    take_guests(house, a_row("A001", Delegation="D1", Head="yes"), a_row("A002", Delegation="D1", Head="no"))

    taken = take_guests(
        house, a_row("A001", Delegation="D1", Head="no"), a_row("A002", Delegation="D1", Head="yes")
    )

    assert (len(taken["changed"]), taken["rejected"]) == (2, [])
    assert house.delegations.get("ipec-2019.d.D1").head_guest_id == "ipec-2019.g.A002"


def test_second_head_on_a_list_is_rejected(house: House) -> None:
    house.delegations.save(a_delegation())

    taken = take_guests(
        house, a_row("A001", Delegation="D1", Head="yes"), a_row("A002", Delegation="D1", Head="yes")
    )

    assert [(r["row"], r["field"], r["code"]) for r in taken["rejected"]] == [
        (3, "head_of_delegation", "second_head")
    ]


def test_fallback_nobody_accepted_is_pointed_out(house: House) -> None:
    taken = take_guests(house, a_row(Fallback_language="en", Fallback_accepted_by=""))

    assert [note["code"] for note in taken["notes"]] == ["fallback_not_accepted"]


def test_list_in_chinese_is_taken(house: House) -> None:
    row = {
        "编号": "A001",
        "姓": "金",
        "名": "英浩",
        "国家代码": "KR",
        "级别": "v2",
        "语种": "KO",
        "团长": "否",
    }

    take_guests(house, row | {"译员性别": "女"})

    guest = house.guests.get("ipec-2019.g.A001")
    assert (guest.family_name, guest.rank, guest.language, guest.interpreter_gender) == (
        "金",
        "V2",
        "ko",
        "f",
    )


def test_delegations_are_taken_once(house: House) -> None:
    rows = [
        {
            "Reference": "D1",
            "Name": "Ganghwa County",
            "Name (zh)": "江华郡",
            "Country": "KR",
            "Sister city": "是",
        }
    ]

    import_delegations(house.delegations, an_edition(), rows, **NOW)
    again = import_delegations(house.delegations, an_edition(), rows, **NOW)

    assert house.delegations.find() == [a_delegation(version=1)]
    assert again["unchanged"] == 1
    assert house.announced() == ["delegation_registered"]


def test_corrected_delegation_keeps_its_head(house: House) -> None:
    house.delegations.save(a_delegation(head_guest_id="ipec-2019.g.A001", precedence=("ipec-2019.g.A001",)))

    rows = [{"Reference": "D1", "Name": "Ganghwa", "Country": "KR"}]
    import_delegations(house.delegations, an_edition(), rows, **NOW)

    assert house.delegations.find() == [
        a_delegation(
            name_en="Ganghwa", head_guest_id="ipec-2019.g.A001", precedence=("ipec-2019.g.A001",), version=2
        )
    ]


REPLIES = (
    ("A001", "confirmed", "2019-09-13"),
    ("A002", "取消", "2019-09-20"),
    ("A003", "confirmed", "2019-09-13"),
    ("A003", "withdrew", "2019-10-02"),
    ("A004", "withdrew", "2019-10-02"),
    ("A004", "confirmed", "2019-09-13"),
)


def test_replies_are_taken_once_in_whatever_order_they_lie(house: House) -> None:
    for reference in ("A001", "A002", "A003", "A004"):
        house.guests.save(a_guest(reference, state=State.REGISTERED, ever_confirmed=False))

    first = take_replies(house, *REPLIES)
    announced = house.announced()
    second = take_replies(house, *REPLIES)

    assert states(house) == {"A001": "confirmed", "A002": "withdrew", "A003": "withdrew", "A004": "withdrew"}
    assert announced == [
        "guest_confirmed",
        "guest_withdrew",
        "guest_confirmed",
        "guest_withdrew",
        "guest_withdrew",
    ]
    assert [entry["row"] for entry in first["changed"]] == [2, 3, 5, 7]
    assert (second["changed"], second["unchanged"], second["rejected"]) == ([], 4, [])
    assert house.announced() == announced


def test_withdrawal_older_than_the_confirmation_is_old_news(house: House) -> None:
    house.guests.save(a_guest(state=State.REGISTERED, ever_confirmed=False))
    confirm_guest(house.register, "ipec-2019.g.A001", None, date(2019, 10, 1))

    assert take_replies(house, ("A001", "withdrew", "2019-09-30"))["unchanged"] == 1
    assert states(house) == {"A001": "confirmed"}


@pytest.mark.parametrize(
    ("state", "reply", "code"),
    [
        (State.RECEIVED, ("A001", "withdrew", "2019-10-18"), "guest_was_received"),
        (State.WITHDREW, ("A001", "confirmed", "2019-10-18"), "guest_withdrew"),
        (State.CONFIRMED, ("Z999", "confirmed", "2019-10-18"), "unknown_guest"),
        (State.CONFIRMED, ("A001", "maybe", "2019-10-18"), "not_a_choice"),
    ],
)
def test_impossible_reply_is_rejected(
    house: House, state: State, reply: tuple[str, str, str], code: str
) -> None:
    house.guests.save(a_guest(state=state, replied_on=date(2019, 10, 1)))

    taken = take_replies(house, reply)

    assert [(r["row"], r["code"]) for r in taken["rejected"]] == [(2, code)]
    assert house.announced() == []
