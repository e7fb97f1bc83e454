"""Passport numbers and needs are stored sealed (AES-256-GCM); only this service's key opens them."""

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class FieldSeal:
    """Seals text for storage. The same text sealed twice looks different; compare after opening."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(SHA256(), length=32, salt=None, info=b"convoke registration fields").derive(secret)
        self._cipher = AESGCM(key)

    def seal(self, text: str) -> str:
        """Sealed text; nothing stays nothing."""
        if not text:
            return ""
        nonce = os.urandom(_NONCE_BYTES)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed."""
        if not sealed:
            return ""
        content = base64.b64decode(sealed)
        return self._cipher.decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], None).decode()

    def keep_or_seal(self, sealed: str, text: str) -> str:
        """The sealed form of a text; the present one if it holds the same, so that nothing looks changed."""
        return sealed if self.open(sealed) == text else self.seal(text)
