"""Asks services over RabbitMQ with nameko's RPC messages: one connection out, one in, one thread for the
replies.

Connects on first use, so that a forked worker has connections of its own. Requests expire with their
time-out, so a service that comes back does not work on questions nobody waits for any more.
"""

import threading
from typing import Any

import orjson
from amqp import Message

from services.gateway.connections import Outgoing, Replies
from services.gateway.pending import Pending
from services.gateway.problems import ReservedWord
from shared.context import current
from shared.ids import new_id

EXCHANGE = "nameko-rpc"
_RESERVED = b'"__type__":'


class BrokerCaller:
    """One a worker process, shared by its threads."""

    def __init__(self, amqp_uri: str, timeout_seconds: float, heartbeat_seconds: int) -> None:
        self.timeout_seconds = timeout_seconds
        self._outgoing = Outgoing(amqp_uri, heartbeat_seconds)
        self._replies = Replies(amqp_uri, heartbeat_seconds, EXCHANGE, self._outgoing)
        self._starting = threading.Lock()

    def ask(
        self, service: str, method: str, arguments: dict[str, Any], timeout_seconds: float | None
    ) -> Pending:
        """Send one question; its answer is matched by a correlation id of its own."""
        timeout = timeout_seconds or self.timeout_seconds
        body = orjson.dumps({"args": [], "kwargs": arguments})
        if _RESERVED in body:
            raise ReservedWord
        with self._starting:
            self._replies.start()
        reply_to = self._replies.address()
        pending = Pending(f"{service}.{method}", timeout)
        question = new_id()
        self._replies.expect(question, pending)
        try:
            self._outgoing.publish(
                _message(body, question, reply_to, timeout), EXCHANGE, f"{service}.{method}"
            )
        except BaseException:
            self._replies.give_up(question)
            raise
        pending.when_given_up = lambda: self._replies.give_up(question)
        return pending

    def close(self) -> None:
        """Hang up both connections; questions under way get no answer."""
        self._replies.close()
        self._outgoing.close()


def _message(body: bytes, question: str, reply_to: str, timeout: float) -> Any:
    return Message(
        body,
        content_type="application/json",
        content_encoding="utf-8",
        correlation_id=question,
        reply_to=reply_to,
        expiration=str(int(timeout * 1000)),
        application_headers=_headers(),
    )


def _headers() -> dict[str, str]:
    """The context of the request, as nameko carries it."""
    context = current()
    carried = {
        "nameko.correlation_id": context.correlation_id,
        "nameko.actor": context.actor,
        "nameko.traceparent": context.traceparent,
        "nameko.idempotency_key": context.idempotency_key,
    }
    return {name: value for name, value in carried.items() if value is not None}
