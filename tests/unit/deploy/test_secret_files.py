"""Secrets of an instance: made once, closed to others."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from deploy.local.folder import RunFolder
from deploy.local.secret_files import secret, service_secrets


def test_a_secret_stays_the_same_and_differs_between_instances(tmp_path: Path) -> None:
    one, other = RunFolder(tmp_path / "one"), RunFolder(tmp_path / "other")

    assert secret(one, "rabbitmq") == secret(one, "rabbitmq")
    assert secret(one, "rabbitmq") != secret(other, "rabbitmq")


def test_the_services_get_their_keys_and_a_bootstrap_token(tmp_path: Path) -> None:
    place = service_secrets(RunFolder(tmp_path))

    assert sorted(file.name for file in place.iterdir()) == [
        "badge_key",
        "bootstrap",
        "field_key",
        "offer_key",
    ]
    for key in ("badge_key", "offer_key"):
        assert isinstance(load_pem_private_key((place / key).read_bytes(), None), Ed25519PrivateKey)
    assert {file.stat().st_mode & 0o777 for file in place.iterdir()} == {0o600}
