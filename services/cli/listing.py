"""Looking at things: lists with filters, one thing in full, guests by name, why a demand is decided so."""

from typing import Annotated, Any

import typer

from services.cli.options import EditionOption, JsonOption, thing_id
from services.cli.refusals import CannotAsk
from services.cli.tables import readable, table
from services.cli.things import LISTS, List, Thing, full_name
from services.cli.workplace import Workplace, here

WhereOption = Annotated[
    list[str] | None, typer.Option("--where", "-w", metavar="NAME=VALUE", help="Filter; may be repeated")
]


def add_to(app: typer.Typer) -> None:
    """Hang the commands of this module into the application."""
    app.command("show")(show)
    app.command("search")(search)
    app.command("explain")(explain)


def show(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help=" | ".join(LISTS))],
    edition: EditionOption,
    reference: Annotated[str | None, typer.Argument(help="One of them in full, e.g. A017")] = None,
    where: WhereOption = None,
    most: Annotated[int | None, typer.Option("--most", min=1, help="Not more than so many")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a list of an edition, or one thing of it in full."""
    place, shown = here(context), _known(what)
    if reference is not None:
        _print_one(place, place.client.get(_path(what, shown, edition, reference)), as_json)
        return
    found = list(place.client.items(f"/editions/{edition}/{what}", most, **_filters(what, shown, where)))
    if as_json:
        place.print_json(found)
        return
    place.out.print(table(headings(shown), [cells(shown, thing) for thing in found]))
    place.err.print(f"{len(found)} {what}")


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The beginning of a name in any script, or a reference")],
    edition: EditionOption,
    as_json: JsonOption = False,
) -> None:
    """Find guests by name or reference."""
    place = here(context)
    found = place.client.get(f"/editions/{edition}/guest-search", text=text)["items"]
    if as_json:
        place.print_json(found)
        return
    rows = [[guest["reference"], full_name(guest), guest["rank"], guest["state"]] for guest in found]
    place.out.print(table(("reference", "name", "rank", "state"), rows))


def explain(
    context: typer.Context,
    demand: Annotated[str, typer.Argument(help="A guest's reference, or the id of a demand")],
    edition: EditionOption,
    as_json: JsonOption = False,
) -> None:
    """Say why a guest has this interpreter, or which rules stand in the way."""
    place = here(context)
    answer = place.client.get(f"/editions/{edition}/demands/{thing_id(edition, 'n', demand)}/explanation")
    if as_json:
        place.print_json(answer)
        return
    place.say(answer["summary"])
    rows = [[each["name"], each["total"], each["points"], each["breaks"]] for each in answer["next_best"]]
    place.out.print(table(("next best", "points", "of which", "breaks"), rows))
    hindrances = [[each["rule"], each["says"], each["rules_out"]] for each in answer["obstacles"]]
    if hindrances:
        place.out.print(table(("rule in the way", "says", "rules out"), hindrances))


def headings(shown: List) -> list[str]:
    """The headings of a list."""
    return [(column if isinstance(column, str) else column[0]).replace("_", " ") for column in shown.columns]


def cells(shown: List, thing: Thing) -> list[Any]:
    """One row of a list."""
    return [thing.get(column) if isinstance(column, str) else column[1](thing) for column in shown.columns]


def _known(what: str) -> List:
    if what not in LISTS:
        raise CannotAsk(f"There is no list of {what}. There are: {', '.join(LISTS)}")
    return LISTS[what]


def _filters(what: str, shown: List, where: list[str] | None) -> dict[str, str]:
    filters = dict(each.partition("=")[::2] for each in where or ())
    unknown = [name for name in filters if name not in shown.filters]
    if unknown:
        known = ", ".join(shown.filters) or "none"
        raise CannotAsk(f"{what} cannot be filtered by {', '.join(unknown)}. Filters: {known}")
    return filters


def _path(what: str, shown: List, edition: str, reference: str) -> str:
    path = f"/editions/{edition}/{what}/{thing_id(edition, shown.letter, reference)}"
    return f"{path}/page" if what == "guests" else path


def _print_one(place: Workplace, thing: Thing, as_json: bool) -> None:
    if as_json:
        place.print_json(thing)
        return
    parts = {name: value for name, value in thing.items() if value not in (None, "", [], {})}
    place.out.print(table(("", ""), [[name.replace("_", " "), readable(value)] for name, value in parts.items()]))
