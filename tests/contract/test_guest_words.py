"""A guest reads the same words on the page and in the calendar, though each is written where it is used."""

import re
from pathlib import Path

import pytest

from services.gateway.calendar_words import KINDS, LANGUAGES, place_name

PAGES = Path(__file__).parents[2] / "services" / "console" / "src"
OWN_PAGE = (PAGES / "my" / "words.ts").read_text()
CODES = (PAGES / "i18n" / "words" / "codes.ts").read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_called_alike(language: str) -> None:
    begins = "const english = {" if language == "en" else f"\n  {language}: {{"
    words = OWN_PAGE[OWN_PAGE.index(begins) :]

    on_the_page = {kind: re.search(rf"\b{kind}: '([^']+)'", words) for kind in KINDS}

    assert {kind: found and found[1] for kind, found in on_the_page.items()} == {
        kind: names[language] for kind, names in KINDS.items()
    }


def test_places_are_called_alike() -> None:
    places = CODES[CODES.index("  place: {") :]
    listed = re.findall(r"(\w+): say\('([^']+)', '([^']+)'\)", places[: places.index("\n  },")])

    assert len(listed) >= 13
    assert [(code, place_name(code, "en"), place_name(code, "zh")) for code, _, _ in listed] == listed
