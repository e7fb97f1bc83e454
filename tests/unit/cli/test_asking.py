"""Questions about the plan, as people type them and read the answers."""

from tests.unit.cli.gateway import PlayedGateway, Terminal
from tests.unit.cli.test_by_hand import EDITION, lines

CANDIDATE = {
    "interpreter_id": "e.i.I2", "name": "Lü Jiayi", "serves_in": "en", "asks": ["chief of protocol"],
    "left_without": ["e.m.M1.n"], "says": "Lü Jiayi could step in if chief of protocol agreed.",
}  # fmt: skip


def test_why_not_names_rules_and_who_may_waive_them(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/demands/e.n.A1/why-not/e.i.I2"] = {
        "says": "Lü Jiayi does not fulfil: the floor; the language.", "breaks": ["level_floor", "language"],
        "waived_by": ["chief of protocol", None], "moves": [{"demand_id": "e.n.A2", "before": "e.i.I2", "after": None}],
    }  # fmt: skip

    assert lines(terminal.type("why-not", "A1", "I2", **EDITION).stdout) == [
        "Lü Jiayi does not fulfil: the floor; the language.",
        "level_floor: chief of protocol may waive it",
        "language: nobody may waive it",
        "Would change",
        "demand now then",
        "A2 I2",
    ]


def test_replacements_come_with_who_would_be_left_without(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/demands/e.n.A1/step-ins"] = {"items": [CANDIDATE]}
    gateway.answers["GET /editions/e/interpreters/e.i.I1/replacements"] = {
        "items": [{"demand_id": "e.m.M3.n", "candidates": [CANDIDATE]}]
    }

    stepping = lines(terminal.type("step-in", "A1", "--limit", "2", **EDITION).stdout)
    replacing = lines(terminal.type("replace", "I1", **EDITION).stdout)

    row = f"I2 Lü Jiayi en chief of protocol m.M1.n {CANDIDATE['says']}"
    heading = "interpreter name serves in asks left without says"
    assert stepping == ["1 could step in at A1", heading, row]
    assert replacing == ["m.M3.n", heading, row]
    assert gateway.asked == [
        "GET /editions/e/demands/e.n.A1/step-ins?limit=2",
        "GET /editions/e/interpreters/e.i.I1/replacements?limit=3",
    ]


def test_single_points_ways_out_and_merit_are_tables(gateway: PlayedGateway, terminal: Terminal) -> None:
    spare = {"language": "pt", "people": 1, "demand": 1, "spare": 0, "at_floor": 0}
    gateway.answers["GET /editions/e/plans/matching/single-points"] = {
        "people": [{"interpreter_id": "e.i.I9", "name": "Wu Min", "demand_ids": ["e.n.A7"]}], "languages": [spare],
    }  # fmt: skip
    way = {"how": "relay", "language": "en", "minutes": 480, "asks": [], "says": "Relay through English."}
    gateway.answers["GET /editions/e/demands/e.n.A7/ways-out"] = {"items": [way]}
    merit = {"place": 1, "interpreter_id": "e.i.I9", "points": 42, "engagements": 3, "minutes": 90}
    gateway.answers["GET /editions/e/plans/matching/balance"] = {
        "workload": {"gini": 0.2, "ratio": 1.5}, "growth": [{"interpreter_id": "e.i.I9", "gained": ["ESCORT"]}],
        "merit": [merit], "names": {"e.i.I9": "Wu Min"},
    }  # fmt: skip

    assert lines(terminal.type("single-points", **EDITION).stdout) == [
        "Nobody else could serve", "interpreter name demands", "I9 Wu Min A7",
        "To spare", "language people demand spare at floor", "pt 1 1 0 0",
    ]  # fmt: skip
    assert (
        lines(terminal.type("ways-out", "A7", **EDITION).stdout)[2] == "relay en 480 Relay through English."
    )
    assert lines(terminal.type("merit", **EDITION).stdout) == [
        "Gini of the hours 0.2, most against least 1.5.",
        "1 interpreters",
        "place interpreter name points engagements hours new practice",
        "1 I9 Wu Min 42 3 1.5 ESCORT",
    ]
