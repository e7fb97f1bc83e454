"""Links to drivers' sheets: made for one vehicle, ended one by one, read without an account."""

from datetime import date, timedelta

from services.logistics.domain.sheet_link import SheetLink, SheetLinkUnknown
from services.logistics.storage import SheetLinks, Vehicles
from shared.ids import new_id
from shared.secret_address import digest_of, fresh_secret

GOOD_FOR = timedelta(days=2)
"""After the last day of an edition the last guests are driven to their flights."""


def open_sheet_link(
    links: SheetLinks, vehicles: Vehicles, vehicle_id: str, last_day: date, today: date
) -> tuple[SheetLink, str]:
    """A new link to this vehicle's sheet, and its secret, which is told this once.

    It is good until two days after the edition; of an edition that is over, for two days from now.
    """
    vehicle = vehicles.get(vehicle_id)
    secret = fresh_secret()
    link = SheetLink(
        id=f"{vehicle.edition}.sl.{new_id()}",
        edition=vehicle.edition,
        vehicle_id=vehicle.id,
        digest=digest_of(secret),
        good_until=max(last_day, today) + GOOD_FOR,
    )
    links.save(link)
    return link, secret


def end_sheet_link(links: SheetLinks, link_id: str) -> SheetLink:
    """This link opens nothing any more."""
    link = links.get(link_id)
    link.end()
    links.save(link)
    return link


def opened(links: SheetLinks, secret: str, today: date) -> SheetLink:
    """The link behind an address, if it still opens."""
    link = links.find_one(digest=digest_of(secret))
    if link is None:
        raise SheetLinkUnknown
    link.require_open(today)
    return link
