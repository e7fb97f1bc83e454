"""Nobody changes what they have not seen."""

from shared.storage.store import StaleVersion, Thing


def require_seen(thing: Thing, expected: int | None) -> None:
    """Refuse to change a thing in another version than the caller has seen; None: any will do."""
    if expected is not None and thing.version != expected:
        raise StaleVersion(id=thing.id, expected=expected, found=thing.version)
