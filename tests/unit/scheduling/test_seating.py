"""Who sits where: guest on the host's right, guests facing the door, interpreters where they belong."""

from services.scheduling.domain.meeting import MeetingKind, Mode
from services.scheduling.domain.seating import Facing, Person, Seat, Side, photo, seats
from services.scheduling.use_cases.showing import seats as seating_of
from tests.unit.scheduling.builders import EDITION, a_meeting
from tests.unit.scheduling.office import an_office


def people(letter: str, count: int) -> list[Person]:
    return [Person(f"{letter}{n}", f"{letter}{n}", "") for n in range(1, count + 1)]


def at(plan: list[Seat]) -> dict[tuple[str, str], tuple[float, float]]:
    """Where everybody sits, by side and name."""
    return {(s.side.value, s.person.id or s.part): (s.x, s.y) for s in plan}


def right_of(seat: Seat) -> int:
    """In which direction of x this person's right hand is: -1 for those who look to the door."""
    return -1 if seat.facing is Facing.DOOR else 1


def test_at_a_meeting_the_guest_sits_on_the_hosts_right_and_the_interpreter_behind() -> None:
    plan = seats(MeetingKind.MEETING, Mode.CONSECUTIVE, people("h", 3), people("g", 2))
    where = at(plan)
    host = next(s for s in plan if s.person.id == "h1")

    assert {s.facing for s in plan} == {Facing.DOOR}
    assert (where["guest", "g1"][0] - where["host", "h1"][0]) * right_of(host) > 0
    assert where["host", "interpreter"][1] > max(where["host", "h1"][1], where["guest", "g1"][1])
    outward = [abs(where["host", f"h{n}"][0]) for n in (1, 2, 3)]
    assert outward == sorted(outward) == [0.6, 1.8, 3.0]
    assert len(set(where.values())) == len(plan)


def test_at_talks_the_guest_side_faces_the_door_and_precedence_alternates_right_then_left() -> None:
    plan = seats(MeetingKind.TALKS, Mode.CONSECUTIVE, people("h", 4), people("g", 5))
    by_id = {s.person.id: s for s in plan if s.person.id}
    helper = {s.side: s for s in plan if s.part == "interpreter"}

    assert {s.facing for s in plan if s.side is Side.GUEST} == {Facing.DOOR}
    assert {s.facing for s in plan if s.side is Side.HOST} == {Facing.AWAY}
    assert by_id["g1"].x == by_id["h1"].x == 0
    assert [by_id[f"g{n}"].x * right_of(by_id["g1"]) > 0 for n in (2, 3, 4, 5)] == [True, False, True, False]
    assert helper[Side.HOST].x * right_of(by_id["h1"]) > 0
    assert helper[Side.GUEST].x * right_of(by_id["g1"]) < 0
    assert helper[Side.HOST].x == helper[Side.GUEST].x
    assert len({(s.x, s.y) for s in plan}) == len(plan)


def test_nobody_interprets_among_people_who_share_a_language() -> None:
    for kind in (MeetingKind.MEETING, MeetingKind.TALKS):
        plan = seats(kind, Mode.NONE, people("h", 2), people("g", 2))
        assert [s.part for s in plan].count("interpreter") == 0


def test_on_the_photo_the_principals_are_in_the_middle_and_the_guest_is_on_the_hosts_right() -> None:
    places = photo(people("h", 6), people("g", 2))

    front = [p.person.id for p in places if p.row == 1]
    assert front == ["g2", "g1", "h1", "h2", "h3", "h4"]
    assert [p.person.id for p in places if p.row == 2] == ["h5", "h6"]


def test_cards_carry_both_names_and_a_guest_who_withdrew_has_none() -> None:
    office = an_office(a_meeting("M1", "G1", accompanying=("G3", "G2"), photo=True))
    office.plan()
    gone = office.guests.get(f"{EDITION}.g.G3")
    gone.state = "withdrew"
    office.guests.keep(gone, office.cause(gone.id))

    told = seating_of(office.records, f"{EDITION}.m.M1")

    assert [(c.name, c.name_zh) for c in told.cards] == [
        ("Host H1", "主人"), ("Guest G1", "Guest G1"), ("Guest G2", "Guest G2"),
    ]  # fmt: skip
    assert told.viewpoint.startswith("as one enters")
    assert [p.person.id[-2:] for p in told.photo] == ["G2", "G1", "H1"]
