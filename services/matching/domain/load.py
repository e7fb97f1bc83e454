"""How evenly the work is spread, and who gained which practice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.preference import practice


@dataclass(frozen=True, kw_only=True)
class Load:
    """Minutes on duty for each person who may serve; 0 for those who serve nobody.

    `gini` is 0 where all work the same and nears 1 where one works alone; `ratio` is the most against the least of
    those who work at all, None where nobody does.
    """

    minutes: dict[str, int]
    gini: float
    ratio: float | None


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Practices one person had not had before; without a known history these are all of this edition."""

    interpreter_id: str
    gained: tuple[str, ...]


def minutes_on_duty(need: Need) -> int:
    """Minutes on duty a need takes: the hours of its shifts."""
    return sum(int((shift.ends - shift.starts).total_seconds()) // 60 for shift in need.duties)


def fair_load(needs: Iterable[Need], pairs: Mapping[str, str], people: Iterable[Interpreter]) -> Load:
    """The load of everybody who may serve under these pairs (need id to interpreter id)."""
    minutes = {person.id: 0 for person in people if person.may_serve}
    for need in needs:
        person = pairs.get(need.id)
        if person is not None:
            minutes[person] = minutes.get(person, 0) + minutes_on_duty(need)
    working = [value for value in minutes.values() if value > 0]
    ratio = round(max(working) / min(working), 3) if working else None
    return Load(minutes=minutes, gini=gini(list(minutes.values())), ratio=ratio)


def gini(values: list[int]) -> float:
    """Gini's coefficient: half the mean difference of all pairs against the mean, to four places."""
    total, count = sum(values), len(values)
    if total == 0:
        return 0.0
    ranked = sum(place * value for place, value in enumerate(sorted(values), start=1))
    return round(2 * ranked / (count * total) - (count + 1) / count, 4)


def growth(
    needs: Iterable[Need], pairs: Mapping[str, str], people: Iterable[Interpreter]
) -> tuple[Growth, ...]:
    """Who gained a practice that is not in his or her history, by person, practices in order."""
    served: dict[str, set[str]] = {}
    for need in needs:
        if need.id in pairs:
            served.setdefault(pairs[need.id], set()).add(practice(need))
    found = [
        Growth(interpreter_id=person.id, gained=tuple(sorted(served[person.id] - set(person.practised))))
        for person in people
        if person.id in served
    ]
    return tuple(one for one in sorted(found, key=lambda one: one.interpreter_id) if one.gained)
