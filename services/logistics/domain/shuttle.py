"""Drives to the programme and back for everybody in town: what the shuttle has to carry.

Sessions at one place that follow one another are one outing: nobody is driven home for a break shorter than
`longest_break`. A guest takes the first session that can be reached from the hotel and the last from which there
is time for the way home; in between guests are at the venue.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Occasion, Traveller
from services.logistics.domain.instant import minute_from, minute_until
from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.place import ZONES, Place
from services.logistics.domain.riding import RIDING
from services.logistics.domain.transfer import Driving


@dataclass(frozen=True)
class Stage:
    """Sessions at one place without a break that is worth the way home, earliest first."""

    place: Place
    sessions: tuple[Occasion, ...]


def stages(occasions: Iterable[Occasion], longest_break: int) -> list[Stage]:
    """The programme by place and time; sessions at no place of the city are left out."""
    found: list[Stage] = []
    for place in ZONES:
        here = [one for one in occasions if one.place == place.value]
        together: list[Occasion] = []
        until: datetime | None = None
        for session in sorted(here, key=lambda one: (one.starts, one.ends, one.id)):
            if until is not None and (session.starts - until).total_seconds() > 60 * longest_break:
                found.append(Stage(place, tuple(together)))
                together = []
            together.append(session)
            until = session.ends if until is None else max(until, session.ends)
        if together:
            found.append(Stage(place, tuple(together)))
    return sorted(found, key=lambda stage: (stage.sessions[0].starts, stage.place.value))


@dataclass(frozen=True)
class Town:
    """Who is expected, from when and until when they are in town, and how long drives take."""

    travellers: tuple[Traveller, ...]
    arrivals: Mapping[str, Arrival]
    departures: Mapping[str, Departure]
    driving: Driving

    def legs(self, programme: Iterable[Stage]) -> list[Leg]:
        """The drives to each stage and back of everybody in town, in an order of their own."""
        found = []
        for stage in programme:
            for guest in sorted(self.travellers, key=lambda guest: guest.id):
                arrival = self.arrivals.get(guest.id)
                if guest.is_expected and arrival is not None and not arrival.cancelled:
                    found += self._of(guest, arrival, stage)
        return found

    def _of(self, guest: Traveller, arrival: Arrival, stage: Stage) -> list[Leg]:
        """There and back of one guest; nothing for who comes too late or has left."""
        leaves_town, home = self._leaves_town(guest.id, arrival), arrival.destination
        attended = [
            (there, back, session)
            for session in stage.sessions
            for there, back in [self._minutes(guest, home, stage.place, session)]
            if there >= minute_from(arrival.in_town_from)
            and (leaves_town is None or back[1] <= minute_until(leaves_town))
        ]
        if not attended:
            return []
        last = max(attended, key=lambda one: (one[1], one[2].id))
        to = _leg(guest, TripKind.TRANSFER, (home, stage.place), attended[0][0], attended[0][2])
        return [to, _leg(guest, TripKind.RETURN, (stage.place, home), last[1][0], last[2])]

    def _leaves_town(self, guest_id: str, arrival: Arrival) -> datetime | None:
        departure = self.departures.get(guest_id)
        return departure.leaves_by if departure and not departure.cancelled else arrival.leaves_at

    def _minutes(
        self, guest: Traveller, home: Place, place: Place, session: Occasion
    ) -> tuple[int, tuple[int, int]]:
        """When the guest leaves home for a session, and leaves it and is home again."""
        rules, riding = self.driving.rules, RIDING[guest.rank]
        there = self.driving.leaves(
            home, place, minute_until(session.starts) - rules.at_the_door_before, riding
        )
        leaves = minute_from(session.ends) + rules.leaves_after
        return there, (leaves, leaves + self.driving.takes(place, home, leaves, riding))


def _leg(guest: Traveller, kind: TripKind, way: tuple[Place, Place], leaves: int, session: Occasion) -> Leg:
    return Leg(
        id=f"{session.id}.{'to' if kind is TripKind.TRANSFER else 'back'}.{guest.reference}",
        guest_id=guest.id,
        rank=guest.rank,
        kind=kind,
        origin=way[0],
        destination=way[1],
        earliest=leaves,
        latest=leaves,
        meeting_id=session.id,
    )
