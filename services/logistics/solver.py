"""The planner of logistics: a plain process that answers every change with a new plan of trips."""

from time import perf_counter

from services.logistics.engine import plan
from services.logistics.storage import (
    Appointments,
    Arrivals,
    Closures,
    Departures,
    Hotels,
    LodgingWishes,
    Outings,
    PlanningTimes,
    PlanOrders,
    RoomBlocks,
    Travellers,
    Vehicles,
)
from services.logistics.use_cases import answering
from services.logistics.use_cases.adoption import Adoption
from services.logistics.use_cases.answers import Answers
from services.logistics.use_cases.situation import Store, situation_of
from shared.planning import Unplanned
from shared.storage.store import Backend, save_all

COLLECTIONS = (
    Travellers,
    Appointments,
    Arrivals,
    Departures,
    Outings,
    Vehicles,
    PlanOrders,
    Closures,
    Hotels,
    RoomBlocks,
    LodgingWishes,
    PlanningTimes,
)


def replan(backend: Backend, edition: str, marks: list[Unplanned]) -> None:
    """Plan the edition from its stored state and adopt what differs, all in one transaction."""
    store = Store(backend)
    situation = situation_of(store, edition)
    journeys = situation.journeys()
    problem = situation.problem(journeys)
    began = perf_counter()
    outcome = plan(problem)
    seconds = perf_counter() - began
    save_all(Adoption(store, situation, journeys, Answers(marks)).changes(outcome, seconds))
    answering.also(backend, edition, marks)
