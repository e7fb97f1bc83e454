"""Scheduling as it runs: service and planner, a real broker and database, the sample lists."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from services.scheduling import solver
from services.scheduling.domain.plan import EditionFact
from services.scheduling.service import SchedulingService
from services.scheduling.storage import ArrivalFacts, EditionFacts, GuestFacts
from shared.errors import Refused
from shared.events.base import Event
from shared.events.registration import GuestConfirmed, GuestWithdrew
from shared.storage.store import Cause, Collection
from tests.component.conftest import Stage
from tests.unit.scheduling.editions import Rehearsal, rows
from tests.waiting import eventually

FIGURES = {
    "ipec-2019": {"wanted": 18, "placed": 17, "with_wanted_host": 14, "delegated": 3, "unplaceable": 1},
    "iitc-2019": {"wanted": 11, "placed": 10, "with_wanted_host": 9, "delegated": 1, "unplaceable": 1},
}
NOBODY_TWICE = {"rooms": 0, "guests": 0, "hosts": 0}
LISTS = ("rooms", "hosts", "host_windows", "sessions", "meetings")
MOVED = {
    "id": "ipec-2019.m.M03",
    "to": {
        "host_id": "ipec-2019.h.MA1",
        "room_id": "ipec-2019.r.DR1",
        "starts": "2019-10-18T09:15:00+00:00",
        "ends": "2019-10-18T09:45:00+00:00",
    },
}
"""The only answer to guest A023 coming to town at 16:00 on 17 October, when M03 would begin."""

Placements = dict[str, dict[str, Any] | None]


@dataclass
class Entry:
    """A guest in registration's own book."""

    id: str
    edition: str
    version: int = 0


class Register(Collection[Entry]):
    """Where registration's events come from."""

    name = "register"
    of = Entry


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
    arrival = ipec.arrivals.get("ipec-2019.a.A023")
    delayed = replace(arrival, in_town_from=datetime.fromisoformat("2019-10-17T16:00:00+08:00"))

    newer = ipec.arrivals.keep(delayed, heard(arrival.id, 3))
    ipec.settle()
    after = ipec.placements()
    doubled = ipec.arrivals.keep(delayed, heard(arrival.id, 3))
    late = ipec.arrivals.keep(arrival, heard(arrival.id, 2))
    ipec.settle()

    assert (newer, doubled, late) == (True, False, False)
    assert {one: after[one] for one in before if before[one] != after[one]} == {MOVED["id"]: MOVED["to"]}
    assert ipec.placements() == after
    assert ipec.ask("double_booked") == NOBODY_TWICE


def test_a_withdrawal_heard_from_registration_cancels_the_guests_meeting(ipec: Office) -> None:
    meeting = next(one for one in ipec.meetings() if one["placement"])
    rank = ipec.guests.get(meeting["guest_id"]).rank.value

    ipec.stage.relay("registration")
    register = Register(ipec.stage.backend("registration"))
    register.save(Entry(meeting["guest_id"], ipec.edition), *said_yes_then_no(meeting["guest_id"], rank))
    eventually(lambda: ipec.ask("figures")["meetings"]["wanted"] == 17, seconds=30)

    found = ipec.stage.call("scheduling", "get_meeting", meeting_id=meeting["id"])
    outcome = found["state"], found["placement"], found["cancelled_because"]
    assert outcome == ("cancelled", None, "guest_withdrew")
    assert ipec.ask("double_booked") == NOBODY_TWICE


def test_a_meeting_is_called_off_once(ipec: Office) -> None:
    meeting_id = next(one["id"] for one in ipec.meetings() if one["placement"])
    off = {"meeting_id": meeting_id, "reason": "the host is away"}

    cancelled = ipec.stage.call("scheduling", "cancel_meeting", **off)
    with pytest.raises(Refused) as again:
        ipec.stage.call("scheduling", "cancel_meeting", **off)

    assert (cancelled["state"], cancelled["placement"]) == ("cancelled", None)
    assert again.value.refusal == "meeting_already_cancelled"


def said_yes_then_no(guest_id: str, rank: str) -> tuple[Event, Event]:
    """A guest confirms and then withdraws."""
    standing: dict[str, Any] = {
        "guest_id": guest_id,
        "person_id": "p-1",
        "reference": guest_id.rsplit(".", 1)[-1],
        "rank": rank,
        "family_name": "Doe",
        "given_name": "Jo",
        "own_script_name": "",
        "country": "GR",
        "organisation": "",
        "post": "",
        "language": "en",
    }
    return GuestConfirmed(**standing, state="confirmed"), GuestWithdrew(**standing, state="withdrew")
