"""`make service`: the files of a new service."""

import ast
from pathlib import Path

import pytest

from deploy.new_service import write


def test_a_new_service_is_six_files_its_events_and_its_http_module(tmp_path: Path) -> None:
    written = write("catering", tmp_path)

    assert sorted(str(path.relative_to(tmp_path)) for path in written) == [
        "services/catering/__init__.py",
        "services/catering/domain.py",
        "services/catering/schemas.py",
        "services/catering/service.py",
        "services/catering/storage.py",
        "services/catering/use_cases.py",
        "services/gateway/api/catering.py",
        "shared/events/catering.py",
    ]
    texts = [path.read_text() for path in written]
    assert [text for text in texts if "NAME" in text or "TITLE" in text] == []
    assert [type(ast.parse(text)) for text in texts] == [ast.Module] * 8


def test_a_service_that_exists_is_left_alone(tmp_path: Path) -> None:
    write("catering", tmp_path)

    with pytest.raises(SystemExit, match="exists already"):
        write("catering", tmp_path)
