"""The signed link to a guest's own page: `CVG1.<payload>.<signature>`, in base 64 for web addresses.

The payload is edition, reference, the last day it is good for, and how often the guest's links had been ended when
it was made; the signature is Ed25519 with the key that signs badges, over version and payload, so that a badge
never passes for a link nor a link for a badge.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from shared.errors import NotFound, Refused

VERSION = "CVG1"
LONGEST = 512
_SEPARATOR = "\x1f"


class LinkUnreadable(NotFound):
    """This link is not one of ours, or was cut when it was copied: ask for it again."""

    code = "link_unreadable"


class LinkExpired(Refused):
    """This link is no longer good: ask the organisers for a new one."""

    code = "link_expired"


class LinkEnded(Refused):
    """The organisers ended this link: ask them for a new one."""

    code = "link_ended"


class LinkKeyMissing(SystemExit):
    """The secret badge_key is not an Ed25519 private key in PEM form."""


@dataclass(frozen=True)
class LinkClaim:
    """Whose page it is, and until when the link opens it (that day included)."""

    edition: str
    reference: str
    good_until: date
    number: int = 0


class LinkKey:
    """Signs links and reads them back."""

    def __init__(self, pem: bytes) -> None:
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise LinkKeyMissing("The secret badge_key must hold an Ed25519 private key in PEM form.")
        self._key = key

    def token(self, claim: LinkClaim) -> str:
        """The last part of the address of a guest's own page."""
        parts = (claim.edition, claim.reference, claim.good_until.isoformat(), str(claim.number))
        text = _SEPARATOR.join(parts)
        signed = f"{VERSION}.{_to_base64(text.encode())}"
        return f"{signed}.{_to_base64(self._key.sign(signed.encode()))}"

    def read(self, token: str, today: date) -> LinkClaim:
        """The claim of a genuine link that is still good."""
        claim = self._genuine(token)
        if claim.good_until < today:
            raise LinkExpired(good_until=claim.good_until.isoformat())
        return claim

    def _genuine(self, token: str) -> LinkClaim:
        version, _, rest = token.partition(".")
        payload, _, signature = rest.partition(".")
        if version != VERSION or len(token) > LONGEST:
            raise LinkUnreadable
        try:
            self._key.public_key().verify(_from_base64(signature), f"{version}.{payload}".encode())
            edition, reference, day, *number = _from_base64(payload).decode().split(_SEPARATOR)
            return LinkClaim(edition, reference, date.fromisoformat(day), *map(int, number))
        except (InvalidSignature, ValueError, TypeError) as fault:
            raise LinkUnreadable from fault


def _to_base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _from_base64(text: str) -> bytes:
    """Only the one canonical spelling counts, so that a link has no second form."""
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise LinkUnreadable from fault
    if _to_base64(content) != text:
        raise LinkUnreadable
    return content
