"""`python -m tests.bench [TOPIC …]`: measures, prints a table, writes .run/bench.json."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.stack import Stack

RESULT = Path(".run/bench.json")
TOPICS = {
    "events": "events",
    "wake_up": "wake_up_ms",
    "check_in": "check_in",
    "delay_answer": "delay_answer_s",
    "flight_updates": "flight_updates",
    "b2b": "business_matchmaking",
    "memory": "memory_mb",
    "matching": "matching",
    "matching_answer": "matching_answer_s",
    "scheduling": "scheduling",
    "logistics": "logistics",
}
console = Console()


def main(topics: list[str]) -> None:
    """Measure these topics, or all; the figures of the others stay in the file."""
    unknown = [topic for topic in topics if topic not in TOPICS]
    if unknown:
        raise SystemExit(f"unknown: {', '.join(unknown)}. Topics are {', '.join(TOPICS)}")
    figures: dict[str, Any] = json.loads(RESULT.read_text()) if topics and RESULT.exists() else {}
    figures["machine"] = {"cores": os.cpu_count(), "load": [round(load, 2) for load in os.getloadavg()]}
    stack = Stack()
    try:
        stack.start_empty()
        for topic in topics or TOPICS:
            console.print(f"measuring {topic} …")
            figures[TOPICS[topic]] = importlib.import_module(f"tests.bench.{topic}").measure(stack)
            _write(figures)
    finally:
        stack.close()
    _show(figures)


def _write(figures: dict[str, Any]) -> None:
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n")


def _show(figures: dict[str, Any]) -> None:
    table = Table("topic", "figure", "value", title=f"Convoke, measured on this machine ({RESULT})")
    for topic, value in figures.items():
        for name, figure in _flat(value):
            table.add_row(topic, name, str(figure))
    console.print(table)


def _flat(value: Any, name: str = "") -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        return [(name, value)]
    return [pair for key, inner in value.items() for pair in _flat(inner, f"{name} {key}".strip())]


if __name__ == "__main__":
    main(sys.argv[1:])
