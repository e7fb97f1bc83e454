"""Lodging, meals, tables, reception rules, receivers and papers as the API shows them."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.logistics.ways import ANY_PLACE, MEANS

ROOM_KINDS = validate.OneOf(("standard", "suite"))
BED_STATES = validate.OneOf(("allotted", "released"))
PAPERS = ("driver", "gate", "hotel", "guest", "rooming", "kitchen", "shuttle")


class HotelSchema(Schema):
    """A hotel; only one licensed for foreigners may take guests from abroad."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    place = fields.String(required=True, validate=ANY_PLACE)
    licensed_for_foreigners = fields.Boolean(required=True)
    stars = fields.Integer(required=True)
    address = fields.String(required=True)
    phone = fields.String(required=True)
    version = fields.Integer(required=True)


class RoomBlockSchema(Schema):
    """So many rooms of a kind from the first to the last night."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    hotel_id = fields.String(required=True)
    kind = fields.String(required=True, validate=ROOM_KINDS)
    first_night = fields.Date(required=True)
    last_night = fields.Date(required=True)
    rooms = fields.Integer(required=True)
    version = fields.Integer(required=True)


class AllotmentSchema(Schema):
    """One guest's bed; a foreigner's lodging is to be registered by `due_at`."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    hotel_id = fields.String(required=True)
    block_id = fields.String(required=True)
    kind = fields.String(required=True, validate=ROOM_KINDS)
    room = fields.String(required=True)
    first_night = fields.Date(required=True)
    last_night = fields.Date(required=True)
    shares_with = fields.List(fields.String(), required=True)
    breaks = fields.List(fields.String(), required=True)
    holding = fields.Boolean(required=True)
    state = fields.String(required=True, validate=BED_STATES)
    foreigner = fields.Boolean(required=True)
    checked_in_at = fields.AwareDateTime(required=True, allow_none=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    registered_at = fields.AwareDateTime(required=True, allow_none=True)
    registered_by = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class WithoutRoomSchema(Schema):
    """A guest without a bed, and the rule that stands in the way."""

    guest_id = fields.String(required=True)
    first_night = fields.Date(required=True)
    last_night = fields.Date(required=True)
    rule = fields.String(required=True)
    explanation = fields.String(required=True)


class BedPlanSchema(Schema):
    """The beds in figures; no plan has a smaller penalty than `bound`."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    allotted = fields.Integer(required=True)
    penalty = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    guests_without_room = fields.List(fields.Nested(WithoutRoomSchema), required=True)
    version = fields.Integer(required=True)


class MovedInSchema(Schema):
    """When the guest moved in."""

    at = fields.AwareDateTime(required=True)


class RegisteredSchema(MovedInSchema):
    """When the lodging was registered, by whom."""

    by = fields.String(required=True)


class ToRegisterItemSchema(Schema):
    """A foreigner in a room whose lodging is not registered."""

    allotment_id = fields.String(required=True)
    guest_id = fields.String(required=True)
    hotel_id = fields.String(required=True)
    room = fields.String(required=True)
    due_at = fields.AwareDateTime(required=True)
    overdue = fields.Boolean(required=True)


class ToRegisterSchema(Schema):
    """Lodging to be registered, most urgent first."""

    items = fields.List(fields.Nested(ToRegisterItemSchema), required=True)


class SittingSchema(Schema):
    """A meal or banquet; without guests named it is for everybody in town."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.String(required=True)
    place = fields.String(required=True, validate=ANY_PLACE)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    cost_per_head = fields.Integer(required=True)
    host_rank = fields.String(required=True)
    guest_ids = fields.List(fields.String(), required=True)
    companions = fields.List(fields.String(), required=True)
    tables = fields.Integer(required=True)
    seats_a_table = fields.Integer(required=True)
    seafood = fields.Boolean(required=True)
    couples = fields.List(
        fields.List(fields.String()),
        required=True,
        metadata={"description": "Guests not seated side by side because they are married"},
    )
    cancelled = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class NeedCountSchema(Schema):
    """Who eats and what they need, in numbers."""

    guests = fields.Integer(required=True)
    by_need = fields.Dict(required=True)
    not_said = fields.Integer(required=True)
    warnings = fields.List(fields.String(), required=True)


class BanquetSeatSchema(Schema):
    """One chair, clockwise from the host's; the interpreter sits at its right, uncounted."""

    number = fields.Integer(required=True)
    guest_id = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    interpreter = fields.String(required=True)


class BanquetTableSchema(Schema):
    """One table."""

    number = fields.Integer(required=True)
    seats = fields.List(fields.Nested(BanquetSeatSchema), required=True)


class TablesSchema(Schema):
    """All tables of a banquet; the first is the head table."""

    items = fields.List(fields.Nested(BanquetTableSchema), required=True)


class ReceptionBreachSchema(Schema):
    """A rule of reception broken, and who waived it (nobody: empty)."""

    rule = fields.String(required=True)
    subject = fields.String(required=True)
    value = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    waived_by = fields.String(required=True)
    says = fields.String(required=True)
    may_be_waived_by = fields.String(required=True)


class ReceptionBreachesSchema(Schema):
    """Everything that breaks a rule."""

    items = fields.List(fields.Nested(ReceptionBreachSchema), required=True)


class ReceptionLimitSchema(Schema):
    """CNY a head, days or a count; `companions_round_up` is 1 or 0."""

    name = fields.String(required=True)
    value = fields.Integer(required=True)
    source = fields.String(required=True)


class ReceptionLimitsSchema(Schema):
    """Every limit of reception."""

    items = fields.List(fields.Nested(ReceptionLimitSchema), required=True)


class NewReceptionWaiverSchema(Schema):
    """Who lets which rule be broken for whom (`*`: for all), and why."""

    rule = fields.String(required=True)
    subject = fields.String(required=True)
    granted_by = fields.String(required=True)
    reason = fields.String(required=True)


class ReceptionWaiverSchema(NewReceptionWaiverSchema):
    """A waiver granted."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    granted_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class NewGiftSchema(Schema):
    """A gift to a guest; `value` in CNY."""

    guest_id = fields.String(required=True)
    item = fields.String(required=True)
    value = fields.Integer(required=True)
    given_by = fields.String(required=True)
    giver_is_minister = fields.Boolean()
    given_at = fields.AwareDateTime(allow_none=True)
    reference = fields.String(allow_none=True)


class GiftSchema(Schema):
    """A gift given."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    item = fields.String(required=True)
    value = fields.Integer(required=True)
    given_by = fields.String(required=True)
    minister = fields.Boolean(required=True)
    given_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class HandedSchema(Schema):
    """One receiver at a seat."""

    number = fields.String(required=True)
    seat = fields.String(required=True)
    holder = fields.String(required=True)


class HandOutSchema(Schema):
    """Receivers that go out."""

    given = fields.List(fields.Nested(HandedSchema), required=True)


class TakeBackSchema(Schema):
    """Receivers that come back."""

    numbers = fields.List(fields.String(), required=True)


class SignOffSchema(Schema):
    """Who signs for the room."""

    by = fields.String(required=True)


class ReceiversSchema(Schema):
    """The receivers of an occasion in a room, with those missing by name and seat."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    room = fields.String(required=True)
    occasion = fields.String(required=True)
    handed_out = fields.Integer(required=True)
    back = fields.Integer(required=True)
    missing = fields.List(fields.Nested(HandedSchema), required=True)
    signed_off_by = fields.String(required=True, allow_none=True)
    signed_off_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class SheetSchema(Schema):
    """One table of a paper."""

    heading = fields.String(required=True)
    columns = fields.List(fields.String(), required=True)
    rows = fields.List(fields.List(fields.String()), required=True)


class PaperSchema(Schema):
    """A paper for one reader, made from the plan of this number."""

    kind = fields.String(required=True, validate=validate.OneOf(PAPERS))
    title = fields.String(required=True)
    reader = fields.String(required=True)
    plan = fields.Integer(required=True)
    sheets = fields.List(fields.Nested(SheetSchema), required=True)


class RideSchema(Schema):
    """One departure of the shuttle: to a session, or back from it."""

    departs = fields.AwareDateTime(required=True)
    arrives = fields.AwareDateTime(required=True)
    origin = fields.String(required=True, validate=ANY_PLACE)
    destination = fields.String(required=True, validate=ANY_PLACE)
    session_id = fields.String(required=True)
    title = fields.String(required=True)
    vehicle_id = fields.String(required=True)
    vehicle_kind = fields.String(required=True, validate=MEANS)
    plate = fields.String(required=True)
    driver = fields.String(required=True)
    phone = fields.String(required=True)
    seats = fields.Integer(required=True)
    guests = fields.Integer(required=True)
    guest_ids = fields.List(fields.String(), required=True)


class NoRideSchema(Schema):
    """A guest who finds no place on the shuttle, and the rule that stands in the way."""

    guest_id = fields.String(required=True)
    session_id = fields.String(required=True)
    rule = fields.String(required=True)
    explanation = fields.String(required=True)


class TimetableSchema(Schema):
    """The shuttle as things stand, by time; times stay while sessions do, a vehicle may change."""

    items = fields.List(fields.Nested(RideSchema), required=True)
    guests_without_ride = fields.List(fields.Nested(NoRideSchema), required=True)
