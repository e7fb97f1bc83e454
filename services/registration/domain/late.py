"""Late scans: what a desk decided by itself while nobody could be asked, brought when it can be.

The guest went through the door or was turned away already, so a late scan is kept as the desk decided it. What it
means for being inside follows from all passes in the order of their true times, and where it contradicts what
others saw, an organiser has to look.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from services.registration.domain.badge import BadgeClaim
from services.registration.domain.conflict import ConflictKind
from services.registration.domain.guest import Guest
from services.registration.domain.night import is_one_day
from services.registration.domain.scan import Direction, Result, Scan
from services.registration.domain.state import State


def passes(scans: Iterable[Scan]) -> list[Scan]:
    """Those who went through a door, in the order of their true times."""
    return sorted((scan for scan in scans if scan.passed), key=lambda scan: (scan.true_at, scan.nonce))


def twin_of(scan: Scan, earlier: Iterable[Scan], timezone: str) -> Scan | None:
    """The admission beside which this one cannot be: nobody left between the two, and no night lies there."""
    others = passes(earlier)
    before = [other for other in others if other.true_at <= scan.true_at][-1:]
    after = [other for other in others if other.true_at > scan.true_at][:1]
    near = (
        *(other for other in before if is_one_day(other.true_at, scan.true_at, timezone)),
        *(other for other in after if is_one_day(scan.true_at, other.true_at, timezone)),
    )
    return next((other for other in near if other.result is Result.ADMITTED), None)


def list_said(guest: Guest, scan: Scan, badge: BadgeClaim | None) -> Result:
    """What our list answers to an admission, leaving aside who is inside.

    A card counts as ended only for scans after its end. Of cards before the last one the end is not known any
    more; it was earlier.
    """
    if badge is not None and not _is_in_use(guest, badge, scan.true_at):
        return Result.REVOKED
    if guest.state is State.WITHDREW:
        return Result.WITHDRAWN
    return Result.NOT_CONFIRMED if guest.state is State.REGISTERED else Result.ADMITTED


def _is_in_use(guest: Guest, badge: BadgeClaim, at: datetime) -> bool:
    if badge.serial == guest.badge_serial and not guest.badge_revoked:
        return True
    last = guest.badge_serial if guest.badge_revoked else guest.badge_serial - 1
    return badge.serial == last and guest.badge_ended_at is not None and at < guest.badge_ended_at


def contradiction(
    guest: Guest,
    scan: Scan,
    badge: BadgeClaim | None,
    earlier: Sequence[Scan],
    known: Scan | None,
    timezone: str,
) -> tuple[ConflictKind, Scan | None, Result] | None:
    """What is wrong with a late scan, what it contradicts, and what our list says of it; None: nothing.

    `known` is our own answer to the same scan, where the device asked and did not wait for it any longer.
    """
    if scan.direction is Direction.OUT:
        return None
    listed = list_said(guest, scan, badge)
    if scan.result is not Result.ADMITTED:
        turned_away = known is not None and known.result is Result.ADMITTED
        return (ConflictKind.TURNED_AWAY, known, listed) if turned_away else None
    if known is not None and known.passed:
        return None
    twin = twin_of(scan, earlier, timezone)
    if twin is not None:
        return ConflictKind.ADMITTED_TWICE, twin, listed
    return None if listed is Result.ADMITTED else (ConflictKind.ADMITTED_AGAINST_LIST, None, listed)


def take_late(guest: Guest, scan: Scan, earlier: Sequence[Scan], timezone: str) -> bool:
    """Keep a scan the desk has acted on; True when it is the first that receives the guest.

    Who withdrew and was let in all the same is inside, but stays withdrawn until an organiser decides.
    """
    guest.scans = (*guest.scans, scan)
    guest.inside_since, guest.inside_door = inside_after((*earlier, scan), timezone)
    if scan.result is not Result.ADMITTED or guest.state is State.WITHDREW:
        return False
    first = guest.state is not State.RECEIVED
    if first or guest.received_at is None or scan.true_at < guest.received_at:
        guest.state, guest.received_at = State.RECEIVED, scan.true_at
    return first


def inside_after(scans: Iterable[Scan], timezone: str) -> tuple[datetime | None, str | None]:
    """Since when and through which door somebody is inside after these scans; a night begins a new stay."""
    came: Scan | None = None
    for scan in passes(scans):
        if scan.direction is Direction.OUT:
            came = None
        elif came is None or not is_one_day(came.true_at, scan.true_at, timezone):
            came = scan
    return (came.true_at, came.door) if came else (None, None)
