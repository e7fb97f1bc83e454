"""Two schedulers press at once: 200 pairs on a real database, nobody twice, the loser hears who was faster."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from services.scheduling.domain.plan import EditionFact
from services.scheduling.storage import EditionFacts, GuestFacts, Hosts, Meetings, Records, Rooms
from services.scheduling.use_cases.meetings import double_booked
from services.scheduling.use_cases.placing import PlaceTaken, place_meeting
from services.scheduling.use_cases.planning import adopt_best_plan
from shared.errors import Conflict
from shared.planning import Unplanned
from shared.storage.mongo import MongoBackend
from shared.storage.store import Cause
from tests.component.conftest import Stage
from tests.unit.scheduling.builders import EDITION, a_guest, a_host, a_meeting, a_room, after

PAIRS = 200
SLOTS = 4
"""Each slot is fought over by a pair, then both meetings are called off and a new pair comes."""
NOBODY_TWICE = {"rooms": 0, "guests": 0, "hosts": 0}


def opened(stage: Stage) -> MongoBackend:
    """An edition with one host and one room."""
    backend = stage.backend("scheduling")
    EditionFacts(backend).keep(
        EditionFact(EDITION, EDITION, "Asia/Shanghai"), Cause("e", EDITION, 1, "/test")
    )
    Hosts(backend).save(a_host(windows=((0, 40 * SLOTS),)))
    Rooms(backend).save(a_room())
    for guest in ("G1", "G2"):
        GuestFacts(backend).keep(a_guest(guest), Cause(f"e-{guest}", guest, 1, "/test"))
    Records(backend)
    return backend


def press(backend: MongoBackend, reference: str, minutes: int, together: Barrier) -> str:
    """Put a meeting at a place at the same moment as somebody else does; how it went."""
    meetings = Meetings(backend)
    together.wait()
    try:
        place_meeting(
            Records(backend), meetings, f"{EDITION}.m.{reference}", f"{EDITION}.h.H1", f"{EDITION}.r.R1",
            after(minutes), None, (), "officer", "",
        )  # fmt: skip
    except PlaceTaken as lost:
        held_by = lost.data["held_by"]
        return f"lost to {','.join(held_by)}"
    return "won"


def test_of_two_hands_one_wins_and_the_other_hears_who(stage: Stage) -> None:
    backend = opened(stage)
    meetings = Meetings(backend)
    outcomes, twice = [], []
    with ThreadPoolExecutor(2) as hands:
        for pair in range(PAIRS):
            slot = 40 * (pair % SLOTS)
            names = [f"P{pair}{letter}" for letter in "ab"]
            for name, guest in zip(names, ("G1", "G2"), strict=True):
                meetings.save(a_meeting(name, guest))
            together = Barrier(2)
            pressed = [
                hands.submit(press, backend, name, slot + 5 * n, together) for n, name in enumerate(names)
            ]
            results = [one.result(timeout=30) for one in pressed]
            ids = [f"{EDITION}.m.{name}" for name in names]
            winner = results.index("won")
            outcomes.append((results.count("won"), results[1 - winner] == f"lost to {ids[winner]}"))
            twice.append(double_booked(meetings, EDITION) == NOBODY_TWICE)
            for one in meetings.find(id=ids):
                one.cancel("next pair")
                meetings.save(one)

    assert outcomes == [(1, True)] * PAIRS
    assert twice == [True] * PAIRS


def test_a_hand_and_the_planner_never_book_twice(stage: Stage) -> None:
    """The planner gives M1 the first slot while a hand gives M2 a place across it: one of them has to read again."""
    backend = opened(stage)
    meetings = Meetings(backend)
    mark = Unplanned("meetings", "", 1, EDITION, "change-1", None, "system", None, 0)

    def plan_again(together: Barrier) -> str:
        together.wait()
        try:
            adopt_best_plan(Records(backend), EDITION, [mark])
        except Conflict as stale:
            return stale.refusal
        return "planned"

    seen = set()
    with ThreadPoolExecutor(2) as hands:
        for pair in range(40):
            meetings.save(a_meeting(f"A{pair}", "G1"))
            meetings.save(a_meeting(f"B{pair}", "G2"))
            together = Barrier(2)
            planner = hands.submit(plan_again, together)
            hand = hands.submit(press, backend, f"B{pair}", 10, together)
            seen |= {planner.result(timeout=30), hand.result(timeout=30).split(" to ")[0]}
            assert double_booked(meetings, EDITION) == NOBODY_TWICE
            adopt_best_plan(Records(backend), EDITION, [mark])
            assert double_booked(meetings, EDITION) == NOBODY_TWICE
            for one in meetings.find(id=[f"{EDITION}.m.A{pair}", f"{EDITION}.m.B{pair}"]):
                one.cancel("next pair")
                meetings.save(one)

    assert seen <= {"planned", "stale_version", "won", "lost"}
