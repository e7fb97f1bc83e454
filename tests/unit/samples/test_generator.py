"""The generator rewrites the committed files byte for byte."""

from __future__ import annotations

from pathlib import Path

from deploy.samples.generate.__main__ import EDITIONS, main
from tests.unit.samples.files import SAMPLES


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        f"{edition}/{file.name}": file.read_bytes()
        for edition in EDITIONS
        for file in (folder / edition).iterdir()
    }


def test_generator_writes_what_is_committed(tmp_path: Path) -> None:
    main(tmp_path)

    assert _bytes(tmp_path) == _bytes(SAMPLES)
