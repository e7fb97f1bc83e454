"""Editions are opened, and corrected by opening them again."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from services.registration import standing
from services.registration.domain.edition import Edition
from services.registration.storage import Editions
from shared.clock import now
from shared.errors import NotFound
from shared.events.ids import edition_of
from shared.events.registration import EditionAmended, EditionOpened
from shared.storage.store import AlreadyExists


class UnknownEdition(NotFound):
    """No such edition is open: open it first."""

    code = "unknown_edition"


def open_edition(editions: Editions, wanted: Edition) -> Edition:
    """Take registrations for an edition; one that is open already gets these dates and names."""
    wanted.check()
    try:
        present = editions.get(wanted.id)
    except NotFound:
        return _open(editions, wanted)
    corrected = replace(wanted, version=present.version)
    if corrected != present:
        editions.save(corrected, EditionAmended(**standing.of_edition(corrected)))
    return corrected


def require(editions: Editions, edition: str) -> Edition:
    """The edition, or `UnknownEdition`."""
    try:
        return editions.get(edition)
    except NotFound:
        raise UnknownEdition(edition=edition) from None


def today_at(editions: Editions, guest_id: str) -> date:
    """The calendar day where the guest's edition takes place."""
    edition = require(editions, edition_of(guest_id))
    return now().astimezone(ZoneInfo(edition.timezone)).date()


def _open(editions: Editions, wanted: Edition) -> Edition:
    try:
        editions.save(wanted, EditionOpened(**standing.of_edition(wanted)))
    except AlreadyExists:  # somebody opened it at the same moment
        return open_edition(editions, wanted)
    return wanted


def of_guest(editions: Editions, guest_id: str) -> Edition:
    """The edition a guest's id begins with."""
    return require(editions, edition_of(guest_id))
