"""Business matchmaking as it runs: lists in, a run ordered, the solver answers, runs compared and brought back."""

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from services.scheduling import solver
from services.scheduling.domain.plan import EditionFact
from services.scheduling.service import SchedulingService
from services.scheduling.storage import EditionFacts
from shared.errors import Conflict, Refused
from shared.storage.store import Cause
from tests.component.conftest import Stage
from tests.unit.scheduling.editions import rows
from tests.waiting import eventually

EDITION = "iitc-2019"
LISTS = {"business_slots": 8, "business_participants": 24, "business_requests": 60}


class Hall:
    """The matchmaking of one edition on the stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def ask(self, method: str, **arguments: Any) -> Any:
        return self.stage.call("scheduling", method, edition=EDITION, **arguments)

    def run(self, keep: str = "CONFIRMED") -> dict[str, Any]:
        """Order a run and wait for it."""
        self.ask("order_matchmaking", keep=keep)
        eventually(lambda: self.stage.call("scheduling", "flow")["unplanned"] == 0, seconds=30)
        run: dict[str, Any] = self.ask("get_matchmaking_run")
        return run


@pytest.fixture
def hall(stage: Stage) -> Hall:
    """The sample edition with its lists imported."""
    stage.service(SchedulingService)
    fact = EditionFact(EDITION, EDITION, "Asia/Shanghai")
    EditionFacts(stage.backend("scheduling")).keep(fact, Cause("e-1", EDITION, 1, "/convoke/test"))
    made = Hall(stage)
    for what, number in LISTS.items():
        sheet = {"rows": rows(EDITION, what.replace("_", "-")), "mapping": {}}
        report = made.ask(f"import_{what}", **sheet)
        assert (len(report["new"]), report["rejected"]) == (number, [])
    stage.solver("scheduling", solver)
    return made


def test_all_mutual_requests_are_placed_and_a_confirmed_one_stays(hall: Hall) -> None:
    before = hall.ask("get_matchmaking_run")
    first = hall.run()
    kept = first["meetings"][0]
    confirmed = hall.stage.call("scheduling", "confirm_business_meeting", request_id=kept["request_id"])
    one, other = _least_busy(first)
    asked = hall.ask("ask_for_business_meeting", reference="LATE", asks_id=one, asked_id=other)
    hall.stage.call("scheduling", "answer_business_request", request_id=asked["id"], answer="ACCEPTED")
    second = hall.run()

    assert (before["number"], before["meetings"]) == (0, [])
    assert (first["number"], first["wanted"], len(first["meetings"]), first["unplaced"]) == (1, 40, 40, [])
    assert (first["idle_runs"], first["bound"]) == (0, 0)
    assert confirmed["confirmed"]
    assert (second["number"], second["wanted"], len(second["meetings"])) == (2, 41, 41)
    assert kept in second["meetings"]

    difference = hall.ask("compare_matchmaking_runs", before=1, after=2)
    assert (difference["added"], difference["removed"]) == ([asked["id"]], [])
    assert difference["unchanged"] + len(difference["moved"]) == 40

    third = hall.ask("roll_back_matchmaking", number=1)
    assert (third["number"], third["again"], third["meetings"]) == (3, 1, first["meetings"])
    assert third["unplaced"] == [{"request_id": asked["id"], "rule": "not_in_the_run"}]
    with pytest.raises(Conflict) as refused:
        hall.ask("roll_back_matchmaking", number=3)
    assert refused.value.refusal == "run_is_in_force"


def _least_busy(run: dict[str, Any]) -> tuple[str, str]:
    """Two participants with the fewest meetings who have none with each other."""
    busy = Counter(who for meeting in run["meetings"] for who in meeting["participant_ids"])
    met = {tuple(sorted(meeting["participant_ids"])) for meeting in run["meetings"]}
    pairs = combinations(sorted(busy, key=lambda who: (busy[who], who)), 2)
    return next((one, other) for one, other in pairs if tuple(sorted((one, other))) not in met)


def test_what_has_no_place_yet_cannot_be_confirmed(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        hall.stage.call("scheduling", "confirm_business_meeting", request_id=f"{EDITION}.br.B001")

    assert refused.value.refusal == "meeting_not_placed"
