"""Editions are opened and corrected."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registration.use_cases.editions import UnknownEdition, open_edition, require
from shared.errors import Invalid
from shared.events.registration import EditionAmended, EditionOpened
from tests.unit.registration.builders import House, an_edition

STANDING: dict[str, Any] = {
    "edition_id": "ipec-2019",
    "conference": "IPEC",
    "number": 3,
    "name_en": "Third Petroleum Conference",
    "name_zh": "第三届世界油商大会",
    "timezone": "Asia/Shanghai",
    "first_day": date(2019, 10, 17),
    "opening_day": date(2019, 10, 18),
    "last_day": date(2019, 10, 19),
}


def test_edition_is_opened_and_announced() -> None:
    house = House()

    open_edition(house.editions, an_edition())

    assert require(house.editions, "ipec-2019") == an_edition(version=1)
    assert house.backend.announced() == [EditionOpened(**STANDING)]
    assert house.backend.envelopes[0].edition == "ipec-2019"


def test_edition_opened_again_changes_nothing() -> None:
    house = House()
    open_edition(house.editions, an_edition())

    assert open_edition(house.editions, an_edition()) == an_edition(version=1)
    assert house.announced() == ["edition_opened"]


def test_edition_opened_with_other_days_is_corrected() -> None:
    house = House()
    open_edition(house.editions, an_edition())

    later = open_edition(house.editions, an_edition(last_day=date(2019, 10, 20)))

    assert later == an_edition(last_day=date(2019, 10, 20), version=2)
    assert house.backend.announced()[1:] == [EditionAmended(**(STANDING | {"last_day": date(2019, 10, 20)}))]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"id": "ipec.2019"}, "edition_name_malformed"),
        ({"id": "../x"}, "edition_name_malformed"),
        ({"opening_day": date(2019, 10, 16)}, "days_out_of_order"),
        ({"timezone": "Asia/Zhoushan"}, "unknown_time_zone"),
    ],
)
def test_impossible_edition_is_refused(facts: dict[str, Any], code: str) -> None:
    house = House()

    with pytest.raises(Invalid) as refused:
        open_edition(house.editions, an_edition(**facts))

    assert refused.value.refusal == code
    assert house.announced() == []


def test_two_editions_stand_side_by_side(house: House) -> None:
    open_edition(house.editions, replace(an_edition(), id="iitc-2019"))

    assert [edition.id for edition in house.editions.find()] == ["iitc-2019", "ipec-2019"]


def test_unknown_edition_is_named(house: House) -> None:
    with pytest.raises(UnknownEdition) as refused:
        require(house.editions, "ipec-2020")

    assert refused.value.data == {"edition": "ipec-2020"}
