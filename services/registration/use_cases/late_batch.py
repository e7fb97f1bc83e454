"""The late scans of one transaction: everything they touch is read once, changed in memory, written at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep

from services.registration import standing
from services.registration.badge_token import BadgeKey
from services.registration.domain.badge import BadgeClaim, BadgeUnreadable
from services.registration.domain.conflict import AdmissionConflict, conflict_id, seen
from services.registration.domain.guest import Guest
from services.registration.domain.late import contradiction, take_late
from services.registration.domain.scan import Direction, Result, Scan, ScanLog, StrayScan, stray_scan_id
from services.registration.storage import Conflicts, Editions, Entries, Guests, ScanLogs, StrayScans
from services.registration.use_cases.conflicts import standing_of
from shared.clock import now
from shared.events.base import Event
from shared.events.ids import edition_of
from shared.events.registration import (
    AdmissionConflictFound,
    GuestCheckedIn,
    GuestLeft,
    GuestReceived,
    ScanRefused,
)
from shared.storage.store import Change

BETWEEN = 25
"""After so many scans whoever stands at a door is answered first: a service runs in one thread."""
_SHOWN_CHARACTERS = 80


@dataclass(frozen=True)
class Brought:
    """A scan as a device brings it: what was shown (one of three) and what the device decided."""

    nonce: str
    at: datetime
    direction: Direction
    result: Result
    lookup: str | None = None
    token: str | None = None
    guest_id: str | None = None


@dataclass(frozen=True)
class Device:
    """Which device brings them, at which door it stands, and how far its clock is ahead of ours."""

    edition: str
    name: str
    door: str
    skew_ms: int


@dataclass(frozen=True)
class Kept:
    """What became of a scan: `kept` now, `known` from before; with the conflict it raised, if any."""

    nonce: str
    outcome: str
    conflict_id: str | None = None


@dataclass(frozen=True)
class LateDesk:
    """What is needed to keep late scans."""

    editions: Editions
    guests: Guests
    logs: ScanLogs
    strays: StrayScans
    entries: Entries
    conflicts: Conflicts
    key: BadgeKey


@dataclass
class Batch:
    """Scans of one transaction: everything they touch, read once, changed in memory, written at the end."""

    desk: LateDesk
    device: Device
    timezone: str
    guests: dict[str, Guest] = field(default_factory=dict)
    history: dict[str, list[Scan]] = field(default_factory=dict)
    happened: dict[str, list[Event]] = field(default_factory=dict)
    claims: dict[str, BadgeClaim] = field(default_factory=dict)
    added: list[Change] = field(default_factory=list)
    known_ids: set[str] = field(default_factory=set)
    kept: dict[str, Kept] = field(default_factory=dict)

    def load(self, brought: Sequence[Brought]) -> None:
        """The guests, their earlier scans, and what is known of these scans already."""
        edition = self.device.edition
        self.claims = self._claims(brought)
        ids = {claim.guest_id for claim in self.claims.values()} | {s.guest_id for s in brought if s.guest_id}
        ours = sorted(id_ for id_ in ids if edition_of(id_) == edition)
        self.guests = {guest.id: guest for guest in self.desk.guests.find(id=ours)}
        self.history = {id_: list(guest.scans) for id_, guest in self.guests.items()}
        logged = [id_ for id_, guest in self.guests.items() if guest.scan_logs]
        for log in self.desk.logs.find(guest_id=logged) if logged else ():
            self.history[log.guest_id] += log.scans
        strays = [stray_scan_id(edition, self.device.name, scan.nonce) for scan in brought]
        conflicts = [conflict_id(edition, self.device.name, scan.nonce) for scan in brought]
        self.known_ids = {stray.id for stray in self.desk.strays.find(id=strays)}
        self.known_ids |= {conflict.id for conflict in self.desk.conflicts.find(id=conflicts)}

    def _claims(self, brought: Sequence[Brought]) -> dict[str, BadgeClaim]:
        """Which card was shown, by nonce; unreadable and unknown ones have none."""
        lookups = sorted({scan.lookup for scan in brought if scan.lookup})
        entries = self.desk.entries.find(edition=self.device.edition, lookup=lookups) if lookups else []
        found = {entry.lookup: entry for entry in entries}
        claims: dict[str, BadgeClaim] = {}
        for scan in brought:
            entry = found.get(scan.lookup or "")
            if entry is not None:
                reference = entry.guest_id.removeprefix(f"{entry.edition}.g.")
                claims[scan.nonce] = BadgeClaim(entry.edition, reference, entry.serial)
            elif scan.token is not None:
                try:
                    claims[scan.nonce] = self.desk.key.read(scan.token)
                except BadgeUnreadable:
                    continue
        return claims

    def take(self, brought: Brought) -> None:
        """One scan: of a guest of ours, or of nobody we know here."""
        badge = self.claims.get(brought.nonce)
        guest = self.guests.get(badge.guest_id if badge else brought.guest_id or "")
        if guest is None:
            self._take_stray(brought, badge)
        else:
            self._take_of(guest, brought, badge)

    def _take_of(self, guest: Guest, brought: Brought, badge: BadgeClaim | None) -> None:
        scan = self._scan(brought)
        earlier = self.history[guest.id]
        known = next((s for s in earlier if s.same_as(scan.device, scan.nonce)), None)
        conflict = self._conflict(guest, scan, badge, earlier, known)
        if conflict is not None:
            found = AdmissionConflictFound(**standing_of(conflict))
            self.added.append(Change(self.desk.conflicts, conflict, (found,)))
        identity = conflict_id(guest.edition, scan.device, scan.nonce)
        raised = identity if conflict is not None or identity in self.known_ids else None
        self.kept[scan.nonce] = Kept(scan.nonce, "known" if known else "kept", raised)
        if known is None:
            self._keep(guest, scan, earlier)

    def _keep(self, guest: Guest, scan: Scan, earlier: list[Scan]) -> None:
        log: ScanLog | None = guest.shed_scans()
        if log is not None:
            self.added.append(Change(self.desk.logs, log))
        first = take_late(guest, scan, earlier, self.timezone)
        earlier.append(scan)
        self.happened.setdefault(guest.id, []).extend(_happened(guest, scan, first))

    def _conflict(
        self, guest: Guest, scan: Scan, badge: BadgeClaim | None, earlier: list[Scan], known: Scan | None
    ) -> AdmissionConflict | None:
        identity = conflict_id(guest.edition, scan.device, scan.nonce)
        if identity in self.known_ids:
            return None
        others = [other for other in earlier if other is not known]
        found = contradiction(guest, scan, badge, others, known, self.timezone)
        if found is None:
            return None
        kind, other, listed = found
        return AdmissionConflict(
            id=identity, edition=guest.edition, guest_id=guest.id, kind=kind, late=seen(scan), listed=listed,
            other=seen(other) if other else None, found_at=now(),
        )  # fmt: skip

    def _take_stray(self, brought: Brought, badge: BadgeClaim | None) -> None:
        scan, edition = self._scan(brought), self.device.edition
        identity = stray_scan_id(edition, scan.device, scan.nonce)
        if identity in self.known_ids:
            self.kept[scan.nonce] = Kept(scan.nonce, "known")
            return
        guest_id = badge.guest_id if badge else brought.guest_id
        shown = (brought.token or brought.guest_id or brought.lookup or "")[:_SHOWN_CHARACTERS]
        stray = StrayScan(id=identity, edition=edition, scan=scan, shown=shown, guest_id=guest_id)
        self.added.append(Change(self.desk.strays, stray, (_refused(edition, scan, guest_id),)))
        self.known_ids.add(identity)
        self.kept[scan.nonce] = Kept(scan.nonce, "kept")

    def _scan(self, brought: Brought) -> Scan:
        return Scan(
            nonce=brought.nonce, device=self.device.name, door=self.device.door, direction=brought.direction,
            at=brought.at, recorded=now(), result=brought.result, skew_ms=self.device.skew_ms,
        )  # fmt: skip

    def changes(self) -> list[Change]:
        """All writes of the batch."""
        touched = []
        for number, (id_, events) in enumerate(self.happened.items(), start=1):
            touched.append(Change(self.desk.guests, self.guests[id_], tuple(events)))
            if number % BETWEEN == 0:
                sleep(0)
        return [*touched, *self.added]


def _happened(guest: Guest, scan: Scan, received: bool) -> list[Event]:
    if not scan.passed:
        return [_refused(guest.edition, scan, guest.id)]
    seen_at = {"door": scan.door, "device": scan.device, "at": scan.at, "nonce": scan.nonce}
    if scan.direction is Direction.OUT:
        return [GuestLeft(guest_id=guest.id, **seen_at)]  # type: ignore[arg-type]
    admitted = GuestCheckedIn(guest_id=guest.id, **seen_at)  # type: ignore[arg-type]
    return [GuestReceived(**standing.of_guest(guest)), admitted] if received else [admitted]


def _refused(edition: str, scan: Scan, guest_id: str | None) -> ScanRefused:
    return ScanRefused(
        scan_id=stray_scan_id(edition, scan.device, scan.nonce), door=scan.door, device=scan.device,
        at=scan.at, nonce=scan.nonce, reason=scan.result, guest_id=guest_id,
    )  # fmt: skip
