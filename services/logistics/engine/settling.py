"""A choice of departures in which everybody really has a seat.

The model counts seats and luggage by departure, not by vehicle; parties that do not divide may then find no vehicle
that holds them. Where that happens some room is kept free at that departure and the choice is made again.
"""

from collections.abc import Callable, Sequence

from ortools.sat.python.cp_model import CpModel

from services.logistics.engine.carload import unseated
from services.logistics.engine.search import Found, minimise, parts_of
from services.logistics.engine.slots import Slots

_EFFORT = 2.0
_MOST_TURNS = 40

Build = Callable[[CpModel, dict[int, int]], Sequence[Slots]]


def settle(build: Build, effort: float = _EFFORT, price: int = 0) -> tuple[Sequence[Slots], Found]:
    """The best choice that seats everybody, each trip at a price in minutes of waiting; proven only when no room
    had to be kept free.
    """
    room_lost: dict[int, int] = {}
    for _ in range(_MOST_TURNS):
        model = CpModel()
        slots = build(model, room_lost)
        found = minimise(model, parts_of(slots, price=price), effort)
        assert found is not None, "every guest may leave when the roads let him"
        short = sorted({departs for company in slots for departs in unseated(company, found.solver)})
        if not short:
            return slots, Found(found.solver, found.is_best and not room_lost)
        room_lost = {**room_lost, **{departs: room_lost.get(departs, 0) + 1 for departs in short}}
    raise AssertionError("with a vehicle for each guest everybody has a seat")
