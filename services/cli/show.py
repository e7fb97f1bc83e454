"""Lists of an edition, one thing in full, guests by name, and why a demand is decided as it is."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, say, table
from services.cli.things import LISTS, List, Thing, full_name, whole_demand, whole_id


def show(
    what: Annotated[str, typer.Argument(help=", ".join(LISTS))],
    edition: Edition,
    reference: Annotated[str | None, typer.Argument(help="One of them in full, e.g. A017")] = None,
    where: Annotated[list[str] | None, typer.Option(help="field=value, may be repeated")] = None,
    json: Json = False,
) -> None:
    """Show a list of an edition, or one thing of it in full."""
    listed = _known(what)
    with Api() as api:
        if reference is not None:
            _print_one(api.get(_path(what, edition, reference)), json)
            return
        found = list(api.items(f"/editions/{edition}/{what}", **_filters(what, listed, where)))
    as_json(found) if json else table(
        f"{len(found)} {what}", headings(listed), (cells(listed, thing) for thing in found)
    )


def search(
    text: Annotated[str, typer.Argument(help="Beginning of a name in any script, or a reference")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Find guests by name or reference."""
    with Api() as api:
        found = api.get(f"/editions/{edition}/guest-search", text=text)["items"]
    rows = ([g["reference"], full_name(g), g["country"], g["rank"], g["state"]] for g in found)
    as_json(found) if json else table(
        f"{len(found)} found", ("reference", "name", "country", "rank", "state"), rows
    )


def explain(
    demand: Annotated[str, typer.Argument(help="A guest's reference, or the id of a demand")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Say why somebody has this interpreter, or which rules stand in the way."""
    with Api() as api:
        answer = api.get(f"/editions/{edition}/demands/{whole_demand(edition, demand)}/explanation")
    if json:
        as_json(answer)
        return
    say(answer["summary"])
    columns = ("name", "total", "points", "breaks")
    table("Next best", columns, ([each[c] for c in columns] for each in answer["next_best"]))
    columns = ("rule", "says", "waived_by", "rules_out")
    table("In the way", columns, ([each[c] for c in columns] for each in answer["obstacles"]))


def headings(listed: List) -> list[str]:
    """The headings of a list."""
    return [column if isinstance(column, str) else column[0] for column in listed.columns]


def cells(listed: List, thing: Thing) -> list[Any]:
    """One row of a list."""
    return [thing.get(column) if isinstance(column, str) else column[1](thing) for column in listed.columns]


def _known(what: str) -> List:
    if what not in LISTS:
        raise typer.BadParameter(f"there is no list of {what}; there are {', '.join(LISTS)}")
    return LISTS[what]


def _filters(what: str, listed: List, pairs: list[str] | None) -> dict[str, str]:
    split = [pair.partition("=") for pair in pairs or ()]
    unknown = [name for name, _, _ in split if name not in listed.filters]
    if unknown:
        known = ", ".join(listed.filters) or "nothing"
        raise typer.BadParameter(f"{what} can be filtered by {known}, not by {', '.join(unknown)}")
    return {name: value for name, _, value in split}


def _path(what: str, edition: str, reference: str) -> str:
    path = f"/editions/{edition}/{what}/{whole_id(edition, LISTS[what].letter, reference)}"
    return f"{path}/page" if what == "guests" else path


def _print_one(thing: Thing, json: bool) -> None:
    filled = [(name, value) for name, value in thing.items() if value not in (None, "", [], {})]
    as_json(thing) if json else table("", ("", ""), filled)
