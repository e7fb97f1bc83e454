"""Who eats, what they need, and where they sit."""

from dataclasses import dataclass
from typing import Any

from services.logistics.domain.heard import Traveller
from services.logistics.domain.meal import (
    Count,
    GuestNeeds,
    Need,
    Sitting,
    counted,
    who_eats,
)
from services.logistics.domain.table import Table, companion_of, seated
from services.logistics.sealing import NeedsSeal
from services.logistics.storage import (
    Arrivals,
    Departures,
    Escorts,
    Needs,
    Sittings,
    Travellers,
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
        """What each guest who has said so needs; what the person said who had the place before is left out."""
        persons = self.persons_of(edition)
        return {
            one.guest_id: _opened(self.seal, one)
            for one in self.needs.find(edition=edition)
            if one.person_id in ("", persons.get(one.guest_id, ""))
        }

    def persons_of(self, edition: str) -> dict[str, str]:
        """Which person has the place of each guest."""
        return {guest.id: guest.person_id for guest in self.travellers.find(edition=edition)}


def _opened(seal: NeedsSeal, needs: GuestNeeds) -> tuple[Need, ...]:
    return tuple(Need(code) for code in seal.open(needs.needs).split(";"))


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
    """The tables of a banquet as guests now come; none of a cancelled one."""
    sitting = dining.sittings.get(sitting_id)
    if sitting.cancelled:
        return []
    interpreters = {
        one.guest_id: one.interpreter_name
        for one in dining.escorts.find(edition=sitting.edition)
        if one.interpreter_id
    }
    companions = [companion_of(written) for written in sitting.companions]
    return seated(
        dining.guests_of(sitting),
        companions,
        interpreters,
        max(1, sitting.tables),
        sitting.seats_a_table,
        sitting.spouses,
    )
