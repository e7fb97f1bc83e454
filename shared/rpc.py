"""`@rpc_method(In, Out)`: validate, call, dump, translate errors. Speaks nameko's wire protocol.

Requests are acknowledged when their work starts: a caller waits with a deadline, so a request that died with its
process shows as a time-out and is repeated with the same idempotency key.
On SIGTERM running requests are finished and answered, waiting ones go back to the queue.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial, wraps
from typing import Any

import marshmallow as ma
import orjson
from amqp import Message as RawMessage
from kombu import Queue
from nameko.exceptions import ContainerBeingKilled
from pymongo.errors import DuplicateKeyError

from shared.clock import now
from shared.context import Context, entered
from shared.errors import Conflict, ConvokeError, Invalid, NotFound, Unavailable, kind_of
from shared.ids import new_id
from shared.messaging.connection import BROKER_AWAY
from shared.messaging.consumer import Delivery, ListeningEntrypoint, QueueListener
from shared.messaging.topology import RPC, requests
from shared.storage.mongo import translated

log = logging.getLogger(__name__)

HEADER = "nameko."
_KEPT_FOR = timedelta(days=1)
_GIVEN_UP_AFTER = timedelta(seconds=60)
_prepared: set[str] = set()


class UnknownMethod(NotFound):
    """The service has no such method."""

    code = "unknown_method"


class Failed(Unavailable):
    """Something went wrong inside the service; its log holds the cause under the correlation id."""

    code = "internal_error"


class RequestListener(QueueListener):
    """Consumes `rpc-<service>` and hands each request to its method."""

    purpose = "rpc"
    prefetch = 48

    def __init__(self) -> None:
        super().__init__()
        self.methods: dict[str, RpcMethod] = {}

    def queues(self) -> Iterable[Queue]:
        """nameko's queue for the service."""
        return [requests(self.container.service_name)]

    def received(self, delivery: Delivery) -> None:
        """Answer one request."""
        method = delivery.message.delivery_info["routing_key"].rsplit(".", 1)[-1]
        delivery.settle()
        answer = Answer(self, delivery)
        entrypoint = self.methods.get(method)
        if entrypoint is None:
            answer.refuse(UnknownMethod(method=method, service=self.container.service_name))
            return
        try:
            kwargs = orjson.loads(delivery.body)["kwargs"]
            context = _context_in(delivery.headers)
        except (orjson.JSONDecodeError, KeyError, TypeError) as fault:
            answer.refuse(Invalid(f"The request is not readable: {fault}"))
            return
        try:
            self.container.spawn_worker(entrypoint, (context, kwargs), {}, handle_result=answer.give)
        except ContainerBeingKilled:
            log.warning("The service is being killed; the caller will time out")


class Answer:
    """The way back to one caller."""

    __slots__ = ("correlation_id", "listener", "reply_to")

    def __init__(self, listener: RequestListener, delivery: Delivery) -> None:
        self.listener = listener
        self.reply_to = delivery.properties.get("reply_to")
        self.correlation_id = delivery.properties.get("correlation_id")

    def give(self, _: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Send the result, or the refusal; nameko's callback for a finished worker."""
        if exc_info is None:
            self._send({"result": result, "error": None})
        else:
            self.refuse(exc_info[1])
        return None, None

    def refuse(self, fault: BaseException) -> None:
        """Send a refusal: one of the travelling kinds, never a traceback."""
        refusal = fault if isinstance(fault, ConvokeError) else Failed()
        kind = kind_of(refusal)
        error = {
            "exc_type": kind,
            "exc_path": f"shared.errors.{kind}",
            "exc_args": [refusal.to_wire()],
            "value": refusal.message,
        }
        self._send({"result": None, "error": error})

    def _send(self, reply: dict[str, Any]) -> None:
        acks = self.listener.acks
        if acks is None or not self.reply_to:
            log.warning("An answer could not be sent: the broker is away")
            return
        message = RawMessage(
            orjson.dumps(reply, default=str, option=orjson.OPT_NON_STR_KEYS),
            content_type="application/json",
            content_encoding="utf-8",
            correlation_id=self.correlation_id,
        )
        try:
            acks.channel.basic_publish(message, RPC.name, self.reply_to)
        except BROKER_AWAY as fault:
            log.warning("An answer could not be sent: %r", fault)


def _context_in(headers: dict[str, Any]) -> Context:
    return Context(
        correlation_id=headers.get(f"{HEADER}correlation_id") or new_id(),
        actor=headers.get(f"{HEADER}actor") or "system",
        traceparent=headers.get(f"{HEADER}traceparent"),
        idempotency_key=headers.get(f"{HEADER}idempotency_key"),
    )


class RpcMethod(ListeningEntrypoint):
    """The entrypoint behind `@rpc_method`."""

    listener = RequestListener()

    def __init__(self) -> None:
        super().__init__(expected_exceptions=ConvokeError)

    def setup(self) -> None:
        """Make the method known under its name."""
        super().setup()
        self.listener.methods[self.method_name] = self


def rpc_method(
    takes: type[ma.Schema] | None, gives: type[ma.Schema] | None, *, many: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer calls of `<service>.<method>`; `takes` loads the arguments, `gives` dumps the result (None: as it is)."""
    load, dump = _loader(takes), _dumper(gives, many)

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def answer(self: Any, context: Context, kwargs: dict[str, Any]) -> Any:
            with entered(context):
                return dump(method(self, **load(kwargs)))

        @wraps(method)
        def answer_once(self: Any, context: Context, kwargs: dict[str, Any]) -> Any:
            if context.idempotency_key is None:
                return answer(self, context, kwargs)
            return _once(
                self.flow_figures.database,
                method.__name__,
                context,
                kwargs,
                partial(answer, self, context, kwargs),
            )

        decorated: Callable[..., Any] = RpcMethod.decorator(answer_once)
        return decorated

    return decorate


def _loader(schema: type[ma.Schema] | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    if schema is None:
        return lambda kwargs: kwargs
    shape = schema()

    def load(kwargs: dict[str, Any]) -> dict[str, Any]:
        try:
            loaded: dict[str, Any] = shape.load(kwargs)
        except ma.ValidationError as refusal:
            raise Invalid(
                "Some fields are missing or malformed.", code="invalid_request", errors=refusal.messages
            ) from None
        return loaded

    return load


def _dumper(schema: type[ma.Schema] | None, many: bool) -> Callable[[Any], Any]:
    if schema is None:
        return _as_it_is
    return schema(many=many).dump


def _as_it_is(result: Any) -> Any:
    return result


class KeyReused(Conflict):
    """This Idempotency-Key was used for another request; make a new key for a new request."""

    code = "idempotency_key_reused"


class RequestUnderWay(Conflict):
    """The same request is being worked on; ask again in a moment."""

    code = "request_under_way"


def _once(
    database: Any, method: str, context: Context, kwargs: dict[str, Any], work: Callable[[], Any]
) -> Any:
    """Do the work at most once for an idempotency key; a repetition gets the first answer."""
    digest = hashlib.sha256(orjson.dumps(kwargs, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()
    key = f"{context.actor} {method} {context.idempotency_key}"
    asked = database["_requests"]
    with translated():
        known = _claim(asked, key, digest)
    if known is not None:
        return orjson.loads(known)
    try:
        result = work()
    except BaseException:
        with translated():
            asked.delete_one({"_id": key})
        raise
    with translated():
        asked.update_one({"_id": key}, {"$set": {"reply": orjson.dumps(result, default=str)}})
    return result


def _claim(asked: Any, key: str, digest: str) -> bytes | None:
    """Take the key for ourselves, or give back the earlier answer."""
    if asked.full_name not in _prepared:
        asked.create_index("at", expireAfterSeconds=int(_KEPT_FOR.total_seconds()))
        _prepared.add(asked.full_name)
    moment = now()
    try:
        asked.insert_one({"_id": key, "digest": digest, "at": moment})
    except DuplicateKeyError:
        earlier = asked.find_one({"_id": key}) or {}
        if earlier.get("digest") != digest:
            raise KeyReused from None
        if "reply" in earlier:
            return bytes(earlier["reply"])
        if earlier["at"] > moment - _GIVEN_UP_AFTER:
            raise RequestUnderWay from None
        asked.update_one({"_id": key}, {"$set": {"at": moment}})
    return None
