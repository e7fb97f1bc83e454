"""Which seat each person of a group takes: whoever sits there already stays, the others fill up in order."""

from collections.abc import Mapping, Sequence

from services.matching.engine.group import Engagements, Group
from services.matching.engine.table import Table


def seat(judged: Table, engagements: Engagements, seated: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The column of the person for each need that is served, by its row.

    The local minimum's seats come first, so that a short team lacks the association's extra ones.
    """
    found: dict[int, int] = {}
    for number, people in seated.items():
        found |= _in_order(judged, engagements.groups[number], people)
    return found


def _in_order(judged: Table, group: Group, people: Sequence[int]) -> dict[int, int]:
    rows = group.rows[: max(len(people), sum(not judged.needs[row].extra for row in group.rows))]
    rows = rows[: len(people)]
    taken: dict[int, int] = {}
    for row in rows:
        for person in people:
            if judged.kept[row, person] and row not in taken and person not in taken.values():
                taken[row] = person
    waiting = iter(sorted(set(people) - set(taken.values())))
    for row in rows:
        if row not in taken:
            taken[row] = next(waiting)
    return taken
