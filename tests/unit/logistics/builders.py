"""Arrivals, guests and sample editions for tests, with defaults that surprise nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.clearance import Mode
from services.logistics.domain.heard import Traveller
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.use_cases import imports
from services.logistics.use_cases.journeys import departures
from services.logistics.use_cases.situation import Store
from shared.planning import Unplanned
from shared.spreadsheet import read_table
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause

SAMPLES = Path(__file__).parents[3] / "deploy" / "samples"
TEN = datetime(2019, 10, 17, 2, 0, tzinfo=UTC)
"""Ten o'clock in Shanghai on the day of the arrivals."""


def an_arrival(guest: str = "A001", expected: datetime = TEN, **itinerary: Any) -> Arrival:
    """A guest on an international flight to Pudong, to be driven to Zhujiajian."""
    arrival = Arrival(
        id=f"e.a.{guest}",
        edition="e",
        guest_id=f"e.g.{guest}",
        mode=Mode.FLIGHT,
        number="ZX101",
        gate=Place.PVG,
        scheduled=expected,
        time_zone="Asia/Shanghai",
        international=True,
        bags=1,
        destination=Place.ZHUJIAJIAN,
        leaves_at=None,
        expected=expected,
        ready_at=expected,
        in_town_from=expected,
    )
    return replace(arrival, **itinerary).timed()


def a_traveller(guest: str = "A001", rank: Rank = Rank.V4, state: str = "confirmed") -> Traveller:
    """A guest who said yes."""
    return Traveller(f"e.g.{guest}", "e", guest, "KIM", "Young-ho", "김영호", rank, state)


def a_vehicle(reference: str, kind: VehicleKind = VehicleKind.SEDAN, seats: int = 3) -> Vehicle:
    """A vehicle based on Zhujiajian."""
    return Vehicle(
        f"e.v.{reference}", "e", reference, f"L-{reference}", kind, seats, "Li", "1", Place.ZHUJIAJIAN
    )


def a_mark(collection: str, thing_id: str, correlation_id: str = "c-1") -> Unplanned:
    """A change that the plan is to answer."""
    return Unplanned(collection, thing_id, 1, "e", correlation_id, f"event-of-{thing_id}", "anna", None, 0)


def rows_of(edition: str, name: str) -> list[dict[str, str]]:
    """The rows of a sample list."""
    return list(read_table((SAMPLES / edition / name).read_bytes(), name).rows)


def expect(store: Store, traveller: Traveller, version: int = 1) -> None:
    """Registration announced this guest."""
    cause = Cause(f"{traveller.id}-{version}", traveller.id, version, "registration")
    store.travellers.keep(traveller, cause)


def sample_edition(edition: str) -> tuple[MemoryBackend, Store]:
    """An edition of the samples after the replies, with arrivals and fleet imported."""
    backend = MemoryBackend("logistics")
    store = Store(backend)
    replies = {row["Reference"]: row["Reply"] for row in rows_of(edition, "replies.csv")}
    for row in rows_of(edition, "guests.xlsx"):
        guest = a_traveller(row["Reference"], Rank(row["Rank"]), replies.get(row["Reference"], "registered"))
        expect(store, replace(guest, id=f"{edition}.g.{guest.reference}", edition=edition))
    wishes = {"mapping": {}, "dry_run": False, "partial": False}
    arrivals, vehicles = rows_of(edition, "arrivals.xlsx"), rows_of(edition, "vehicles.xlsx")
    imports.import_arrivals(store.arrivals, store.travellers, edition, arrivals, **wishes)
    imports.import_vehicles(store.vehicles, edition, vehicles, **wishes)
    return backend, store


def import_departures_of(store: Store, edition: str) -> None:
    """The departures of a sample, for an edition that `sample_edition` made."""
    rows = rows_of(edition, "departures.xlsx")
    departures.import_departures(
        store.departures, store.travellers, edition, rows, mapping={}, dry_run=False, partial=False
    )


def later(minutes: int) -> datetime:
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)
