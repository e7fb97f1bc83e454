"""Where accounts, devices, tokens and the trail are kept."""

from services.access.domain.account import Account, Beginning, Role
from services.access.domain.attempts import Attempts
from services.access.domain.token import Device, Token
from services.access.domain.trail import Entry
from shared.storage.store import Collection, Index, Journal


class Accounts(Collection[Account]):
    """By name, folded (`account_id`)."""

    name = "accounts"
    of = Account

    def open_organisers(self) -> int:
        """How many could still open the house."""
        return self.count(role=Role.ORGANISER, open=True)


class Tokens(Collection[Token]):
    """By digest."""

    name = "tokens"
    of = Token


class Devices(Collection[Device]):
    """By id; each found by the digest of its token too."""

    name = "devices"
    of = Device
    indexes = (Index("token_digest", unique=True), Index("edition"))

    def holding(self, token_digest: str) -> Device | None:
        """The device this token was given to."""
        return self.find_one(token_digest=token_digest)


class AttemptsByName(Collection[Attempts]):
    """By folded name, known or not."""

    name = "attempts"
    of = Attempts


class Beginnings(Collection[Beginning]):
    """At most one document."""

    name = "beginnings"
    of = Beginning


class Trail(Journal[Entry]):
    """Every event announced, by its id: ids sort by time, so a page of ids is a page of time."""

    name = "trail"
    of = Entry
    indexes = (Index("edition"), Index("actor"), Index("correlation_id"), Index("subject"))

    def answering(self, correlation_id: str) -> list[Entry]:
        """Everything that answers one change, in the order it happened."""
        return self.find(correlation_id=correlation_id, sort=("at", "id"))
