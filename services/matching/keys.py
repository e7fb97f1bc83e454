"""The key of this service, read once from its secrets."""

from functools import cache

from services.matching.offer_link import OfferKey
from shared.settings import settings


@cache
def offer_key() -> OfferKey:
    """The Ed25519 key that signs the links of offers (secret `offer_key`, PEM)."""
    return OfferKey(settings().secret("offer_key"))
