"""The answer to one change as a tree."""

from typing import Any

from tests.unit.cli.gateway import PlayedGateway, Terminal


def entry(number: int, kind: str, cause: str | None, millisecond: int) -> dict[str, Any]:
    """One entry of the trail."""
    return {
        "id": f"ev-{number}", "kind": kind, "announcer": kind.partition(".")[0], "subject": f"e.g.A{number:03}",
        "at": f"2026-01-01T08:00:00.{millisecond:03}000+00:00", "causation_id": cause, "actor": "account:anna",
    }  # fmt: skip


def test_each_event_stands_under_the_one_it_answers(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /changes/c-1"] = {
        "items": [
            entry(1, "registration.withdrew", None, 100),
            entry(2, "matching.closed", "ev-1", 112),
            entry(3, "matching.released", "ev-2", 120),
            entry(4, "logistics.cancelled", "ev-1", 350),
        ]
    }
    assert terminal.type("changes", "c-1").stdout == (
        "c-1 by account:anna: 4 events in 250 ms\n"
        "└── registration.withdrew e.g.A001 +0 ms registration\n"
        "    ├── matching.closed e.g.A002 +12 ms matching\n"
        "    │   └── matching.released e.g.A003 +20 ms matching\n"
        "    └── logistics.cancelled e.g.A004 +250 ms logistics\n"
    )


def test_many_alike_are_counted(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /changes/c-1"] = {"items": [entry(n, "a.confirmed", None, n) for n in range(1, 16)]}
    folded = terminal.type("changes", "c-1").stdout.splitlines()
    whole = terminal.type("changes", "c-1", "--all").stdout.splitlines()
    assert (len(folded), folded[-1]) == (14, "└── … 3 more a.confirmed and what answered them (--all)")
    assert (len(whole), whole[-1]) == (16, "└── a.confirmed e.g.A015 +14 ms a")


def test_an_unknown_change_is_a_no(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /changes/c-1"] = {"items": []}
    typed = terminal.type("changes", "c-1")
    assert terminal.type("changes", "c-1", "--json").stdout == "[]\n"
    assert (typed.exit_code, typed.stderr) == (1, "Nothing is known under this correlation id (yet).\n")
