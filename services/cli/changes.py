"""What followed from one change: a tree of events, each under the one it answers."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from rich.markup import escape
from rich.tree import Tree

from services.cli.client import Api
from services.cli.output import as_json, console

Entry = dict[str, Any]


def changes(correlation_id: str, json: bool = False) -> None:
    """Show everything that answered one change, with the seconds since it."""
    with Api() as api:
        entries: list[Entry] = api.get(f"/changes/{correlation_id}")["items"]
    if json:
        as_json(entries)
    elif entries:
        console.print(tree_of(correlation_id, entries))
    else:
        console.print("Nothing is known under this correlation id (yet).")


def tree_of(correlation_id: str, entries: list[Entry]) -> Tree:
    """Events under the event they answer; those that answer a request stand at the top."""
    known = {entry["id"] for entry in entries}
    answers: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        answers[entry["causation_id"] if entry["causation_id"] in known else None].append(entry)
    began = min(_at(entry) for entry in entries)
    tree = Tree(f"{correlation_id} by {escape(entries[0]['actor'])}")
    _grow(tree, answers, None, began)
    return tree


def _grow(tree: Tree, answers: dict[str | None, list[Entry]], cause: str | None, began: datetime) -> None:
    for entry in answers.get(cause, ()):
        seconds = (_at(entry) - began).total_seconds()
        label = f"[bold]{entry['kind']}[/] {escape(entry['subject'])} [dim]+{seconds:.2f} s[/]"
        _grow(tree.add(label), answers, entry["id"], began)


def _at(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["at"])
