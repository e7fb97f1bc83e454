"""What followed from one change: a tree of events, each under the one it answers."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.tree import Tree

from services.cli.client import Api
from services.cli.house import SAID_NO
from services.cli.output import Json, as_json, console, errors

Entry = dict[str, Any]
FOLDED_AFTER = 12


def changes(
    correlation_id: str,
    everything: Annotated[bool, typer.Option("--all", help="Also the rest of many alike")] = False,
    json: Json = False,
) -> None:
    """Show everything that answered one change, with the milliseconds since its first event."""
    with Api() as api:
        entries: list[Entry] = api.get(f"/changes/{correlation_id}")["items"]
    if json:
        as_json(entries)
    elif entries:
        most = len(entries) if everything else FOLDED_AFTER
        console.print(tree_of(correlation_id, entries, most), soft_wrap=True)
    else:
        errors.print("Nothing is known under this correlation id (yet).")
        raise typer.Exit(SAID_NO)


def tree_of(correlation_id: str, entries: list[Entry], most: int = FOLDED_AFTER) -> Tree:
    """Events under the event they answer; those that answer a request stand at the top.

    Of many of one kind that answer the same event only the first `most` are drawn, the rest counted.
    """
    known = {entry["id"] for entry in entries}
    answers: dict[str | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        answers[entry["causation_id"] if entry["causation_id"] in known else None].append(entry)
    moments = [_at(entry) for entry in entries]
    whole = _milliseconds(min(moments), max(moments))
    tree = Tree(f"{correlation_id} by {escape(entries[0]['actor'])}: {len(entries)} events in {whole} ms")
    _grow(tree, answers, None, min(moments), most)
    return tree


def _grow(
    tree: Tree, answers: dict[str | None, list[Entry]], cause: str | None, began: datetime, most: int
) -> None:
    drawn: Counter[str] = Counter()
    for entry in answers.get(cause, ()):
        drawn[entry["kind"]] += 1
        if drawn[entry["kind"]] <= most:
            _grow(tree.add(_label(entry, began)), answers, entry["id"], began, most)
    for kind, count in drawn.items():
        if count > most:
            tree.add(f"[dim]… {count - most} more {kind} and what answered them (--all)[/]")


def _label(entry: Entry, began: datetime) -> str:
    since = f"[dim]+{_milliseconds(began, _at(entry))} ms {entry['announcer']}[/]"
    return f"[bold]{entry['kind']}[/] {escape(entry['subject'])} {since}"


def _milliseconds(began: datetime, at: datetime) -> int:
    return round((at - began).total_seconds() * 1000)


def _at(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["at"])
