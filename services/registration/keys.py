"""The keys of this service, read once from its secrets."""

from functools import cache

from services.registration.badge_token import BadgeKey
from services.registration.page_link import LinkKey
from services.registration.sealing import FieldSeal
from shared.settings import settings


@cache
def badge_key() -> BadgeKey:
    """The Ed25519 key that signs badges (secret `badge_key`, PEM)."""
    return BadgeKey(settings().secret("badge_key"))


@cache
def link_key() -> LinkKey:
    """The same key signs the links to guests' own pages."""
    return LinkKey(settings().secret("badge_key"))


@cache
def field_seal() -> FieldSeal:
    """The seal of private fields (secret `field_key`, any long random text)."""
    return FieldSeal(settings().secret("field_key"))
