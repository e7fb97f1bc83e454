"""At the door: a badge or a name, and an answer. The busiest path there is: one write a scan, and seldom a read."""

from dataclasses import dataclass
from datetime import UTC, datetime

from services.registration import standing
from services.registration.badge_token import BadgeKey
from services.registration.domain.badge import BadgeClaim, BadgeUnreadable
from services.registration.domain.guest import Guest
from services.registration.domain.night import day_began
from services.registration.domain.scan import Direction, Result, Scan, StrayScan, stray_scan_id
from services.registration.storage import Editions, Guests, ScanLogs, StrayScans
from services.registration.use_cases import editions
from shared.clock import now
from shared.errors import Invalid, NotFound
from shared.events.base import Event
from shared.events.ids import edition_of
from shared.events.registration import GuestCheckedIn, GuestLeft, GuestReceived, ScanRefused
from shared.storage.store import AlreadyExists, Change, StaleVersion, save_all

_MOST_ATTEMPTS = 20
_SHOWN_CHARACTERS = 80


class NothingShown(Invalid):
    """A scan needs either the token of a badge or the id of a guest."""

    code = "nothing_shown"


@dataclass(frozen=True)
class Showing:
    """Somebody shows a badge (`token`) or was found by name (`guest_id`) at a door of this edition."""

    edition: str
    door: str
    device: str
    nonce: str
    at: datetime
    direction: Direction
    token: str | None = None
    guest_id: str | None = None

    def answered(self, result: Result, inside: Guest | None = None) -> Scan:
        """The scan with its answer; `inside` is the guest who came in before and has not left."""
        return Scan(
            nonce=self.nonce, device=self.device, door=self.door, direction=self.direction,
            at=_as_kept(self.at), recorded=_as_kept(now()), result=result,
            inside_since=inside.inside_since if inside else None,
            inside_door=inside.inside_door if inside else None,
        )  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """What a desk works with."""

    editions: Editions
    guests: Guests
    logs: ScanLogs
    strays: StrayScans
    key: BadgeKey


@dataclass(frozen=True)
class Answer:
    """What the desk sees: the scan with its result, and whose badge it was, if anybody's of this edition."""

    scan_id: str
    scan: Scan
    guest: Guest | None


def check_in(desk: Desk, showing: Showing) -> Answer:
    """Let somebody through a door, or say why not; either is kept. The same nonce gets the same answer."""
    if (showing.token is None) == (showing.guest_id is None):
        raise NothingShown()
    try:
        badge = desk.key.read(showing.token) if showing.token is not None else None
    except BadgeUnreadable:
        return _keep_stray(desk, showing, Result.UNKNOWN, None)
    guest_id = badge.guest_id if badge else showing.guest_id or ""
    if edition_of(guest_id) != showing.edition:
        return _keep_stray(desk, showing, Result.WRONG_EDITION, guest_id)
    for _ in range(_MOST_ATTEMPTS):
        try:
            return _pass(desk, showing, desk.guests.recall(guest_id), badge)
        except NotFound:
            return _keep_stray(desk, showing, Result.UNKNOWN, guest_id)
        except (StaleVersion, AlreadyExists):
            continue  # another door was faster: look again
    return _pass(desk, showing, desk.guests.get(guest_id), badge)


def _pass(desk: Desk, showing: Showing, guest: Guest, badge: BadgeClaim | None) -> Answer:
    earlier = guest.kept_scan(showing.device, showing.nonce) or _logged(desk, guest, showing)
    if earlier is not None:
        return Answer(scan_id_of(guest.edition, earlier), earlier, guest)
    began = day_began(showing.at, desk.editions.recall(guest.edition).timezone)
    inside = guest if showing.direction is Direction.OUT or guest.is_inside(began) else None
    scan = showing.answered(guest.answer(showing.direction, badge, began), inside)
    log = guest.shed_scans()
    received = guest.pass_door(scan)
    happened = _happened(guest, scan, received)
    if log is None:
        desk.guests.save(guest, *happened)
    else:
        save_all([Change(desk.guests, guest, happened), Change(desk.logs, log)])
    return Answer(scan_id_of(guest.edition, scan), scan, guest)


def _logged(desk: Desk, guest: Guest, showing: Showing) -> Scan | None:
    """A scan old enough to be in a log: devices send late what they kept while the network was down."""
    if guest.logged_until is None or showing.at > guest.logged_until:
        return None
    scans = (scan for log in desk.logs.find(guest_id=guest.id) for scan in log.scans)
    return next((scan for scan in scans if scan.same_as(showing.device, showing.nonce)), None)


def _happened(guest: Guest, scan: Scan, received: bool) -> tuple[Event, ...]:
    if scan.result is Result.ADMITTED:
        admitted = GuestCheckedIn(
            guest_id=guest.id, door=scan.door, device=scan.device, at=scan.at, nonce=scan.nonce
        )
        return (GuestReceived(**standing.of_guest(guest)), admitted) if received else (admitted,)
    if scan.result is Result.LEFT:
        return (
            GuestLeft(guest_id=guest.id, door=scan.door, device=scan.device, at=scan.at, nonce=scan.nonce),
        )
    return (_refused(guest.edition, scan, guest.id),)


def _keep_stray(desk: Desk, showing: Showing, result: Result, guest_id: str | None) -> Answer:
    editions.require(desk.editions, showing.edition)
    scan = showing.answered(result)
    stray = StrayScan(
        id=scan_id_of(showing.edition, scan),
        edition=showing.edition,
        scan=scan,
        shown=(showing.token or guest_id or "")[:_SHOWN_CHARACTERS],
        guest_id=guest_id,
    )
    try:
        desk.strays.save(stray, _refused(showing.edition, scan, guest_id))
    except AlreadyExists:
        stray = desk.strays.get(stray.id)
    return Answer(stray.id, stray.scan, None)


def _refused(edition: str, scan: Scan, guest_id: str | None) -> ScanRefused:
    return ScanRefused(
        scan_id=scan_id_of(edition, scan), door=scan.door, device=scan.device, at=scan.at, nonce=scan.nonce,
        reason=scan.result, guest_id=guest_id,
    )  # fmt: skip


def _as_kept(moment: datetime) -> datetime:
    """In UTC and whole milliseconds, so that a scan sent again gets its answer back to the letter."""
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def scan_id_of(edition: str, scan: Scan) -> str:
    """One id for every scan, admitted or not."""
    return stray_scan_id(edition, scan.device, scan.nonce)
