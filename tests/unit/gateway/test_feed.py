"""The live stream: who hears what, going on after an interruption, and who is cut off."""

from dataclasses import replace

from services.gateway.feed import REMEMBERED_EVENTS, UNREAD_EVENTS, Feed, Listener, as_message
from shared.events.envelope import Envelope, to_bytes

EVENT = Envelope(
    id="1", type="registration.guest_confirmed.v1", source="/convoke/registration", subject="ipec-2019.g.A1",
    time="2019-10-17T08:00:00+00:00", version=2, correlation_id="c", causation_id=None, actor="account:anna",
    edition="ipec-2019", depth=0, traceparent=None, data={},
)  # fmt: skip
HOUSE = replace(EVENT, id="h", type="access.signed_in.v1", edition=None)


def everything() -> Listener:
    return Listener(None, (), hears_house=True)


def unread(listener: Listener) -> list[str]:
    heard = []
    while (envelope := listener.next(0.0)) is not None:
        heard.append(envelope.id)
    return heard


def test_a_listener_hears_its_editions_and_kinds() -> None:
    feed = Feed()
    all_of_it, one_edition = everything(), Listener(["iitc-2019"], (), hears_house=False)
    kinds = Listener(None, ("matching.", "registration.guest_confirmed"), hears_house=False)
    for listener in (all_of_it, one_edition, kinds):
        assert feed.join(listener, None)

    other = replace(EVENT, id="2", edition="iitc-2019", type="matching.interpreter_assigned.v1")
    third = replace(EVENT, id="3", edition="iitc-2019", type="scheduling.meeting_moved.v1")
    for envelope in (EVENT, other, third, HOUSE):
        feed.happened(envelope)

    assert unread(all_of_it) == ["1", "2", "3", "h"]
    assert unread(one_edition) == ["2", "3"]
    assert unread(kinds) == ["1", "2"]


def test_a_listener_that_comes_back_hears_what_it_missed_and_no_more() -> None:
    feed = Feed()
    for number in range(5):
        feed.happened(replace(EVENT, id=str(number)))
    back = everything()

    assert feed.join(back, "2") is True
    feed.happened(replace(EVENT, id="5"))

    assert unread(back) == ["3", "4", "5"]


def test_a_listener_is_told_of_a_gap_when_its_last_event_is_not_remembered() -> None:
    feed = Feed()
    for number in range(REMEMBERED_EVENTS + 1):
        feed.happened(replace(EVENT, id=str(number)))

    assert feed.join(everything(), "0") is False
    assert feed.join(everything(), "1") is True
    feed.forget()
    assert feed.join(everything(), "1") is False


def test_a_listener_that_does_not_keep_up_is_cut_off_and_holds_up_nobody() -> None:
    feed = Feed()
    slow, quick = everything(), everything()
    feed.join(slow, None)
    feed.join(quick, None)

    heard = []
    for number in range(UNREAD_EVENTS + 2):
        feed.happened(replace(EVENT, id=str(number)))
        heard += unread(quick)

    assert (slow.cut_off, quick.cut_off) == (True, False)
    assert len(heard) == UNREAD_EVENTS + 2


def test_whoever_leaves_hears_nothing_more() -> None:
    feed = Feed()
    listener = everything()
    feed.join(listener, None)
    feed.leave(listener)

    feed.happened(EVENT)

    assert (unread(listener), feed.audience) == ([], 0)


def test_a_message_has_id_kind_and_the_event_as_it_was_announced() -> None:
    assert as_message(EVENT) == (
        b"id: 1\nevent: registration.guest_confirmed.v1\ndata: " + to_bytes(EVENT) + b"\n\n"
    )
