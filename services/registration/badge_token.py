"""The token on a badge: `CVK1.<payload>.<signature>`, upper case so that a QR code packs it densely.

The payload is the claim in clear (edition, reference, serial), the signature Ed25519 over version and
payload, both in base 32 without padding. Nothing in it is secret; who knows the public key can verify it
without a network.
"""

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from services.registration.domain.badge import BadgeClaim, BadgeUnreadable

VERSION = "CVK1"
LONGEST = 512
_SEPARATOR = "\x1f"


class BadgeKeyMissing(SystemExit):
    """The secret badge_key is not an Ed25519 private key in PEM form."""


class BadgeKey:
    """Signs badges and reads them back."""

    def __init__(self, pem: bytes) -> None:
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise BadgeKeyMissing("The secret badge_key must hold an Ed25519 private key in PEM form.")
        self._private = key
        self._public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def public(self) -> str:
        """The 32 bytes a desk needs to verify badges offline, in hexadecimal."""
        return self._public.hex()

    def token(self, claim: BadgeClaim) -> str:
        """The text for the QR code."""
        text = _SEPARATOR.join((claim.edition, claim.reference, str(claim.serial)))
        signed = f"{VERSION}.{_to_base32(text.encode())}"
        return f"{signed}.{_to_base32(self._private.sign(signed.encode()))}"

    def read(self, token: str) -> BadgeClaim:
        """The claim of a genuine token, or `BadgeUnreadable`; scanners may type lower case."""
        return _read(self._public, token.strip().upper())


@lru_cache(maxsize=4096)
def _read(public: bytes, token: str) -> BadgeClaim:
    """Verifying takes longer than all else in a scan, and the same badges come again and again."""
    version, _, rest = token.partition(".")
    payload, _, signature = rest.partition(".")
    if version != VERSION or len(token) > LONGEST:
        raise BadgeUnreadable()
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(
            _from_base32(signature), f"{version}.{payload}".encode()
        )
        edition, reference, serial = _from_base32(payload).decode().split(_SEPARATOR)
        return BadgeClaim(edition, reference, int(serial))
    except (InvalidSignature, ValueError) as fault:
        raise BadgeUnreadable() from fault


def _to_base32(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=")


def _from_base32(text: str) -> bytes:
    """Only the one canonical spelling counts, so that a token has no second form."""
    try:
        content = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as fault:
        raise BadgeUnreadable() from fault
    if _to_base32(content) != text:
        raise BadgeUnreadable()
    return content
