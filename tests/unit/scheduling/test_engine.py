"""The engine on small worlds: buffers, delegation, rooms, presence, least change; brute force agrees."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.domain.interpreting import InterpreterFact
from services.scheduling.domain.meeting import MeetingKind, Mode
from services.scheduling.domain.policy import Policy
from services.scheduling.engine.board import Board, better
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import bits
from services.scheduling.engine.objective import Choice
from services.scheduling.engine.planner import plan
from tests.unit.scheduling.builders import (
    EDITION,
    a_guest,
    a_host,
    a_meeting,
    a_placement,
    a_room,
    a_session,
    an_arrival,
)


def test_a_window_of_50_minutes_holds_one_meeting_because_of_the_buffer() -> None:
    meetings = (a_meeting("M1", "G1", priority=1), a_meeting("M2", "G2", priority=2))
    world = Instance(meetings, (a_host(windows=((0, 50),)),), (a_room(),), (), (a_guest("G1"), a_guest("G2")))

    outcome = plan(world)

    assert outcome.placements == {meetings[0].id: a_placement("H1", "R1", 0, 30)}
    assert [r.code for r in outcome.unplaceable[meetings[1].id].rules] == ["host_not_available", "host_taken"]


def test_delegation_goes_to_a_lower_host_who_still_meets_the_floor() -> None:
    hosts = (a_host("H1", "H2", ()), a_host("H2", "H2"), a_host("H3", "H3"), a_host("H4", "H4"))
    world = Instance((a_meeting(may_be_delegated=True),), hosts, (a_room(),), (), (a_guest(rank="V2"),))

    assert plan(world).placements == {"ipec-2019.m.M1": a_placement("H3", "R1", 0, 30)}


def test_where_one_place_is_left_the_guest_of_higher_precedence_has_it_whatever_the_order_of_asking() -> None:
    asked = (a_meeting("M1", "G1"), a_meeting("M2", "G2"))
    host, room = a_host(windows=((0, 50),)), a_room()
    places = []
    for one, other in (("V1", "V2"), ("V2", "V1")):
        guests = (a_guest("G1", rank=one), a_guest("G2", rank=other))
        places.append(plan(Instance(asked, (host,), (room,), (), guests)).placements)

    assert places == [{m.id: a_placement("H1", "R1", 0, 30)} for m in asked]


def test_where_both_have_a_place_the_guest_of_higher_precedence_is_received_first() -> None:
    asked = (a_meeting("M1", "G1", priority=1), a_meeting("M2", "G2", priority=9))
    guests = (a_guest("G1", rank="V3"), a_guest("G2", rank="V1"))

    assert plan(Instance(asked, (a_host(),), (a_room(),), (), guests)).placements == {
        asked[1].id: a_placement("H1", "R1", 0, 30), asked[0].id: a_placement("H1", "R1", 40, 70),
    }  # fmt: skip


def test_a_host_receives_guests_of_ranks_their_level_answers_and_none_above() -> None:
    levels, ranks = ("H1", "H2", "H3", "H4", "H5", "H6"), ("V1", "V2", "V3", "V4", "V5")
    received = {
        rank: [
            level for level in levels
            if plan(Instance((a_meeting(),), (a_host(level=level),), (a_room(),), (), (a_guest(rank=rank),))).placements
        ]
        for rank in ranks
    }  # fmt: skip

    assert received == {rank: list(levels[: 2 + number]) for number, rank in enumerate(ranks)}


def test_talks_need_a_talks_room_and_a_guest_needs_rest_and_is_not_taken_from_a_session() -> None:
    world = Instance(
        (a_meeting(kind=MeetingKind.TALKS),), (a_host(),), (a_room("R1"), a_room("T1", "TALKS_ROOM")),
        (a_session("S1", None, 40, 60, "G9"), a_session("S2", "R1", 30, 60, "G1")), (a_guest(),),
        (an_arrival(in_town=3),),
    )  # fmt: skip

    assert plan(world).placements == {"ipec-2019.m.M1": a_placement("H1", "T1", 60, 90)}


def test_only_the_meeting_whose_guest_is_late_moves_and_as_little_as_possible() -> None:
    meetings = (
        a_meeting("M1", "G1", at=a_placement("H1", "R1", 0, 30)),
        a_meeting("M2", "G2", at=a_placement("H1", "R1", 80, 110)),
    )
    guests = (a_guest("G1"), a_guest("G2"))
    world = Instance(
        meetings, (a_host(windows=((0, 200),)),), (a_room(),), (), guests, (an_arrival("G1", in_town=5),)
    )

    outcome = plan(world)

    assert outcome.method == "repaired"
    assert outcome.placements == {
        meetings[0].id: a_placement("H1", "R1", 35, 65),
        meetings[1].id: a_placement("H1", "R1", 80, 110),
    }


LENGTHS = (
    {"mode": Mode.NONE, "speech_minutes": 15}, {"mode": Mode.NONE, "speech_minutes": 20},
    {"mode": Mode.CONSECUTIVE, "speech_minutes": 10},
)  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> Instance:
    """Up to three meetings, two hosts, two rooms in two zones, some of the meetings already placed."""
    ranks = draw(st.lists(st.sampled_from(["V2", "V3", "V5"]), min_size=3, max_size=3))
    hosts = tuple(
        a_host(f"H{n}", level, (draw(st.sampled_from([(0, 30), (0, 45), (20, 70), (35, 60)])),))
        for n, level in ((1, "H3"), (2, "H4"))
    )
    rooms = (
        a_room("R1"),
        a_room("R2", draw(st.sampled_from(["DRAWING_ROOM", "SMALL_ROOM"])), place="LINCHENG"),
    )
    meetings = tuple(
        a_meeting(
            f"M{n}", f"G{draw(st.integers(1, 3))}", draw(st.sampled_from(["H1", "H2"])),
            may_be_delegated=draw(st.booleans()), **draw(st.sampled_from(LENGTHS)),
            priority=draw(st.integers(1, 9)),
            at=draw(st.sampled_from([None, a_placement("H1", "R1", 10, 25), a_placement("H2", "R2", 35, 50)])),
        )
        for n in range(1, draw(st.integers(1, 3)) + 1)
    )  # fmt: skip
    guests = tuple(a_guest(f"G{n}", rank) for n, rank in enumerate(ranks, 1))
    arrivals = (an_arrival("G1", draw(st.sampled_from([-600, -20]))),)
    team = tuple(
        InterpreterFact(f"{EDITION}.i.I{n}", EDITION, ("en",), True, False)
        for n in range(draw(st.integers(0, 2)))
    )
    policy = Policy(EDITION, EDITION, draw(st.sampled_from([1, 3])))
    return Instance(meetings, hosts, rooms, (), guests, arrivals, team, policy=policy)


def _exhaustive(world: Instance) -> tuple[int, int, int, int]:
    """The best totals over every combination of choices."""
    board = Board(world)
    options: list[list[tuple[str, Choice] | None]] = [
        [None, *((i, Choice(o.host.id, o.room.id, m)) for o in c.openings for m in bits(o.starts))]
        for i, c in board.candidates.items()
    ]
    best = board.totals({})
    for combination in product(*options):
        chosen = dict(option for option in combination if option is not None)
        if better(totals := board.totals(chosen), best) and _lawful(board, chosen):
            best = totals
    return best


def _lawful(board: Board, chosen: dict[str, Choice]) -> bool:
    """One interpreter a meeting, few meetings a guest; nobody and no room twice, ten minutes for host and room, and
    the drive between the two zones: 40 minutes.
    """
    held = [board.held(i, choice) for i, choice in chosen.items()]
    drawing = [h.span for h in held if board.candidates[h.meeting_id].meeting.mode is Mode.CONSECUTIVE]
    team = len(board.instance.interpreters)
    if team and any(sum(s <= at < e for s, e in drawing) > team for at, _ in drawing):
        return False
    everybody = [person for h in held for person in h.people]
    if any(everybody.count(person) > board.instance.policy.most_a_day for person in everybody):
        return False
    for one, other in ((a, b) for a in chosen for b in chosen if a < b):
        first, second = board.held(one, chosen[one]), board.held(other, chosen[other])
        drive = 0 if first.room.place == second.room.place else 40
        apart = max(second.span[0] - first.span[1], first.span[0] - second.span[1])
        if first.hosts & second.hosts and apart < max(10, drive):
            return False
        if first.room.id == second.room.id and apart < 10:
            return False
        if first.people & second.people and apart < drive:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_brute_force_agrees(world: Instance) -> None:
    outcome = plan(world)

    assert tuple(level.value for level in outcome.levels) == _exhaustive(world)
    assert outcome.proven
    assert _lawful(
        Board(world),
        {
            i: Choice(p.host_id, p.room_id, Board(world).marks.mark(int(p.starts.timestamp() // 60)) or 0)
            for i, p in outcome.placements.items()
        },
    )
