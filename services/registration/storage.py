"""What registration keeps: its own things, and what it heard about its guests from others."""

from collections.abc import Iterable

from services.registration.domain.conflict import AdmissionConflict
from services.registration.domain.delegation import Delegation
from services.registration.domain.desk_list import DeskList, Entry, EntryKind
from services.registration.domain.edition import Edition
from services.registration.domain.facts import AssignmentFact, MeetingFact, TripFact
from services.registration.domain.guest import Guest
from services.registration.domain.names import fits, start_of, words
from services.registration.domain.scan import ScanLog, StrayScan
from shared.storage.changes import Changed
from shared.storage.store import Above, Collection, Facts, Index

# So many guests are looked at in one go where everybody who fits is wanted.
SEARCH_PORTION = 1_000

# So soon a corrected time zone decides at every door, also where another process took the correction.
EDITION_SECONDS = 10.0


class Editions(Collection[Edition]):
    """The editions under way."""

    name = "editions"
    of = Edition
    remembers = 16
    remembers_seconds = EDITION_SECONDS


class Delegations(Collection[Delegation]):
    """The delegations of all editions."""

    name = "delegations"
    of = Delegation
    indexes = (Index("edition", "reference", unique=True),)


class Guests(Collection[Guest]):
    """The guests of all editions, each with badge and latest scans in the same document."""

    name = "guests"
    of = Guest
    remembers = 4096
    indexes = (
        Index("edition", "reference", unique=True),
        Index("edition", "state"),
        Index("edition", "found_by"),
        Index("person_id"),
        Index("delegation_id"),
    )

    def of_edition(self, edition: str) -> list[Guest]:
        """Everybody ever registered for an edition, by reference."""
        return self.find(edition=edition)

    def of_delegation(self, delegation_id: str) -> list[Guest]:
        """The members of a delegation, also those who withdrew."""
        return self.find(delegation_id=delegation_id)

    def of_person(self, person_id: str) -> list[Guest]:
        """One person in all editions."""
        return self.find(person_id=person_id)

    def named(self, edition: str, typed: str, most: int | None = None) -> list[Guest]:
        """Guests in whose name or reference every typed word occurs, the longest one as a beginning.

        With `most`, the first so many by id: a beginning that half an edition shares costs no more than a rare one.
        """
        wanted = words(typed)
        if not wanted:
            return []
        found: list[Guest] = []
        after: str | None = None
        while True:
            near, after = self.page(
                after, most or SEARCH_PORTION, edition=edition, found_by=start_of(max(wanted, key=len))
            )
            found += [guest for guest in near if fits(_searched(guest), wanted)]
            if after is None or (most is not None and len(found) >= most):
                return found[:most]


class ScanLogs(Collection[ScanLog]):
    """Earlier scans, by guest."""

    name = "scan_logs"
    of = ScanLog
    indexes = (Index("guest_id", "number", unique=True),)


class StrayScans(Collection[StrayScan]):
    """Scans that belong to no guest of the edition they were made at."""

    name = "stray_scans"
    of = StrayScan
    indexes = (Index("edition"),)


class Assignments(Facts[AssignmentFact]):
    """Which interpreter serves whom, as matching announced it."""

    name = "assignments"
    of = AssignmentFact
    indexes = (Index("guest_id"),)


class Meetings(Facts[MeetingFact]):
    """Leaders' meetings, as scheduling announced them."""

    name = "meetings"
    of = MeetingFact
    indexes = (Index("guest_ids"),)


class Trips(Facts[TripFact]):
    """Trips, as logistics announced them."""

    name = "trips"
    of = TripFact
    indexes = (Index("guest_ids"),)


class Conflicts(Collection[AdmissionConflict]):
    """Where what a desk did alone contradicts what others saw, open and settled."""

    name = "conflicts"
    of = AdmissionConflict
    indexes = (Index("edition", "open"),)


class Entries(Collection[Entry]):
    """The entries of the desks' local lists."""

    name = "desk_entries"
    of = Entry
    indexes = (Index("edition", "kind", "number"), Index("edition", "lookup"), Index("guest_id"))

    def above(self, edition: str, kind: EntryKind, number: int, limit: int) -> list[Entry]:
        """What was written after this number, in the order of writing."""
        return self.find(sort=("number",), limit=limit, edition=edition, kind=kind, number=Above(number))


class DeskLists(Collection[DeskList]):
    """One document: how far the entries follow."""

    name = "desk_lists"
    of = DeskList

    def changed(self, since: str | None, most: int) -> Changed:
        """Which guests, delegations and assignments were written since a bookmark."""
        sources = (Guests.name, Delegations.name, Assignments.name)
        return self.backend.changed(sources, since, most)


def _searched(guest: Guest) -> Iterable[str]:
    return (guest.family_name, guest.given_name, guest.own_script_name, guest.reference)
