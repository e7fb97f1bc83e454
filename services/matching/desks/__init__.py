"""The RPC methods of matching, by who asks for them: roster, requests, manual hand, offers, questions."""

from typing import Any


def given(**wanted: Any) -> dict[str, Any]:
    """Only the filters that were asked for."""
    return {name: value for name, value in wanted.items() if value is not None}


def page(found: tuple[list[Any], str | None]) -> dict[str, Any]:
    """One page of a list with the cursor of the next."""
    return {"items": found[0], "next": found[1]}
