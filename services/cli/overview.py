"""The figures of an edition, over all services."""

from typing import Any

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, table


def overview(edition: Edition, json: Json = False) -> None:
    """The figures of an edition, over all services."""
    with Api() as api:
        figures = api.get(f"/editions/{edition}/overview")
    if json:
        as_json(figures)
        return
    for service, values in figures["figures"].items():
        table(service, ("figure", "value"), flat(values))
    table("Booked twice", ("what", "times"), figures["double_booked"].items())


def flat(values: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Nested figures one a line; of a list, how long it is."""
    rows: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, dict):
            rows += flat(value, f"{before}{name} · ")
        else:
            rows.append((f"{before}{name}", len(value) if isinstance(value, list) else value))
    return rows
