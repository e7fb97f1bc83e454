"""The roster of each edition serves exactly as many guests as the fixture year says."""

from __future__ import annotations

import pytest

from tests.unit.samples.files import received, workbook
from tests.unit.samples.oracle import Count, best


@pytest.mark.parametrize(
    ("edition", "floor", "count"),
    [
        ("ipec-2019", True, Count(demand=37, first_language=32, fallback=1, unfilled=4)),
        ("ipec-2019", False, Count(demand=37, first_language=35, fallback=1, unfilled=1)),
        ("iitc-2019", True, Count(demand=30, first_language=27, fallback=0, unfilled=3)),
        ("iitc-2019", False, Count(demand=30, first_language=27, fallback=0, unfilled=3)),
    ],
)
def test_roster_serves_as_many_as_the_fixture_year_says(edition: str, floor: bool, count: Count) -> None:
    assert best(received(edition), workbook(edition, "interpreters"), floor=floor) == count
