"""Who listens to which events in this release: known before any of them has started.

Written by `make contract` from the handlers, because no process but the listener's own holds their code.
"""

import json
from pathlib import Path

FILE = Path(__file__).parent / "listeners.json"


def listeners() -> dict[str, list[str]]:
    """Routing keys by queue name."""
    found: dict[str, list[str]] = json.loads(FILE.read_text())
    return found
