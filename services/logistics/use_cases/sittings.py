"""Meals and needs as the organisers list them; meals cancelled."""

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from services.logistics import standing
from services.logistics.domain.meal import (
    GuestNeeds,
    HostRank,
    Need,
    Sitting,
    SittingKind,
)
from services.logistics.domain.place import Place
from services.logistics.storage import Sittings
from services.logistics.use_cases.imports import Report, Rows
from services.logistics.use_cases.table import Dining
from services.logistics.use_cases.versions import require_seen
from shared.errors import Invalid
from shared.importing import Column, Form, Values, import_rows
from shared.importing.moments import moment
from shared.importing.parsers import choice, list_of, reference, text, whole, yes_no
from shared.storage.store import Change, save_all


class NotACouple(Invalid):
    """A couple is written as the references of two guests: A033/A034."""

    code = "not_a_couple"


def couple(written: str, zone: ZoneInfo) -> tuple[str, str]:
    """The two guests of `A033/A034`."""
    guests = tuple(reference(part.strip(), zone) for part in written.split("/"))
    if len(guests) != 2 or guests[0] == guests[1]:
        raise NotACouple(value=written)
    return guests[0], guests[1]


_NEEDS_ZH = {"清真": Need.HALAL, "素食": Need.VEGETARIAN, "无": Need.NONE}
SITTINGS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("kind", "Kind", "类别", choice(SittingKind, {"宴会": SittingKind.BANQUET, "用餐": SittingKind.MEAL}),
           required=True),
    Column("name", "Name", "名称", text, default=""),
    Column("place", "Place", "地点", choice(Place), required=True),
    Column("starts", "Starts", "开始时间", moment, required=True),
    Column("ends", "Ends", "结束时间", moment, required=True),
    Column("cost_per_head", "Cost per head", "人均标准", whole(0, 100_000), default=0),
    Column("host_rank", "Host rank", "主人级别", choice(HostRank), default=HostRank.BUREAU),
    Column("guests", "Guests", "嘉宾", list_of(reference), default=()),
    Column("companions", "Companions", "陪同", list_of(text), default=()),
    Column("tables", "Tables", "桌数", whole(0, 500), default=0),
    Column("seats_a_table", "Seats a table", "每桌人数", whole(1, 40), default=10),
    Column("couples", "Couples", "夫妇", list_of(couple), default=()),
    Column("seafood", "Seafood", "海鲜", yes_no, default=True),
    Column("cancelled", "Cancelled", "是否取消", yes_no, default=False),
)  # fmt: skip
NEEDS = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("needs", "Needs", "饮食需求", list_of(choice(Need, _NEEDS_ZH)), required=True, sensitive=True),
)


def import_sittings(
    sittings: Sittings, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Meals and banquets by the organisers' reference."""

    def build(key: str, values: Values, before: Sitting | None) -> Sitting:
        given = {name: value for name, value in values.items() if name != "guests"}
        if "guests" in values:
            given["guest_ids"] = tuple(f"{edition}.g.{guest}" for guest in values["guests"])
        if "couples" in values:
            given["couples"] = tuple(
                (f"{edition}.g.{one}", f"{edition}.g.{other}") for one, other in values["couples"]
            )
        if before is not None:
            return replace(before, **given)
        return Sitting(id=f"{edition}.sit.{key}", edition=edition, **{"name": "", **given})

    return import_rows(
        Form("sittings", SITTINGS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {
            one.reference: one for one in sittings.find(edition=edition, reference=list(keys))
        },
        write=lambda entries: save_all(
            [Change(sittings, e.thing, (standing.of_sitting(e.thing, e.before),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def cancel_sitting(sittings: Sittings, sitting_id: str, expected_version: int | None) -> Sitting:
    """A meal or banquet is not served; its interpreters are free again. Raises `CancelledAlready`."""
    sitting = sittings.get(sitting_id)
    require_seen(sitting, expected_version)
    sitting.cancel()
    sittings.save(sitting, standing.of_sitting(sitting, sitting))
    return sitting


def import_needs(
    dining: Dining, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """What guests need at table; stored sealed, shown in no report."""
    needs, seal, persons = dining.needs, dining.seal, dining.persons_of(edition)

    def build(key: str, values: Values, before: GuestNeeds | None) -> GuestNeeds:
        written = ";".join(need.value for need in values["needs"])
        made = before or GuestNeeds(f"{edition}.need.{key}", edition, f"{edition}.g.{key}", "")
        person = persons.get(made.guest_id, "")
        if before is not None and before.person_id == person and seal.open(before.needs) == written:
            return before
        return replace(made, needs=seal.seal(written), person_id=person)

    return import_rows(
        Form("needs", NEEDS, lambda values: str(values["guest"]), build),
        rows,
        mapping,
        stored=lambda keys: {
            one.guest_id.rpartition(".")[2]: one
            for one in needs.find(id=[f"{edition}.need.{key}" for key in keys])
        },
        write=lambda entries: save_all(
            [Change(needs, e.thing, (standing.of_needs(e.thing),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )
