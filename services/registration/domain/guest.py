"""A foreign guest (外宾) of one edition: registered → confirmed → received, or withdrew, or no-show."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from services.registration.domain.badge import BadgeClaim, NoBadge, NotInvited
from services.registration.domain.scan import Direction, Result, Scan, ScanLog
from services.registration.domain.state import (
    Gender,
    GuestWasReceived,
    GuestWithdrew,
    Rank,
    SamePerson,
    State,
)

MOST_SCANS = 12


@dataclass
class Guest:
    """One person in one edition; `person_id` is the same in every edition, and names never are proof of it.

    A place may pass to another person; `earlier_persons` are those who had it before, the first one first.

    Names are kept exactly as given. A fallback language counts only with the person who accepted it.
    `refuses` holds interpreter references. `passport` and `dietary_needs` are sealed text. `ever_confirmed`
    stays true whatever follows. `scans` are the latest ones, oldest first; `scan_logs` counts the logs of
    earlier ones, which hold scans seen until `logged_until`. `found_by` are the beginnings of names a desk
    may type. `badge_ended_at` is when the latest card that ended was revoked or replaced. `attention` is what
    a desk should know or do when the guest comes.
    """

    id: str
    edition: str
    reference: str
    person_id: str
    family_name: str
    given_name: str
    country: str
    rank: Rank
    language: str
    own_script_name: str = ""
    birth_date: date | None = None
    organisation: str = ""
    post: str = ""
    fallback_language: str | None = None
    fallback_accepted_by: str | None = None
    delegation_id: str | None = None
    precedence: int = 0
    head_of_delegation: bool = False
    email: str = ""
    passport: str = ""
    dietary_needs: str = ""
    refuses: tuple[str, ...] = ()
    interpreter_gender: Gender | None = None
    state: State = State.REGISTERED
    ever_confirmed: bool = False
    replied_on: date | None = None
    withdrew_because: str = ""
    badge_serial: int = 0
    badge_revoked: bool = False
    badge_ended_at: datetime | None = None
    page_links_ended: int = 0
    attention: str = ""
    received_at: datetime | None = None
    inside_since: datetime | None = None
    inside_door: str | None = None
    scans: tuple[Scan, ...] = ()
    scan_logs: int = 0
    logged_until: datetime | None = None
    found_by: tuple[str, ...] = ()
    earlier_persons: tuple[str, ...] = ()
    version: int = 0

    @property
    def is_expected(self) -> bool:
        """Still coming, here, or late; not withdrawn."""
        return self.state is not State.WITHDREW

    def replied_after(self, day: date) -> bool:
        """Whether a reply of that day is older than the one known."""
        return self.replied_on is not None and self.replied_on > day

    def confirm(self, replied_on: date) -> bool:
        """The guest said yes; False when that was known. Refused after a withdrawal."""
        if self.state is State.WITHDREW:
            raise GuestWithdrew(guest_id=self.id, field="reply")
        if self.ever_confirmed:
            return False
        self.state, self.ever_confirmed, self.replied_on = State.CONFIRMED, True, replied_on
        return True

    def withdraw(self, replied_on: date, reason: str) -> bool:
        """The guest will not come; False when that was known. Refused once the guest was seen here."""
        if self.state is State.RECEIVED:
            raise GuestWasReceived(guest_id=self.id, field="reply")
        if self.state is State.WITHDREW:
            return False
        self.state, self.replied_on, self.withdrew_because = State.WITHDREW, replied_on, reason
        return True

    def vacated(self, person_id: str | None) -> "Guest":
        """The place as the next person finds it (`person_id`: theirs, if known from another edition).

        Delegation, order, organisation and reply belong to the place and stay; card, links to the own page and
        everything about the person who had it end. Refused after a withdrawal, and once that person was seen.
        """
        if self.state is State.RECEIVED:
            raise GuestWasReceived(guest_id=self.id)
        if self.state is State.WITHDREW:
            raise GuestWithdrew(guest_id=self.id)
        if person_id == self.person_id:
            raise SamePerson(field="person_id", value=person_id)
        earlier = (*self.earlier_persons, self.person_id)
        return replace(
            self,
            person_id=person_id or f"{self.id}.{len(earlier) + 1}",
            earlier_persons=earlier,
            page_links_ended=self.page_links_ended + 1,
            badge_revoked=self.badge_serial > 0,
            **_NOBODY,
        )

    def mark_no_show(self) -> bool:
        """Arrivals are closed: whoever confirmed and was never seen is a no-show."""
        if self.state is not State.CONFIRMED:
            return False
        self.state = State.NO_SHOW
        return True

    def issue_badge(self) -> BadgeClaim:
        """A new card; every earlier one of this guest stops admitting."""
        if not self.is_expected:
            raise NotInvited(guest_id=self.id)
        self.badge_serial, self.badge_revoked = self.badge_serial + 1, False
        return BadgeClaim(self.edition, self.reference, self.badge_serial)

    def end_page_links(self) -> None:
        """Links to the own page made so far open nothing any more; one made from now on does."""
        self.page_links_ended += 1

    def revoke_badge(self) -> bool:
        """The card was lost or taken back; False when it was revoked before."""
        if self.badge_serial == 0:
            raise NoBadge(guest_id=self.id)
        if self.badge_revoked:
            return False
        self.badge_revoked = True
        return True

    def is_inside(self, day_began: datetime) -> bool:
        """Whether the guest came in since that end of a night and has not left."""
        return self.inside_since is not None and self.inside_since >= day_began

    def answer(self, direction: Direction, badge: BadgeClaim | None, day_began: datetime) -> Result:
        """What the desk sees when this guest comes by; without a badge somebody looked the guest up by name.

        Leaving is never held up by a state, a revoked badge or a night: only who came in can leave.
        """
        if direction is Direction.OUT:
            return Result.LEFT if self.inside_since else Result.NOT_INSIDE
        if badge is not None and (self.badge_revoked or badge.serial != self.badge_serial):
            return Result.REVOKED
        if self.state is State.WITHDREW:
            return Result.WITHDRAWN
        if self.state is State.REGISTERED:
            return Result.NOT_CONFIRMED
        return Result.ALREADY_INSIDE if self.is_inside(day_began) else Result.ADMITTED

    def kept_scan(self, device: str, nonce: str) -> Scan | None:
        """The scan a device sends again, if it is among the latest ones."""
        return next((scan for scan in reversed(self.scans) if scan.same_as(device, nonce)), None)

    def pass_door(self, scan: Scan) -> bool:
        """Keep a scan and what follows from it; True when this admission, the first, receives the guest."""
        self.scans = (*self.scans, scan)
        if scan.result is Result.LEFT:
            self.inside_since = self.inside_door = None
        if scan.result is not Result.ADMITTED:
            return False
        self.inside_since, self.inside_door = scan.at, scan.door
        first = self.state is not State.RECEIVED
        if first:
            self.state, self.received_at = State.RECEIVED, scan.at
        return first

    def shed_scans(self) -> ScanLog | None:
        """Move the scans to a log of their own once there are many, to keep the record of a guest short."""
        if len(self.scans) < MOST_SCANS:
            return None
        self.scan_logs += 1
        self.logged_until = max(scan.at for scan in self.scans)
        log = ScanLog(f"{self.id}.{self.scan_logs}", self.edition, self.id, self.scan_logs, self.scans)
        self.scans = ()
        return log


# What is about a person and not about the place they have.
_NOBODY: dict[str, Any] = {
    "own_script_name": "", "birth_date": None, "post": "", "email": "", "passport": "", "dietary_needs": "",
    "fallback_language": None, "fallback_accepted_by": None, "refuses": (), "interpreter_gender": None,
    "attention": "",
}  # fmt: skip


def guest_id(edition: str, reference: str) -> str:
    """`<edition>.g.<reference>`."""
    return f"{edition}.g.{reference}"
