"""Offers: wave by wave, first acceptance wins, silence escalates, and nothing is taken that cannot be served."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.matching.domain.competence import Tier
from services.matching.domain.diary import HeldElsewhere
from services.matching.domain.offer import (
    AlreadyAnswered,
    Answer,
    NotAsked,
    Offer,
    OfferClosed,
    OfferDeadlinePassed,
    OfferState,
    OfferTaken,
    Reply,
    Wave,
)
from services.matching.use_cases.hand import choose_interpreter, undo_act
from services.matching.use_cases.offer_answers import (
    CannotServe,
    EngagementMoved,
    accept_offer,
    decline_offer,
    engagement,
)
from services.matching.use_cases.offers import (
    AlreadyDecided,
    NobodyToAsk,
    escalate_overdue,
    open_offer,
    withdraw_offer,
)
from services.matching.use_cases.service_facts import record_absence
from services.matching.use_cases.sight import Desk
from shared.events.base import Event
from shared.events.matching import (
    OfferAccepted,
    OfferDeclined,
    OfferEscalated,
    OfferExhausted,
    OfferOpened,
    OfferWithdrawn,
    PairAccepted,
)
from shared.events.registration import GuestWithdrew
from shared.storage.store import StaleVersion, Write
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.news import guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter, october

LATER = MORNING + timedelta(minutes=30)


def an_office() -> Office:
    """One guest; two of the core staff, one of the reserve, one under contract, and a trainee could serve."""
    return a_planned_office(
        {"A1": "V3"},
        an_interpreter("I1", level="C3"),
        an_interpreter("I2", level="C3"),
        an_interpreter("I3", level="C3", tier=Tier.RESERVE),
        an_interpreter("I4", level="C3", tier=Tier.CONTRACT),
        an_interpreter("I5", level="C3", tier=Tier.TRAINEE),
        an_interpreter("I6", level="N"),
        an_interpreter("I7", "fr"),
    )


def opened(desk: Desk, minutes: int = 30) -> Offer:
    with at_work():
        return open_offer(desk, stay("A1"), minutes)


def told(office: Office, *kinds: type[Event]) -> list[Event]:
    return [e for e in office.backend.announced() if isinstance(e, kinds)]


def test_core_staff_is_asked_first_then_the_reserve_then_people_under_contract() -> None:
    office = an_office()

    offer = opened(desk_of(office))

    assert offer == Offer(
        id=f"{stay('A1')}.o1",
        edition=EDITION,
        demand_id=stay("A1"),
        waves=(
            Wave(tier=Tier.CORE, interpreter_ids=(person("I1"), person("I2"))),
            Wave(tier=Tier.RESERVE, interpreter_ids=(person("I3"),)),
            Wave(tier=Tier.CONTRACT, interpreter_ids=(person("I4"),)),
        ),
        minutes=30,
        by="account:anna",
        opened_at=MORNING,
        deadline=LATER,
        version=1,
    )
    assert told(office, OfferOpened) == [
        OfferOpened(
            offer_id=offer.id, demand_id=stay("A1"), offer_state="open", tier="core", wave=0,
            asked=(person("I1"), person("I2")), deadline=LATER,
        )
    ]  # fmt: skip


def test_the_first_acceptance_wins_and_holds_the_pair() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    with at_work("nobody", at=MORNING + timedelta(minutes=5)):
        taken = accept_offer(desk, offer.id, 1, october(16, 16), None)
        again = accept_offer(desk, offer.id, 1, None, None)
        with pytest.raises(OfferTaken):
            accept_offer(desk, offer.id, 0, None, None)
        with pytest.raises(OfferTaken):
            decline_offer(desk, offer.id, 0, "")

    assert (taken.offer.state, taken.answer, taken.may_answer) == (
        OfferState.ACCEPTED,
        Answer.ACCEPTED,
        False,
    )
    assert again.offer.version == taken.offer.version
    hand = desk.hands.get(f"{stay('A1')}.hand")
    assert hand.pin is not None
    assert (hand.pin.interpreter_id, hand.pin.by, hand.pin.offer_id) == (
        person("I2"), f"interpreter:{person('I2')}", offer.id,
    )  # fmt: skip
    accepted = told(office, OfferAccepted, PairAccepted)
    assert {(type(e), e.interpreter_id) for e in accepted} == {  # type: ignore[attr-defined]
        (OfferAccepted, person("I2")),
        (PairAccepted, person("I2")),
    }
    assert len(accepted) == 2


def test_two_who_accept_at_the_same_moment_are_told_apart_by_the_write() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)
    backend, write_all = office.backend, office.backend.write_all

    def slower(writes: Sequence[Write]) -> None:
        """Between reading and writing of the first, the second is faster."""
        backend.write_all = write_all  # type: ignore[method-assign]
        accept_offer(desk, offer.id, 1, None, None)
        write_all(writes)

    with at_work():
        backend.write_all = slower  # type: ignore[method-assign]
        with pytest.raises(OfferTaken):
            accept_offer(desk, offer.id, 0, None, None)

    assert desk.offers.get(offer.id).accepted_by == person("I2")
    assert [e.interpreter_id for e in told(office, OfferAccepted)] == [person("I2")]  # type: ignore[attr-defined]


def test_a_choice_by_hand_at_the_same_moment_keeps_the_offer_from_being_opened() -> None:
    office = an_office()
    desk = desk_of(office)
    backend, write_all = office.backend, office.backend.write_all

    def slower(writes: Sequence[Write]) -> None:
        """Between reading and writing of the offer, a coordinator chooses somebody."""
        backend.write_all = write_all  # type: ignore[method-assign]
        choose_interpreter(desk, stay("A1"), person("I4"), "", None)
        write_all(writes)

    with at_work():
        backend.write_all = slower  # type: ignore[method-assign]
        with pytest.raises(AlreadyDecided):
            open_offer(desk, stay("A1"), 30)

    assert desk.offers.find() == []


def test_silence_escalates_wave_by_wave_until_nobody_is_left() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    moved = []
    for minutes in (29, 30, 59, 60, 89, 90, 120):
        with at_work("clock", at=MORNING + timedelta(minutes=minutes)):
            moved.append(escalate_overdue(desk))

    assert moved == [0, 1, 0, 1, 0, 1, 0]
    assert [(e.tier, e.wave, e.asked, e.deadline) for e in told(office, OfferEscalated)] == [  # type: ignore[attr-defined]
        ("reserve", 1, (person("I3"),), MORNING + timedelta(minutes=60)),
        ("contract", 2, (person("I4"),), MORNING + timedelta(minutes=90)),
    ]
    assert len(told(office, OfferExhausted)) == 1
    ended = desk.offers.get(offer.id)
    assert (ended.state, ended.closed_because) == (OfferState.EXHAUSTED, "everybody_was_asked")
    assert [(reply.interpreter_id, reply.answer) for reply in ended.replies] == [
        (person(i), Answer.NONE_IN_TIME) for i in ("I1", "I2", "I3", "I4")
    ]


def test_two_clocks_escalate_once() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)
    backend, write = office.backend, office.backend.write

    def slower(one: Write) -> None:
        """Between reading and writing of the first clock, the second one is faster."""
        backend.write = write  # type: ignore[method-assign]
        assert escalate_overdue(desk) == 1
        write(one)

    with at_work("clock", at=LATER):
        backend.write = slower  # type: ignore[method-assign]
        assert escalate_overdue(desk) == 0

    assert desk.offers.get(offer.id).wave == 1
    assert len(told(office, OfferEscalated)) == 1


def test_a_wave_that_declines_altogether_is_not_waited_for() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    with at_work(at=MORNING + timedelta(minutes=1)):
        decline_offer(desk, offer.id, 0, "exam")
        decline_offer(desk, offer.id, 0, "exam")
        first = desk.offers.get(offer.id)
        decline_offer(desk, offer.id, 1, "")
        with pytest.raises(AlreadyAnswered):
            accept_offer(desk, offer.id, 0, None, None)

    assert (first.wave, first.replies) == (
        0,
        (
            Reply(
                interpreter_id=person("I1"), answer=Answer.DECLINED,
                at=MORNING + timedelta(minutes=1), reason="exam",
            ),
        ),
    )  # fmt: skip
    assert [type(e) for e in told(office, OfferDeclined, OfferEscalated)] == [
        OfferDeclined, OfferDeclined, OfferEscalated,
    ]  # fmt: skip
    assert desk.offers.get(offer.id).deadline == MORNING + timedelta(minutes=31)


def test_answers_count_in_their_time_only() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    with at_work(), pytest.raises(NotAsked):
        accept_offer(desk, offer.id, 2, None, None)
    with at_work(at=LATER), pytest.raises(OfferDeadlinePassed):
        accept_offer(desk, offer.id, 0, None, None)
    with at_work("clock", at=LATER):
        escalate_overdue(desk)
    with at_work(at=LATER + timedelta(minutes=1)):
        with pytest.raises(OfferDeadlinePassed):
            accept_offer(desk, offer.id, 0, None, None)
        assert accept_offer(desk, offer.id, 2, None, None).offer.accepted_by == person("I3")


def test_an_offer_ends_with_its_demand() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)
    tell(office, guest("A1", GuestWithdrew, state="withdrew"), version=2)
    office.plan()

    with at_work("clock"):
        assert (escalate_overdue(desk), escalate_overdue(desk)) == (1, 0)
    with at_work(), pytest.raises(OfferClosed) as refusal:
        accept_offer(desk, offer.id, 0, None, None)

    assert refusal.value.data == {"offer_id": offer.id, "because": "demand_closed"}
    assert [e.reason for e in told(office, OfferWithdrawn)] == ["demand_closed"]  # type: ignore[attr-defined]


def test_a_choice_by_hand_ends_the_offer_and_its_undoing_lets_ask_again() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    with at_work():
        with pytest.raises(AlreadyDecided):
            open_offer(desk, stay("A1"), 30)
        act = choose_interpreter(desk, stay("A1"), person("I4"), "", None).act
        with pytest.raises(OfferClosed):
            accept_offer(desk, offer.id, 0, None, None)
        with pytest.raises(AlreadyDecided):
            open_offer(desk, stay("A1"), 30)
        undo_act(desk, stay("A1"), act.id, None)
        again = open_offer(desk, stay("A1"), 30, (Tier.CONTRACT,))

    assert [e.reason for e in told(office, OfferWithdrawn)] == ["decided_by_hand"]  # type: ignore[attr-defined]
    assert (again.id, again.everybody) == (f"{stay('A1')}.o2", (person("I4"),))


def test_an_offer_is_withdrawn_once() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)

    with at_work():
        with pytest.raises(StaleVersion):
            withdraw_offer(desk, offer.id, "not needed", 7)
        withdraw_offer(desk, offer.id, "not needed", 1)
        withdraw_offer(desk, offer.id, "not needed", None)

    assert [e.reason for e in told(office, OfferWithdrawn)] == ["not needed"]  # type: ignore[attr-defined]


def test_nobody_takes_what_has_moved_or_what_he_can_serve_no_more() -> None:
    office = an_office()
    desk = desk_of(office)
    offer = opened(desk)
    record_absence(desk.interpreters, person("I1"), october(17), october(18), "ill", None)

    with at_work():
        with pytest.raises(EngagementMoved):
            accept_offer(desk, offer.id, 1, october(15), None)
        with pytest.raises(CannotServe) as refusal:
            accept_offer(desk, offer.id, 0, None, None)

    assert refusal.value.data == {"rules": ["availability"]}
    assert desk.offers.get(offer.id).state is OfferState.OPEN


def test_nobody_accepts_two_offers_for_one_time() -> None:
    office = a_planned_office(
        {"A1": "V3", "A2": "V3"}, an_interpreter("I1", level="C3"), an_interpreter("I2", level="C3")
    )
    desk = desk_of(office)

    def position(offer: Offer, reference: str) -> int:
        return offer.everybody.index(person(reference))

    with at_work():
        choices: dict[str, Any] = {r: open_offer_for(desk, r) for r in ("A1", "A2")}
        both = [r for r in choices if person("I1") in choices[r].everybody]
        for number, reference in enumerate(both):
            offer = choices[reference]
            if number:
                with pytest.raises(HeldElsewhere):
                    accept_offer(desk, offer.id, position(offer, "I1"), None, None)
            else:
                accept_offer(desk, offer.id, position(offer, "I1"), None, None)

    assert len(both) == 2


def open_offer_for(desk: Desk, reference: str) -> Offer:
    """An offer to everybody, whoever is engaged: as if it had been opened before the plan."""
    offer = Offer(
        id=f"{stay(reference)}.o1", edition=EDITION, demand_id=stay(reference), minutes=30, by="anna",
        waves=(Wave(tier=Tier.CORE, interpreter_ids=(person("I1"), person("I2"))),),
        opened_at=MORNING, deadline=LATER,
    )  # fmt: skip
    desk.offers.save(offer)
    return offer


def test_where_nobody_could_serve_nobody_is_asked() -> None:
    desk = desk_of(a_planned_office({"A1": "V2"}, an_interpreter("I1", level="C3")))

    with at_work(), pytest.raises(NobodyToAsk):
        open_offer(desk, stay("A1"), 30)

    assert desk.offers.find() == []


def test_a_link_shows_whether_an_answer_would_count() -> None:
    desk = desk_of(an_office())
    offer = opened(desk)

    with at_work():
        asked, later = (engagement(desk, offer.id, position) for position in (0, 3))
        shown = [(e.interpreter_id, e.may_answer, e.answer) for e in (asked, later)]
    with at_work(at=LATER):
        too_late = engagement(desk, offer.id, 0).may_answer

    assert (shown, too_late) == ([(person("I1"), True, None), (person("I4"), False, None)], False)
    with pytest.raises(NotAsked):
        engagement(desk, offer.id, 4)
