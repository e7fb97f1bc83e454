"""An answer under way: the request thread waits, the reply thread delivers."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

import orjson

from services.gateway.problems import BrokerAway, ServiceFailed, ServiceTimeout
from shared.errors import KINDS, ConvokeError, from_wire


def _nothing() -> None:
    """Nobody waits to hear that this was given up."""


class Pending:
    """Waits for one reply; decoding happens in the thread that waits, so the reply thread stays fast."""

    def __init__(self, asked: str, timeout_seconds: float) -> None:
        self.asked = asked
        self.when_given_up: Callable[[], None] = _nothing
        self._deadline = monotonic() + timeout_seconds
        self._box: SimpleQueue[bytes | None] = SimpleQueue()

    def deliver(self, body: bytes | None) -> None:
        """Hand over the reply; `None` says that it can no longer come."""
        self._box.put(body)

    def result(self) -> Any:
        """The result, or what the service refused."""
        try:
            body = self._box.get(timeout=max(0.0, self._deadline - monotonic()))
        except Empty:
            self.when_given_up()
            raise ServiceTimeout(asked=self.asked) from None
        if body is None:
            raise BrokerAway(
                "The connection to the broker broke while waiting for the answer.", asked=self.asked
            )
        return _opened(orjson.loads(body), self.asked)


def _opened(reply: dict[str, Any], asked: str) -> Any:
    error = reply.get("error")
    if error is None:
        return reply["result"]
    raise _refusal(error) or ServiceFailed(f"{asked}: {error.get('exc_type')}: {error.get('value')}")


def _refusal(error: dict[str, Any]) -> ConvokeError | None:
    """A refusal of one of the shared kinds; anything else is a defect of the service."""
    given = error.get("exc_args") or []
    if error.get("exc_type") not in KINDS or not given or not isinstance(given[0], dict):
        return None
    return from_wire(error["exc_type"], given[0])
