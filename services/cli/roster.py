"""What happens to people of the roster: they fall ill, come back, are called back by their unit."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.hand import Person
from services.cli.output import Json, as_json, say, table, text
from services.cli.things import whole_id

Moment = Annotated[str, typer.Option(help="A moment with its offset, e.g. 2019-10-18T06:50:00+08:00")]


def absent(
    interpreter: Person,
    edition: Edition,
    starts: Moment,
    ends: Moment,
    why: Annotated[str, typer.Option("--why", help="The reason, e.g. ill")],
    json: Json = False,
) -> None:
    """Record that an interpreter cannot serve for a while; the plan answers by itself."""
    body = {"starts": starts, "ends": ends, "reason": why}
    person = _post(edition, interpreter, "absences", body, json)
    if person:
        say(f"{person['name']} is absent from {text(starts)} until {text(ends)}: {why}.")


def recall(
    interpreter: Person,
    edition: Edition,
    why: Annotated[str, typer.Option("--why", help="What the home unit said")],
    json: Json = False,
) -> None:
    """Record that the home unit calls its interpreter back; the plan answers by itself."""
    person = _post(edition, interpreter, "recall", {"reason": why}, json)
    if person:
        say(f"{person['name']} is recalled by {person['home_unit'] or 'the home unit'}: {why}.")


def find_interpreter(
    words: Annotated[str, typer.Argument(help="Part of a name, a reference, a unit or a topic")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Find people of the roster."""
    with Api() as api:
        found = api.get(f"/editions/{edition}/interpreter-search", text=words)["items"]
    if json:
        as_json(found)
        return
    columns = ("reference", "name", "name_zh", "languages", "level", "tier", "consent")
    table(f"{len(found)} found", columns, ([person[column] for column in columns] for person in found))


def _post(
    edition: str, interpreter: str, act: str, body: dict[str, Any], json: bool
) -> dict[str, Any] | None:
    """Do it; None once it has been printed for a script."""
    with Api() as api:
        path = f"/editions/{edition}/interpreters/{whole_id(edition, 'i', interpreter)}/{act}"
        person: dict[str, Any] = api.post(path, body)
    if json:
        as_json(person)
        return None
    return person
