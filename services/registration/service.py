"""The door to registration: what may be asked over RPC, and what it listens to."""

from datetime import date, datetime
from typing import Any, ClassVar

from services.registration.desk_methods import DeskMethods
from services.registration.domain.edition import Edition
from services.registration.domain.scan import Direction
from services.registration.keys import badge_key, field_seal, link_key
from services.registration.page_link import LinkClaim
from services.registration.schemas import answers, asked, own
from services.registration.storage import (
    Assignments,
    Delegations,
    Editions,
    Guests,
    Meetings,
    ScanLogs,
    StrayScans,
    Trips,
)
from services.registration.use_cases import (
    badges,
    doors,
    editions,
    guests,
    hearing,
    imports,
    own_pages,
    pages,
    private,
    scans,
)
from services.registration.use_cases.register import Register
from shared.clock import now
from shared.events import logistics, matching, scheduling
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.service import Stored
from shared.storage.store import Cause


class RegistrationService(DeskMethods):
    """Editions, delegations, guests, badges and doors."""

    name: ClassVar[str] = "registration"

    editions = Stored(Editions)
    delegations = Stored(Delegations)
    guests = Stored(Guests)
    logs = Stored(ScanLogs)
    strays = Stored(StrayScans)
    assignments = Stored(Assignments)
    meetings = Stored(Meetings)
    trips = Stored(Trips)

    @property
    def register(self) -> Register:
        """Where guests and delegations are kept."""
        return Register(self.guests, self.delegations, field_seal())

    @property
    def desk(self) -> doors.Desk:
        """What a desk works with."""
        return doors.Desk(self.editions, self.guests, self.logs, self.strays, badge_key())

    @rpc_method(asked.OpenEditionIn, answers.EditionOut)
    def open_edition(self, edition: str, **facts: Any) -> Edition:
        """Take registrations for an edition, or correct one that is open."""
        return editions.open_edition(self.editions, Edition(id=edition, **facts))

    @rpc_method(asked.EditionsIn, answers.EditionsOut)
    def list_editions(self, after: str | None, limit: int) -> Any:
        """One page of editions."""
        return _page(self.editions.page(after, limit))

    @rpc_method(asked.EditionIn, answers.EditionOut)
    def get_edition(self, edition: str) -> Edition:
        """One edition."""
        return editions.require(self.editions, edition)

    @rpc_method(asked.PageIn, answers.DelegationsOut)
    def list_delegations(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of delegations, each with head and order."""
        return _page(self.delegations.page(after, limit, edition=edition))

    @rpc_method(asked.DelegationIdIn, answers.DelegationOut)
    def get_delegation(self, delegation_id: str) -> Any:
        """One delegation."""
        return self.delegations.get(delegation_id)

    @rpc_method(asked.GuestsIn, answers.GuestsOut)
    def list_guests(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of guests who fit every filter given."""
        given = {name: value for name, value in wanted.items() if value is not None}
        return _page(self.guests.page(after, limit, edition=edition, **given))

    @rpc_method(asked.SearchIn, answers.GuestOut, many=True)
    def search_guests(self, edition: str, text: str, limit: int) -> Any:
        """Guests by what a desk types of a name or reference."""
        return self.guests.named(edition, text, limit)

    @rpc_method(asked.GuestIdIn, answers.GuestOut)
    def get_guest(self, guest_id: str) -> Any:
        """One guest."""
        return self.guests.get(guest_id)

    @rpc_method(asked.GuestIdIn, answers.PrivateOut)
    def get_private(self, guest_id: str) -> Any:
        """What is private about a guest."""
        return private.private_of(self.guests.get(guest_id), field_seal())

    @rpc_method(asked.GuestIdIn, answers.GuestPageOut)
    def guest_page(self, guest_id: str) -> Any:
        """Everything that awaits a guest."""
        heard = pages.Heard(self.assignments, self.meetings, self.trips)
        return pages.guest_page(self.desk, self.delegations, heard, guest_id)

    @rpc_method(asked.GuestIdIn, own.LinkOut)
    def issue_page_link(self, guest_id: str) -> dict[str, str]:
        """A signed link to a guest's own page."""
        edition, today = (
            editions.of_guest(self.editions, guest_id),
            editions.today_at(self.editions, guest_id),
        )
        token = own_pages.issue_link(self.guests, edition, link_key(), guest_id, today)
        return {"guest_id": guest_id, "token": token}

    @rpc_method(asked.GuestIdIn, answers.GuestOut)
    def end_page_links(self, guest_id: str) -> Any:
        """Links to a guest's own page made so far open nothing any more."""
        return own_pages.end_links(self.guests, guest_id)

    @rpc_method(own.LinkIn, own.OwnPageOut)
    def own_page(self, token: str) -> Any:
        """What the holder of a link sees."""
        return self._own_page(self._claim(token))

    @rpc_method(own.LinkIn, own.OwnPageOut)
    def confirm_own(self, token: str) -> Any:
        """The guest says yes."""
        claim = self._claim(token)
        own_pages.confirm_own(self.register, claim, now().date())
        return self._own_page(claim)

    @rpc_method(own.CorrectionIn, own.OwnPageOut)
    def correct_own(self, token: str, **values: Any) -> Any:
        """The guest corrects what they may correct themselves."""
        claim = self._claim(token)
        own_pages.correct_own(self.register, claim, values)
        return self._own_page(claim)

    def _claim(self, token: str) -> LinkClaim:
        return link_key().read(token, now().date())

    def _own_page(self, claim: LinkClaim) -> own_pages.OwnPage:
        heard = pages.Heard(self.assignments, self.meetings, self.trips)
        return own_pages.own_page(self.guests, heard, editions.require(self.editions, claim.edition), claim)

    @rpc_method(asked.RegisterGuestIn, answers.GuestOut)
    def register_guest(self, edition: str, **values: Any) -> Any:
        """Expect somebody who is on no list."""
        return guests.register_guest(self.register, editions.require(self.editions, edition), values)

    @rpc_method(asked.AmendGuestIn, answers.GuestOut)
    def amend_guest(self, guest_id: str, expected_version: int | None, **values: Any) -> Any:
        """Correct what is known of a guest."""
        return guests.amend_guest(self.register, guest_id, expected_version, values)

    @rpc_method(asked.ReplaceGuestIn, answers.GuestOut)
    def replace_guest(self, guest_id: str, expected_version: int | None, **values: Any) -> Any:
        """Another person comes in a guest's place."""
        return guests.replace_guest(self.register, guest_id, expected_version, values)

    @rpc_method(asked.ReplyIn, answers.GuestOut)
    def confirm_guest(self, guest_id: str, expected_version: int | None, on: date | None) -> Any:
        """The guest said yes."""
        day = on or editions.today_at(self.editions, guest_id)
        return guests.confirm_guest(self.register, guest_id, expected_version, day)

    @rpc_method(asked.WithdrawalIn, answers.GuestOut)
    def withdraw_guest(
        self, guest_id: str, expected_version: int | None, on: date | None, reason: str
    ) -> Any:
        """The guest will not come."""
        day = on or editions.today_at(self.editions, guest_id)
        return guests.withdraw_guest(self.register, guest_id, expected_version, day, reason)

    @rpc_method(asked.EditionIn, None)
    def close_arrivals(self, edition: str) -> dict[str, int]:
        """Whoever confirmed and was never seen is a no-show."""
        return {"no_show": guests.close_arrivals(self.guests, editions.require(self.editions, edition))}

    @rpc_method(asked.ImportIn, None)
    def import_delegations(self, edition: str, **rows: Any) -> Any:
        """A list of delegations."""
        return imports.import_delegations(self.delegations, editions.require(self.editions, edition), **rows)

    @rpc_method(asked.ImportIn, None)
    def import_guests(self, edition: str, **rows: Any) -> Any:
        """A list of guests."""
        return imports.import_guests(self.register, editions.require(self.editions, edition), **rows)

    @rpc_method(asked.ImportIn, None)
    def import_replies(self, edition: str, **rows: Any) -> Any:
        """A list of reply slips."""
        return imports.import_replies(self.register, editions.require(self.editions, edition), **rows)

    @rpc_method(asked.GuestIdIn, answers.BadgeOut)
    def issue_badge(self, guest_id: str) -> Any:
        """A new card for a guest."""
        guest, token = badges.issue_badge(self.guests, badge_key(), guest_id)
        return {"guest_id": guest.id, "serial": guest.badge_serial, "token": token, "version": guest.version}

    @rpc_method(asked.RevocationIn, answers.GuestOut)
    def revoke_badge(self, guest_id: str, expected_version: int | None, reason: str) -> Any:
        """Take a badge back."""
        return badges.revoke_badge(self.guests, guest_id, expected_version, reason)

    @rpc_method(None, None)
    def badge_public_key(self) -> dict[str, str]:
        """What a desk needs to verify badges without a network: the Ed25519 public key in hexadecimal."""
        return {"algorithm": "Ed25519", "public_key": badge_key().public}

    @rpc_method(asked.CheckInIn, None)
    def check_in(self, at: datetime | None, direction: Direction, **shown: Any) -> dict[str, Any]:
        """Let somebody through a door, or say why not."""
        showing = doors.Showing(at=at or now(), direction=direction, **shown)
        return answers.of_scan(doors.check_in(self.desk, showing))

    @rpc_method(asked.PageIn, None)
    def list_scans(self, edition: str, after: str | None, limit: int) -> dict[str, Any]:
        """Every scan of an edition, by guest, then those of unknown badges."""
        seen, following = scans.list_scans(self.desk, edition, after, limit)
        return {"items": [answers.of_scan(answer) for answer in seen], "next": following}

    @rpc_method(asked.EditionIn, None)
    def figures(self, edition: str) -> dict[str, int]:
        """How many guests were registered, confirmed, received, withdrew, or never came."""
        return pages.figures(self.guests, edition)

    @rpc_method(asked.EditionIn, None)
    def double_booked(self, edition: str) -> dict[str, int]:
        """Registration books nobody."""
        return {}

    @handles(
        matching.InterpreterAssigned,
        matching.InterpreterReleased,
        matching.DemandUnfilled,
        matching.DemandClosed,
    )
    def note_assignment(self, event: matching.DemandStanding, cause: Cause) -> None:
        """Who interprets for a guest."""
        hearing.note_assignment(self.assignments, event, cause)

    @handles(
        scheduling.MeetingRequested,
        scheduling.MeetingScheduled,
        scheduling.MeetingMoved,
        scheduling.MeetingUnplaceable,
        scheduling.MeetingCancelled,
    )
    def note_meeting(self, event: scheduling.MeetingWish, cause: Cause) -> None:
        """Whom a guest meets."""
        hearing.note_meeting(self.meetings, event, cause)

    @handles(logistics.TripPlanned, logistics.TripRetimed, logistics.TripCancelled)
    def note_trip(self, event: logistics.TripStanding, cause: Cause) -> None:
        """Which car takes a guest where."""
        hearing.note_trip(self.trips, event, cause)


def _page(page: tuple[list[Any], str | None]) -> dict[str, Any]:
    return {"items": page[0], "next": page[1]}
