"""Flow, parked messages, figures, accounts and devices."""

import json

from tests.unit.cli.gateway import PlayedGateway, Terminal

PARKED = {
    "id": "m-1", "service": "matching", "queue": "matching.events", "reason": "refused", "fault": "Odd",
    "parked_at": "2026-01-01T08:00:00+00:00", "body": '{"type": "a.b.v1"}',
}  # fmt: skip


def test_waiting_for_rest(gateway: PlayedGateway, terminal: Terminal) -> None:
    busy = {"announced": 2, "handled": 1, "parked": 0, "in_flight": 1, "waiting": {}}
    gateway.answers["GET /flow"] = [busy, busy | {"in_flight": 0, "handled": 2}]
    typed = terminal.type("flow", "--wait", "30", "--json")
    assert (typed.exit_code, json.loads(typed.stdout)["handled"], len(gateway.asked)) == (0, 2, 2)
    gateway.answers["GET /flow"] = busy
    restless = terminal.type("flow", "--wait", "0", "--json")
    assert (restless.exit_code, restless.stderr) == (1, "After 0 s 1 are still under way.\n")


def test_a_parked_message_is_shown_with_its_body_opened(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /parked/matching/m-1"] = PARKED
    typed = terminal.type("parked", "show", "matching", "m-1")
    assert json.loads(typed.stdout) == PARKED | {"body": {"type": "a.b.v1"}}


def test_everything_parked_for_one_service_is_replayed(gateway: PlayedGateway, terminal: Terminal) -> None:
    other = PARKED | {"id": "m-2", "service": "access"}
    gateway.answers = {"GET /parked": {"items": [PARKED, other]}, "POST /parked/matching/m-1/replay": PARKED}
    typed = terminal.type("parked", "replay", "matching", "--all")
    assert typed.stdout == "1 back in the queue of matching: m-1\n"
    assert gateway.asked == ["GET /parked", "POST /parked/matching/m-1/replay"]


def test_a_message_is_thrown_away_only_after_a_yes(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["DELETE /parked/matching/m-1"] = PARKED
    declined = terminal.type("parked", "drop", "matching", "m-1", given="n\n")
    assert (declined.exit_code, gateway.asked) == (1, [])
    assert terminal.type("parked", "drop", "matching", "m-1", "--yes").exit_code == 0
    assert gateway.asked == ["DELETE /parked/matching/m-1"]


def test_figures_are_told_one_a_line(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/overview"] = {
        "edition": "e",
        "figures": {"matching": {"one_to_one": {"demand": 37}, "unfilled": [{}, {}]}},
        "double_booked": {"rooms": 0},
    }
    typed = terminal.type("overview", "--edition", "e")
    assert [line.rstrip() for line in typed.stdout.splitlines()] == [
        "matching",
        "figure               value",
        "one_to_one · demand  37",
        "unfilled             2",
        "Booked twice",
        "what   times",
        "rooms  0",
    ]


def test_accounts_are_opened_for_editions(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /access/accounts"] = {"name": "ben", "role": "desk"}
    typed = terminal.type("account", "open", "ben", "--role", "desk", "--edition", "e-1", "--edition", "e-2")
    assert typed.stdout == "ben is open as desk.\n"
    assert gateway.bodies("/access/accounts") == [
        {"name": "ben", "role": "desk", "editions": ["e-1", "e-2"], "password": "correct horse battery"}
    ]


def test_a_device_gets_its_token_once(gateway: PlayedGateway, terminal: Terminal) -> None:
    enrolled = {"token": "cvd_1", "device": {"id": "d-1"}}
    gateway.answers["POST /editions/e/devices"] = enrolled
    typed = terminal.type("device", "enrol", "desk-1", "--edition", "e", "--door", "East", "--may", "search")
    assert json.loads(typed.stdout) == enrolled
    assert gateway.bodies("/editions/e/devices") == [{"name": "desk-1", "door": "East", "rights": ["search"]}]
