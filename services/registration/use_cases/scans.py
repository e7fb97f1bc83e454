"""Every scan that was ever made, admitted or not."""

from services.registration.domain.guest import Guest
from services.registration.domain.scan import Scan
from services.registration.use_cases.doors import Answer, Desk, scan_id_of


def scans_of(desk: Desk, guest: Guest) -> list[Scan]:
    """Every scan of a guest, oldest first."""
    logs = sorted(desk.logs.find(guest_id=guest.id), key=lambda log: log.number)
    return [scan for log in logs for scan in log.scans] + list(guest.scans)


def list_scans(desk: Desk, edition: str, after: str | None, limit: int) -> tuple[list[Answer], str | None]:
    """Every scan of an edition: by guest, then the stray ones. `limit` counts guests, then stray scans."""
    strays_from = f"{edition}.x."
    if after is not None and after.startswith(strays_from):
        strays, following = desk.strays.page(after, limit, edition=edition)
        return [Answer(stray.id, stray.scan, None) for stray in strays], following
    guests, following = desk.guests.page(after, limit, edition=edition)
    seen = [Answer(scan_id_of(edition, s), s, guest) for guest in guests for s in scans_of(desk, guest)]
    return seen, following or strays_from
