"""Shapes of what registration answers."""

from typing import Any

from marshmallow import Schema, fields

from services.registration.domain.scan import Direction, Result
from services.registration.domain.state import Gender, Rank, State
from services.registration.use_cases.doors import Answer

_SHOWN_AT_THE_DOOR = (
    "id", "reference", "family_name", "given_name", "own_script_name", "country", "organisation", "post",
    "rank", "language", "delegation_id", "state", "attention",
)  # fmt: skip


class EditionOut(Schema):
    """An edition."""

    id = fields.String()
    conference = fields.String()
    number = fields.Integer()
    name_en = fields.String()
    name_zh = fields.String()
    timezone = fields.String()
    first_day = fields.Date()
    opening_day = fields.Date()
    last_day = fields.Date()
    version = fields.Integer()


class EditionsOut(Schema):
    """One page of editions."""

    items = fields.List(fields.Nested(EditionOut))
    next = fields.String(allow_none=True)


class DelegationOut(Schema):
    """A delegation with head and order of precedence (guest ids)."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name_en = fields.String()
    name_zh = fields.String()
    country = fields.String()
    sister_city = fields.Boolean()
    head_guest_id = fields.String(allow_none=True)
    precedence = fields.List(fields.String())
    version = fields.Integer()


class GuestOut(Schema):
    """A guest as every role may see it."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    person_id = fields.String()
    family_name = fields.String()
    given_name = fields.String()
    own_script_name = fields.String()
    country = fields.String()
    organisation = fields.String()
    post = fields.String()
    rank = fields.Enum(Rank, by_value=True)
    language = fields.String()
    fallback_language = fields.String(allow_none=True)
    fallback_accepted_by = fields.String(allow_none=True)
    delegation_id = fields.String(allow_none=True)
    precedence = fields.Integer()
    head_of_delegation = fields.Boolean()
    refuses = fields.List(fields.String())
    interpreter_gender = fields.Enum(Gender, by_value=True, allow_none=True)
    state = fields.Enum(State, by_value=True)
    ever_confirmed = fields.Boolean()
    replied_on = fields.Date(allow_none=True)
    received_at = fields.AwareDateTime(allow_none=True)
    inside_since = fields.AwareDateTime(allow_none=True)
    inside_door = fields.String(allow_none=True)
    badge_serial = fields.Integer()
    badge_revoked = fields.Boolean()
    version = fields.Integer()


class ScanOut(Schema):
    """A scan with its answer."""

    nonce = fields.String()
    device = fields.String()
    door = fields.String()
    direction = fields.Enum(Direction, by_value=True)
    at = fields.AwareDateTime()
    recorded = fields.AwareDateTime()
    result = fields.Enum(Result, by_value=True)
    inside_since = fields.AwareDateTime(allow_none=True)
    inside_door = fields.String(allow_none=True)


class AssignmentOut(Schema):
    """A demand for an interpreter and who serves it."""

    id = fields.String()
    purpose = fields.String()
    standing = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    meeting_id = fields.String(allow_none=True)
    interpreter_id = fields.String(allow_none=True)
    interpreter_name = fields.String()
    serves_in = fields.String()
    fallback = fields.Boolean()


class MeetingOut(Schema):
    """A leaders' meeting of the guest."""

    id = fields.String()
    meeting_kind = fields.String()
    standing = fields.String()
    host_name = fields.String()
    delegated = fields.Boolean()
    room_name = fields.String()
    place = fields.String()
    starts = fields.AwareDateTime(allow_none=True)
    ends = fields.AwareDateTime(allow_none=True)


class TripOut(Schema):
    """A drive of the guest."""

    id = fields.String()
    trip_kind = fields.String()
    standing = fields.String()
    plate = fields.String()
    from_place = fields.String()
    to_place = fields.String()
    departs = fields.AwareDateTime()
    arrives = fields.AwareDateTime()


class GuestPageOut(Schema):
    """One guest with all that awaits them."""

    guest = fields.Nested(GuestOut)
    delegation = fields.Nested(DelegationOut, allow_none=True)
    other_editions = fields.List(fields.String())
    assignments = fields.List(fields.Nested(AssignmentOut))
    meetings = fields.List(fields.Nested(MeetingOut))
    trips = fields.List(fields.Nested(TripOut))
    scans = fields.List(fields.Nested(ScanOut))


class PrivateOut(Schema):
    """What only organisers and coordinators may see; the passport number is masked but for its end."""

    guest_id = fields.String()
    birth_date = fields.Date(allow_none=True)
    email = fields.String()
    passport = fields.String()
    dietary_needs = fields.String()
    attention = fields.String()
    withdrew_because = fields.String()


class GuestsOut(Schema):
    """One page of guests."""

    items = fields.List(fields.Nested(GuestOut))
    next = fields.String(allow_none=True)


class DelegationsOut(Schema):
    """One page of delegations."""

    items = fields.List(fields.Nested(DelegationOut))
    next = fields.String(allow_none=True)


class BadgeOut(Schema):
    """A badge just made; the token is what its QR code holds."""

    guest_id = fields.String()
    serial = fields.Integer()
    token = fields.String()
    version = fields.Integer()


def of_scan(answer: Answer) -> dict[str, Any]:
    """An answer at the door; written by hand, because this is the busiest answer there is."""
    scan, guest = answer.scan, answer.guest
    return {
        "scan_id": answer.scan_id,
        "result": scan.result.value,
        "direction": scan.direction.value,
        "door": scan.door,
        "device": scan.device,
        "nonce": scan.nonce,
        "at": scan.at,
        "recorded": scan.recorded,
        "inside_since": scan.inside_since,
        "inside_door": scan.inside_door,
        "guest": None if guest is None else {name: getattr(guest, name) for name in _SHOWN_AT_THE_DOOR},
    }
