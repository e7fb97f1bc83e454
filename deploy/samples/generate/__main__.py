"""Rewrites both sample editions in place."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from deploy.samples.generate.description import read
from deploy.samples.generate.edition import Edition, draw, plain_tables, workbooks
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.people import Register
from deploy.samples.generate.roster import official_team
from deploy.samples.generate.sheets import write_csv, write_workbook

SEED = "convoke 2019"
EDITIONS = ("ipec-2019", "iitc-2019")
SAMPLES = Path(__file__).parents[1]


def main(folder: Path) -> None:
    """Write every table of both editions below `folder`."""
    register = Register(SEED)
    team = official_team(register, random.Random(SEED))
    known: dict[str, Guest] = {}
    for reference in EDITIONS:
        edition = draw(read(reference), register, known, team)
        known = edition.guests
        _write(folder / reference, edition, register)


def _write(folder: Path, edition: Edition, register: Register) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in workbooks(edition, register):
        write_workbook(folder, sheet)
    for sheet in plain_tables(edition):
        write_csv(folder, sheet)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
