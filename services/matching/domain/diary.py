"""One interpreter's diary: on which demands the person is held by hand or by an accepted offer.

Whether somebody is held twice at one time is decided on this one document, so that two hands at once cannot
both succeed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from services.matching.domain.need import Need
from shared.errors import Refused


class HeldElsewhere(Refused):
    """This person is already held on another demand at that time."""

    code = "held_elsewhere"


@dataclass(kw_only=True)
class Diary:
    """The demands somebody is held on."""

    id: str
    edition: str
    interpreter_id: str
    demand_ids: tuple[str, ...] = ()
    version: int = 0

    def with_demand(
        self, need: Need, others: Mapping[str, Need], collide: Callable[[Need, Need], bool]
    ) -> "Diary":
        """With one more demand; `others` are the present needs of those held already, by id."""
        held = (others[i] for i in self.demand_ids if i in others and i != need.id)
        clashing = next((other for other in held if collide(other, need)), None)
        if clashing is not None:
            raise HeldElsewhere(
                interpreter_id=self.interpreter_id, demand_id=need.id, other_demand_id=clashing.id
            )
        return replace(self, demand_ids=_sorted((*self.demand_ids, need.id)))

    def without_demand(self, demand_id: str) -> "Diary":
        """No longer held there."""
        return replace(self, demand_ids=tuple(i for i in self.demand_ids if i != demand_id))


def diary_id(interpreter_id: str) -> str:
    """E.g. `ipec-2019.i.I014.diary`."""
    return f"{interpreter_id}.diary"


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
