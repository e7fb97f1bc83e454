"""The bell's memory: what was looked at is no news."""

from shared.storage.wakeup import Seen


def test_a_version_that_was_looked_at_is_no_news_and_the_next_one_is() -> None:
    seen = Seen()
    seen.note("guests", {"_id": "A001", "version": 3})

    assert not seen.is_news("guests", "A001", 2)
    assert not seen.is_news("guests", "A001", 3)
    assert seen.is_news("guests", "A001", 4)


def test_the_same_id_elsewhere_and_a_write_without_a_version_are_news() -> None:
    seen = Seen()
    seen.note("guests", {"_id": "A001", "version": 3})

    assert seen.is_news("delegations", "A001", 1)
    assert seen.is_news("guests", "A001", None)


def test_what_was_looked_at_longest_ago_is_forgotten_first() -> None:
    seen = Seen(most=2)
    for thing_id in ("A001", "A002", "A001", "A003"):
        seen.note("guests", {"_id": thing_id, "version": 1})

    assert seen.is_news("guests", "A002", 1)
    assert not seen.is_news("guests", "A001", 1)
