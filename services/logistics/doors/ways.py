"""The door for closures, weather, what is reached, alternatives, departures, outings and carriers' messages."""

from datetime import datetime
from typing import Any

from services.logistics.domain.alternative import Alternative
from services.logistics.domain.closure import Closure, Trigger
from services.logistics.domain.outing import Outing
from services.logistics.domain.stretch import Stretch
from services.logistics.domain.weather import Reading
from services.logistics.doors.stores import Page, Stores, given, page
from services.logistics.schemas import asked, ways
from services.logistics.use_cases import alternatives, carriers, closing, imports, journeys, reaching
from shared.rpc import rpc_method


class Ways(Stores):
    """Which way is open, and who comes by it."""

    @property
    def _ways(self) -> closing.Ways:
        return closing.Ways(self.closures, self.weather, self.arrivals, self.travellers)

    @rpc_method(ways.ClosuresIn, ways.ClosuresOut)
    def list_closures(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of closures and limits."""
        return page(self.closures.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(ways.ClosureIn, ways.ClosureOut)
    def get_closure(self, closure_id: str) -> Any:
        """One closure."""
        return self.closures.get(closure_id)

    @rpc_method(ways.CloseRouteIn, ways.ClosureOut)
    def close_route(self, edition: str, **notice: Any) -> Closure:
        """Close or slow a stretch as a notice says."""
        return closing.close_route(self._ways, edition, **notice)

    @rpc_method(ways.LiftClosureIn, ways.ClosureOut)
    def lift_closure(self, closure_id: str, at: datetime) -> Closure:
        """Open again from then on."""
        return closing.lift_closure(self._ways, closure_id, at)

    @rpc_method(ways.WeatherIn, ways.ClosureOut, many=True)
    def record_weather(
        self, edition: str, stretch: Stretch, trigger: Trigger, value: int, at: datetime, source: str
    ) -> list[Closure]:
        """A reading, and the closures that follow."""
        return closing.record_weather(self._ways, edition, stretch, trigger, Reading(at, value, source))

    @rpc_method(ways.ReachIn, ways.ReachOut)
    def reach(self, edition: str, at: datetime) -> dict[str, Any]:
        """What cannot be reached, and whose arrival that touches."""
        return reaching.reach(self._ways, edition, at)

    @rpc_method(ways.RouteIn, None)
    def route(self, edition: str, **drive: Any) -> dict[str, Any]:
        """How a vehicle gets from one place to another, leaving at a moment."""
        return reaching.route(self.closures, edition, **drive)

    @rpc_method(asked.EditionIn, None)
    def opening_options(self, edition: str) -> dict[str, Any]:
        """Postpone, hybrid or shrink, each with the guests present."""
        return reaching.opening_options(
            self.occasions, self.arrivals, self.travellers, self.closures, edition
        )

    @rpc_method(ways.AlternativesIn, ways.AlternativesOut)
    def list_alternatives(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of proposals and decisions."""
        return page(self.alternatives.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(ways.AcceptAlternativeIn, ways.AlternativeOut)
    def accept_alternative(self, alternative_id: str, **decision: Any) -> Alternative:
        """A named officer decides."""
        return alternatives.accept_alternative(self.alternatives, self.arrivals, alternative_id, **decision)

    @rpc_method(ways.CarrierNewsIn, None)
    def take_carrier_news(
        self, edition: str, provider: str, messages: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """Messages of a provider, in any order, doubled or not."""
        words = carriers.read(provider, messages)
        return carriers.take(self.arrivals, self.departures, edition, words)

    @rpc_method(ways.DeparturesIn, ways.DeparturesOut)
    def list_departures(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of departures."""
        return page(self.departures.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(ways.OutingsIn, ways.OutingsOut)
    def list_outings(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of visits and banquets."""
        return page(self.outings.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(ways.CancelOutingIn, ways.OutingOut)
    def cancel_outing(self, outing_id: str, expected_version: int | None) -> Outing:
        """A visit or banquet does not take place."""
        return journeys.cancel_outing(self.outings, outing_id, expected_version)

    @rpc_method(ways.JourneysIn, ways.JourneysOut)
    def list_journeys(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of itineraries, leg by leg in local times."""
        return page(self.itineraries.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(asked.ImportIn, None)
    def import_journeys(self, edition: str, **rows: Any) -> imports.Report:
        """Legs in local times."""
        at = journeys.Journeys(self.itineraries, self.arrivals, self.departures, self.travellers)
        return journeys.import_journeys(at, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_departures(self, edition: str, **rows: Any) -> imports.Report:
        """How guests leave."""
        return journeys.import_departures(self.departures, self.travellers, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_outings(self, edition: str, **rows: Any) -> imports.Report:
        """Visits and banquets."""
        return journeys.import_outings(self.outings, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_planning_times(self, edition: str, **rows: Any) -> imports.Report:
        """Drives measured by hour."""
        return journeys.import_planning_times(self.planning_times, edition, **rows)
