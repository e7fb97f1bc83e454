"""The desks' local list: complete, opened by nothing but the card itself, and only what changed the second time."""

import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from services.registration.desk_card import card_key, open_card
from services.registration.domain.desk_list import EntryKind
from services.registration.domain.facts import AssignmentFact
from services.registration.storage import Assignments, DeskLists, Entries
from services.registration.use_cases import desk_list
from services.registration.use_cases.badges import issue_badge, revoke_badge
from services.registration.use_cases.doors import check_in
from shared.storage.store import Cause
from tests.unit.registration.builders import (
    KEY,
    NINE,
    TEN,
    House,
    a_delegation,
    a_guest,
    a_showing,
)

GUEST = "ipec-2019.g.A001"


def sources(house: House) -> desk_list.Sources:
    return desk_list.Sources(
        house.guests, house.delegations, Assignments(house.backend), Entries(house.backend),
        DeskLists(house.backend), KEY,
    )  # fmt: skip


def cards(house: House, after: int = 0, limit: int = 1000) -> desk_list.Page:
    return desk_list.page(sources(house), "ipec-2019", EntryKind.CARD, after, limit)


def opened(page: desk_list.Page, token: str) -> dict[str, Any]:
    """What a desk reads when this badge is scanned."""
    key = card_key(token)
    sealed = {entry.lookup: entry.content for entry in page.entries}[key.lookup]
    content: dict[str, Any] = json.loads(open_card(key, sealed))
    return content


def assignment(**facts: Any) -> AssignmentFact:
    ordinary: dict[str, Any] = {
        "id": "ipec-2019.n.A001", "edition": "ipec-2019", "guest_id": GUEST, "purpose": "one_to_one",
        "standing": "assigned", "starts": NINE, "ends": TEN, "interpreter_name": "Li Na", "serves_in": "ko",
    }  # fmt: skip
    return AssignmentFact(**(ordinary | facts))


def test_card_tells_all_a_desk_needs(house: House) -> None:
    house.delegations.save(a_delegation())
    house.guests.save(
        a_guest(
            own_script_name="김영호",
            delegation_id="ipec-2019.d.D1",
            head_of_delegation=True,
            attention="Gift at the lounge",
            inside_since=NINE,
            inside_door="North",
        )
    )
    Assignments(house.backend).keep(assignment(), Cause("e1", "ipec-2019.n.A001", 1, "matching"))
    _, token = issue_badge(house.guests, KEY, GUEST)

    assert opened(cards(house), token) == {
        "guest_id": GUEST, "reference": "A001", "family_name": "KIM", "given_name": "Young-ho",
        "own_script_name": "김영호", "rank": "V3", "group_en": "Ganghwa County", "group_zh": "江华郡",
        "state": "confirmed", "since": NINE.isoformat(), "door": "North", "country": "KR", "organisation": "",
        "post": "", "language": "ko", "head": True, "attention": "Gift at the lounge", "card": "valid",
        "interpreter": {"standing": "assigned", "name": "Li Na", "language": "ko"},
    }  # fmt: skip


def test_list_alone_names_nobody(house: House) -> None:
    house.guests.save(a_guest(own_script_name="김영호", organisation="Hanjin", attention="secret"))
    house.guests.save(a_guest("B001", family_name="OTHER"))
    issue_badge(house.guests, KEY, GUEST)
    _, other = issue_badge(house.guests, KEY, "ipec-2019.g.B001")

    page = cards(house)

    text = json.dumps([[entry.lookup, entry.content] for entry in page.entries])
    assert len(page.entries) == 2
    assert not [word for word in ("KIM", "A001", "김", "Hanjin", "secret", "B001") if word in text]
    foreign = next(e for e in page.entries if e.lookup != card_key(other).lookup)
    with pytest.raises(InvalidTag):
        open_card(card_key(other)._replace(lookup=foreign.lookup), foreign.content)


def test_second_time_only_what_changed_is_handed_out(house: House) -> None:
    for number in range(5):
        house.guests.save(a_guest(f"A{number:03}"))
        issue_badge(house.guests, KEY, f"ipec-2019.g.A{number:03}")
    first = cards(house)
    check_in(house.desk, a_showing())

    second = cards(house, first.upto)

    assert (len(first.entries), first.complete) == (5, True)
    assert [(e.guest_id, e.number) for e in second.entries] == [(GUEST, second.upto)]
    assert (cards(house, second.upto).entries, cards(house, second.upto).upto) == ([], second.upto)


def test_revoked_and_replaced_cards_are_known_as_such(house: House) -> None:
    house.guests.save(a_guest())
    _, lost = issue_badge(house.guests, KEY, GUEST)
    revoke_badge(house.guests, GUEST, None, "lost")
    first = cards(house)
    _, new = issue_badge(house.guests, KEY, GUEST)

    second = cards(house, first.upto)

    assert opened(first, lost)["card"] == "revoked"
    assert opened(second, lost) == {
        "guest_id": GUEST, "reference": "A001", "family_name": "KIM", "given_name": "Young-ho",
        "own_script_name": "", "rank": "V3", "group_en": "", "group_zh": "", "card": "replaced",
    }  # fmt: skip
    assert opened(second, new)["card"] == "valid"


def test_changes_of_group_and_interpreter_reach_the_guests_concerned(house: House) -> None:
    delegation = a_delegation()
    house.delegations.save(delegation)
    house.guests.save(a_guest(delegation_id=delegation.id))
    house.guests.save(a_guest("B001"))
    _, token = issue_badge(house.guests, KEY, GUEST)
    issue_badge(house.guests, KEY, "ipec-2019.g.B001")
    first = cards(house)

    delegation.name_zh = "江华"
    house.delegations.save(delegation)
    second = cards(house, first.upto)
    facts = Assignments(house.backend)
    facts.keep(
        assignment(standing="unfilled", interpreter_name="", serves_in=""), Cause("e", "n", 2, "matching")
    )
    facts.keep(
        assignment(id="ipec-2019.n.M1", purpose="meeting", guest_id="ipec-2019.g.B001"),
        Cause("f", "m", 2, "matching"),
    )
    third = cards(house, second.upto)

    assert opened(second, token)["group_zh"] == "江华"
    assert opened(third, token)["interpreter"] == {"standing": "unfilled", "name": "", "language": ""}
    assert [len(page.entries) for page in (first, second, third)] == [2, 1, 1]


def test_long_list_comes_in_pages_without_gap_or_repetition(house: House) -> None:
    for number in range(desk_list.STEP + 30):
        house.guests.save(a_guest(f"A{number:04}", badge_serial=1))

    pages: list[desk_list.Page] = []
    while not pages or not pages[-1].complete:
        pages.append(cards(house, pages[-1].upto if pages else 0, 50))

    seen = [entry.guest_id for page in pages for entry in page.entries]
    assert sorted(seen) == [f"ipec-2019.g.A{number:04}" for number in range(desk_list.STEP + 30)]


def test_search_list_knows_also_who_has_no_card(house: House) -> None:
    house.guests.save(a_guest())

    page = desk_list.page(sources(house), "ipec-2019", EntryKind.NAME, 0, 10)

    (entry,) = page.entries
    content = json.loads(entry.content)
    assert (entry.lookup, content["family_name"], content["card"]) == (GUEST, "KIM", "none")


def test_editions_do_not_see_each_other(house: House) -> None:
    house.guests.save(a_guest(badge_serial=1))
    house.guests.save(a_guest("B001", id="iitc-2019.g.B001", edition="iitc-2019", badge_serial=1))

    there = desk_list.page(sources(house), "iitc-2019", EntryKind.CARD, 0, 10)

    assert [entry.guest_id for entry in there.entries] == ["iitc-2019.g.B001"]
    assert [entry.guest_id for entry in cards(house).entries] == [GUEST]


def test_lost_history_costs_time_but_nothing_is_sent_twice(house: House) -> None:
    house.guests.save(a_guest(badge_serial=1))
    first = cards(house)
    lists = DeskLists(house.backend)
    state = lists.get("desk_list")
    state.bookmark = None
    lists.save(state)
    house.guests.save(a_guest("B001", badge_serial=1))

    second = cards(house, first.upto)

    assert [entry.guest_id for entry in second.entries] == ["ipec-2019.g.B001"]
    assert second.complete


def test_large_group_is_renamed_step_by_step_and_its_order_concerns_nobody(house: House) -> None:
    delegation = a_delegation()
    house.delegations.save(delegation)
    many = desk_list.STEP * 2 + 10
    first = cards(house)
    for number in range(many):
        house.guests.save(a_guest(f"A{number:04}", badge_serial=1, delegation_id=delegation.id))
    first = cards(house, first.upto)
    while not first.complete:
        first = cards(house, first.upto)
    delegation.precedence = ("ipec-2019.g.A0001",)
    house.delegations.save(delegation)
    second = cards(house, first.upto)

    delegation.name_zh = "江华"
    house.delegations.save(delegation)
    pages: list[desk_list.Page] = []
    while not pages or not pages[-1].complete:
        pages.append(cards(house, pages[-1].upto if pages else second.upto))

    assert second.entries == []
    assert sorted({entry.guest_id for page in pages for entry in page.entries}) == [
        f"ipec-2019.g.A{number:04}" for number in range(many)
    ]
