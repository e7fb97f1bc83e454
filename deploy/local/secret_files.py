"""Secrets of one run folder: generated once, kept in files only their owner can read."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from deploy.local.folder import RunFolder


def secret(folder: RunFolder, name: str, random_bytes: int = 32) -> str:
    """The secret `name`; so many random bytes as text are made and stored at the first call."""
    return _kept(folder.made("secrets") / name, secrets.token_urlsafe(random_bytes))


def service_secrets(folder: RunFolder) -> Path:
    """The folder given to the processes: keys of badges, offers and sealed fields, token for the first account."""
    place = folder.made("secrets", "services")
    _kept(place / "bootstrap", secrets.token_urlsafe(32))
    _kept(place / "badge_key", _ed25519_pem())
    _kept(place / "offer_key", _ed25519_pem())
    _kept(place / "field_key", secrets.token_urlsafe(32))
    return place


def _kept(path: Path, fresh: str) -> str:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(fresh)
    return path.read_text()


def _ed25519_pem() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
