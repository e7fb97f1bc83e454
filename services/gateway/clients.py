"""The only way from the gateway to a service, and the seam where tests put services of their own.

`call` asks and waits; `ask` asks and lets the caller wait later, so that several services work at the same
time.
"""

from typing import Any, Protocol

from flask import current_app


class Answer(Protocol):
    """An answer that may not be here yet."""

    def result(self) -> Any:
        """Wait for it; raises what the service refused, `ServiceTimeout`, or `BrokerAway`."""


class Caller(Protocol):
    """What asks services: a broker client in production, a table of functions in tests."""

    def ask(
        self, service: str, method: str, arguments: dict[str, Any], timeout_seconds: float | None
    ) -> Answer:
        """Send one question on its way."""


def ask(service: str, method: str, /, **arguments: Any) -> Answer:
    """Send a question; its answer is awaited with `.result()`."""
    return ask_within(None, service, method, **arguments)


def ask_within(seconds: float | None, service: str, method: str, /, **arguments: Any) -> Answer:
    """Send a question that is worth waiting for so long (None: the usual time)."""
    caller: Caller = current_app.extensions["convoke.caller"]
    return caller.ask(service, method, arguments, seconds)


def call(service: str, method: str, /, **arguments: Any) -> Any:
    """Ask a service and wait for its answer.

    A refusal arrives as the `shared.errors` kind it was raised as.
    """
    return ask_within(None, service, method, **arguments).result()
