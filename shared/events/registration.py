"""What registration announces: editions, delegations, guests, badges and scans.

Every guest event carries the guest's whole public standing, so that a listener needs nothing else. Passport numbers,
dietary and other personal needs never leave the service.
"""

from datetime import date, datetime

from shared.events.base import Event, event


class EditionStanding(Event):
    """One edition of a conference, as it now is."""

    edition_id: str
    conference: str
    number: int
    name_en: str
    name_zh: str
    timezone: str
    first_day: date
    opening_day: date
    last_day: date


@event("registration.edition_opened.v1")
class EditionOpened(EditionStanding):
    """An edition takes registrations from now on."""


@event("registration.edition_amended.v1")
class EditionAmended(EditionStanding):
    """The dates or names of an edition were corrected."""


class DelegationStanding(Event):
    """A delegation with its head and its order of precedence, as it now is."""

    delegation_id: str
    reference: str
    name_en: str
    name_zh: str
    country: str
    sister_city: bool
    head_guest_id: str | None = None
    precedence: tuple[str, ...] = ()


@event("registration.delegation_registered.v1")
class DelegationRegistered(DelegationStanding):
    """A delegation is expected."""


@event("registration.delegation_amended.v1")
class DelegationAmended(DelegationStanding):
    """A delegation's name, head or order of precedence was corrected."""


class GuestStanding(Event):
    """A guest as far as other services may know: who, of what rank, in which language, in which state.

    `rank` is V1 (highest) to V5; `language` and `fallback_language` are ISO 639-1; a fallback counts only when
    `fallback_accepted_by` names the person who accepted it. `refuses` holds interpreter references.
    """

    guest_id: str
    person_id: str
    reference: str
    state: str
    rank: str
    family_name: str
    given_name: str
    own_script_name: str
    country: str
    organisation: str
    post: str
    language: str
    fallback_language: str | None = None
    fallback_accepted_by: str | None = None
    delegation_id: str | None = None
    precedence: int = 0
    head_of_delegation: bool = False
    refuses: tuple[str, ...] = ()
    interpreter_gender: str | None = None


@event("registration.guest_registered.v1")
class GuestRegistered(GuestStanding):
    """A guest is expected."""


@event("registration.guest_amended.v1")
class GuestAmended(GuestStanding):
    """Something the other services plan by was corrected: name, rank, language, delegation."""


@event("registration.guest_replaced.v1")
class GuestReplaced(GuestStanding):
    """Another person comes in a guest's place: what was about the earlier person counts no more.

    The earlier person is named for the history and for whoever told them something; no current paper names them.
    """

    earlier_person_id: str
    earlier_family_name: str
    earlier_given_name: str


@event("registration.guest_confirmed.v1")
class GuestConfirmed(GuestStanding):
    """The guest said yes."""


@event("registration.guest_withdrew.v1")
class GuestWithdrew(GuestStanding):
    """The guest will not come; interpreter, seats and meetings are free again."""


@event("registration.guest_received.v1")
class GuestReceived(GuestStanding):
    """The guest was seen in person for the first time and counts as a reception."""


@event("registration.guest_marked_no_show.v1")
class GuestMarkedNoShow(GuestStanding):
    """The guest had confirmed and was never seen."""


@event("registration.badge_issued.v1")
class BadgeIssued(Event):
    """A badge with this serial number admits its holder from now on; any earlier one does not."""

    guest_id: str
    serial: int


@event("registration.badge_revoked.v1")
class BadgeRevoked(Event):
    """A badge was lost or taken back and admits nobody."""

    guest_id: str
    serial: int
    reason: str


@event("registration.guest_checked_in.v1")
class GuestCheckedIn(Event):
    """A guest was admitted at a door and is now inside."""

    guest_id: str
    door: str
    device: str
    at: datetime
    nonce: str


@event("registration.guest_left.v1")
class GuestLeft(Event):
    """A guest went out through a door and may come in again."""

    guest_id: str
    door: str
    device: str
    at: datetime
    nonce: str


@event("registration.scan_refused.v1")
class ScanRefused(Event):
    """A scan did not admit anybody; `reason` is the code the desk saw."""

    scan_id: str
    door: str
    device: str
    at: datetime
    nonce: str
    reason: str
    guest_id: str | None = None


class AdmissionConflictStanding(Event):
    """Two sides that cannot both be right: a scan a desk brought later, and another admission or our own list.

    `conflict_kind` is admitted_twice, admitted_against_list or turned_away; `listed` is what our list answers.
    Times are as the devices said; `skew_ms` is how far a device's clock was ahead of ours, if known.
    """

    conflict_id: str
    guest_id: str
    conflict_kind: str
    device: str
    door: str
    at: datetime
    skew_ms: int | None
    listed: str
    other_device: str | None = None
    other_door: str | None = None
    other_at: datetime | None = None
    other_skew_ms: int | None = None
    settled_by: str = ""


@event("registration.admission_conflict_found.v1")
class AdmissionConflictFound(AdmissionConflictStanding):
    """What a desk did alone contradicts what others saw; an organiser has to look."""


@event("registration.admission_conflict_settled.v1")
class AdmissionConflictSettled(AdmissionConflictStanding):
    """An organiser has looked at a conflict and closed it."""
