"""The link in an offer: `CVO1.<payload>.<signature>`, which lets one person answer one offer without signing in.

The payload names the offer and the person's position in it, so it says nothing about who that is; the
signature is Ed25519 over version and payload, both in base 32 without padding.
"""

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from shared.errors import NotFound

VERSION = "CVO1"
LONGEST = 512
_SEPARATOR = "\x1f"


class OfferLinkUnknown(NotFound):
    """This link is not one of ours; copy it whole from the message it came in."""

    code = "offer_link_unknown"


class OfferKeyMissing(SystemExit):
    """The secret offer_key is not an Ed25519 private key in PEM form."""


@dataclass(frozen=True, slots=True)
class OfferClaim:
    """Which offer, and which of the people it asks."""

    offer_id: str
    position: int


class OfferKey:
    """Signs links and reads them back."""

    def __init__(self, pem: bytes) -> None:
        key = load_pem_private_key(pem, password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise OfferKeyMissing("The secret offer_key must hold an Ed25519 private key in PEM form.")
        self._private = key
        self._public = key.public_key()

    def token(self, claim: OfferClaim) -> str:
        """The last part of the link."""
        payload = _SEPARATOR.join((claim.offer_id, str(claim.position)))
        signed = f"{VERSION}.{_to_base32(payload.encode())}"
        return f"{signed}.{_to_base32(self._private.sign(signed.encode()))}"

    def read(self, token: str) -> OfferClaim:
        """The claim of a genuine token, or `OfferLinkUnknown`."""
        signed, _, signature = token.strip().rpartition(".")
        version, _, payload = signed.partition(".")
        if version != VERSION or len(token) > LONGEST:
            raise OfferLinkUnknown
        try:
            self._public.verify(_from_base32(signature), signed.encode())
            offer_id, position = _from_base32(payload).decode().split(_SEPARATOR)
            return OfferClaim(offer_id, int(position))
        except (InvalidSignature, ValueError) as fault:
            raise OfferLinkUnknown from fault


def _to_base32(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=")


def _from_base32(text: str) -> bytes:
    """Only the one canonical spelling counts, so that a token has no second form."""
    try:
        content = base64.b32decode(text + "=" * (-len(text) % 8))
    except binascii.Error as fault:
        raise OfferLinkUnknown from fault
    if _to_base32(content) != text:
        raise OfferLinkUnknown
    return content
