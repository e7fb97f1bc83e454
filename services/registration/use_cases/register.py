"""The register: where guests and delegations are kept, and how a change of them is written and announced."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.registration import standing
from services.registration.domain.guest import Guest
from services.registration.domain.roll import Roll
from services.registration.sealing import FieldSeal
from services.registration.storage import Delegations, Guests
from shared.events.registration import DelegationAmended
from shared.storage.store import Change, save_all

SEALED = ("passport", "dietary_needs")


@dataclass(frozen=True)
class Register:
    """Guests, delegations, and the seal for what is private about a guest."""

    guests: Guests
    delegations: Delegations
    seal: FieldSeal

    def roll(self, edition: str) -> Roll:
        """Everybody of one edition."""
        return Roll(edition, self.guests.of_edition(edition), self.delegations.find(edition=edition))

    def sealed(self, values: Mapping[str, Any], before: Guest | None) -> dict[str, Any]:
        """The values with private text sealed; text that is the same as before keeps its sealed form."""
        private = {
            name: self.seal.keep_or_seal(getattr(before, name, ""), values[name])
            for name in SEALED
            if name in values
        }
        return {**values, **private}

    def write(self, roll: Roll, guests: Iterable[tuple[Guest | None, Guest]]) -> None:
        """Write these guests (before, after) and the delegations whose head or order follows, all or none."""
        pairs = list(guests)
        roll.guests |= {guest.id: guest for _, guest in pairs}
        changes = [
            Change(self.guests, guest, standing.what_happened(before, guest)) for before, guest in pairs
        ]
        for led in roll.led_anew(g.delegation_id for pair in pairs for g in pair if g is not None):
            changes.append(Change(self.delegations, led, (DelegationAmended(**standing.of_delegation(led)),)))
        save_all(changes)
