"""Acts by hand, waivers, offers and the plan, as people type and read them."""

from typing import Any

from tests.unit.cli.gateway import URL, PlayedGateway, Terminal

EDITION = {"CONVOKE_EDITION": "e"}
FLOOR = {
    "rule": "level_floor", "says": "the level reaches the floor", "waived_by": "chief of protocol", "waiver_id": None,
}  # fmt: skip


def acted(kind: str = "assign", held: str | None = "e.i.I2", **more: Any) -> dict[str, Any]:
    act = {"id": "x1", "kind": kind, "interpreter_id": "e.i.I2", "stands": True} | more.pop("act", {})
    return {
        "demand_id": "e.n.A1",
        "act": act,
        "held": held,
        "breaks": [],
        "in_force": True,
        "version": 1,
    } | more


def lines(stdout: str) -> list[str]:
    return [" ".join(line.split()) for line in stdout.splitlines() if line.strip()]


def test_an_assignment_says_which_rules_it_breaks(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/demands/e.n.A1/assign"
    gateway.answers[f"POST {path}"] = acted(breaks=[FLOOR], in_force=False)

    typed = terminal.type("assign", "A1", "I2", "--why", "knows him", **EDITION)

    assert gateway.bodies(path) == [{"interpreter_id": "e.i.I2", "reason": "knows him"}]
    assert lines(typed.stdout) == [
        "A1: assign, I2; held: I2 (act x1).",
        "Breaks",
        "rule says waived by waiver id",
        "level_floor the level reaches the floor chief of protocol",
        "The plan goes on without it until these rules are waived (convoke waive) or the act is undone.",
    ]


def test_a_meeting_is_locked_by_the_rest_of_its_id(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/demands/e.m.M03.n/lock"
    gateway.answers[f"POST {path}"] = acted("lock", demand_id="e.m.M03.n")

    typed = terminal.type("lock", "m.M03.n", **EDITION)

    assert lines(typed.stdout) == ["m.M03.n: lock, I2; held: I2 (act x1)."]
    assert gateway.bodies(path) == [{"reason": ""}]


def test_a_swap_tells_both_sides_and_an_undoing_that_nobody_is_held(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    path = "/editions/e/demands/e.n.A1"
    both = [acted("swap"), acted("swap", demand_id="e.n.A2")]
    gateway.answers[f"POST {path}/swap"] = {"items": both}
    gateway.answers[f"POST {path}/acts/x1/undo"] = acted("swap", None, act={"kind": "swap", "stands": False})

    swapped = terminal.type("swap", "A1", "A2", **EDITION)
    undone = terminal.type("undo", "A1", "x1", **EDITION)

    assert lines(swapped.stdout) == [
        "A1: swap, I2; held: I2 (act x1).",
        "A2: swap, I2; held: I2 (act x1).",
    ]
    assert lines(undone.stdout) == ["A1: swap undone, I2; nobody is held (act x1)."]
    assert gateway.bodies(f"{path}/swap") == [{"other_demand_id": "e.n.A2", "reason": ""}]


def test_a_waiver_names_who_why_and_until_when(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /editions/e/interpreter-waivers"] = {"id": "e.w.1"}
    until = "2019-10-20T00:00:00+08:00"

    typed = terminal.type(
        "waive", "A1", "level_floor", "--by", "Wang", "--why", "nobody else", "--until", until,
        "--interpreter", "I2", **EDITION,
    )  # fmt: skip
    refused = terminal.type("waive", "A1", "level_floor", "--by", "Wang", **EDITION)

    assert lines(typed.stdout) == [f"Wang lets level_floor be broken for A1 until {until}. Waiver e.w.1."]
    assert gateway.bodies("/editions/e/interpreter-waivers") == [
        {
            "demand_id": "e.n.A1", "rule": "level_floor", "granted_by": "Wang", "reason": "nobody else",
            "until": until, "interpreter_id": "e.i.I2",
        }
    ]  # fmt: skip
    assert refused.exit_code == 2


def test_an_offer_shows_the_links_to_send(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/demands/e.n.A1/offers"
    waves = [{"tier": "core", "interpreter_ids": ["e.i.I1", "e.i.I2"]}]
    gateway.answers[f"POST {path}"] = {"id": "e.n.A1.o1", "waves": waves, "deadline": "tonight"}
    person = {"id": "e.i.I1", "name": "Lü Jiayi", "phone": "", "email": "lu@example.org"}
    link = {"interpreter": person, "path": "/offer/CVO1.A.B"}
    gateway.answers["GET /editions/e/offers/e.n.A1.o1/links"] = {"items": [link]}

    typed = terminal.type("offer", "A1", "--minutes", "30", "--tier", "core", **EDITION)

    assert gateway.bodies(path) == [{"minutes": 30, "tiers": ["core"]}]
    assert lines(typed.stdout) == [
        "Offer e.n.A1.o1: core I1 I2.",
        "Answers count until tonight",
        "asked email link",
        f"Lü Jiayi lu@example.org {URL}/offer/CVO1.A.B",
    ]


def test_the_plan_says_who_goes_without_and_what_waits_for_somebody(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    counts = {"demand": 2, "first_language": 1, "fallback": 0, "unfilled": 1}
    gateway.answers["GET /editions/e/plans/matching"] = {
        "number": 7, "seconds": 0.25, "one_to_one": counts, "meetings": counts, "booths": counts, "others": counts,
        "stages": [{"name": "one_to_one", "gap": 0}, {"name": "engagements", "gap": 3}],
        "unfilled": [{"demand_id": "e.n.A9", "rank": "V2", "language": "fa", "rules": ["language"]}],
        "findings": [
            {"rule": "pin_broken", "severity": "warning", "says": "No.", "waived_by": None, "need_ids": ["e.n.A1"]}
        ],
        "proposals": [{"need_id": "e.n.A1", "present": "e.i.I1", "proposed": "e.i.I2", "gain": {"served": 1}}],
    }  # fmt: skip

    gateway.answers["GET /editions/e/plans/matching/progress"] = {
        "since": "2019-10-16T17:00:00+08:00", "ready_at": None, "changes": 3,
    }  # fmt: skip

    typed = lines(terminal.type("plan", "matching", TZ="Asia/Shanghai", **EDITION).stdout)

    assert typed[0] == "Plan 7 of e, made in 0.250 s, not proven: engagements 3."
    assert typed[1].startswith("A new plan is being made since 2019-10-16 ")
    assert typed[1].endswith(", after 3 changes.")
    assert typed[4] == "one_to_one 2 1 0 1"
    assert "A9 V2 fa language" in typed
    assert "pin_broken warning No. A1" in typed
    assert typed[-1] == "A1 I1 I2 served 1"
