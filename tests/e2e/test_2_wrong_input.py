"""What people and programs send by mistake or on purpose: a clear answer each, and nothing half-written."""

import io
from typing import Any
from zipfile import ZipFile

import pytest

from tests.e2e.conftest import House

EDITION = "wrong-input"
GOOD_ROWS = "Reference,Family name,Given name,Country,Rank,Language\nX1,Kim,Young-ho,KR,V5,ko\n"


@pytest.fixture(scope="module")
def edition(house: House) -> str:
    body = {
        "edition": EDITION, "conference": "TEST", "number": 1, "name_en": "Test", "timezone": "Asia/Shanghai",
        "first_day": "2019-10-17", "opening_day": "2019-10-18", "last_day": "2019-10-19",
    }  # fmt: skip
    with house.http() as http:
        assert http.post("/editions", json=body).status_code == 201
    return EDITION


def uploaded(house: House, content: bytes, **query: str) -> Any:
    name = "guests.xlsx" if content.startswith(b"PK") else "guests.csv"
    with house.http() as http:
        return http.post(f"/editions/{EDITION}/imports/guests", files={"file": (name, content)}, params=query)


def a_broken_workbook() -> bytes:
    place = io.BytesIO()
    with ZipFile(place, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return place.getvalue()


@pytest.mark.usefixtures("edition")
@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"PK\x03\x04 and no more", 422, "not_a_spreadsheet"),
        (a_broken_workbook(), 422, "not_a_spreadsheet"),
        (b"PK, but text", 422, "not_a_spreadsheet"),
        (b"x" * 50_000_000, 413, "too_large"),
        (b"", 422, "no_header"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(house: House, content: bytes, status: int, code: str) -> None:
    answer = uploaded(house, content)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert house.json("show", "guests", "--edition", EDITION) == []


@pytest.mark.usefixtures("edition")
def test_one_bad_row_keeps_all_out_unless_the_good_ones_are_wanted(house: House) -> None:
    rows = (GOOD_ROWS + "X2,Kim,Young-ho,Korea,V9,ko\n").encode()

    whole = uploaded(house, rows).json()
    assert (whole["applied"], {r["field"] for r in whole["rejected"]}) == (False, {"country", "rank"})
    assert house.json("show", "guests", "--edition", EDITION) == []

    part = uploaded(house, rows, partial="true").json()
    assert (part["applied"], [new["key"] for new in part["new"]]) == (True, ["X1"])
    assert [g["reference"] for g in house.json("show", "guests", "--edition", EDITION)] == ["X1"]


@pytest.mark.usefixtures("edition")
def test_a_device_checks_in_at_its_door_and_does_nothing_else(house: House) -> None:
    with house.http() as http:
        enrolled = http.post(f"/editions/{EDITION}/devices", json={"name": "tablet", "door": "East"}).json()
    scan = {"guest_id": f"{EDITION}.g.X404", "nonce": "n-1"}

    with house.http(enrolled["token"]) as device:
        scanned = device.post(f"/editions/{EDITION}/check-ins", json=scan).json()
        refused = {
            path: device.request(method, path, json={}).json()["code"]
            for method, path in (
                ("GET", f"/editions/{EDITION}/guests"),
                ("POST", "/access/accounts"),
                ("POST", "/editions/iitc-2019/check-ins"),
                ("GET", "/flow"),
            )
        }

    assert (scanned["result"], scanned["door"]) == ("unknown", "East")
    assert refused == {
        f"/editions/{EDITION}/guests": "role_not_allowed",
        "/access/accounts": "role_not_allowed",
        "/editions/iitc-2019/check-ins": "edition_not_allowed",
        "/flow": "role_not_allowed",
    }
    with house.http() as http:
        http.delete(f"/editions/{EDITION}/devices/{enrolled['device']['id']}")


@pytest.mark.parametrize("token", ["cva_unknown", "cvd_unknown", "x"])
def test_a_token_that_is_not_known_opens_nothing(house: House, token: str) -> None:
    with house.http(token) as http:
        answer = http.get("/editions")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_unknown")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/editions/nowhere", 404),
        ("/editions/nowhere/overview", 404),
        ("/editions/iitc-2019/guests/ipec-2019.g.A001", 404),
        ("/editions/..%2f..%2fetc/guests/passwd", 404),
        ("/editions/iitc-2019/guests/%00", 404),
        ("/parked/nobody/x", 404),
        ("/changes/nothing", 200),
    ],
)
def test_unknown_ids_and_path_tricks_are_told_apart_from_defects(
    house: House, path: str, status: int
) -> None:
    with house.http() as http:
        answer = http.get(path)

    assert answer.status_code == status, answer.text


def test_a_write_sent_twice_with_one_key_is_done_once(house: House) -> None:
    body = {"name": "wei", "password": "a long passphrase", "role": "viewer", "editions": []}
    key = {"Idempotency-Key": "0b54a2c0-open-wei"}
    with house.http() as http:
        first, second = (http.post("/access/accounts", json=body, headers=key) for _ in range(2))
        without = http.post("/access/accounts", json=body)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (without.status_code, without.json()["code"]) == (409, "name_taken")
