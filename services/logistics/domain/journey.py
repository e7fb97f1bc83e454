"""What each guest of an edition must be driven: from the gate, to every meeting and outing, back, and to the gate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Appointment, Slot, Traveller
from services.logistics.domain.instant import minute_from, minute_until
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.network import OPEN, Network
from services.logistics.domain.outing import Outing
from services.logistics.domain.place import Place
from services.logistics.domain.riding import RIDING, Riding
from services.logistics.domain.road_delay import in_town
from services.logistics.domain.rules import TripRules, Without
from services.logistics.domain.transfer import Driving, Visit, can_follow, sets_out, transfer_id, transfers


@dataclass(frozen=True)
class Stranded:
    """A guest for whom no trip can be asked for or found, and the rule that stands in the way.

    `leg_id` names the drive that is missing: the arrival's or departure's id, or the meeting's with the guest.
    `by` are the closures in the way, `opens` is when the way is known to be open again: the guest's next step.
    """

    leg_id: str
    guest_id: str
    kind: TripKind
    rule: str
    by: tuple[str, ...] = ()
    opens: datetime | None = None


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
    *,
    departures: Iterable[Departure] = (),
    outings: Iterable[Outing] = (),
    network: Network = OPEN,
    companions: Mapping[str, int] = MappingProxyType({}),
) -> Journeys:
    """The drives of every guest who is expected, in an order that does not depend on the input's.

    `companions` says how many people ride beside a guest on guest seats.
    """
    arriving = {arrival.guest_id: arrival for arrival in arrivals}
    leaving = {departure.guest_id: departure for departure in departures if not departure.cancelled}
    visits = _by_guest(appointments, outings)
    driving, journeys = Driving(rules, network), Journeys()
    for traveller in sorted(travellers, key=lambda traveller: traveller.id):
        if traveller.is_expected:
            stay = _Stay(traveller, arriving.get(traveller.id), leaving.get(traveller.id), driving)
            stay.add_to(journeys, visits.get(traveller.id, []))
    journeys.legs = [replace(leg, companions=companions.get(leg.guest_id, 0)) for leg in journeys.legs]
    return journeys


def _by_guest(appointments: Iterable[Appointment], outings: Iterable[Outing]) -> Mapping[str, list[Visit]]:
    """The placed meetings and the outings of each guest, earliest first."""
    by_guest: dict[str, list[Visit]] = defaultdict(list)
    for appointment in appointments:
        if appointment.slot is not None:
            visit = Visit.of(appointment.id, appointment.slot)
            for guest_id in appointment.guest_ids:
                by_guest[guest_id].append(visit)
    for outing in outings:
        if not outing.cancelled:
            visit = Visit.of(outing.id, Slot(outing.place, outing.starts, outing.ends))
            for guest_id in outing.guest_ids:
                by_guest[guest_id].append(visit)
    return {guest_id: sorted(visits) for guest_id, visits in by_guest.items()}


@dataclass(frozen=True)
class _Stay:
    """One guest from the gate of arrival to the gate of departure."""

    traveller: Traveller
    arrival: Arrival | None
    departure: Departure | None
    driving: Driving

    def add_to(self, journeys: Journeys, visits: list[Visit]) -> None:
        """The drives of the stay, and those that cannot be asked for."""
        arrival = self.arrival
        if arrival is None or arrival.cancelled:
            rule = Without.ARRIVAL_UNKNOWN if arrival is None else Without.ARRIVAL_CANCELLED
            missing = arrival.id if arrival else f"{self.traveller.id}.arrival"
            journeys.stranded.append(Stranded(missing, self.traveller.id, TripKind.PICK_UP, rule))
            return
        home, there = arrival.destination, in_town(arrival, self.traveller, self.driving)
        kept: list[Visit] = []
        for visit in visits:
            if there is None or sets_out(self.traveller, home, visit, self.driving) < there:
                journeys.stranded.append(_missing(self.traveller, visit, Without.STILL_ON_THE_WAY))
            elif kept and not can_follow(kept[-1], visit):
                journeys.stranded.append(_missing(self.traveller, visit, Without.IN_ANOTHER_MEETING))
            else:
                kept.append(visit)
        driven = transfers(self.traveller, home, kept, self.driving)
        if arrival.gate is not Place.ROAD:
            journeys.legs.append(self._pick_up(arrival, driven))
        journeys.legs += driven
        if self.departure is not None and self.departure.gate is not Place.ROAD:
            self._send_off(journeys, self.departure, driven)

    @property
    def _riding(self) -> Riding:
        return RIDING[self.traveller.rank]

    def _pick_up(self, arrival: Arrival, driven: list[Leg]) -> Leg:
        """The drive from the gate; it does not wait so long that the guest's first meeting is missed."""
        earliest = minute_from(arrival.ready_at)
        latest = earliest + self.driving.rules.longest_wait
        if driven:
            drive = self.driving.takes(arrival.gate, arrival.destination, earliest, self._riding)
            latest = min(latest, min(leg.latest for leg in driven) - drive)
        return Leg(
            id=arrival.id,
            guest_id=self.traveller.id,
            rank=self.traveller.rank,
            kind=TripKind.PICK_UP,
            origin=arrival.gate,
            destination=arrival.destination,
            earliest=earliest,
            latest=max(earliest, latest),
            bags=arrival.bags,
        )

    def _send_off(self, journeys: Journeys, departure: Departure, driven: list[Leg]) -> None:
        """The drive to the gate, after the last drive home; said at once when it cannot be in time."""
        due = minute_until(departure.be_there_by)
        latest = self.driving.leaves(departure.origin, departure.gate, due, self._riding)
        home_again = [
            leg.latest + self.driving.takes(leg.origin, leg.destination, leg.latest, self._riding)
            for leg in driven
        ]
        earliest = max([latest - self.driving.rules.early_at_gate, *home_again])
        if earliest > latest:
            rule = Without.MISSES_DEPARTURE
            journeys.stranded.append(Stranded(departure.id, self.traveller.id, TripKind.SEND_OFF, rule))
            return
        journeys.legs.append(
            Leg(
                id=departure.id,
                guest_id=self.traveller.id,
                rank=self.traveller.rank,
                kind=TripKind.SEND_OFF,
                origin=departure.origin,
                destination=departure.gate,
                earliest=earliest,
                latest=latest,
                bags=departure.bags,
                due=due,
            )
        )


def _missing(traveller: Traveller, visit: Visit, rule: str) -> Stranded:
    leg_id = transfer_id(visit, TripKind.TRANSFER, traveller)
    return Stranded(leg_id, traveller.id, TripKind.TRANSFER, rule)
