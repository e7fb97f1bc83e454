"""What a new plan changes, demand by demand; what stays as it is is not in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.matching.domain.demand import Decision, Demand, State, closed, decided
from services.matching.domain.need import Need


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One demand before (None: it is new) and after."""

    before: Demand | None
    after: Demand

    @property
    def is_quiet(self) -> bool:
        """Whether everybody serves what he or she did: only hours inside a stay, or what is agreed, may be new."""
        return self.before is not None and _is_same(_without_hours(self.before), _without_hours(self.after))

    @property
    def is_newly_agreed(self) -> bool:
        """Whether the service of whoever serves is confirmed and was not before."""
        was_agreed = self.before is not None and self.released is None and self.before.confirmed
        return self.after.confirmed and not was_agreed

    @property
    def is_no_longer_agreed(self) -> bool:
        """Whether whoever serves goes on, but without the confirmation there was."""
        stays = self.before is not None and self.released is None and self.after.interpreter_id is not None
        return stays and self.before is not None and self.before.confirmed and not self.after.confirmed

    @property
    def released(self) -> str | None:
        """The interpreter who no longer serves."""
        present = self.before.interpreter_id if self.before else None
        return present if present != self.after.interpreter_id else None

    @property
    def concerns(self) -> tuple[str, ...]:
        """Ids of the things whose change this may answer, closest first."""
        people = (self.before.interpreter_id if self.before else None, self.after.interpreter_id)
        need = self.after.need
        arrival = need.guest_id.replace(".g.", ".a.", 1)
        return tuple(i for i in (need.meeting_id, need.guest_id, arrival, *people) if i is not None)


def differences(
    edition: str,
    standing: Mapping[str, Demand],
    needs: Mapping[str, Need],
    decisions: Mapping[str, Decision],
) -> list[Difference]:
    """Compare the demands in force with the decisions on the needs, by demand id."""
    found = [
        Difference(before=before, after=closed(before))
        for demand_id, before in standing.items()
        if demand_id not in needs and before.state is not State.CLOSED
    ]
    for need_id, need in needs.items():
        before = standing.get(need_id)
        after = decided(edition, need, decisions[need_id], before.version if before else 0, before)
        if before is None or not _is_same(before, after):
            found.append(Difference(before=before, after=after))
    return sorted(found, key=lambda difference: difference.after.id)


def _is_same(before: Demand, after: Demand) -> bool:
    """The nearest candidate of an unfilled demand may vary; people hear only of what is decided."""
    return all(
        getattr(before, name) == getattr(after, name)
        for name in ("need", "state", "interpreter_id", "serves_in", "rules", "waived")
    )


def _without_hours(demand: Demand) -> Demand:
    return replace(demand, need=replace(demand.need, shifts=()))
