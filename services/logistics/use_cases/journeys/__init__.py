"""The guests' ways: legs of travel, departures, and outings, as the organisers list them."""

from services.logistics.use_cases.journeys.departures import import_departures
from services.logistics.use_cases.journeys.legs import Journeys, import_journeys
from services.logistics.use_cases.journeys.one_leg import NotAGateOfOurs
from services.logistics.use_cases.journeys.outings import cancel_outing, import_outings
from services.logistics.use_cases.journeys.planning_times import import_planning_times

__all__ = (
    "Journeys", "NotAGateOfOurs", "cancel_outing", "import_departures", "import_journeys", "import_outings",
    "import_planning_times",
)  # fmt: skip
