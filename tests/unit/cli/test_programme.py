"""The plan of meetings, other places and explanations at the terminal."""

import json

from tests.unit.cli.gateway import PlayedGateway, Terminal, problem

PLAN = {
    "edition": "e", "number": 4, "wanted": 18, "placed": 17, "delegated": 3, "unplaceable": 1, "method": "repaired",
    "seconds": 0.04, "levels": [{"name": "placed", "value": 716, "bound": 716}], "refusals": [], "version": 9,
}  # fmt: skip
CONFLICT = {"code": "host_held", "grade": "block_release", "about": ["e.m.M03"], "says": "It is held."}
PLACE = {"host_id": "e.h.EV1", "room_id": "e.r.DR1", "starts": "soon", "ends": "later"}
BASE = "/editions/e/plans/scheduling"


def words(output: str) -> list[list[str]]:
    return [line.split() for line in output.splitlines() if line.strip()]


def test_the_plan_is_shown_with_its_proof_and_its_conflicts(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    gateway.answers |= {f"GET {BASE}": PLAN, f"GET {BASE}/conflicts": {"items": [CONFLICT]}}

    typed = terminal.type("plan", "scheduling", "--edition", "e")

    assert words(typed.stdout) == [
        [
            "Plan",
            "4:",
            "17",
            "of",
            "18",
            "placed,",
            "3",
            "delegated,",
            "1",
            "without",
            "a",
            "place",
            "(repaired,",
            "0.04",
            "s)",
        ],
        ["How", "good", "it", "is"],
        ["level", "value", "bound", "proven"],
        ["placed", "716", "716", "yes"],
        ["1", "conflicts"],
        ["grade", "code", "about", "says"],
        ["block_release", "host_held", "M03", "It", "is", "held."],
    ]


def test_a_release_is_asked_for_once_and_told(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers |= {
        f"GET {BASE}": PLAN, f"GET {BASE}/conflicts": {"items": []},
        f"POST {BASE}/order": PLAN, f"POST {BASE}/releases": {"number": 2, "changelog": [{}, {}]},
    }  # fmt: skip

    typed = terminal.type("plan", "scheduling", "--edition", "e", "--again", "--release", "--note", "day two")

    assert gateway.bodies(f"{BASE}/releases") == [{"note": "day two"}]
    assert typed.stdout.splitlines()[-1] == "Released as version 2; 2 appointments are new to somebody."


def test_a_blocked_release_says_so(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers[f"POST {BASE}/releases"] = problem(409, "release_blocked", "Conflicts stand in the way.")

    typed = terminal.type("plan", "scheduling", "--edition", "e", "--release")

    assert typed.exit_code == 1
    assert "release_blocked" in typed.stderr


def test_other_places_tell_what_they_cost(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/meetings/e.m.M03/alternatives"] = {
        "items": [
            {"kind": "other_host", "placement": PLACE,
             "waive": [{"rule": "delegation_not_allowed", "says": "", "waived_by": "the guest's side"}],
             "consequences": [{"meeting_id": "e.m.M07", "placement": None}]},
        ]
    }  # fmt: skip

    typed = terminal.type("alternatives", "M03", "--edition", "e", "--count", "1")

    assert words(typed.stdout)[2] == [
        "other_host", "EV1", "DR1", "soon", "later", "delegation_not_allowed", "(the", "guest's", "side)",
        "M07", "loses", "its", "place",
    ]  # fmt: skip
    assert gateway.asked == ["GET /editions/e/meetings/e.m.M03/alternatives?count=1"]


def test_a_rule_is_let_rest_for_a_meeting_in_the_callers_name(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    path = "/editions/e/meetings/e.m.M03/waivers"
    resting = {"rule": "delegation_not_allowed", "by": "anna", "reason": "by telephone"}
    gateway.answers[f"POST {path}"] = {"reference": "M03", "waivers": [resting]}

    typed = terminal.type(
        "waive-meeting", "M03", "delegation_not_allowed", "--edition", "e", "--reason", "by telephone"
    )

    assert typed.stdout == "For M03, delegation_not_allowed rests in the name of anna.\n"
    assert gateway.bodies(path) == [{"rule": "delegation_not_allowed", "reason": "by telephone"}]


def test_a_rule_nobody_may_waive_stays(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /editions/e/meetings/e.m.M03/waivers"] = problem(
        422, "rule_cannot_be_waived", "Nobody may waive this rule for a single meeting."
    )

    typed = terminal.type("waive-meeting", "M03", "host_taken", "--edition", "e")

    assert (typed.exit_code, "rule_cannot_be_waived" in typed.stderr) == (1, True)


def test_an_explanation_tells_what_is_in_the_way_of_a_sooner_place(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    answer = {
        "meeting": {}, "summary": "With the wanted host, 22 of 22 rules kept.", "possible": "", "verdicts": [],
        "sooner": [{"starts": "soon", "ends": "later", "rules": ["host_taken"]}],
    }  # fmt: skip
    gateway.answers["GET /editions/e/meetings/e.m.M03/explanation"] = answer

    shown = terminal.type("explain-meeting", "M03", "--edition", "e")
    script = terminal.type("explain-meeting", "M03", "--edition", "e", "--json")

    assert words(shown.stdout) == [
        ["With", "the", "wanted", "host,", "22", "of", "22", "rules", "kept."],
        ["Sooner"],
        ["starts", "ends", "in", "the", "way"],
        ["soon", "later", "host_taken"],
    ]
    assert json.loads(script.stdout) == answer
