"""Spreadsheets over HTTP: read here, handed to their owner, or refused with what to do."""

import io
from typing import Any

import pytest

from services.gateway.app import UPLOAD_LIMIT_BYTES, create_app
from tests.doubles import GOOD, FakeServices, signed_in_as

REPORT = {
    "what": "guests", "dry_run": True, "applied": False, "new": [], "changed": [], "unchanged": 0,
    "rejected": [], "notes": [],
}  # fmt: skip
CSV = "Reference,Family name\nA001,Łukasz\n,\nA002,王\n".encode()


def send(what: str, content: bytes | None, query: str = "", **form: str) -> tuple[Any, FakeServices]:
    services = FakeServices({**signed_in_as("coordinator"), ("registration", "import_guests"): REPORT})
    data: dict[str, Any] = dict(form)
    if content is not None:
        data["file"] = (io.BytesIO(content), "guests.csv")
    client = create_app(services).test_client()
    return client.post(f"/api/v1/editions/ipec-2019/imports/{what}{query}", data=data, headers=GOOD), services


def test_rows_are_handed_on_as_text_with_mapping_and_wishes() -> None:
    answer, services = send("guests", CSV, "?dry_run=true&partial=yes", mapping='{"reference": "Reference"}')

    assert answer.json == REPORT
    rows = [{"Reference": "A001", "Family name": "Łukasz"}, {}, {"Reference": "A002", "Family name": "王"}]
    assert services.asked[1] == (
        "registration",
        "import_guests",
        {
            "edition": "ipec-2019", "rows": rows, "mapping": {"reference": "Reference"},
            "dry_run": True, "partial": True,
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "content", "form", "status", "code"),
    [
        ("nothing", CSV, {}, 404, "unknown_import"),
        ("guests", None, {}, 422, "file_missing"),
        ("guests", CSV, {"mapping": "{"}, 422, "mapping_malformed"),
        ("guests", CSV, {"mapping": '{"a": 1}'}, 422, "mapping_malformed"),
        ("guests", b"", {}, 422, "no_header"),
        ("guests", b"PK\x03\x04 broken", {}, 422, "not_a_spreadsheet"),
        ("guests", b"A,A\n1,2\n", {}, 422, "duplicate_header"),
    ],
)
def test_what_cannot_be_imported_is_refused_before_its_owner_is_asked(
    what: str, content: bytes | None, form: dict[str, str], status: int, code: str
) -> None:
    answer, services = send(what, content, **form)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert [method for _, method, _ in services.asked] in ([], ["authenticate"])


def test_an_upload_above_the_limit_is_refused() -> None:
    services = FakeServices(signed_in_as("coordinator"))
    body = b"--b\r\n" + b"x" * UPLOAD_LIMIT_BYTES

    answer = (
        create_app(services)
        .test_client()
        .post(
            "/api/v1/editions/ipec-2019/imports/guests",
            data=body,
            content_type="multipart/form-data; boundary=b",
            headers=GOOD,
        )
    )

    assert (answer.status_code, answer.json["code"]) == (413, "too_large")
    assert [method for _, method, _ in services.asked] == ["authenticate"]
