"""Needs at table are stored sealed (AES-256-GCM); only this service's key opens them."""

import base64
import os
from functools import cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.settings import settings

_NONCE_BYTES = 12


class NeedsSeal:
    """Seals a guest's needs for storage; the same needs sealed twice look different."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(SHA256(), length=32, salt=None, info=b"convoke logistics needs").derive(secret)
        self._cipher = AESGCM(key)

    def seal(self, text: str) -> str:
        """The sealed text."""
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed."""
        content = base64.b64decode(sealed)
        return self._cipher.decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], None).decode()


@cache
def needs_seal() -> NeedsSeal:
    """The seal of needs (secret `field_key`, any long random text)."""
    return NeedsSeal(settings().secret("field_key"))
