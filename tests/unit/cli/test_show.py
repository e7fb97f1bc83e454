"""Lists as people and scripts get them."""

import json

from tests.unit.cli.gateway import PlayedGateway, Terminal

HOST = {
    "reference": "PL1",
    "name": "Luo [b] Tianyu",
    "name_zh": "骆天宇",
    "post": "Mayor",
    "level": "H2",
    "windows": [{}, {}],
    "version": 1,
}
DEMAND = {
    "id": "e.n.A001", "purpose": "one_to_one", "guest_id": "e.g.A001", "rank": "V1", "language": "ar",
    "state": "unfilled", "interpreter_id": None, "serves_in": None, "rules": ["language", "level_floor"],
}  # fmt: skip


def test_a_list_is_a_table(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/hosts"] = {"items": [HOST], "next": None}
    lines = [line.rstrip() for line in terminal.type("show", "hosts", "--edition", "e").stdout.splitlines()]
    assert lines == [
        "1 hosts",
        "reference  name            name zh  post   level  windows",
        "PL1        Luo [b] Tianyu  骆天宇   Mayor  H2     2",
    ]


def test_ids_are_shown_as_people_say_them(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/demands"] = {"items": [DEMAND], "next": None}
    typed = terminal.type(
        "show", "demands", "--where", "state=unfilled", "--where", "rank=V1", CONVOKE_EDITION="e"
    )
    assert typed.stdout.splitlines()[2].split() == [
        "A001", "one_to_one", "A001", "V1", "ar", "unfilled", "language,", "level_floor",
    ]  # fmt: skip
    assert gateway.asked == ["GET /editions/e/demands?limit=500&state=unfilled&rank=V1"]


def test_a_script_gets_everything(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/hosts"] = {"items": [HOST], "next": None}
    assert json.loads(terminal.type("show", "hosts", "--edition", "e", "--json").stdout) == [HOST]


def test_a_filter_that_would_filter_nothing_is_refused(gateway: PlayedGateway, terminal: Terminal) -> None:
    typed = terminal.type("show", "vehicles", "--edition", "e", "--where", "color=red")
    assert typed.exit_code == 2
    assert "vehicles can be filtered by kind, not by color" in " ".join(typed.stderr.replace("│", "").split())
    assert gateway.asked == []


def test_one_guest_is_shown_with_all_that_awaits_them(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/guests/e.g.A017/page"] = {"guest": {"rank": "V1"}, "trips": []}
    typed = terminal.type("show", "guests", "A017", "--edition", "e")
    assert [line.split() for line in typed.stdout.splitlines() if line.strip()] == [["guest", "rank", "V1"]]
    assert gateway.asked == ["GET /editions/e/guests/e.g.A017/page"]
