"""How an entry of a desk's list is sealed with the code of its own card.

From the token of the badge, HKDF-SHA256 makes 48 bytes: the first 16 find the entry, the other 32 open it
(AES-256-GCM, bound to the former). The signature in a token holds 512 bits nobody can guess, so whoever holds the
list but not the card learns nothing. The desk page does the same in the browser.
"""

import base64
import os
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOOKUP_BYTES = 16
_KEY_BYTES = 32
_NONCE_BYTES = 12
_PURPOSE = b"convoke desk card 1"


class CardKey(NamedTuple):
    """What the code of one card finds and opens."""

    lookup: str
    key: bytes


def card_key(token: str) -> CardKey:
    """From the text of the QR code, as the badge bears it."""
    derived = HKDF(SHA256(), length=_LOOKUP_BYTES + _KEY_BYTES, salt=None, info=_PURPOSE).derive(
        token.encode()
    )
    return CardKey(derived[:_LOOKUP_BYTES].hex(), derived[_LOOKUP_BYTES:])


def seal_card(card: CardKey, content: bytes) -> str:
    """Base 64 of nonce and sealed content. The same content sealed twice looks different."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(card.key).encrypt(nonce, content, bytes.fromhex(card.lookup))
    return base64.b64encode(nonce + sealed).decode()


def open_card(card: CardKey, sealed: str) -> bytes:
    """The content again; `cryptography`'s InvalidTag when this is not its card."""
    given = base64.b64decode(sealed)
    return AESGCM(card.key).decrypt(given[:_NONCE_BYTES], given[_NONCE_BYTES:], bytes.fromhex(card.lookup))
