"""Slots that cannot be: taken by a meeting that has no other, or too early or late for the order."""

from dataclasses import replace

from services.scheduling.engine.matchmaking.instance import Instance, Pair


def narrowed(instance: Instance) -> Instance:
    """The same instance with fewer open slots; a pair left without any shows that there is no timetable."""
    slots = [set(pair.slots) for pair in instance.pairs]
    while _order(instance, slots) or _settled(instance, slots):
        pass
    pairs = (
        Pair(pair.first, pair.second, frozenset(left))
        for pair, left in zip(instance.pairs, slots, strict=True)
    )
    return replace(instance, pairs=tuple(pairs))


def _order(instance: Instance, slots: list[set[int]]) -> bool:
    """Later than the earliest of the earlier, earlier than the latest of the later; whether anything went."""
    before = sum(map(len, slots))
    for earlier, later in instance.order:
        first = min(slots[earlier], default=instance.slots)
        slots[later] = {slot for slot in slots[later] if slot > first}
        last = max(slots[later], default=-1)
        slots[earlier] = {slot for slot in slots[earlier] if slot < last}
    return sum(map(len, slots)) < before


def _settled(instance: Instance, slots: list[set[int]]) -> bool:
    """A meeting with one slot left takes it from the others of its two participants; whether anything went."""
    before = sum(map(len, slots))
    for number, pair in enumerate(instance.pairs):
        if len(slots[number]) == 1:
            for participant in pair.both:
                for other in instance.pairs_of[participant]:
                    if other != number:
                        slots[other] = slots[other] - slots[number]
    return sum(map(len, slots)) < before
