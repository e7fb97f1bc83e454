"""The samples hold the fixture year's figures, counted from the files alone."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.unit.samples.files import received, table, workbook

EDITIONS = ("ipec-2019", "iitc-2019")

RECEIVED = {
    "ipec-2019": {
        "US": (0, 1, 3, 6, 8), "GB": (0, 1, 2, 5, 6), "SG": (0, 1, 2, 6, 9), "NL": (0, 1, 1, 3, 3),
        "CH": (0, 0, 2, 3, 3), "SA": (1, 0, 1, 2, 2), "AE": (0, 1, 1, 3, 3), "KW": (0, 0, 1, 1, 2),
        "IR": (0, 1, 0, 1, 2), "RU": (0, 1, 1, 3, 3), "KZ": (0, 0, 1, 1, 2), "JP": (0, 1, 2, 4, 5),
        "KR": (0, 1, 1, 3, 5), "BR": (0, 1, 0, 2, 3), "FR": (0, 1, 1, 2, 2), "NO": (0, 1, 1, 2, 2),
        "MY": (0, 0, 1, 2, 3), "IN": (0, 0, 1, 2, 3), "PE": (0, 1, 0, 1, 2), "NG": (1, 0, 0, 1, 2),
    },
    "iitc-2019": {
        "KR": (0, 1, 1, 3, 5), "NO": (0, 1, 1, 3, 3), "US": (0, 0, 1, 3, 3), "SC": (1, 1, 1, 1, 2),
        "LK": (1, 0, 1, 2, 2), "MV": (1, 0, 0, 2, 2), "ID": (0, 1, 1, 2, 3), "TH": (0, 1, 1, 2, 3),
        "MY": (0, 0, 1, 2, 3), "PH": (0, 0, 1, 1, 3), "SG": (0, 0, 1, 2, 3), "JP": (0, 1, 1, 2, 3),
        "GR": (0, 0, 1, 1, 2), "IT": (0, 1, 1, 1, 2), "FR": (0, 0, 1, 1, 2), "ES": (0, 0, 1, 1, 2),
        "MU": (0, 0, 1, 1, 2), "FJ": (0, 1, 0, 1, 2), "AU": (0, 0, 1, 1, 2), "NZ": (0, 0, 0, 1, 2),
        "KI": (0, 1, 0, 1, 1), "GB": (0, 0, 0, 2, 3), "DE": (0, 0, 0, 1, 2), "HR": (0, 0, 1, 1, 1),
    },
}  # fmt: skip
LANGUAGES = {
    "ipec-2019": {"en": 88, "ar": 18, "ru": 12, "ja": 12, "ko": 10, "pt": 6, "fr": 6, "fa": 4, "es": 4},
    "iitc-2019": {"en": 82, "ko": 10, "fr": 8, "th": 7, "ja": 7, "it": 5, "es": 4, "de": 3},
}
GATES = {
    "ipec-2019": {"PVG": 84, "SHA": 10, "HGH": 18, "NGB": 20, "HSN": 22, "NGB_RAIL": 4, "ROAD": 2},
    "iitc-2019": {"PVG": 62, "SHA": 10, "HGH": 12, "NGB": 14, "HSN": 22, "NGB_RAIL": 4, "ROAD": 2},
}
HOURS = {"ipec-2019": [10, 26, 34, 38, 26, 14, 8, 4], "iitc-2019": [8, 20, 27, 30, 21, 11, 6, 3]}
RANKS = ("V1", "V2", "V3", "V4", "V5")


@pytest.mark.parametrize("edition", EDITIONS)
def test_received_guests_by_country_and_rank_are_those_of_the_fixture_year(edition: str) -> None:
    counted = Counter((guest["Country"], guest["Rank"]) for guest in received(edition))

    countries = {country for country, _ in counted}
    assert {c: tuple(counted[c, rank] for rank in RANKS) for c in countries} == RECEIVED[edition]
    assert Counter(guest["Language"] for guest in received(edition)) == LANGUAGES[edition]


@pytest.mark.parametrize(
    ("edition", "figures"),
    [
        (
            "ipec-2019",
            {"registered": 178, "confirmed": 163, "withdrew": 15, "received": 160, "countries": 20},
        ),
        (
            "iitc-2019",
            {"registered": 140, "confirmed": 128, "withdrew": 12, "received": 126, "countries": 25},
        ),
    ],
)
def test_replies_and_scans_add_up(edition: str, figures: dict[str, int]) -> None:
    replies = {row["Reference"]: row["Reply"] for row in table(edition, "replies")}
    guests = workbook(edition, "guests")
    confirmed = [guest for guest in guests if replies[guest["Reference"]] == "confirmed"]

    assert {
        "registered": len(guests),
        "confirmed": len(confirmed),
        "withdrew": sum(reply == "withdrew" for reply in replies.values()),
        "received": len(received(edition)),
        "countries": len({guest["Country"] for guest in confirmed}),
    } == figures
    assert {guest["Reference"] for guest in received(edition)} <= {guest["Reference"] for guest in confirmed}


@pytest.mark.parametrize("edition", EDITIONS)
def test_arrivals_by_gate_and_hour_are_those_of_the_fixture_year(edition: str) -> None:
    present = {guest["Reference"] for guest in received(edition)}
    coming = [row for row in workbook(edition, "arrivals") if row["Guest"] in present]
    opening = datetime.fromisoformat(table(edition, "edition")[0]["Opening day"])

    assert Counter(row["Gate"] for row in coming) == GATES[edition]
    counted = Counter(_period(row, opening) for row in coming)
    assert [counted[period] for period in range(8)] == HOURS[edition]
    assert sorted(row["Guest"] for row in coming) == sorted(present)


def _period(row: dict[str, Any], opening: datetime) -> int:
    """0 before ten of the day before, then two hours each, 7 on the opening day."""
    if row["Scheduled"] >= opening:
        assert row["Scheduled"] < opening + timedelta(hours=8)
        return 7
    return max(0, int((row["Scheduled"].hour - 8) // 2))


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_romanised_name_can_be_two_people_and_one_person_two_guests(edition: str) -> None:
    namesakes = [
        (guest["Reference"], guest["Birth date"])
        for guest in workbook("ipec-2019", "guests")
        if (guest["Family name"], guest["Given name"]) == ("KIM", "Young-ho")
    ]
    here, there = ({guest["Person"] for guest in workbook(one, "guests")} for one in EDITIONS)

    assert len(namesakes) == len({born for _, born in namesakes}) == 2
    assert len(here & there) == 7
    assert len({guest["Passport"] for guest in workbook(edition, "guests")}) == len(
        workbook(edition, "guests")
    )


@pytest.mark.parametrize(("edition", "official", "contract"), [("ipec-2019", 40, 13), ("iitc-2019", 40, 11)])
def test_the_roster_is_the_city_team_and_the_contract_staff(
    edition: str, official: int, contract: int
) -> None:
    assert Counter(row["Team"] for row in workbook(edition, "interpreters")) == {
        "official": official,
        "contract": contract,
    }


@pytest.mark.parametrize(
    ("edition", "cities"),
    [
        ("ipec-2019", {}),
        ("iitc-2019", {"D-GANGHWA": 6, "D-LOFOTEN": 8, "D-RICHMOND": 5, "D-VICTORIA": 4}),
    ],
)
def test_sister_cities_come_in_their_strength(edition: str, cities: dict[str, int]) -> None:
    sister = {row["Reference"] for row in workbook(edition, "delegations") if row["Sister city"] == "yes"}
    counted = Counter(guest["Delegation"] for guest in received(edition) if guest["Delegation"] in sister)

    assert counted == cities


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_reference_in_a_file_names_something_in_another(edition: str) -> None:
    guests = {row["Reference"] for row in workbook(edition, "guests")}
    hosts = {row["Reference"] for row in workbook(edition, "hosts")}
    rooms = {row["Reference"] for row in workbook(edition, "rooms")}
    meetings, sessions = workbook(edition, "meetings"), workbook(edition, "sessions")

    assert {row["Delegation"] for row in workbook(edition, "guests")} == {
        row["Reference"] for row in workbook(edition, "delegations")
    }
    assert {row["Host"] for row in workbook(edition, "host-windows")} == hosts
    assert {row["Wanted host"] for row in meetings} <= hosts
    assert {row["Guest"] for row in meetings} <= guests
    assert {one for row in meetings for one in _listed(row["Accompanying"])} <= guests
    assert {one for row in sessions for one in _listed(row["Speakers"])} <= guests
    assert {row["Room"] for row in sessions} - {None} <= rooms


def _listed(cell: str | None) -> list[str]:
    return [one.strip() for one in (cell or "").split(";") if one.strip()]
