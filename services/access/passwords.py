"""Passwords as argon2id hashes, and tokens as digests: what is stored opens nothing."""

import hmac
import secrets
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 19 MiB, two passes, one lane: the lowest setting recommended for argon2id, because a hash holds up the
# service.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Checked where there is no account, so that an unknown name takes as long as a wrong password.
_NOBODY = _HASHER.hash(secrets.token_hex())

ACCOUNT_TOKEN = "cva_"  # noqa: S105 - the shape of a token, not one
DEVICE_TOKEN = "cvd_"  # noqa: S105


def hashed(password: str) -> str:
    """The hash to store."""
    return _HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; takes the same time without an account (`None`), and is then false."""
    try:
        _HASHER.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def new_token(prefix: str) -> str:
    """256 random bits behind a prefix by which leaked tokens can be found."""
    return prefix + secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Under what a token is kept; no salt is needed, because a token is random itself."""
    return sha256(token.encode()).hexdigest()


def same_secret(given: str, secret: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(given.encode(), secret)
