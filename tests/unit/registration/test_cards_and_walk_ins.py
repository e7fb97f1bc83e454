"""Cards for the lost, the missing and the unexpected."""

from typing import Any

import pytest

from services.registration.domain.badge import BadgeClaim, NoBadge
from services.registration.domain.names import starts_of
from services.registration.domain.state import Rank, State
from services.registration.use_cases.badge_print import (
    Printer,
    issue_missing_badges,
    print_badge,
    reissue_badge,
)
from services.registration.use_cases.walk_ins import LooksKnown, register_walk_in
from shared.clock import frozen
from shared.events.registration import BadgeIssued, BadgeRevoked, GuestConfirmed, GuestRegistered
from tests.unit.registration.builders import KEY, NINE, House, a_delegation, a_guest

GUEST = "ipec-2019.g.A001"
KIM = {"family_name": "KIM", "given_name": "Young-ho", "country": "KR", "rank": Rank.V5, "language": "ko"}


def printer(house: House) -> Printer:
    return Printer(house.guests, house.delegations, KEY)


def walk_in(house: House, although_known: bool = False, **values: Any) -> Any:
    with frozen(NINE):
        return register_walk_in(printer(house), house.editions, "ipec-2019", KIM | values, although_known)


def test_lost_card_ends_when_the_new_one_is_made(house: House) -> None:
    house.guests.save(a_guest(badge_serial=1))

    with frozen(NINE):
        made = reissue_badge(printer(house), GUEST, "lost in the taxi")

    assert house.guests.get(GUEST) == a_guest(badge_serial=2, badge_ended_at=NINE, version=3)
    assert KEY.read(made.token) == BadgeClaim("ipec-2019", "A001", 2)
    assert house.backend.announced() == [
        BadgeRevoked(guest_id=GUEST, serial=1, reason="lost in the taxi"),
        BadgeIssued(guest_id=GUEST, serial=2),
    ]


def test_card_is_printed_again_as_it_is(house: House) -> None:
    house.delegations.save(a_delegation())
    house.guests.save(a_guest(badge_serial=3, delegation_id="ipec-2019.d.D1"))
    house.forget_announced()

    again = print_badge(printer(house), GUEST)

    assert (KEY.read(again.token).serial, again.group and again.group.name_zh) == (3, "江华郡")
    assert house.announced() == []


@pytest.mark.parametrize("facts", [{}, {"badge_serial": 1, "badge_revoked": True}])
def test_card_nobody_holds_is_not_printed(house: House, facts: dict[str, Any]) -> None:
    house.guests.save(a_guest(**facts))

    with pytest.raises(NoBadge):
        print_badge(printer(house), GUEST)


def test_missing_cards_are_made_for_whoever_is_expected(house: House) -> None:
    house.guests.save(a_guest("A001"))
    house.guests.save(a_guest("A002", badge_serial=1))
    house.guests.save(a_guest("A003", state=State.WITHDREW))
    house.guests.save(a_guest("A004", state=State.REGISTERED))

    made = issue_missing_badges(printer(house), "ipec-2019", 10)

    assert [one.guest.reference for one in made] == ["A001", "A004"]
    assert issue_missing_badges(printer(house), "ipec-2019", 10) == []


def test_walk_in_is_confirmed_and_has_a_card(house: House) -> None:
    house.delegations.save(a_delegation())
    house.forget_announced()

    made = walk_in(house, delegation_id="D1")

    guest = house.guests.get(made.guest.id)
    assert (guest.state, guest.badge_serial, guest.delegation_id) == ("confirmed", 1, "ipec-2019.d.D1")
    assert KEY.read(made.token) == BadgeClaim("ipec-2019", guest.reference, 1)
    assert [type(event) for event in house.backend.announced()[:3]] == [
        GuestRegistered, GuestConfirmed, BadgeIssued,
    ]  # fmt: skip
    registered = house.backend.announced()[0]
    assert isinstance(registered, GuestRegistered)
    assert registered.state == "registered"
    assert house.delegations.get("ipec-2019.d.D1").precedence == (guest.id,)


def test_walk_in_with_a_known_name_is_asked_about_first(house: House) -> None:
    house.guests.save(a_guest(organisation="Hanjin", found_by=starts_of(("KIM", "Young-ho"))))

    with pytest.raises(LooksKnown) as refused:
        walk_in(house)

    assert refused.value.data["alike"] == [
        {"guest_id": GUEST, "reference": "A001", "family_name": "KIM", "given_name": "Young-ho",
         "own_script_name": "", "organisation": "Hanjin", "state": "confirmed"}
    ]  # fmt: skip
    assert walk_in(house, although_known=True).guest.reference.startswith("W-")
    assert house.guests.count(edition="ipec-2019") == 2
