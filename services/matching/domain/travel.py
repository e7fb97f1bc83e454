"""Planned drives between the zones of the city, for interpreters who go from one engagement to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

CHANGEOVER = timedelta(minutes=10)
"""Least time between two engagements in one place; the buffer scheduling keeps for rooms and hosts."""

TRANSFER = timedelta(minutes=60)
"""Least time between engagements whose places are not known: the longest planned drive and a changeover."""

_MINUTES = {
    frozenset({"ZHUJIAJIAN", "PUTUO"}): 30,
    frozenset({"ZHUJIAJIAN", "LINCHENG"}): 40,
    frozenset({"ZHUJIAJIAN", "DINGHAI"}): 50,
    frozenset({"PUTUO", "LINCHENG"}): 20,
    frozenset({"PUTUO", "DINGHAI"}): 30,
    frozenset({"LINCHENG", "DINGHAI"}): 20,
}
"""Planning values of the transfer matrix (getting there, 2.2); the airport lies on Zhujiajian."""


@dataclass(frozen=True)
class Travel:
    """Minutes from zone to zone, both ways alike; a pair that is not listed counts as the farthest."""

    minutes: Mapping[frozenset[str], int] = field(default_factory=lambda: _MINUTES)

    def pause(self, origin: str | None, destination: str | None) -> timedelta:
        """Least time from the end of one engagement to the start of the next: changeover and drive."""
        if origin is not None and origin == destination:
            return CHANGEOVER
        if origin is None or destination is None:
            return TRANSFER
        minutes = self.minutes.get(frozenset({origin, destination}))
        return TRANSFER if minutes is None else CHANGEOVER + timedelta(minutes=minutes)


USUAL_TRAVEL = Travel()
