"""Pages without sign-in are answered at a bearable pace: by link, by address, and after a rest again."""

from typing import Any

import pytest

from services.gateway.app import create_app
from services.gateway.pace import ADDRESS_BURST, LINK_BURST, Pace, Paces, TooManyRequests
from tests.doubles import FakeServices

LINK = "/api/v1/offer-links/CVO1.A.{}"
SHOWN = {"state": "open"}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def visitor(clock: Clock) -> Any:
    methods = ("read_offer_link", "accept_offer", "decline_offer")
    app = create_app(FakeServices({("matching", method): SHOWN for method in methods}))
    app.extensions["convoke.paces"] = Paces(clock)
    return app.test_client()


def test_one_link_is_answered_so_often_then_refused_with_how_long_to_wait() -> None:
    clock = Clock()
    client = visitor(clock)

    answered = [client.get(LINK.format("B")).status_code for _ in range(LINK_BURST)]
    refused = client.post(LINK.format("B") + "/accept")
    other = client.get(LINK.format("C"))
    clock.now += 3
    rested = [client.post(LINK.format("B") + "/decline").status_code for _ in range(2)]

    assert answered == [200] * LINK_BURST
    assert (refused.status_code, refused.json["code"], refused.headers["Retry-After"]) == (
        429, "too_many_requests", "3",
    )  # fmt: skip
    assert other.status_code == 200
    assert rested == [200, 429]


def test_an_address_that_tries_many_links_is_refused_and_another_is_not() -> None:
    client = visitor(Clock())

    tried = [client.get(LINK.format(number)).status_code for number in range(ADDRESS_BURST + 1)]
    elsewhere = client.get(LINK.format(0), environ_overrides={"REMOTE_ADDR": "192.0.2.7"})

    assert tried == [200] * ADDRESS_BURST + [429]
    assert elsewhere.status_code == 200


def test_what_is_remembered_is_bounded_and_forgets_who_asked_longest_ago() -> None:
    pace = Pace(1, 10.0, Clock(), keys=2)
    for key in ("a", "b", "c"):
        pace.take(key)

    pace.take("a")
    with pytest.raises(TooManyRequests) as refused:
        pace.take("c")

    assert refused.value.data == {"retry_after_seconds": 10}
