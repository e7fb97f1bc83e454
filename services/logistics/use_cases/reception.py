"""The rules of reception on what is planned and given, and who waived them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.logistics import standing
from services.logistics.domain.heard import Traveller
from services.logistics.domain.meal import (
    Sitting,
)
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
from services.logistics.storage import (
    Allotments,
    Gifts,
    Hotels,
    Travellers,
    Trips,
    Waivers,
)
from services.logistics.use_cases.table import Dining
from shared.clock import now
from shared.ids import new_id


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
        if sitting.cancelled:
            continue
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
