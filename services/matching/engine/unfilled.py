"""For a need that nobody serves: the smallest set of rules in the way, by the waivers that are easiest to get."""

from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.domain.demand import Decision
from services.matching.domain.rules import BY_CODE, ENGAGED
from services.matching.engine.table import Bools, Table


def replaceable(mates: Sequence[int | None], allowed: Bools) -> Bools:
    """People who are free, or whose present guest could be served by another without anyone losing out.

    Follows alternating paths back from everybody who is free, so the answer is exact for any plan.
    """
    serves = {mate: row for row, mate in enumerate(mates) if mate is not None}
    reached = np.array([column not in serves for column in range(allowed.shape[1])], dtype=np.bool_)
    frontier = [int(column) for column in np.flatnonzero(reached)]
    while frontier:
        for row in np.flatnonzero(allowed[:, frontier.pop()]).tolist():
            present = mates[row]
            if present is not None and not reached[present]:
                reached[present] = True
                frontier.append(present)
    return reached


def in_the_way(judged: Table, row: int, free: Bools, held_up: Mapping[int, str] | None = None) -> Decision:
    """Whoever would need the fewest and easiest waivers, and which; without a speaker the language itself.

    `free` are those who could serve as far as their other engagements go; of the others `held_up` names the rule
    where it is another than being engaged. Among equals whoever speaks the guest's own language, then the higher
    level, comes first.
    """
    need = judged.needs[row]
    known = judged.keeps["language"][row]
    if not known.any():
        return Decision(rules=("language",))
    others = held_up or {}
    busy = np.where(free, 0, BY_CODE[ENGAGED.code].effort)
    busy[list(others)] = [BY_CODE[code].effort for code in others.values()]
    efforts, number = judged.efforts(row)
    total = np.where(known, efforts + busy, np.iinfo(np.int64).max)
    candidates = np.flatnonzero(total == total.min())
    fewest = (number + ~free)[candidates]
    candidates = candidates[fewest == fewest.min()]

    def rules(column: int) -> tuple[str, ...]:
        codes = judged.codes(row, column)
        return codes if free[column] else (*codes, others.get(column, ENGAGED.code))

    def likeness(column: int) -> tuple[bool, int, str]:
        person = judged.people[column]
        return not person.speaks(need.language), -person.level_in(need.mode).height, person.id

    closest = min((int(column) for column in candidates), key=likeness)
    return Decision(rules=rules(closest), nearest_id=judged.people[closest].id)
