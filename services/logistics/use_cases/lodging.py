"""Hotels, blocks and wishes as the organisers list them; moving in, and registering foreigners' lodging."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from services.logistics import standing
from services.logistics.domain.lodging import Allotment, BedPlan, Hotel, LodgingWish, RoomBlock, RoomKind
from services.logistics.domain.place import Place
from services.logistics.engine.bedding import BED_EXPLANATIONS
from services.logistics.storage import Allotments, BedPlans, Hotels, LodgingWishes, RoomBlocks
from services.logistics.use_cases.imports import Report, Rows
from shared.errors import NotFound
from shared.importing import Column, Form, Values, import_rows
from shared.importing.moments import day
from shared.importing.parsers import choice, reference, text, whole, yes_no
from shared.storage.store import Change, save_all

_KINDS = {"标准间": RoomKind.STANDARD, "套房": RoomKind.SUITE}

HOTELS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "英文名称", text, required=True),
    Column("name_zh", "Name (zh)", "名称", text, default=""),
    Column("place", "Place", "片区", choice(Place), required=True),
    Column("licensed_for_foreigners", "Licensed for foreigners", "可接待外宾", yes_no, required=True),
    Column("stars", "Stars", "星级", whole(0, 5), required=True),
    Column("address", "Address", "地址", text, default=""),
    Column("phone", "Phone", "电话", text, default=""),
)
BLOCKS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("hotel", "Hotel", "酒店", reference, required=True),
    Column("kind", "Kind", "房型", choice(RoomKind, _KINDS), required=True),
    Column("first_night", "First night", "首晚", day, required=True),
    Column("last_night", "Last night", "末晚", day, required=True),
    Column("rooms", "Rooms", "间数", whole(0, 5000), required=True),
)
WISHES = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("hotel", "Hotel", "酒店", reference, default=None),
    Column("kind", "Kind", "房型", choice(RoomKind, _KINDS), default=None),
    Column("shares_with", "Shares with", "合住", reference, default=None),
    Column("first_night", "First night", "首晚", day, default=None),
    Column("last_night", "Last night", "末晚", day, default=None),
)


class HotelUnknown(NotFound):
    """No hotel of this reference is listed."""

    code = "hotel_unknown"


def hotel_id(edition: str, reference: str) -> str:
    """The id of a hotel."""
    return f"{edition}.hotel.{reference}"


def import_hotels(
    hotels: Hotels, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Hotels by the organisers' reference."""

    def build(key: str, values: Values, before: Hotel | None) -> Hotel:
        if before is not None:
            return replace(before, **values)
        return Hotel(id=hotel_id(edition, key), edition=edition, **{"name_zh": "", **values})

    return import_rows(
        Form("hotels", HOTELS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {
            one.reference: one for one in hotels.find(edition=edition, reference=list(keys))
        },
        write=lambda entries: save_all(
            [Change(hotels, e.thing, (standing.of_hotel(e.thing, e.before),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def import_room_blocks(
    blocks: RoomBlocks, hotels: Hotels, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """Blocks of rooms by the organisers' reference."""
    known = {one.reference for one in hotels.find(edition=edition)}

    def build(key: str, values: Values, before: RoomBlock | None) -> RoomBlock:
        given = _with_hotel(edition, values, known)
        if before is not None:
            return replace(before, **given)
        return RoomBlock(id=f"{edition}.block.{key}", edition=edition, **given)

    return import_rows(
        Form("room_blocks", BLOCKS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {
            one.reference: one for one in blocks.find(edition=edition, reference=list(keys))
        },
        write=lambda entries: save_all(
            [Change(blocks, e.thing, (standing.of_block(e.thing),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def import_lodging_wishes(
    wishes: LodgingWishes, hotels: Hotels, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """What guests ask for, by guest."""
    known = {one.reference for one in hotels.find(edition=edition)}

    def build(key: str, values: Values, before: LodgingWish | None) -> LodgingWish:
        given = _with_hotel(edition, {k: v for k, v in values.items() if k != "guest"}, known)
        if given.get("shares_with"):
            given["shares_with"] = f"{edition}.g.{given['shares_with']}"
        if before is not None:
            return replace(before, **given)
        return LodgingWish(
            id=f"{edition}.wish.{key}", edition=edition, guest_id=f"{edition}.g.{key}", **given
        )

    return import_rows(
        Form("lodging_wishes", WISHES, lambda values: str(values["guest"]), build),
        rows,
        mapping,
        stored=lambda keys: {
            one.guest_id.rpartition(".")[2]: one
            for one in wishes.find(id=[f"{edition}.wish.{key}" for key in keys])
        },
        write=lambda entries: save_all(
            [Change(wishes, e.thing, (standing.of_wish(e.thing),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def _with_hotel(edition: str, values: Values, known: set[str]) -> dict[str, Any]:
    """The row's fields with the hotel's id for its reference."""
    given = {name: value for name, value in values.items() if name != "hotel"}
    if values.get("hotel"):
        if values["hotel"] not in known:
            raise HotelUnknown(field="hotel", value=values["hotel"])
        given["hotel_id"] = hotel_id(edition, values["hotel"])
    return given


def check_into_room(allotments: Allotments, allotment_id: str, at: datetime) -> Allotment:
    """The guest is in the room; for a foreigner a day begins in which the lodging is registered."""
    before = allotments.get(allotment_id)
    after = before.checked_in(at)
    if after is not before:
        allotments.save(after, standing.of_lodged(after))
    return after


def register_lodging(allotments: Allotments, allotment_id: str, at: datetime, by: str) -> Allotment:
    """The police have the lodging."""
    before = allotments.get(allotment_id)
    after = before.registered(at, by)
    if after is not before:
        allotments.save(after, standing.of_registered(after))
    return after


def to_register(allotments: Allotments, edition: str, at: datetime) -> list[dict[str, Any]]:
    """Foreigners who are in their rooms and not registered, most urgent first."""
    waiting = [one for one in allotments.in_force(edition) if one.due_at and not one.registered_at]
    return [
        {
            "allotment_id": one.id,
            "guest_id": one.guest_id,
            "hotel_id": one.hotel_id,
            "room": one.room,
            "due_at": due.isoformat(),
            "overdue": one.is_overdue(at),
        }
        for one in sorted(waiting, key=lambda one: (one.due_at or at, one.id))
        if (due := one.due_at) is not None
    ]


def double_booked(allotments: Allotments, edition: str) -> dict[str, int]:
    """Counts, from the stored beds alone, rooms with strangers in them on one night and guests in two rooms."""
    rooms: Counter[tuple[str, date]] = Counter()
    guests: Counter[tuple[str, date]] = Counter()
    for bed in allotments.in_force(edition):
        party = min((bed.guest_id, *bed.shares_with))
        night = bed.first_night
        while night <= bed.last_night:
            rooms[f"{bed.hotel_id} {bed.room}", night] += bed.guest_id == party
            guests[bed.guest_id, night] += 1
            night += timedelta(days=1)
    return {"beds": sum(n > 1 for n in rooms.values()) + sum(n > 1 for n in guests.values())}


def bed_page(plans: BedPlans, edition: str) -> dict[str, Any]:
    """The beds in force in figures, and who has none and why."""
    plan: BedPlan = plans.of_edition(edition)
    without = [
        {
            "guest_id": one.guest_id,
            "first_night": one.first_night.isoformat(),
            "last_night": one.last_night.isoformat(),
            "rule": one.rule,
            "explanation": BED_EXPLANATIONS[one.rule],
        }
        for one in plan.without
    ]
    return {
        "edition": edition,
        "number": plan.number,
        "allotted": plan.allotted,
        "penalty": plan.penalty,
        "bound": plan.bound,
        "guests_without_room": without,
        "version": plan.version,
    }
