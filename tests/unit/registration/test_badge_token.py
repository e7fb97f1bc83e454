"""Badges say whose they are, and nobody else can make one."""

import base64
import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from services.registration.domain.badge import BadgeClaim, BadgeUnreadable
from tests.unit.registration.builders import KEY, a_badge_key

CLAIM = BadgeClaim("ipec-2019", "A017", 2)


def test_token_has_a_recognisable_shape_and_reads_back() -> None:
    token = KEY.token(CLAIM)

    assert re.fullmatch(r"CVK1\.[A-Z2-7]+\.[A-Z2-7]{103}", token)
    assert KEY.read(token) == CLAIM
    assert CLAIM.guest_id == "ipec-2019.g.A017"


def test_scanner_that_types_lower_case_is_understood() -> None:
    assert KEY.read(f" {KEY.token(CLAIM).lower()}\n") == CLAIM


def test_token_fits_a_small_code() -> None:
    code = segno.make_qr(KEY.token(CLAIM), error="m")

    assert (code.mode, code.version) == ("alphanumeric", 6)


def test_badge_of_another_house_is_unreadable() -> None:
    with pytest.raises(BadgeUnreadable):
        KEY.read(a_badge_key().token(CLAIM))


@pytest.mark.parametrize(
    "token", ["", "CVK1", "CVK1..", "CVK2.AA.AA", "CVK1.é.A", "A017", "CVK1." + "A" * 600, "CVK1.AAAA.AAAA"]
)
def test_anything_else_is_unreadable(token: str) -> None:
    with pytest.raises(BadgeUnreadable):
        KEY.read(token)


@given(st.integers(0, 140), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567."))
def test_altered_token_is_unreadable(position: int, sign: str) -> None:
    token = KEY.token(CLAIM)
    position %= len(token)
    altered = token[:position] + sign + token[position + 1 :]

    if altered == token:
        assert KEY.read(altered) == CLAIM
    else:
        with pytest.raises(BadgeUnreadable):
            KEY.read(altered)


@given(st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True), st.integers(1, 999))
def test_every_claim_reads_back(reference: str, serial: int) -> None:
    claim = BadgeClaim("iitc-2019", reference, serial)

    assert KEY.read(KEY.token(claim)) == claim


def test_public_key_alone_verifies_a_badge() -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed, _, signature = KEY.token(CLAIM).rpartition(".")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(KEY.public))

    assert public.verify(base64.b32decode(signature + "="), signed.encode()) is None
