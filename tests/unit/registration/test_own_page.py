"""A guest's own page: whose link opens what, until when, and what the guest may say."""

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from services.registration.badge_token import BadgeKey
from services.registration.domain.badge import BadgeClaim, BadgeUnreadable
from services.registration.domain.state import State
from services.registration.page_link import LinkClaim, LinkEnded, LinkExpired, LinkKey, LinkUnreadable
from services.registration.storage import Assignments, Meetings, Trips
from services.registration.use_cases.own_pages import (
    OwnPage,
    PageClosed,
    confirm_own,
    correct_own,
    end_links,
    issue_link,
    own_page,
)
from services.registration.use_cases.pages import Heard
from tests.unit.registration.builders import House, a_guest, an_edition

PEM = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
CLAIM = LinkClaim("ipec-2019", "A001", date(2019, 11, 18))
ON_TIME = date(2019, 11, 18)


def test_a_link_is_read_back_until_its_last_day() -> None:
    key = LinkKey(PEM)

    assert key.read(key.token(CLAIM), ON_TIME) == CLAIM
    with pytest.raises(LinkExpired) as late:
        key.read(key.token(CLAIM), date(2019, 11, 19))
    assert late.value.data == {"good_until": "2019-11-18"}


def test_one_changed_sign_opens_nothing() -> None:
    key = LinkKey(PEM)
    token = key.token(CLAIM)

    for place in range(len(token)):
        forged = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(LinkUnreadable):
            key.read(forged, ON_TIME)


@pytest.mark.parametrize("token", ["", "CVG1", "CVG1..", "CVG1.x.y", "CVG1." + "a" * 600, "日本"])
def test_what_is_no_link_opens_nothing(token: str) -> None:
    with pytest.raises(LinkUnreadable):
        LinkKey(PEM).read(token, ON_TIME)


def test_a_badge_is_no_link_and_a_link_no_badge() -> None:
    link, badge = LinkKey(PEM), BadgeKey(PEM)

    with pytest.raises(LinkUnreadable):
        link.read(badge.token(BadgeClaim("ipec-2019", "A001", 1)), ON_TIME)
    with pytest.raises(BadgeUnreadable):
        badge.read(link.token(CLAIM))


def test_links_made_before_they_were_ended_open_nothing_and_a_new_one_does(house: House) -> None:
    key = LinkKey(PEM)
    house.guests.save(a_guest("A001"))
    old = key.read(issue_link(house.guests, an_edition(), key, "ipec-2019.g.A001", ON_TIME), ON_TIME)
    end_links(house.guests, "ipec-2019.g.A001")
    new = key.read(issue_link(house.guests, an_edition(), key, "ipec-2019.g.A001", ON_TIME), ON_TIME)
    heard = Heard(Assignments(house.backend), Meetings(house.backend), Trips(house.backend))

    with pytest.raises(LinkEnded):
        own_page(house.guests, heard, an_edition(), old)
    with pytest.raises(LinkEnded):
        confirm_own(house.register, old, ON_TIME)
    assert own_page(house.guests, heard, an_edition(), new).guest.reference == "A001"


def test_a_link_of_another_house_opens_nothing() -> None:
    other = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    with pytest.raises(LinkUnreadable):
        LinkKey(PEM).read(LinkKey(other).token(CLAIM), ON_TIME)


def test_a_guest_confirms_once_however_often_the_button_is_pressed(house: House) -> None:
    house.guests.save(a_guest(state=State.REGISTERED, ever_confirmed=False, replied_on=None))
    house.forget_announced()

    for _ in range(2):
        confirm_own(house.register, CLAIM, date(2019, 10, 10))

    assert house.announced() == ["guest_confirmed"]
    assert {envelope.actor for envelope in house.backend.envelopes} == {"guest:A001"}


def test_a_guest_states_needs_that_only_the_seal_can_read(house: House) -> None:
    house.guests.save(a_guest(post="Mayor"))

    guest = correct_own(house.register, CLAIM, {"dietary_needs": "halal", "post": "Lord Mayor"})

    assert (guest.post, house.seal.open(guest.dietary_needs)) == ("Lord Mayor", "halal")
    assert "halal" not in guest.dietary_needs


def test_the_page_of_a_guest_who_withdrew_takes_nothing_more(house: House) -> None:
    house.guests.save(a_guest(state=State.WITHDREW))

    with pytest.raises(PageClosed):
        confirm_own(house.register, CLAIM, date(2019, 10, 10))
    with pytest.raises(PageClosed):
        correct_own(house.register, CLAIM, {"post": "Mayor"})


def test_the_page_shows_what_stands_and_whether_needs_are_known(house: House) -> None:
    house.guests.save(a_guest())
    heard = Heard(Assignments(house.backend), Meetings(house.backend), Trips(house.backend))

    page = own_page(house.guests, heard, an_edition(), CLAIM)

    assert page == OwnPage(house.guests.get("ipec-2019.g.A001"), an_edition(), False, [], [], [])


def test_a_link_lasts_a_month_beyond_the_edition_or_a_month_from_today_if_that_is_later(house: House) -> None:
    house.guests.save(a_guest())
    key = LinkKey(PEM)

    early = issue_link(house.guests, an_edition(), key, "ipec-2019.g.A001", date(2019, 9, 1))
    late = issue_link(house.guests, an_edition(), key, "ipec-2019.g.A001", date(2019, 12, 1))

    last_day = an_edition().last_day
    assert key.read(early, last_day).good_until == last_day + timedelta(days=30)
    assert key.read(late, date(2019, 12, 31)).good_until == date(2019, 12, 31)
