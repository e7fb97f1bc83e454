"""Meals, needs, tables, gifts, and the rules of reception with who waived them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.logistics import standing
from services.logistics.domain.heard import Traveller
from services.logistics.domain.meal import (
    Count,
    GuestNeeds,
    HostRank,
    Need,
    Sitting,
    SittingKind,
    counted,
    who_eats,
)
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.reception import (
    MINISTERIAL,
    RULES,
    Breach,
    Gift,
    Limits,
    Waiver,
    check_beds,
    check_cars,
    check_gifts,
    check_meals,
    check_sitting,
    with_waivers,
)
from services.logistics.domain.table import Table, companion_of, seated
from services.logistics.sealing import NeedsSeal
from services.logistics.storage import (
    Allotments,
    Arrivals,
    Departures,
    Escorts,
    Gifts,
    Hotels,
    Needs,
    Sittings,
    Travellers,
    Trips,
    Waivers,
)
from services.logistics.use_cases.imports import Report, Rows
from shared.clock import now
from shared.ids import new_id
from shared.importing import Column, Form, Values, import_rows
from shared.importing.moments import moment
from shared.importing.parsers import choice, list_of, reference, text, whole, yes_no
from shared.storage.store import Change, save_all

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
    Column("seafood", "Seafood", "海鲜", yes_no, default=True),
)  # fmt: skip
NEEDS = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("needs", "Needs", "饮食需求", list_of(choice(Need, _NEEDS_ZH)), required=True, sensitive=True),
)


@dataclass(frozen=True)
class Dining:
    """The collections meals need."""

    sittings: Sittings
    needs: Needs
    travellers: Travellers
    arrivals: Arrivals
    departures: Departures
    escorts: Escorts
    seal: NeedsSeal

    def guests_of(self, sitting: Sitting) -> list[Traveller]:
        """Who eats at a sitting."""
        edition = sitting.edition
        return who_eats(
            sitting,
            self.travellers.find(edition=edition),
            {one.guest_id: one for one in self.arrivals.find(edition=edition)},
            {one.guest_id: one for one in self.departures.find(edition=edition)},
        )

    def needs_of(self, edition: str) -> dict[str, tuple[Need, ...]]:
        """What each guest who has said so needs."""
        return {one.guest_id: _opened(self.seal, one) for one in self.needs.find(edition=edition)}


def _opened(seal: NeedsSeal, needs: GuestNeeds) -> tuple[Need, ...]:
    return tuple(Need(code) for code in seal.open(needs.needs).split(";"))


def import_sittings(
    sittings: Sittings, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Meals and banquets by the organisers' reference."""

    def build(key: str, values: Values, before: Sitting | None) -> Sitting:
        given = {name: value for name, value in values.items() if name != "guests"}
        if "guests" in values:
            given["guest_ids"] = tuple(f"{edition}.g.{guest}" for guest in values["guests"])
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


def import_needs(
    needs: Needs, seal: NeedsSeal, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """What guests need at table; stored sealed, shown in no report."""

    def build(key: str, values: Values, before: GuestNeeds | None) -> GuestNeeds:
        written = ";".join(need.value for need in values["needs"])
        if before is not None and seal.open(before.needs) == written:
            return before
        made = before or GuestNeeds(f"{edition}.need.{key}", edition, f"{edition}.g.{key}", "")
        return replace(made, needs=seal.seal(written))

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


def count_needs(dining: Dining, sitting_id: str) -> Count:
    """How many eat and what they need, for the kitchen; nobody is named."""
    sitting = dining.sittings.get(sitting_id)
    return counted(sitting, dining.guests_of(sitting), dining.needs_of(sitting.edition))


def needs_by_name(dining: Dining, sitting_id: str) -> list[dict[str, Any]]:
    """Who needs what at a sitting, for the place cards; only for those who serve."""
    sitting = dining.sittings.get(sitting_id)
    needs = dining.needs_of(sitting.edition)
    return [
        {"guest_id": guest.id, "name": guest.name, "needs": [need.value for need in needs[guest.id]]}
        for guest in dining.guests_of(sitting)
        if guest.id in needs and needs[guest.id] != (Need.NONE,)
    ]


def seat_banquet(dining: Dining, sitting_id: str) -> list[Table]:
    """The tables of a banquet as guests now come."""
    sitting = dining.sittings.get(sitting_id)
    interpreters = {
        one.guest_id: one.interpreter_name
        for one in dining.escorts.find(edition=sitting.edition)
        if one.interpreter_id
    }
    companions = [companion_of(written) for written in sitting.companions]
    return seated(
        dining.guests_of(sitting), companions, interpreters, max(1, sitting.tables), sitting.seats_a_table
    )


@dataclass(frozen=True)
class Reception:
    """The collections the rules of reception look at."""

    dining: Dining
    allotments: Allotments
    hotels: Hotels
    gifts: Gifts
    waivers: Waivers
    trips: Trips


def check_reception(reception: Reception, edition: str, limits: Limits) -> list[dict[str, Any]]:
    """Everything that breaks a rule of reception, with what the rule says and who waived it."""
    breaches = with_waivers(_breaches(reception, edition, limits), reception.waivers.find(edition=edition))
    return [
        {**vars(one), "says": RULES[one.rule][0], "may_be_waived_by": RULES[one.rule][1]} for one in breaches
    ]


def _breaches(reception: Reception, edition: str, limits: Limits) -> list[Breach]:
    dining = reception.dining
    travellers = {one.id: one for one in dining.travellers.find(edition=edition)}
    found: list[Breach] = []
    eats: dict[str, list[Sitting]] = defaultdict(list)
    for sitting in dining.sittings.find(edition=edition):
        guests = dining.guests_of(sitting)
        found += check_sitting(sitting, len(guests), limits)
        for guest in guests:
            eats[guest.id].append(sitting)
    found += check_meals(eats, {one.id: one.rank for one in travellers.values()}, limits)
    hotels = {one.id: one for one in reception.hotels.find(edition=edition)}
    led = _led_by_minister(travellers)
    found += check_beds(reception.allotments.in_force(edition), hotels, led, limits)
    found += check_cars(reception.trips.planned(edition), {one.id: one.rank for one in travellers.values()})
    return found + check_gifts(reception.gifts.find(edition=edition), limits)


def _led_by_minister(travellers: Mapping[str, Traveller]) -> dict[str, bool]:
    """For each guest whether somebody of ministerial rank leads the delegation, or the guest is one."""
    leading = {
        one.delegation_id
        for one in travellers.values()
        if one.is_expected and one.rank in MINISTERIAL and one.delegation_id
    }
    return {one.id: one.rank in MINISTERIAL or one.delegation_id in leading for one in travellers.values()}


def grant_waiver(
    waivers: Waivers, edition: str, *, rule: str, subject: str, granted_by: str, reason: str
) -> Waiver:
    """Let a rule be broken, by name; the same waiver again changes nothing."""
    for known in waivers.find(edition=edition):
        if (known.rule, known.subject, known.granted_by, known.reason) == (rule, subject, granted_by, reason):
            return known
    waiver = Waiver(f"{edition}.waiver.{new_id()}", edition, rule, subject, granted_by, reason, now())
    waivers.save(waiver, standing.of_waiver(waiver))
    return waiver


def record_gift(
    gifts: Gifts,
    travellers: Travellers,
    edition: str,
    *,
    guest_id: str,
    item: str,
    value: int,
    given_by: str,
    giver_is_minister: bool,
    given_at: datetime | None,
    reference: str | None,
) -> Gift:
    """A gift was given; what breaks a rule is shown by the check, not hidden by a refusal."""
    guest = travellers.get(guest_id)
    minister = giver_is_minister or guest.rank in (Rank.V1, Rank.V2)
    gift = Gift(
        f"{edition}.gift.{reference or new_id()}", edition, guest_id, item, value, given_by, minister,
        given_at or now(),
    )  # fmt: skip
    known = gifts.find_one(id=gift.id)
    if known is not None:
        return known
    gifts.save(gift, standing.of_gift(gift))
    return gift
