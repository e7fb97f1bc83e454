"""Writes docs/openapi.json.

`python -m services.gateway.openapi`. A contract test compares it with the code.
"""

import json
from pathlib import Path
from typing import Any

from services.gateway.app import create_app

TARGET = Path("docs/openapi.json")
_FORMER_NAMES = {
    "UNPROCESSABLE_CONTENT": "UNPROCESSABLE_ENTITY",
    "Unprocessable Content": "Unprocessable Entity",
}
"""Python 3.13 names a status otherwise; the checked-in document is the same on all versions."""


class NobodyToAsk:
    """The document is made without asking anything."""

    def ask(self, service: str, method: str, arguments: dict[str, Any], timeout_seconds: float | None) -> Any:
        """Never happens while a document is made."""
        raise AssertionError(f"{service}.{method} was asked for a document")


def rendered() -> str:
    """The document as it is checked in: sorted, so that a difference is a difference in meaning."""
    document = create_app(NobodyToAsk()).extensions["convoke.document"].spec.to_dict()
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    for name, former in _FORMER_NAMES.items():
        text = text.replace(name, former)
    return text


def main() -> None:
    """Write it."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(rendered(), encoding="utf-8")


if __name__ == "__main__":
    main()
