"""Business matchmaking as typed at the desk."""

import httpx

from tests.unit.cli.gateway import PlayedGateway, Terminal, problem

RUN = {
    "edition": "e", "number": 2, "again": None, "wanted": 2, "idle_runs": 1, "most_idle_runs": 1, "bound": 1,
    "seconds": 0.1, "version": 1,
    "meetings": [
        {"request_id": "e.br.B1", "participant_ids": ["e.bp.P1", "e.bp.P2"], "slot_id": "e.bs.T3",
         "starts": "2019-10-18T01:40:00+00:00", "ends": "2019-10-18T02:00:00+00:00", "table": 7, "seats": 4},
    ],
    "unplaced": [{"request_id": "e.br.B2", "rule": "no_place_left"}],
}  # fmt: skip


def test_a_run_is_ordered_and_shown(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers |= {
        "POST /editions/e/plans/matchmaking/order": httpx.Response(202, json={"number": 1}),
        "GET /editions/e/plans/matchmaking": RUN,
    }

    typed = terminal.type("plan", "matchmaking", "--edition", "e", "--again", "--keep", "all")

    lines = [line.rstrip() for line in typed.stdout.splitlines() if line.strip()]
    assert lines == [
        "Run 2 of e: 1 of 2 placed, 1 idle runs (proven the fewest), 1 at most for one.",
        "Business meetings",
        "request  participants  slot  starts                  table",
        "B1       P1 P2         T3    2019-10-18 01:40 +0000  7",
        "Without a place",
        "request  rule",
        "B2       no_place_left",
    ]
    assert gateway.bodies("/editions/e/plans/matchmaking/order") == [{"keep": "ALL"}]


def test_runs_are_compared_and_brought_back(gateway: PlayedGateway, terminal: Terminal) -> None:
    difference = {"added": ["e.br.B2"], "removed": [], "moved": ["e.br.B1"], "unchanged": 3, "idle_runs": -2}
    gateway.answers |= {
        "GET /editions/e/plans/matchmaking/differences": difference,
        "POST /editions/e/plans/matchmaking/1/roll-back": {**RUN, "number": 3, "again": 1},
    }

    compared = terminal.type("matchmaking", "compare", "1", "2", "--edition", "e").stdout
    back = terminal.type("matchmaking", "roll-back", "1", "--edition", "e").stdout

    assert "3 unchanged; idle runs -2." in compared
    assert back.startswith("Run 3 of e, run 1 again: 1 of 2 placed")
    assert gateway.asked == [
        "GET /editions/e/plans/matchmaking/differences?before=1&after=2",
        "POST /editions/e/plans/matchmaking/1/roll-back",
    ]


def test_a_request_is_answered_and_its_meeting_confirmed(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/business-requests/e.br.B1"
    late = problem(403, "request_expired", "The request was not answered in time; ask anew.")
    gateway.answers |= {
        f"POST {path}/answer": [{"reference": "B1", "answer": "ACCEPTED"}, late],
        f"POST {path}/confirm": {"reference": "B1"},
    }

    accepted = terminal.type("matchmaking", "answer", "B1", "accepted", "--edition", "e")
    again = terminal.type("matchmaking", "answer", "B1", "declined", "--edition", "e")
    confirmed = terminal.type("matchmaking", "confirm", "B1", "--edition", "e")

    assert (accepted.stdout, confirmed.stdout) == ("B1: accepted\n", "B1: confirmed\n")
    assert (again.exit_code, "not answered in time" in again.stderr) == (1, True)
    assert gateway.bodies(f"{path}/answer") == [{"answer": "ACCEPTED"}, {"answer": "DECLINED"}]
