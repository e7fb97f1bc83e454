"""The merit list: what each interpreter did, added up from the raw rows so that anybody can add it up again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.load import minutes_on_duty
from services.matching.domain.need import Mode, Need

POINTS_AN_HOUR: Mapping[str, int] = {
    Mode.SIMULTANEOUS: 6,
    Mode.CONSECUTIVE: 4,
    Mode.WHISPERED: 4,
    Mode.ESCORT: 2,
}
"""By mode: what an hour counts before rank."""

POINTS_FOR_RANK: Mapping[str, int] = {"V1": 10, "V2": 6, "V3": 3, "V4": 1, "V5": 0}
"""Once for each engagement."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One engagement one person served; the list is the sum of these rows and nothing else."""

    interpreter_id: str
    need_id: str
    mode: str
    rank: str
    minutes: int

    @property
    def points(self) -> int:
        """Points by the hour and mode, begun hours counted in full, and once for the rank."""
        hours = -(-self.minutes // 60)
        return hours * POINTS_AN_HOUR[self.mode] + POINTS_FOR_RANK[self.rank]


@dataclass(frozen=True, kw_only=True)
class Merit:
    """One person's place: equal points share a place, and the next one is left out."""

    place: int
    interpreter_id: str
    engagements: int
    minutes: int
    points: int


def rows_of(needs: Iterable[Need], pairs: Mapping[str, str]) -> tuple[Row, ...]:
    """The raw rows of a plan, by person, then by need."""
    rows = [
        Row(
            interpreter_id=pairs[need.id],
            need_id=need.id,
            mode=need.mode,
            rank=need.rank,
            minutes=minutes_on_duty(need),
        )
        for need in needs
        if need.id in pairs
    ]
    return tuple(sorted(rows, key=lambda row: (row.interpreter_id, row.need_id)))


def merit_list(rows: Iterable[Row], people: Iterable[Interpreter] = ()) -> tuple[Merit, ...]:
    """The list, most points first; `people` adds those who have no row, with nothing."""
    by_person: dict[str, list[Row]] = {person.id: [] for person in people}
    for row in rows:
        by_person.setdefault(row.interpreter_id, []).append(row)
    sums = sorted((-sum(row.points for row in own), person, own) for person, own in by_person.items())
    points = [-total for total, _, _ in sums]
    return tuple(
        Merit(
            place=points.index(-total) + 1,
            interpreter_id=person,
            engagements=len(own),
            minutes=sum(row.minutes for row in own),
            points=-total,
        )
        for total, person, own in sums
    )
