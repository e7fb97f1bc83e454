"""Judges matchmaking timetables by the rules alone, and finds the best of small instances by trying all.

Knows nothing of the engine but the shape of its question.
"""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import product

from services.scheduling.engine.matchmaking.instance import Instance, Pair, Tables, Timetable


def broken_rules(instance: Instance, timetable: Timetable) -> list[str]:
    """What is wrong with a timetable; empty when nothing is."""
    return [
        *(f"{n} outside its slots" for n, p in enumerate(instance.pairs) if timetable[n] not in p.slots),
        *(f"{who} twice in {slot}" for (who, slot), n in _sittings(instance, timetable).items() if n > 1),
        *(f"{a} not before {b}" for a, b in instance.order if timetable[a] >= timetable[b]),
        *(f"tables in {slot}" for tables in instance.tables for slot in _crowded(tables, timetable)),
        *(["unfair"] if _difference(instance, timetable) > instance.spread else []),
    ]


def idle_runs_of(instance: Instance, timetable: Timetable) -> list[int]:
    """Idle runs of each participant, slot by slot."""
    sittings = _sittings(instance, timetable)
    return [
        _idle([(p, slot) in sittings for slot in range(instance.slots)]) for p in range(instance.participants)
    ]


def fewest_idle_runs(instance: Instance) -> int | None:
    """The least sum of idle runs of any right timetable, found by trying all; None when there is none."""
    right = (t for t in _all(instance) if not broken_rules(instance, t))
    return min((sum(idle_runs_of(instance, t)) for t in right), default=None)


def random_instance(seed: int, participants: int, pairs: int, slots: int) -> Instance:
    """Some pairs with sessions, forbidden and fixed slots, precedences, tables of two kinds, and a spread."""
    draw = random.Random(seed)
    everyone = [(a, b) for a in range(participants) for b in range(a + 1, participants)]
    chosen = draw.sample(everyone, min(pairs, len(everyone)))
    shut = [{s for s in range(slots) if draw.random() < 0.08} for _ in range(participants)]
    made = tuple(Pair(a, b, _slots(draw, slots) - shut[a] - shut[b]) for a, b in chosen)
    places = max(1, -(-len(made) // slots) + draw.randrange(3))
    every = Tables(
        tuple(range(len(made))), tuple(max(0, places - (draw.random() < 0.1)) for _ in range(slots))
    )
    large = Tables(tuple(n for n in range(len(made)) if draw.random() < 0.3), (max(1, places // 2),) * slots)
    order = tuple((a, a + 1 + draw.randrange(3)) for a in range(len(made) - 3) if draw.random() < 0.15)
    return Instance(participants, slots, made, (every, large), order, draw.choice((0, 1, 2, 2)))


def _slots(draw: random.Random, slots: int) -> frozenset[int]:
    kind, noon = draw.random(), slots * 3 // 5
    if kind < 0.05:
        return frozenset({draw.randrange(slots)})
    if kind < 0.25:
        return frozenset(range(noon))
    return frozenset(range(noon, slots) if kind < 0.35 else range(slots))


def _all(instance: Instance) -> Iterator[Timetable]:
    return product(*(sorted(pair.slots) for pair in instance.pairs))


def _sittings(instance: Instance, timetable: Timetable) -> Counter[tuple[int, int]]:
    return Counter(
        (who, slot)
        for pair, slot in zip(instance.pairs, timetable, strict=True)
        for who in (pair.first, pair.second)
    )


def _crowded(tables: Tables, timetable: Timetable) -> list[int]:
    sat = Counter(timetable[pair] for pair in tables.pairs)
    return [slot for slot, number in enumerate(tables.number) if sat[slot] > number]


def _difference(instance: Instance, timetable: Timetable) -> int:
    idle = idle_runs_of(instance, timetable)
    return max(idle, default=0) - min(idle, default=0)


def _idle(busy: list[bool]) -> int:
    runs = "".join("x" if here else " " for here in busy).split()
    return max(0, len(runs) - 1)
