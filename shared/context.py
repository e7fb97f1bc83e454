"""What a piece of work carries with it: who asked, which change it answers, and its trace.

The gateway starts a context for each request; RPC headers and event envelopes carry it on, so that the whole answer to
one change can be listed by its correlation id.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Context:
    """Immutable; a new one is entered with `entered`."""

    correlation_id: str
    actor: str = "system"
    causation_id: str | None = None
    traceparent: str | None = None
    idempotency_key: str | None = None
    depth: int = 0
    """How many events lie between the first change and this work."""


_current: ContextVar[Context | None] = ContextVar("convoke_context", default=None)


def current() -> Context:
    """The context of the work under way; outside of any, one with a correlation id of its own."""
    context = _current.get()
    if context is None:
        context = Context(correlation_id=new_id())
        _current.set(context)
    return context


def current_or_none() -> Context | None:
    """The context of the work under way, or None outside of any."""
    return _current.get()


@contextmanager
def entered(context: Context) -> Iterator[Context]:
    """Work inside this context, then go back to the one before."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


@contextmanager
def answering(
    correlation_id: str, causation_id: str | None, actor: str, traceparent: str | None, depth: int
) -> Iterator[Context]:
    """Work on the answer to one event: its correlation goes on, the event becomes the cause."""
    with entered(Context(correlation_id, actor, causation_id, traceparent, depth=depth)) as context:
        yield context


def as_actor(actor: str) -> Context:
    """The present context with another actor."""
    return replace(current(), actor=actor)
