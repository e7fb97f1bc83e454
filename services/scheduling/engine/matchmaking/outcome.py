"""What the matchmaking engine answers."""

from dataclasses import dataclass
from enum import StrEnum

from services.scheduling.engine.matchmaking.instance import Timetable


class Status(StrEnum):
    """How much is known."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    UNSATISFIABLE = "unsatisfiable"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """The best timetable found and its idle runs, if any; `bound` idle runs there must be."""

    timetable: Timetable | None = None
    idle: int | None = None
    bound: int = 0
    refuted: bool = False

    @property
    def status(self) -> Status:
        """Optimal when the timetable reaches the bound; unsatisfiable when there can be none."""
        if self.refuted:
            return Status.UNSATISFIABLE
        if self.idle is None:
            return Status.UNKNOWN
        return Status.OPTIMAL if self.idle <= self.bound else Status.FEASIBLE

    @property
    def closed(self) -> bool:
        """Whether nothing is left to find out."""
        return self.status in (Status.OPTIMAL, Status.UNSATISFIABLE)

    def better_of(self, other: "Outcome") -> "Outcome":
        """The better timetable of two and the better bound."""
        mine = self.idle is not None and (other.idle is None or self.idle <= other.idle)
        best = self if mine else other
        bound, refuted = max(self.bound, other.bound), self.refuted or other.refuted
        return Outcome(best.timetable, best.idle, bound, refuted)
