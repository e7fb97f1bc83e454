"""Questions about the plan in force, as coordinators ask them of the service."""

from dataclasses import replace
from datetime import date

import pytest

from services.matching.domain.heard import EditionFact
from services.matching.domain.load import Growth, Load
from services.matching.domain.merit import Merit, merit_list
from services.matching.engine.answers import Move, SinglePoint, Spare
from services.matching.use_cases.hand import choose_interpreter
from services.matching.use_cases.pins import DemandIsClosed
from services.matching.use_cases.questions import (
    NoSuchTeam,
    balance,
    replace_interpreter,
    step_in,
    switched_language,
    what_hangs_on_one,
    why_not_this_one,
)
from services.matching.use_cases.waivers import grant_waiver
from shared.errors import NotFound
from shared.events.registration import GuestWithdrew
from shared.storage.store import Cause
from tests.unit.matching.desk import a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.news import guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter, october


def an_office() -> Office:
    """A1 (V2) is served by I1, the only C2; A2 (V3) by I2; I3 (C3) is free."""
    return a_planned_office(
        {"A1": "V2", "A2": "V3"},
        an_interpreter("I1", level="C2"),
        an_interpreter("I2", level="C3"),
        an_interpreter("I3", level="C3"),
    )


def test_why_not_names_the_rule_and_who_may_waive_it_until_it_is_waived() -> None:
    desk = desk_of(an_office())

    with at_work():
        barred = why_not_this_one(desk, stay("A1"), person("I3"))
        grant_waiver(
            desk.waivers, desk.demands, desk.interpreters, stay("A1"), "level_floor", person("I3"),
            "Chief of protocol Wang", "knows him well", october(21),
        )  # fmt: skip
        allowed = why_not_this_one(desk, stay("A1"), person("I3"))

    assert (barred.breaks, barred.waived_by, barred.moves) == (("level_floor",), ("chief of protocol",), ())
    within_a_day = 4
    assert (allowed.breaks, allowed.moves, allowed.cost["one_to_one.kept"]) == ((), (), within_a_day)


def test_why_not_respects_what_was_decided_by_hand() -> None:
    desk = desk_of(an_office())

    with at_work():
        choose_interpreter(desk, stay("A2"), person("I3"), "", None)
        answer = why_not_this_one(desk, stay("A1"), person("I3"))

    assert answer.breaks == ("level_floor",)


def test_who_could_step_in_comes_with_what_changes_elsewhere() -> None:
    office = an_office()
    serving, free = ("I2", "I3") if office.served_by()["A2"] == "I2" else ("I3", "I2")

    with at_work():
        found = step_in(desk_of(office), stay("A2"), 3)

    assert [(s.interpreter_id, s.waivers, s.left_without, s.moves) for s in found] == [
        (person(free), (), (), ()),
        (person("I1"), (), (stay("A1"),), (Move(need_id=stay("A1"), before=person("I1"), after=None),)),
    ]
    assert person(serving) not in [s.interpreter_id for s in found]


def test_everything_somebody_serves_is_handed_on() -> None:
    office = an_office()
    serving, free = ("I2", "I3") if office.served_by()["A2"] == "I2" else ("I3", "I2")

    with at_work():
        found = replace_interpreter(desk_of(office), person(serving), 1)

    assert {demand: [s.interpreter_id for s in who] for demand, who in found.items()} == {
        stay("A2"): [person(free)]
    }


def test_what_hangs_on_one_person_is_listed_before_it_breaks() -> None:
    with at_work():
        found = what_hangs_on_one(desk_of(an_office()), EDITION)

    assert found.people == (
        SinglePoint(interpreter_id=person("I1"), name="Interpreter I1", need_ids=(stay("A1"),)),
    )
    assert found.languages == (Spare(language="en", people=3, demand=2, spare=1, at_floor=1),)


def test_work_is_added_up_from_its_rows() -> None:
    office = an_office()
    serving = str(office.served_by()["A2"])
    free = "I2" if serving == "I3" else "I3"

    with at_work():
        found = balance(desk_of(office), EDITION)

    minutes = {row.interpreter_id: row.minutes for row in found.rows}
    assert set(minutes) == {person("I1"), person(serving)}
    assert found.load == Load(
        minutes={person("I1"): 0, person("I2"): 0, person("I3"): 0} | minutes, gini=0.3333, ratio=1.0
    )
    assert found.growth == tuple(
        Growth(interpreter_id=person(who), gained=(practice,))
        for who, practice in sorted({"I1": "ESCORT:V2", serving: "ESCORT"}.items())
    )
    assert merit_list(found.rows, office.records.interpreters.find()) == found.merit
    assert [(m.place, m.interpreter_id) for m in found.merit] == [
        (1, person("I1")), (2, person(serving)), (3, person(free)),
    ]  # fmt: skip
    assert found.merit[-1] == Merit(place=3, interpreter_id=person(free), engagements=0, minutes=0, points=0)
    assert found.names == {person(i): f"Interpreter {i}" for i in ("I1", "I2", "I3")}


def test_what_somebody_did_in_an_earlier_edition_is_no_growth_in_this_one() -> None:
    office = an_office()
    records = office.records
    service = records.demands.get(stay("A2"))
    entry = records.interpreters.get(str(service.interpreter_id))
    before = EditionFact(
        id="early",
        edition="early",
        timezone="Asia/Shanghai",
        first_day=date(2018, 10, 18),
        last_day=date(2018, 10, 20),
    )
    records.editions.keep(before, Cause("x", "early", 1, "registration"))
    records.interpreters.save(replace(entry, id=f"early.i.{entry.reference}", edition="early", version=0))
    records.demands.save(
        replace(
            service, id="early.n.A9", edition="early", interpreter_id=f"early.i.{entry.reference}", version=0
        )
    )

    with at_work():
        found = balance(desk_of(office), EDITION)

    assert found.growth == (Growth(interpreter_id=person("I1"), gained=("ESCORT:V2",)),)


def test_questions_about_what_is_not_there_are_refused_by_name() -> None:
    office = an_office()
    desk = desk_of(office)
    tell(office, guest("A2", GuestWithdrew, state="withdrew"), version=2)
    office.plan()

    with at_work():
        with pytest.raises(NotFound):
            step_in(desk, stay("A9"), 3)
        with pytest.raises(NotFound):
            why_not_this_one(desk, stay("A1"), person("I9"))
        with pytest.raises(DemandIsClosed):
            why_not_this_one(desk, stay("A2"), person("I1"))
        with pytest.raises(NoSuchTeam):
            switched_language(desk, f"{EDITION}.s.S01", "es")
        with pytest.raises(NotFound):
            what_hangs_on_one(desk, "iitc-2019")
