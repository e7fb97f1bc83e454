"""What each guest of an edition must be driven: from the gate, to every meeting, and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.heard import Appointment, Traveller
from services.logistics.domain.instant import minute_from
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.place import Place, driving_minutes
from services.logistics.domain.rules import TripRules, Without
from services.logistics.domain.transfer import Visit, leaves_for, transfer_id, transfers


@dataclass(frozen=True)
class Stranded:
    """A guest for whom no trip can be asked for or found, and the rule that stands in the way.

    `leg_id` names the drive that is missing: the arrival's id, or the meeting's with the guest.
    """

    leg_id: str
    guest_id: str
    kind: TripKind
    rule: str


@dataclass
class Journeys:
    """All drives wanted, and the guests of whom one cannot be asked for."""

    legs: list[Leg] = field(default_factory=list)
    stranded: list[Stranded] = field(default_factory=list)


def journeys_of(
    travellers: Iterable[Traveller],
    arrivals: Iterable[Arrival],
    appointments: Iterable[Appointment],
    rules: TripRules,
) -> Journeys:
    """The drives of every guest who is expected, in an order that does not depend on the input's."""
    arriving = {arrival.guest_id: arrival for arrival in arrivals}
    visits = _by_guest(appointments)
    journeys = Journeys()
    for traveller in sorted(travellers, key=lambda traveller: traveller.id):
        if traveller.is_expected:
            _add(journeys, traveller, arriving.get(traveller.id), visits.get(traveller.id, []), rules)
    return journeys


def _by_guest(appointments: Iterable[Appointment]) -> Mapping[str, list[Visit]]:
    """The placed meetings of each guest, earliest first."""
    by_guest: dict[str, list[Visit]] = defaultdict(list)
    for appointment in appointments:
        if appointment.slot is not None:
            visit = Visit.of(appointment.id, appointment.slot)
            for guest_id in appointment.guest_ids:
                by_guest[guest_id].append(visit)
    return {guest_id: sorted(visits) for guest_id, visits in by_guest.items()}


def _add(
    journeys: Journeys, traveller: Traveller, arrival: Arrival | None, visits: list[Visit], rules: TripRules
) -> None:
    if arrival is None or arrival.cancelled:
        rule = Without.ARRIVAL_UNKNOWN if arrival is None else Without.ARRIVAL_CANCELLED
        missing = arrival.id if arrival else f"{traveller.id}.arrival"
        journeys.stranded.append(Stranded(missing, traveller.id, TripKind.PICK_UP, rule))
        return
    home, in_town = arrival.destination, minute_from(arrival.in_town_from)
    missed = [visit for visit in visits if leaves_for(visit, home, rules) < in_town]
    journeys.stranded += [_missing(traveller, visit) for visit in missed]
    driven = transfers(traveller, home, [visit for visit in visits if visit not in missed], rules)
    if arrival.gate is not Place.ROAD:
        journeys.legs.append(_pick_up(traveller, arrival, driven, rules))
    journeys.legs += driven


def _missing(traveller: Traveller, visit: Visit) -> Stranded:
    leg_id = transfer_id(visit, TripKind.TRANSFER, traveller)
    return Stranded(leg_id, traveller.id, TripKind.TRANSFER, Without.STILL_ON_THE_WAY)


def _pick_up(traveller: Traveller, arrival: Arrival, driven: list[Leg], rules: TripRules) -> Leg:
    """The drive from the gate; it does not wait so long that the guest's first meeting is missed."""
    earliest = minute_from(arrival.ready_at)
    latest = earliest + rules.longest_wait
    if driven:
        drive = driving_minutes(arrival.gate, arrival.destination)
        latest = min(latest, min(leg.latest for leg in driven) - drive)
    return Leg(
        id=arrival.id,
        guest_id=traveller.id,
        rank=traveller.rank,
        kind=TripKind.PICK_UP,
        origin=arrival.gate,
        destination=arrival.destination,
        earliest=earliest,
        latest=max(earliest, latest),
    )
