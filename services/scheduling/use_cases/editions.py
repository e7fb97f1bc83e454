"""Which editions there are, and their clock."""

from zoneinfo import ZoneInfo

from services.scheduling.storage import EditionFacts
from shared.errors import NotFound
from shared.storage.store import StaleVersion


class EditionUnknown(NotFound):
    """No such edition has been opened, or scheduling has not heard of it yet."""

    code = "edition_unknown"


def clock_of(editions: EditionFacts, edition: str) -> ZoneInfo:
    """The time zone of an edition; raises `EditionUnknown`."""
    fact = editions.find_one(id=edition)
    if fact is None:
        raise EditionUnknown(edition=edition)
    return ZoneInfo(fact.timezone)


def require_seen(thing_id: str, version: int, expected: int | None) -> None:
    """Refuse to change what the caller has not seen; None means that any version will do."""
    if expected is not None and version != expected:
        raise StaleVersion(id=thing_id, expected=expected, found=version)
