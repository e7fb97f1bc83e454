"""Who gets in, in which role, and how whoever guesses is slowed down."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.access.domain.account import (
    AccountsExist,
    LastOrganiser,
    NameTaken,
    NoSuchAccount,
    PasswordTooWeak,
    Role,
    WrongBootstrapSecret,
)
from services.access.domain.attempts import TooManyAttempts, WrongNameOrPassword
from services.access.domain.token import DeviceEnded, NoSuchDevice, Right, TokenExpired, TokenUnknown
from services.access.storage import Accounts, AttemptsByName, Beginnings, Devices, Tokens
from services.access.use_cases import accounts as use
from services.access.use_cases import devices, tokens
from shared.clock import frozen
from shared.events.access import (
    AccountClosed,
    AccountOpened,
    DeviceEnrolled,
    DeviceRevoked,
    PasswordSet,
    SignedIn,
    SignedOut,
    SignInRefused,
)
from shared.storage.memory import MemoryBackend

NOON = datetime(2019, 10, 17, 12, tzinfo=UTC)
RIGHT, WRONG = "a long passphrase", "another passphrase"
LI = {"account_id": "li na", "name": "Li Na", "role": "desk"}


@dataclass
class Office:
    """Access on the memory store."""

    backend: MemoryBackend = field(default_factory=lambda: MemoryBackend("access"))

    def __post_init__(self) -> None:
        self.accounts, self.tokens = Accounts(self.backend), Tokens(self.backend)
        self.attempts, self.devices = AttemptsByName(self.backend), Devices(self.backend)
        self.beginnings = Beginnings(self.backend)

    def open(self, name: str, role: Role = Role.DESK) -> None:
        use.open_account(self.accounts, name, RIGHT, role, ("ipec-2019",))

    def sign_in(self, name: str, password: str = RIGHT) -> str:
        return tokens.sign_in(self.accounts, self.attempts, self.tokens, name, password)[0]

    def whose(self, secret: str) -> dict[str, object]:
        return tokens.authenticate(self.accounts, self.tokens, self.devices, secret)

    def begin(self, secret: str) -> None:
        use.begin(self.accounts, self.beginnings, secret, b"secret", "Anna", RIGHT)


@pytest.fixture
def office() -> Iterator[Office]:
    with frozen(NOON):
        yield Office()


def test_the_first_account_is_opened_once_by_whoever_knows_the_secret(office: Office) -> None:
    with pytest.raises(WrongBootstrapSecret):
        office.begin("guess")
    office.begin("secret")
    with pytest.raises(AccountsExist):
        office.begin("secret")

    assert office.backend.announced() == [AccountOpened(account_id="anna", name="Anna", role="organiser")]


def test_a_token_names_its_owner_for_twelve_hours(office: Office) -> None:
    office.open("Li Na")
    secret = office.sign_in("LI NA")

    assert office.whose(secret) == {
        "kind": "account", "id": "li na", "name": "Li Na", "role": "desk", "editions": ["ipec-2019"],
        "door": None, "expires": NOON + timedelta(hours=12), "rights": [],
    }  # fmt: skip
    with frozen(NOON + timedelta(hours=12)), pytest.raises(TokenExpired):
        office.whose(secret)
    assert office.backend.announced() == [AccountOpened(**LI), SignedIn(**LI)]


def test_neither_password_nor_token_is_stored(office: Office) -> None:
    office.open("Li Na")
    secret = office.sign_in("Li Na")

    stored = repr(office.backend.documents) + repr(office.backend.envelopes)

    assert [given for given in (RIGHT, secret) if given in stored] == []


@pytest.mark.parametrize("name", ["Li Na", "nobody"])
def test_an_unknown_name_and_a_wrong_password_are_answered_alike(office: Office, name: str) -> None:
    office.open("Li Na")

    with pytest.raises(WrongNameOrPassword) as refusal:
        office.sign_in(name, WRONG)

    assert refusal.value.to_wire() == WrongNameOrPassword().to_wire()
    known = "li na" if name == "Li Na" else None
    assert office.backend.announced()[1:] == [SignInRefused(account_id=known, failures=1)]


@pytest.mark.parametrize("name", ["Li Na", "nobody"])
def test_after_five_wrong_passwords_each_further_one_costs_longer(office: Office, name: str) -> None:
    office.open("Li Na")
    for _ in range(5):
        with pytest.raises(WrongNameOrPassword):
            office.sign_in(name, WRONG)
    with pytest.raises(TooManyAttempts) as refusal:
        office.sign_in(name, RIGHT)
    assert refusal.value.data == {"retry_after_seconds": 11}

    with frozen(NOON + timedelta(seconds=10)):
        with pytest.raises(WrongNameOrPassword):
            office.sign_in(name, WRONG)
        with pytest.raises(TooManyAttempts) as refusal:
            office.sign_in(name, WRONG)
    assert refusal.value.data == {"retry_after_seconds": 21}


def test_the_right_password_ends_the_counting(office: Office) -> None:
    office.open("Li Na")
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongNameOrPassword):
                office.sign_in("Li Na", WRONG)
        assert office.whose(office.sign_in("Li Na"))["id"] == "li na"


def test_another_password_voids_the_tokens_from_before(office: Office) -> None:
    office.open("Li Na")
    before = office.sign_in("Li Na")

    with frozen(NOON + timedelta(minutes=1)):
        use.change_own_password(office.accounts, office.attempts, "Li Na", RIGHT, WRONG)
        after = office.sign_in("Li Na", WRONG)
        assert office.whose(after)["id"] == "li na"
        with pytest.raises(TokenUnknown):
            office.whose(before)
        with pytest.raises(WrongNameOrPassword):
            use.change_own_password(office.accounts, office.attempts, "Li Na", RIGHT, WRONG)

    assert office.backend.announced()[2:4] == [PasswordSet(**LI), SignedIn(**LI)]


def test_signing_out_ends_one_token_only(office: Office) -> None:
    office.open("Li Na")
    first, second = office.sign_in("Li Na"), office.sign_in("Li Na")

    for _ in range(2):
        tokens.sign_out(office.accounts, office.tokens, first)

    with pytest.raises(TokenUnknown):
        office.whose(first)
    assert office.whose(second)["id"] == "li na"
    assert office.backend.announced()[3:] == [SignedOut(**LI)]


def test_a_closed_account_opens_nothing_and_keeps_its_name(office: Office) -> None:
    office.open("Li Na")
    secret = office.sign_in("Li Na")

    for _ in range(2):
        use.close_account(office.accounts, "Li Na")

    with pytest.raises(TokenUnknown):
        office.whose(secret)
    with pytest.raises(WrongNameOrPassword):
        office.sign_in("Li Na")
    with pytest.raises(NameTaken):
        office.open("li na")
    assert office.backend.announced()[2:3] == [AccountClosed(**LI)]


def test_the_last_organiser_stays(office: Office) -> None:
    office.begin("secret")
    office.open("Li Na", Role.ORGANISER)
    use.close_account(office.accounts, "Li Na")

    with pytest.raises(LastOrganiser):
        use.close_account(office.accounts, "anna")


@pytest.mark.parametrize("password", ["short", "li na li na li na"])
def test_a_password_that_would_be_guessed_is_refused(office: Office, password: str) -> None:
    with pytest.raises(PasswordTooWeak):
        use.open_account(office.accounts, "Li Na", password, Role.DESK, ())

    assert office.backend.announced() == []


def test_nobody_has_no_password_to_set(office: Office) -> None:
    with pytest.raises(NoSuchAccount):
        use.set_password(office.accounts, "nobody", RIGHT)


def test_a_device_is_good_for_one_door_until_it_is_revoked(office: Office) -> None:
    wanted = [Right.WALK_IN, Right.SEARCH, Right.SEARCH]
    secret, device = devices.enrol_device(office.devices, "ipec-2019", "East", "tablet 3", wanted)
    standing: dict[str, Any] = {
        "device_id": device.id, "name": "tablet 3", "door": "East", "rights": ("search", "walk_in"),
    }  # fmt: skip

    assert office.whose(secret) == {
        "kind": "device", "id": device.id, "name": "tablet 3", "role": "device", "editions": ["ipec-2019"],
        "door": "East", "expires": NOON + timedelta(days=30), "rights": ["search", "walk_in"],
    }  # fmt: skip
    with pytest.raises(NoSuchDevice):
        devices.revoke_device(office.devices, "iitc-2019", device.id)
    for _ in range(2):
        devices.revoke_device(office.devices, "ipec-2019", device.id)
    with pytest.raises(DeviceEnded):
        office.whose(secret)
    assert office.backend.announced() == [DeviceEnrolled(**standing), DeviceRevoked(**standing)]


@pytest.mark.parametrize("secret", ["", "cva_", "cvd_x", "x" * 300])
def test_what_is_no_token_opens_nothing(office: Office, secret: str) -> None:
    with pytest.raises(TokenUnknown):
        office.whose(secret)
