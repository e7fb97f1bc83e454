"""What counting alone refutes: too many meetings for the slots of a participant, or for the tables.

Clauses are poor at counting, so a solver could spend hours on what a flow shows at once.
"""

from collections import Counter
from collections.abc import Iterable

from ortools.graph.python import max_flow

from services.scheduling.engine.matchmaking.instance import Instance


def is_refuted(instance: Instance) -> bool:
    """Whether no timetable can exist, because some meetings have too few slots or tables among them."""
    one_each = (1,) * instance.slots
    return any(not _fit(instance, pairs, one_each) for pairs in instance.pairs_of) or any(
        not _fit(instance, tables.pairs, tables.number) for tables in instance.tables
    )


def _fit(instance: Instance, pairs: Iterable[int], room: tuple[int, ...]) -> bool:
    """Whether these pairs can be spread over their slots with at most `room` of them in each."""
    alike = Counter(instance.pairs[pair].slots for pair in pairs)
    flow, source, sink = max_flow.SimpleMaxFlow(), 0, 1
    for slot, number in enumerate(room):
        flow.add_arc_with_capacity(2 + slot, sink, number)
    for group, (slots, number) in enumerate(alike.items(), start=2 + len(room)):
        flow.add_arc_with_capacity(source, group, number)
        for slot in sorted(slots):
            flow.add_arc_with_capacity(group, 2 + slot, number)
    flow.solve(source, sink)
    return int(flow.optimal_flow()) == alike.total()
