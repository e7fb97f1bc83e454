"""Thousands of requests made from the API document, good and bad: no answer says that the server failed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import House

SECONDS = 90
# Would end the token all others use; and a stream never ends.
LEFT_OUT = "/tokens/current|/stream"


@pytest.mark.long
def test_no_request_from_the_document_makes_the_server_fail(house: House, tmp_path: Path) -> None:
    schemathesis = Path(sys.executable).with_name("schemathesis")
    ended = subprocess.run(
        [
            str(schemathesis), "run", f"{house.url}/api/v1/openapi.json",
            "--header", f"Authorization: Bearer {house.token}", "--checks", "not_a_server_error",
            "--max-time", str(SECONDS), "--exclude-path-regex", LEFT_OUT, "--max-examples", "15", "--seed", "2019",
            "--suppress-health-check", "all", "--warnings", "off", "--no-color", "--continue-on-failure",
        ],
        capture_output=True, text=True, check=False, cwd=tmp_path, timeout=SECONDS * 3,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout[-8000:]
    assert " passed" in ended.stdout
