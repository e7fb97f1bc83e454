"""Addresses that open something to whoever has them: the secret is told once, and only its digest is kept."""

from hashlib import sha256
from secrets import token_urlsafe

SECRET_OCTETS = 32


def fresh_secret() -> str:
    """The last part of a new address; nobody guesses it."""
    return token_urlsafe(SECRET_OCTETS)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
