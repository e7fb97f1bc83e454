"""The trail: one entry for each event that any service announced, never altered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.events.envelope import Envelope


@dataclass
class Entry:
    """What happened (`kind`, `data`), to what, when, by whom, and as an answer to what."""

    id: str
    kind: str
    announcer: str
    subject: str
    subject_version: int
    at: datetime
    correlation_id: str
    causation_id: str | None
    actor: str
    edition: str | None
    data: dict[str, Any]
    version: int = 0


def entry_of(envelope: Envelope) -> Entry:
    """The entry for one announced event, under the event's own id."""
    return Entry(
        id=envelope.id, kind=envelope.type, announcer=envelope.announcer, subject=envelope.subject,
        subject_version=envelope.version, at=envelope.at, actor=envelope.actor, edition=envelope.edition,
        correlation_id=envelope.correlation_id, causation_id=envelope.causation_id, data=envelope.data,
    )  # fmt: skip
