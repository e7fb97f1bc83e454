"""The trail: every event once, never altered, found by edition, actor and change."""

from dataclasses import replace

from services.access.domain.trail import Entry, entry_of
from services.access.storage import Trail
from services.access.use_cases.trail import audit, history, write_down
from shared.events.envelope import Envelope
from shared.storage.memory import MemoryBackend

FIRST = Envelope(
    id="1", type="registration.guest_confirmed.v1", source="/convoke/registration", subject="ipec-2019.g.A1",
    time="2019-10-17T08:00:00+00:00", version=2, correlation_id="c1", causation_id=None, actor="account:anna",
    edition="ipec-2019", depth=0, traceparent=None, data={"state": "confirmed"},
)  # fmt: skip
ANSWER = replace(
    FIRST, id="2", type="matching.interpreter_assigned.v1", time="2019-10-17T08:00:01+00:00", causation_id="1"
)
OTHER = replace(FIRST, id="3", correlation_id="c2", edition="iitc-2019", actor="account:li")


def trail_of(*batches: list[Envelope]) -> Trail:
    trail = Trail(MemoryBackend("access"))
    for batch in batches:
        write_down(trail, batch)
    return trail


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def test_delivered_again_or_altered_an_event_stays_as_it_was_written_down() -> None:
    trail = trail_of([FIRST, ANSWER], [replace(FIRST, data={"state": "withdrew"}), OTHER], [ANSWER])

    expected = replace(entry_of(FIRST), version=1)
    assert trail.get("1") == expected
    assert ids(trail.find()) == ["1", "2", "3"]


def test_the_answer_to_a_change_is_listed_in_the_order_it_happened() -> None:
    trail = trail_of([ANSWER, OTHER], [FIRST])

    assert ids(trail.answering("c1")) == ["1", "2"]


def test_the_trail_is_read_by_page_edition_and_actor() -> None:
    trail = trail_of([FIRST, ANSWER, OTHER])

    first, after = audit(trail, None, 2, None, None)
    rest, end = audit(trail, after, 2, None, None)

    assert (ids(first), ids(rest), end) == (["1", "2"], ["3"], None)
    assert ids(audit(trail, None, 9, "iitc-2019", None)[0]) == ["3"]
    assert ids(audit(trail, None, 9, None, "account:anna")[0]) == ["1", "2"]


def test_the_history_of_an_edition_or_of_one_thing_of_it_is_read_newest_first() -> None:
    third = replace(ANSWER, id="4", subject="ipec-2019.n.A1")
    trail = trail_of([FIRST, ANSWER, OTHER, third])

    latest, before = history(trail, None, 2, "ipec-2019", None)
    rest, end = history(trail, before, 2, "ipec-2019", None)

    assert (ids(latest), ids(rest), end) == (["4", "2"], ["1"], None)
    assert ids(history(trail, None, 9, "ipec-2019", "ipec-2019.g.A1")[0]) == ["2", "1"]
