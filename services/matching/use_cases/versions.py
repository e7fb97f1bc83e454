"""Nobody overwrites what they have not seen."""

from shared.storage.store import StaleVersion, Thing


def require_version(thing: Thing, expected: int | None) -> None:
    """Refuse when the thing is no longer the one the caller has read; None: any version will do."""
    if expected is not None and thing.version != expected:
        raise StaleVersion(id=thing.id, expected=expected, found=thing.version)
