"""Links of offers: genuine ones are read back, everything else is unknown, and none says who is asked."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from services.matching.offer_link import OfferClaim, OfferKey, OfferKeyMissing, OfferLinkUnknown

CLAIM = OfferClaim("ipec-2019.n.A017.o1", 3)


def pem(private: Ed25519PrivateKey | X25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


KEY = OfferKey(pem(Ed25519PrivateKey.generate()))


def test_a_link_is_read_back() -> None:
    assert KEY.read(f" {KEY.token(CLAIM)}\n") == CLAIM


def test_a_link_holds_the_offer_and_a_position_only() -> None:
    payload = KEY.token(CLAIM).split(".")[1]

    assert base64.b32decode(payload + "=" * (-len(payload) % 8)) == b"ipec-2019.n.A017.o1\x1f3"


def forged() -> str:
    version, _, signature = KEY.token(CLAIM).split(".")
    payload = base64.b32encode(b"ipec-2019.n.A017.o1\x1f4").decode().rstrip("=")
    return f"{version}.{payload}.{signature}"


@pytest.mark.parametrize(
    "token",
    [
        "",
        "CVO1",
        "CVO1.A.B",
        forged(),
        OfferKey(pem(Ed25519PrivateKey.generate())).token(CLAIM),
        KEY.token(CLAIM).replace("CVO1", "CVO2"),
        KEY.token(CLAIM) + "A",
        KEY.token(CLAIM)[:-1],
        "CVO1." + "A" * 600 + ".A",
        "CVO1.é.é",
    ],
)
def test_what_we_did_not_sign_is_unknown(token: str) -> None:
    with pytest.raises(OfferLinkUnknown):
        KEY.read(token)


def test_another_kind_of_key_is_no_key() -> None:
    with pytest.raises(OfferKeyMissing):
        OfferKey(pem(X25519PrivateKey.generate()))
