"""Writing down what was announced, and reading it."""

from collections.abc import Sequence

from services.access.domain.trail import Entry, entry_of
from services.access.storage import Trail
from shared.events.envelope import Envelope


def write_down(trail: Trail, envelopes: Sequence[Envelope]) -> None:
    """Add these events to the trail; those already there stay as they are."""
    trail.add([entry_of(envelope) for envelope in envelopes])


def audit(
    trail: Trail, after: str | None, limit: int, edition: str | None, actor: str | None
) -> tuple[list[Entry], str | None]:
    """One page of the trail, oldest first, of one edition or actor if asked."""
    wanted = {name: value for name, value in (("edition", edition), ("actor", actor)) if value is not None}
    return trail.page(after, limit, **wanted)


def history(
    trail: Trail, after: str | None, limit: int, edition: str, subject: str | None
) -> tuple[list[Entry], str | None]:
    """What happened in an edition, or to one thing of it, newest first; `after` leads back in time."""
    wanted = {"edition": edition} | ({} if subject is None else {"subject": subject})
    return trail.latest(after, limit, **wanted)
