"""An entry sealed with its card's code; the desk page's own tests open the very same card."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from services.registration.desk_card import card_key, open_card, seal_card

SHARED = Path(__file__).parents[3] / "services" / "console" / "tests" / "unit" / "desk" / "card.json"


@pytest.fixture
def card() -> dict[str, Any]:
    """A card that both sides know."""
    known: dict[str, Any] = json.loads(SHARED.read_text(encoding="utf-8"))
    return known


def test_page_and_server_derive_alike(card: dict[str, Any]) -> None:
    key = card_key(card["token"])

    assert key.lookup == card["lookup"]
    assert json.loads(open_card(key, card["sealed"])) == card["content"]


def test_same_content_never_looks_the_same_and_stays_with_its_card(card: dict[str, Any]) -> None:
    key, other = card_key(card["token"]), card_key(card["token"] + "A")
    first, second = seal_card(key, b"KIM"), seal_card(key, b"KIM")

    assert first != second
    assert (open_card(key, first), open_card(key, second)) == (b"KIM", b"KIM")
    with pytest.raises(InvalidTag):
        open_card(other, first)
    with pytest.raises(InvalidTag):
        open_card(key._replace(lookup=other.lookup), first)
