"""docs/openapi.json is what the code serves; `make contract` writes it."""

from services.gateway.openapi import TARGET, rendered


def test_the_checked_in_document_equals_the_code() -> None:
    assert TARGET.read_text(encoding="utf-8") == rendered()
