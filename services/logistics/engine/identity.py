"""Which run of a new plan continues which trip of the plan in force: the one it shares most guests with."""

from collections.abc import Iterable
from dataclasses import replace

from services.logistics.engine.problem import Run


def with_trip_ids(runs: Iterable[Run], before: Iterable[Run]) -> list[Run]:
    """The runs sorted by departure, each with the id of the trip it continues or None where it is a new one.

    A run that already has an id keeps it. Ties go to the same departure, then the same vehicle.
    """
    runs = sorted(runs, key=lambda run: (run.departs, run.legs))
    taken = {run.trip_id for run in runs if run.trip_id}
    free = [run for run in before if run.trip_id not in taken]
    named = {index: run.trip_id for index, run in enumerate(runs) if run.trip_id}
    for _, index, trip_id in sorted(_likenesses(runs, free)):
        if index not in named and trip_id not in taken:
            named[index] = trip_id
            taken.add(trip_id)
    return [replace(run, trip_id=named.get(index)) for index, run in enumerate(runs)]


def _likenesses(runs: list[Run], before: list[Run]) -> Iterable[tuple[tuple[int, bool, bool], int, str]]:
    """How alike a run and a trip are, best first when sorted; pairs without a common leg are not alike."""
    trip_of = {leg_id: run for run in before for leg_id in run.legs}
    for index, run in enumerate(runs):
        for trip in {trip_of[leg_id] for leg_id in run.legs if leg_id in trip_of}:
            common = len(set(run.legs) & set(trip.legs))
            assert trip.trip_id is not None
            yield (
                (-common, run.departs != trip.departs, run.vehicle_id != trip.vehicle_id),
                index,
                trip.trip_id,
            )
