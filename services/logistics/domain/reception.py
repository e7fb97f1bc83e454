"""The rules of reception spending, as checks: what breaks which, where the limit stands, who waived it.

The figures are the national pattern as localities copied it; an edition loads the province's own table by
giving other `Limits`. A breach is never hidden: a waiver has a name and a reason and is shown beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from services.logistics.domain.local_time import day_here
from services.logistics.domain.lodging import Allotment, Hotel
from services.logistics.domain.meal import HostRank, Sitting, SittingKind
from services.logistics.domain.rank import Rank
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import VehicleKind
from shared.errors import Invalid

EVERYBODY = "*"
MINISTERIAL = (Rank.V1, Rank.V2)
BY_HEAD_COUNT = (Rank.V4, Rank.V5)


class WaiverWithoutReason(Invalid):
    """A waiver says who grants it and why."""

    code = "waiver_without_reason"


class UnknownRule(Invalid):
    """There is no such rule of reception."""

    code = "unknown_rule"


@dataclass(frozen=True)
class Limits:
    """CNY a head, days and counts; `companions_round_up` says how half a companion counts."""

    hosted_days: int = 5
    meals_a_day_minister: int = 500
    meals_a_day: int = 300
    banquet_provincial: int = 400
    banquet: int = 300
    buffet: int = 150
    cocktail: int = 100
    tea: int = 60
    banquets: int = 2
    stars: int = 4
    one_to_one_up_to: int = 5
    companions_round_up: bool = False
    gift_minister: int = 400
    gift: int = 200


NATIONAL = "national pattern, as localities copied it"


class UnknownLimit(Invalid):
    """There is no such limit of reception."""

    code = "unknown_limit"


@dataclass
class ReceptionLimit:
    """One value of the province's own table in place of the national one, and where it stands.

    `name` is a field of `Limits`; `companions_round_up` is 1 or 0.
    """

    id: str
    edition: str
    name: str
    value: int
    source: str
    version: int = 0

    def __post_init__(self) -> None:
        known = asdict(Limits())
        if self.name not in known:
            raise UnknownLimit(field="name", value=self.name, known=sorted(known))


def limits_of(table: Iterable[ReceptionLimit]) -> Limits:
    """The national values with those of the table in their place."""
    own = {one.name: one.value for one in table}
    return Limits(**{name: type(usual)(own.get(name, usual)) for name, usual in asdict(Limits()).items()})


RULES = {
    "hosted_days": ("Without a reciprocal agreement guests are hosted five days at most.", "head of the FAO"),
    "meals_a_day": ("Meals of a day cost at most so much a person.", "head of the FAO"),
    "banquet_cost": ("A banquet costs at most so much a head, by the host's rank.", "host of the banquet"),
    "banquets": ("A guest of this province only has two banquets at most.", "head of the FAO"),
    "companions": ("One companion a guest up to five guests, one for two above.", "head of protocol"),
    "hotel_stars": (
        "Only delegations led by a vice-minister or above stay in five stars.",
        "head of the FAO",
    ),
    "room_below_rank": ("Vice-ministers and above have a suite.", "head of protocol"),
    "room_above_rank": ("Others have a standard room.", "head of protocol"),
    "sedans": ("Sedans are for the few important guests, others ride by head-count.", "head of protocol"),
    "gift_value": ("A gift is worth at most so much, by the rank of giver or receiver.", "head of the FAO"),
    "gift_once": ("Gifts are given once a visit, by the host unit.", "head of protocol"),
}
"""What each rule says, and who may waive it."""


@dataclass(frozen=True)
class Breach:
    """A rule broken: by whom or what, how much against which limit, and who waived it."""

    rule: str
    subject: str
    value: int
    limit: int
    waived_by: str = ""


@dataclass
class Waiver:
    """Somebody with the right to do so lets a rule be broken for one subject, or for all (`*`)."""

    id: str
    edition: str
    rule: str
    subject: str
    granted_by: str
    reason: str
    granted_at: datetime
    version: int = 0

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise UnknownRule(field="rule", value=self.rule, known=sorted(RULES))
        if not self.granted_by.strip() or not self.reason.strip():
            raise WaiverWithoutReason(field="reason", value=self.reason)


@dataclass
class Gift:
    """One gift to one guest; `minister` when giver or receiver is of ministerial rank."""

    id: str
    edition: str
    guest_id: str
    item: str
    value: int
    given_by: str
    minister: bool
    given_at: datetime
    version: int = 0


def companions_allowed(guests: int, limits: Limits) -> int:
    """One for each of the first five guests, one for two of those above."""
    above = max(0, guests - limits.one_to_one_up_to)
    half = (above + limits.companions_round_up) // 2
    return min(guests, limits.one_to_one_up_to) + half


def check_sitting(sitting: Sitting, guests: int, limits: Limits) -> list[Breach]:
    """Cost a head, and companions at the table."""
    found = []
    most = _most(sitting, limits)
    if most is not None and sitting.cost_per_head > most:
        found.append(Breach("banquet_cost", sitting.id, sitting.cost_per_head, most))
    allowed = companions_allowed(guests, limits)
    if len(sitting.companions) > allowed:
        found.append(Breach("companions", sitting.id, len(sitting.companions), allowed))
    return found


def _most(sitting: Sitting, limits: Limits) -> int | None:
    """The highest cost a head; daily meals have a limit for the day instead."""
    if sitting.kind is SittingKind.BANQUET:
        return limits.banquet_provincial if sitting.host_rank is HostRank.PROVINCIAL else limits.banquet
    by_kind = {
        SittingKind.BUFFET: limits.buffet,
        SittingKind.COCKTAIL: limits.cocktail,
        SittingKind.TEA: limits.tea,
    }
    return by_kind.get(sitting.kind)


def check_meals(
    eats: Mapping[str, Sequence[Sitting]], ranks: Mapping[str, Rank], limits: Limits
) -> list[Breach]:
    """What each guest eats: the cost of a day, and the number of banquets."""
    found = []
    for guest_id, sittings in sorted(eats.items()):
        banquets = sum(sitting.kind is SittingKind.BANQUET for sitting in sittings)
        if banquets > limits.banquets:
            found.append(Breach("banquets", guest_id, banquets, limits.banquets))
        ministerial = ranks[guest_id] in MINISTERIAL
        most = limits.meals_a_day_minister if ministerial else limits.meals_a_day
        for day, cost in sorted(_by_day(sittings).items()):
            if cost > most:
                found.append(Breach("meals_a_day", f"{guest_id} {day.isoformat()}", cost, most))
    return found


def _by_day(sittings: Iterable[Sitting]) -> dict[date, int]:
    cost: dict[date, int] = defaultdict(int)
    for sitting in sittings:
        if sitting.kind is SittingKind.MEAL:
            cost[day_here(sitting.starts)] += sitting.cost_per_head
    return cost


def check_beds(
    beds: Iterable[Allotment],
    hotels: Mapping[str, Hotel],
    led_by_minister: Mapping[str, bool],
    limits: Limits,
) -> list[Breach]:
    """Days hosted, stars of the hotel by who leads the delegation, and rooms against the rank."""
    found = []
    for bed in sorted(beds, key=lambda bed: bed.id):
        days = (bed.last_night - bed.first_night).days + 2
        if days > limits.hosted_days:
            found.append(Breach("hosted_days", bed.guest_id, days, limits.hosted_days))
        stars = hotels[bed.hotel_id].stars
        if stars > limits.stars and not led_by_minister.get(bed.guest_id, False):
            found.append(Breach("hotel_stars", bed.guest_id, stars, limits.stars))
        found += [Breach(rule, bed.guest_id, 1, 0) for rule in bed.breaks]
    return found


def check_cars(trips: Iterable[Trip], ranks: Mapping[str, Rank]) -> list[Breach]:
    """Sedans that carry nobody of the important ranks."""
    return [
        Breach("sedans", trip.id, len(trip.guest_ids), 0)
        for trip in sorted(trips, key=lambda trip: trip.id)
        if trip.vehicle_kind is VehicleKind.SEDAN
        and all(ranks.get(guest_id) in BY_HEAD_COUNT for guest_id in trip.guest_ids)
    ]


def check_gifts(gifts: Iterable[Gift], limits: Limits) -> list[Breach]:
    """The value of each gift, and one a visit."""
    found = []
    given: dict[str, int] = defaultdict(int)
    for gift in sorted(gifts, key=lambda gift: (gift.given_at, gift.id)):
        most = limits.gift_minister if gift.minister else limits.gift
        if gift.value > most:
            found.append(Breach("gift_value", gift.guest_id, gift.value, most))
        given[gift.guest_id] += 1
    found += [Breach("gift_once", guest_id, times, 1) for guest_id, times in given.items() if times > 1]
    return found


def with_waivers(breaches: Iterable[Breach], waivers: Iterable[Waiver]) -> list[Breach]:
    """The breaches with who waived them; the waiver of a day's meals may name the guest alone."""
    granted = {(waiver.rule, waiver.subject): waiver.granted_by for waiver in waivers}
    return [Breach(one.rule, one.subject, one.value, one.limit, _waived(one, granted)) for one in breaches]


def _waived(one: Breach, granted: Mapping[tuple[str, str], str]) -> str:
    subjects = (one.subject, one.subject.partition(" ")[0], EVERYBODY)
    return next((granted[one.rule, subject] for subject in subjects if (one.rule, subject) in granted), "")
