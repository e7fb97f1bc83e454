"""Shapes of what desks ask and are told."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from services.registration.domain.conflict import ConflictKind
from services.registration.domain.desk_list import EntryKind
from services.registration.domain.scan import Direction, Result
from services.registration.schemas.answers import DelegationOut
from services.registration.schemas.asked import (
    CODE,
    ID,
    LIMIT,
    LINE,
    GuestIdIn,
    PageIn,
    RegisterGuestIn,
)
from services.registration.use_cases.badge_print import BadgePrint
from services.registration.use_cases.late_batch import Brought, Kept

MOST_SCANS = 1000
# A clock may be wrong by years; beyond this it is not a clock.
_MOMENT = validate.Range(datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
_MOST_SKEW_MS = 200 * 366 * 86_400_000
_WALK_IN = (
    "family_name", "given_name", "own_script_name", "country", "organisation", "post", "rank", "language",
    "delegation_id", "attention",
)  # fmt: skip


class DeskListIn(Schema):
    """What was written after a number of one kind of entry."""

    edition = fields.String(required=True, validate=ID)
    kind = fields.Enum(EntryKind, by_value=True, required=True)
    after = fields.Integer(load_default=0, validate=validate.Range(min=0, max=2**53))
    limit = fields.Integer(load_default=1000, validate=validate.Range(min=1, max=2000))


class LateScansIn(Schema):
    """Scans a device made alone; `skew_ms` is how far its clock is ahead, by `sent_at` if it does not know.

    Each scan is checked for itself, so that a malformed one does not hold up the others.
    """

    edition = fields.String(required=True, validate=ID)
    device = fields.String(required=True, validate=CODE)
    door = fields.String(required=True, validate=CODE)
    sent_at = fields.AwareDateTime(required=True, validate=_MOMENT)
    skew_ms = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(-_MOST_SKEW_MS, _MOST_SKEW_MS)
    )
    scans = fields.List(fields.Raw(), required=True, validate=validate.Length(max=MOST_SCANS))


class BroughtIn(Schema):
    """One of these scans; of `lookup`, `token` and `guest_id` exactly one."""

    nonce = fields.String(required=True, validate=CODE)
    at = fields.AwareDateTime(required=True, validate=_MOMENT)
    direction = fields.Enum(Direction, by_value=True, load_default=Direction.IN)
    result = fields.Enum(Result, by_value=True, required=True)
    lookup = fields.String(validate=validate.Regexp(r"^[0-9a-f]{32}$"))
    token = fields.String(validate=validate.Length(min=1, max=2000))
    guest_id = fields.String(validate=ID)


class ConflictsIn(PageIn):
    """One page of an edition's conflicts; those of one state if asked."""

    open = fields.Boolean(load_default=None, allow_none=True)


class SettleIn(Schema):
    """A conflict somebody has looked at."""

    conflict_id = fields.String(required=True, validate=validate.Length(min=1, max=300))
    by = fields.String(required=True, validate=CODE)
    note = fields.String(load_default="", validate=LINE)


class WalkInIn(RegisterGuestIn):
    """Somebody at the desk who is on no list; their reference is made here."""

    class Meta:
        fields = ("edition", "although_known", *_WALK_IN)

    although_known = fields.Boolean(load_default=False)


class ReissueIn(GuestIdIn):
    """A new card and why."""

    reason = fields.String(load_default="", validate=LINE)


class MissingBadgesIn(Schema):
    """How many cards to make now."""

    edition = fields.String(required=True, validate=ID)
    limit = fields.Integer(load_default=100, validate=LIMIT)


class SeenOut(Schema):
    """One side of a conflict."""

    device = fields.String()
    door = fields.String()
    at = fields.AwareDateTime()
    result = fields.Enum(Result, by_value=True)
    nonce = fields.String()
    skew_ms = fields.Integer(allow_none=True)


class ConflictOut(Schema):
    """A conflict of admissions."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    kind = fields.Enum(ConflictKind, by_value=True)
    late = fields.Nested(SeenOut)
    other = fields.Nested(SeenOut, allow_none=True)
    listed = fields.Enum(Result, by_value=True)
    found_at = fields.AwareDateTime()
    open = fields.Boolean()
    settled_by = fields.String()
    settled_at = fields.AwareDateTime(allow_none=True)
    note = fields.String()
    version = fields.Integer()


class ConflictsOut(Schema):
    """One page of conflicts."""

    items = fields.List(fields.Nested(ConflictOut))
    next = fields.String(allow_none=True)


class BadgePrintOut(Schema):
    """What is printed on a card; `token` is the text of its QR code."""

    guest_id = fields.String(attribute="guest.id")
    reference = fields.String(attribute="guest.reference")
    serial = fields.Integer(attribute="guest.badge_serial")
    family_name = fields.String(attribute="guest.family_name")
    given_name = fields.String(attribute="guest.given_name")
    own_script_name = fields.String(attribute="guest.own_script_name")
    organisation = fields.String(attribute="guest.organisation")
    post = fields.String(attribute="guest.post")
    country = fields.String(attribute="guest.country")
    rank = fields.String(attribute="guest.rank.value")
    group = fields.Nested(DelegationOut(only=("name_en", "name_zh")), allow_none=True)
    token = fields.String()
    version = fields.Integer(attribute="guest.version")


def of_prints(prints: Iterable[BadgePrint]) -> dict[str, Any]:
    """Several cards."""
    return {"items": BadgePrintOut(many=True).dump(list(prints))}


_BROUGHT = BroughtIn()


def read_brought(scans: Iterable[Any]) -> tuple[list[Brought], list[dict[str, Any]]]:
    """The scans that can be read, and what is wrong with the others, by their nonce or place."""
    good: list[Brought] = []
    malformed: list[dict[str, Any]] = []
    for place, scan in enumerate(scans):
        try:
            good.append(_brought(scan))
        except ValidationError as refusal:
            nonce = scan.get("nonce") if isinstance(scan, dict) else None
            malformed.append(
                {"nonce": nonce, "place": place, "outcome": "malformed", "conflict_id": None,
                 "errors": refusal.messages}
            )  # fmt: skip
    return good, malformed


def _brought(scan: Any) -> Brought:
    if not isinstance(scan, dict):
        raise ValidationError("A scan is an object.")
    loaded = _BROUGHT.load(scan)
    if sum(name in loaded for name in ("lookup", "token", "guest_id")) != 1:
        raise ValidationError("One of lookup, token and guest_id is needed.")
    return Brought(**loaded)


def of_kept(kept: Kept) -> dict[str, Any]:
    """What became of one scan."""
    return {"nonce": kept.nonce, "outcome": kept.outcome, "conflict_id": kept.conflict_id}
