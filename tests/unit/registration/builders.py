"""Registration as a desk would find it on an ordinary day; a test says only what matters to it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from services.registration.badge_token import BadgeKey
from services.registration.domain.delegation import Delegation
from services.registration.domain.edition import Edition
from services.registration.domain.guest import Guest
from services.registration.domain.scan import Direction
from services.registration.domain.state import Rank, State
from services.registration.sealing import FieldSeal
from services.registration.storage import Delegations, Editions, Guests, ScanLogs, StrayScans
from services.registration.use_cases.doors import Desk, Showing
from services.registration.use_cases.register import Register
from shared.storage.memory import MemoryBackend

NINE = datetime(2019, 10, 18, 1, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


def a_badge_key() -> BadgeKey:
    """A key of its own for each call."""
    return BadgeKey(
        Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )


KEY = a_badge_key()


def an_edition(**facts: Any) -> Edition:
    """IPEC 3 of 2019."""
    ordinary: dict[str, Any] = {
        "id": "ipec-2019",
        "conference": "IPEC",
        "number": 3,
        "name_en": "Third Petroleum Conference",
        "name_zh": "第三届世界油商大会",
        "timezone": "Asia/Shanghai",
        "first_day": date(2019, 10, 17),
        "opening_day": date(2019, 10, 18),
        "last_day": date(2019, 10, 19),
    }
    return Edition(**(ordinary | facts))


def a_guest(reference: str = "A001", **facts: Any) -> Guest:
    """A confirmed bureau-level guest from Korea."""
    edition = facts.get("edition", "ipec-2019")
    ordinary: dict[str, Any] = {
        "id": f"{edition}.g.{reference}",
        "edition": "ipec-2019",
        "reference": reference,
        "person_id": f"{edition}.g.{reference}",
        "family_name": "KIM",
        "given_name": "Young-ho",
        "country": "KR",
        "rank": Rank.V3,
        "language": "ko",
        "state": State.CONFIRMED,
        "ever_confirmed": True,
    }
    return Guest(**(ordinary | facts))


def a_delegation(reference: str = "D1", **facts: Any) -> Delegation:
    """The delegation of a sister city."""
    ordinary: dict[str, Any] = {
        "id": f"ipec-2019.d.{reference}",
        "edition": "ipec-2019",
        "reference": reference,
        "name_en": "Ganghwa County",
        "name_zh": "江华郡",
        "country": "KR",
        "sister_city": True,
    }
    return Delegation(**(ordinary | facts))


def a_showing(guest_id: str | None = "ipec-2019.g.A001", **facts: Any) -> Showing:
    """Somebody found by name at the north door at nine."""
    ordinary: dict[str, Any] = {
        "edition": "ipec-2019",
        "door": "North",
        "device": "desk-1",
        "nonce": "n1",
        "at": NINE,
        "direction": Direction.IN,
        "guest_id": guest_id,
    }
    return Showing(**(ordinary | facts))


@dataclass
class House:
    """The whole of registration on the memory store."""

    backend: MemoryBackend = field(default_factory=lambda: MemoryBackend("registration"))

    def __post_init__(self) -> None:
        self.editions = Editions(self.backend)
        self.delegations = Delegations(self.backend)
        self.guests = Guests(self.backend)
        self.seal = FieldSeal(b"a secret of the tests")
        self.register = Register(self.guests, self.delegations, self.seal)
        self.desk = Desk(self.editions, self.guests, ScanLogs(self.backend), StrayScans(self.backend), KEY)

    def announced(self) -> list[str]:
        """The kinds announced so far, short."""
        return [event.kind.split(".")[1] for event in self.backend.announced()]

    def forget_announced(self) -> None:
        """Start listening anew."""
        self.backend.envelopes.clear()
