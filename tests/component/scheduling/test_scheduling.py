"""Scheduling as it runs: service and planner, a real broker and database, the sample lists."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from services.scheduling import solver
from services.scheduling.domain.guest import ArrivalFact
from services.scheduling.domain.plan import EditionFact
from services.scheduling.service import SchedulingService
from services.scheduling.storage import ArrivalFacts, EditionFacts, GuestFacts
from shared.errors import Refused
from shared.storage.store import Cause
from tests.component.conftest import Stage
from tests.unit.scheduling.editions import Rehearsal, rows
from tests.waiting import eventually

FIGURES = {
    "ipec-2019": {"wanted": 18, "placed": 17, "with_wanted_host": 14, "delegated": 3, "unplaceable": 1},
    "iitc-2019": {"wanted": 11, "placed": 10, "with_wanted_host": 9, "delegated": 1, "unplaceable": 1},
}
NOBODY_TWICE = {"rooms": 0, "guests": 0, "hosts": 0}
LISTS = ("rooms", "hosts", "host_windows", "sessions", "meetings")
Placements = dict[str, dict[str, Any] | None]


class Office:
    """One edition on the stage: what it hears, what it is asked, what is placed where."""

    def __init__(self, stage: Stage, edition: str) -> None:
        self.stage, self.edition = stage, edition
        self.backend = stage.backend("scheduling")
        self.arrivals, self.guests = ArrivalFacts(self.backend), GuestFacts(self.backend)

    def hear_everything(self) -> None:
        """The edition, and the guests and arrivals its meetings depend on, as others announce them."""
        clock = EditionFact(id=self.edition, edition=self.edition, timezone="Asia/Shanghai")
        EditionFacts(self.backend).keep(clock, heard(self.edition, 1))
        told = Rehearsal(self.edition)
        told.load()
        people = sorted({p for m in told.meetings.find(edition=self.edition) for p in m.people})
        for guest in told.guests.find(id=people):
            self.guests.keep(guest, heard(guest.id, 1))
        for arrival in told.arrivals.find(guest_id=people):
            self.arrivals.keep(arrival, heard(arrival.id, 1))

    def take(self, what: str) -> tuple[int, int]:
        """Import one sample list: how many things are new, how many rows were rejected."""
        sheet = {"rows": rows(self.edition, what.replace("_", "-")), "mapping": {}}
        report = self.ask(f"import_{what}", **sheet)
        return len(report["new"]), len(report["rejected"])

    def ask(self, method: str, **arguments: Any) -> Any:
        return self.stage.call("scheduling", method, edition=self.edition, **arguments)

    def meetings(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.ask("list_meetings", limit=100, host_id=None)["items"]
        return items

    def placements(self) -> Placements:
        return {meeting["id"]: meeting["placement"] for meeting in self.meetings()}

    def at_rest(self) -> bool:
        return bool(self.stage.call("scheduling", "flow")["unplanned"] == 0)

    def settle(self) -> None:
        eventually(self.at_rest, seconds=30)


def heard(subject: str, version: int) -> Cause:
    return Cause(f"e-{subject}-{version}", subject, version, "/convoke/test")


def planned(stage: Stage, edition: str) -> Office:
    """Scheduling with an edition's lists imported, at rest."""
    stage.service(SchedulingService)
    office = Office(stage, edition)
    office.hear_everything()
    assert [office.take(what)[1] for what in LISTS] == [0, 0, 0, 0, 0]
    stage.solver("scheduling", solver)
    office.settle()
    return office


@pytest.fixture
def ipec(stage: Stage) -> Office:
    return planned(stage, "ipec-2019")


@pytest.mark.parametrize("edition", sorted(FIGURES))
def test_the_sample_lists_give_the_figures_of_the_year(stage: Stage, edition: str) -> None:
    office = planned(stage, edition)

    assert office.ask("figures")["meetings"] == FIGURES[edition]
    assert office.ask("double_booked") == NOBODY_TWICE
    assert [office.take(what) for what in LISTS] == [(0, 0)] * len(LISTS)


def test_a_delay_moves_its_own_meeting_and_a_doubled_or_late_word_changes_nothing(ipec: Office) -> None:
    before = ipec.placements()
    meeting_id, arrival = first_of_an_arriving_guest(ipec)
    placed = before[meeting_id]
    assert placed is not None
    delayed = replace(arrival, in_town_from=datetime.fromisoformat(placed["starts"]))

    newer = ipec.arrivals.keep(delayed, heard(arrival.id, 3))
    ipec.settle()
    after = ipec.placements()
    doubled = ipec.arrivals.keep(delayed, heard(arrival.id, 3))
    late = ipec.arrivals.keep(arrival, heard(arrival.id, 2))
    ipec.settle()

    assert (newer, doubled, late) == (True, False, False)
    assert {one for one in before if before[one] != after[one]} == {meeting_id}
    assert ipec.placements() == after
    assert ipec.ask("double_booked") == NOBODY_TWICE


def test_a_withdrawal_cancels_the_guests_meeting(ipec: Office) -> None:
    meeting = next(one for one in ipec.meetings() if one["placement"])
    guest = ipec.guests.get(meeting["guest_id"])

    ipec.guests.keep(replace(guest, state="withdrew"), heard(guest.id, 2))
    ipec.settle()

    found = ipec.stage.call("scheduling", "get_meeting", meeting_id=meeting["id"])
    assert (found["state"], found["placement"], found["cancelled_because"]) == (
        "cancelled",
        None,
        "guest_withdrew",
    )
    assert ipec.ask("figures")["meetings"]["wanted"] == 17


def test_a_meeting_is_called_off_once(ipec: Office) -> None:
    meeting_id = next(one["id"] for one in ipec.meetings() if one["placement"])
    off = {"meeting_id": meeting_id, "reason": "the host is away"}

    cancelled = ipec.stage.call("scheduling", "cancel_meeting", **off)
    with pytest.raises(Refused) as again:
        ipec.stage.call("scheduling", "cancel_meeting", **off)

    assert (cancelled["state"], cancelled["placement"]) == ("cancelled", None)
    assert again.value.refusal == "meeting_already_cancelled"


def first_of_an_arriving_guest(office: Office) -> tuple[str, ArrivalFact]:
    """A placed meeting whose guest's arrival is known."""
    for meeting in office.meetings():
        arrival = office.arrivals.find_one(guest_id=meeting["guest_id"])
        if meeting["placement"] and arrival:
            return meeting["id"], arrival
    raise AssertionError("no guest with a placed meeting arrives")
