"""Event ⇄ CloudEvents 1.0, structured JSON: the same bytes in outbox, queue, parked queue and sample."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from shared.clock import now
from shared.context import Context
from shared.errors import Invalid
from shared.events.base import Event, from_payload, to_payload
from shared.ids import new_id

CONTENT_TYPE = "application/cloudevents+json"


class EnvelopeMalformed(Invalid):
    """These bytes are not a CloudEvents 1.0 message of ours."""

    code = "envelope_malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One event with what is known about it.

    `version` is the aggregate's version after this event: per subject it only grows, so a listener keeps the newest.
    `correlation_id` is the same for everything that answers one change; `causation_id` is the event answered.
    """

    id: str
    type: str
    source: str
    subject: str
    time: str
    version: int
    correlation_id: str
    causation_id: str | None
    actor: str
    edition: str | None
    traceparent: str | None
    depth: int
    data: dict[str, Any]

    @property
    def announcer(self) -> str:
        """The service that announced it, e.g. `registration`."""
        return self.source.rsplit("/", 1)[-1]

    @property
    def at(self) -> datetime:
        """When it was announced."""
        return datetime.fromisoformat(self.time)

    def event(self) -> Event:
        """The event inside, validated."""
        return from_payload(self.type, self.data)


def seal(
    happened: Event, *, source: str, subject: str, version: int, edition: str | None, context: Context
) -> Envelope:
    """Put an event into its envelope; validates it, so that nothing malformed is ever announced."""
    return Envelope(
        id=new_id(),
        type=happened.kind,
        source=f"/convoke/{source}",
        subject=subject,
        time=now().isoformat(),
        version=version,
        correlation_id=context.correlation_id,
        causation_id=context.causation_id,
        actor=context.actor,
        edition=edition,
        traceparent=context.traceparent,
        depth=context.depth,
        data=to_payload(happened),
    )


def to_bytes(envelope: Envelope) -> bytes:
    """CloudEvents structured JSON; absent extensions are left out."""
    message = {
        "specversion": "1.0",
        "id": envelope.id,
        "type": envelope.type,
        "source": envelope.source,
        "subject": envelope.subject,
        "time": envelope.time,
        "datacontenttype": "application/json",
        "dataschema": f"/convoke/events/{envelope.type}",
        "aggregateversion": envelope.version,
        "correlationid": envelope.correlation_id,
        "actor": envelope.actor,
        "chaindepth": envelope.depth,
    }
    for name, value in (
        ("causationid", envelope.causation_id),
        ("edition", envelope.edition),
        ("traceparent", envelope.traceparent),
    ):
        if value is not None:
            message[name] = value
    message["data"] = envelope.data
    return orjson.dumps(message)


def from_bytes(body: bytes | str) -> Envelope:
    """Read a message; anything that is not one of ours is `EnvelopeMalformed`."""
    try:
        message = orjson.loads(body)
        return Envelope(
            id=message["id"],
            type=message["type"],
            source=message["source"],
            subject=message["subject"],
            time=message["time"],
            version=int(message["aggregateversion"]),
            correlation_id=message["correlationid"],
            causation_id=message.get("causationid"),
            actor=message.get("actor", "system"),
            edition=message.get("edition"),
            traceparent=message.get("traceparent"),
            depth=int(message.get("chaindepth", 0)),
            data=message["data"],
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as fault:
        raise EnvelopeMalformed(fault=repr(fault)) from None
