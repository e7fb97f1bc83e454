"""A typhoon on the day of the arrivals, step by step, as far as logistics decides it.

Modelled on the script: warning, sea routes stop, flights of the island's airport cancelled, coaches barred,
bridge closed, bridge reopened at 60 km/h next morning.
"""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from time import perf_counter

import pytest

from services.logistics import solver
from services.logistics.domain.alternative import Alternative, DecisionState, Way
from services.logistics.domain.closure import Closure, Trigger
from services.logistics.domain.heard import Occasion
from services.logistics.domain.instant import minute_from
from services.logistics.domain.lodging import RoomBlock, RoomKind
from services.logistics.domain.place import Place
from services.logistics.domain.stretch import Means, Stretch
from services.logistics.domain.weather import Reading
from services.logistics.storage import (
    Allotments,
    Alternatives,
    Closures,
    Hotels,
    Occasions,
    RoomBlocks,
    WeatherReadings,
    network_now,
)
from services.logistics.use_cases import closing, reaching
from services.logistics.use_cases.alternatives import accept_alternative
from services.logistics.use_cases.situation import Store
from shared.events.logistics import AlternativeProposed, ArrivalCancelled, RouteClosed, RouteSlowed
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.logistics.beds import a_hotel
from tests.unit.logistics.builders import a_mark, sample_edition

EDITION = "iitc-2019"
SHANGHAI = timedelta(hours=8)
NEWS_OF_THE_DAY = Reading(datetime(2019, 8, 27, 0, tzinfo=UTC), 3, "orange warning")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in August 2019 by the city's clocks."""
    return datetime(2019, 8, day, hour, minute, tzinfo=UTC) - SHANGHAI


@cache
def planned_edition() -> MemoryBackend:
    """The edition with the trips of its arrivals, planned once for all tests."""
    backend, _ = sample_edition(EDITION)
    solver.replan(backend, EDITION, [a_mark("closures", f"{EDITION}.c.X")])
    return backend


class Storm:
    """The island tourism conference, and what happens to it; each begins with a copy of the edition as planned."""

    def __init__(self, backend: MemoryBackend | None = None) -> None:
        self.backend = deepcopy(backend or planned_edition())
        self.store = Store(self.backend)
        self.ways = closing.Ways(
            Closures(self.backend), WeatherReadings(self.backend), self.store.arrivals, self.store.travellers
        )
        self.alternatives = Alternatives(self.backend)

    def replan(self) -> None:
        """The planner answers what happened."""
        solver.replan(self.backend, EDITION, [a_mark("closures", f"{EDITION}.c.X")])

    def close(self, stretch: Stretch, starts: datetime, ends: datetime | None, **more: object) -> Closure:
        given: dict[str, object] = {"source": "notice", "announced_at": starts, **more}
        closed = closing.close_route(
            self.ways,
            EDITION,
            stretch=stretch,
            starts=starts,
            ends=ends,
            reference=stretch.value,
            **given,  # type: ignore[arg-type]
        )
        self.replan()
        return closed

    def wind(self, force: int, when: datetime) -> None:
        closing.record_weather(
            self.ways, EDITION, Stretch.ZHOUSHAN_BRIDGE, Trigger.WIND, Reading(when, force, "bridge police")
        )
        self.replan()

    def proposals(self) -> dict[str, Alternative]:
        found = self.alternatives.find(edition=EDITION, state=DecisionState.PROPOSED)
        return {one.guest_id: one for one in found}

    def guests_by(self, *gates: Place) -> set[str]:
        return {a.guest_id for a in self.store.arrivals.find(edition=EDITION) if a.gate in gates}


@pytest.fixture(scope="module")
def storm() -> Storm:
    """Up to the morning: the sea routes have stopped, the airport is closed until after the last landing."""
    storm = Storm()
    closing.record_weather(storm.ways, EDITION, Stretch.SEA_PUTUOSHAN, Trigger.TYPHOON, NEWS_OF_THE_DAY)
    for stretch in (Stretch.SEA_PUTUOSHAN, Stretch.SEA_SHANGHAI, Stretch.CAR_FERRY):
        storm.close(stretch, at(27, 20), None)
    began = perf_counter()
    storm.close(Stretch.HSN_AIR, at(28, 6), at(29, 6), grade="typhoon")
    storm.seconds_to_answer = perf_counter() - began  # type: ignore[attr-defined]
    return storm


def test_a_warning_alone_closes_nothing() -> None:
    storm = Storm()

    closed = closing.record_weather(
        storm.ways, EDITION, Stretch.SEA_PUTUOSHAN, Trigger.TYPHOON, NEWS_OF_THE_DAY
    )

    assert closed == []


def test_all_who_land_on_the_island_are_flagged_at_once_and_given_ways(storm: Storm) -> None:
    on_the_island = storm.guests_by(Place.HSN)
    cancelled = {e.guest_id for e in storm.backend.announced() if isinstance(e, ArrivalCancelled)}
    proposed = {e.guest_id: e for e in storm.backend.announced() if isinstance(e, AlternativeProposed)}

    assert (len(on_the_island), cancelled) == (22, on_the_island)
    assert {guest: one.ways[0] for guest, one in proposed.items() if guest in on_the_island} == dict.fromkeys(
        on_the_island - unexpected(storm), "other_gate"
    )
    assert storm.seconds_to_answer < 60  # type: ignore[attr-defined]


def unexpected(storm: Storm) -> set[str]:
    return {t.id for t in storm.store.travellers.find(edition=EDITION) if not t.is_expected}


def test_the_closure_says_whom_it_touches(storm: Storm) -> None:
    said = [e for e in storm.backend.announced() if isinstance(e, RouteClosed) and e.stretch == "HSN_AIR"]

    assert [set(event.guest_ids) for event in said] == [storm.guests_by(Place.HSN) - unexpected(storm)]


def test_while_coaches_are_barred_cars_still_reach_the_islands() -> None:
    storm = Storm()
    storm.close(Stretch.CAR_FERRY, at(27, 20), None)
    storm.wind(7, at(28, 11))

    (lost,) = [e for e in storm.backend.announced() if isinstance(e, RouteClosed) and e.trigger == "wind"]
    network = network_now(storm.backend, EDITION)
    noon = minute_from(at(28, 12))

    assert lost.means == ("COACH_19", "COACH_45")
    assert {part.vehicle_kinds for part in lost.cut_off if part.place in ("PVG", "NGB", "HGH", "SHA")} == {
        ("COACH_19", "COACH_45")
    }
    assert network.minutes(Place.NGB, Place.ZHUJIAJIAN, noon, Means.SEDAN) == 135
    assert network.minutes(Place.NGB, Place.ZHUJIAJIAN, noon, Means.COACH_45) is None


@cache
def edition_without_bridge() -> MemoryBackend:
    """The ferries stopped in the evening, coaches barred at eleven, the bridge closed at three."""
    storm = Storm()
    for stretch in (Stretch.SEA_SHANGHAI, Stretch.CAR_FERRY):
        storm.close(stretch, at(27, 20), None)
    for force, hour in ((7, 11), (10, 15)):
        storm.wind(force, at(28, hour))
    return storm.backend


def after_the_bridge_closed() -> Storm:
    return Storm(edition_without_bridge())


def test_once_the_bridge_is_closed_the_mainland_waits_and_gets_rooms() -> None:
    storm = after_the_bridge_closed()
    hotels, blocks = Hotels(storm.backend), RoomBlocks(storm.backend)
    for gate in (Place.NGB, Place.PVG):
        hotel = a_hotel(gate.value, gate)
        hotels.save(type(hotel)(**{**vars(hotel), "id": f"{EDITION}.hotel.{gate}", "edition": EDITION}))
        night = at(28, 12).date()
        blocks.save(
            RoomBlock(f"{EDITION}.block.{gate}", EDITION, gate.value, f"{EDITION}.hotel.{gate}",
                      RoomKind.STANDARD, night, night + timedelta(days=1), 60)
        )  # fmt: skip
    late = {
        guest: one
        for guest, one in storm.proposals().items()
        if Way.HOLD_ON_MAINLAND in {option.way for option in one.options}
        and storm.store.arrivals.find(guest_id=guest)[0].gate in (Place.NGB, Place.PVG)
    }
    for one in late.values():
        accept_alternative(
            storm.alternatives,
            storm.store.arrivals,
            one.id,
            way=Way.HOLD_ON_MAINLAND,
            gate=None,
            officer="Wu",
        )
    storm.replan()

    held = [bed for bed in Allotments(storm.backend).in_force(EDITION) if bed.holding]
    gates = {a.guest_id: a.gate.value for a in storm.store.arrivals.find(edition=EDITION)}
    assert len(late) > 10
    assert {bed.guest_id: bed.hotel_id for bed in held} == {
        guest: f"{EDITION}.hotel.{gates[guest]}" for guest in late
    }
    assert len({(bed.room, bed.first_night) for bed in held}) == len(held)


def test_from_the_closing_on_no_route_crosses_the_bridge() -> None:
    storm = after_the_bridge_closed()
    network = network_now(storm.backend, EDITION)

    reached = {
        gate: network.minutes(gate, Place.ZHUJIAJIAN, minute_from(at(28, 15)), "SEDAN")
        for gate in (Place.NGB, Place.HGH, Place.PVG, Place.SHA, Place.NGB_RAIL, Place.HSN)
    }

    assert reached == {**dict.fromkeys(reached, None), Place.HSN: 20}


def test_after_the_reopening_the_way_takes_half_as_long_again() -> None:
    storm = after_the_bridge_closed()
    storm.wind(7, at(29, 5, 30))

    network = network_now(storm.backend, EDITION)
    morning = minute_from(at(29, 6))

    assert network.minutes(Place.NGB, Place.ZHUJIAJIAN, morning, "SEDAN") == 203  # 135 × 1.5
    assert [(e.percent, e.grade) for e in storm.backend.announced() if isinstance(e, RouteSlowed)] == [
        (150, "reopened, 60 km/h")
    ]


def test_a_guest_may_land_elsewhere_once_an_officer_says_so(storm: Storm) -> None:
    one = next(one for one in storm.proposals().values() if one.options[0].way is Way.OTHER_GATE)
    chosen = one.options[0]

    accepted = accept_alternative(
        storm.alternatives, storm.store.arrivals, one.id, way=chosen.way, gate=chosen.gate, officer="Wu"
    )
    again = accept_alternative(
        storm.alternatives, storm.store.arrivals, one.id, way=chosen.way, gate=chosen.gate, officer="Wu"
    )

    arrival = storm.store.arrivals.get(one.arrival_id)
    assert (accepted.decided_by, accepted.chosen, again) == ("Wu", chosen, accepted)
    assert (arrival.gate, arrival.cancelled, arrival.number) == (chosen.gate, False, "")


def test_the_opening_can_be_shrunk_held_with_others_online_or_postponed() -> None:
    storm = after_the_bridge_closed()
    opening = Occasion(
        "iitc-2019.s.S01", EDITION, "OPENING", "Opening", "r", "ZHUJIAJIAN", at(29, 9), at(29, 10)
    )
    occasions = Occasions(storm.backend)
    occasions.keep(opening, Cause("s-1", opening.id, 1, "scheduling"))
    store: Store = storm.store
    before = reaching.opening_options(
        occasions, store.arrivals, store.travellers, Closures(MemoryBackend("logistics")), EDITION
    )

    options = reaching.opening_options(
        occasions, store.arrivals, store.travellers, storm.ways.closures, EDITION
    )

    stuck = len(storm.proposals())
    shrink, hybrid, postpone = options["options"]
    assert options["expected"] == 128
    assert (before["options"][0]["present"], postpone["option"], postpone["starts"]) == (
        124,  # two have no arrival, two land in Shanghai that morning
        "postpone",
        None,
    )
    assert shrink["present"] == before["options"][0]["present"] - stuck + late_anyway(storm)
    assert (hybrid["present"], hybrid["online"]) == (shrink["present"], 128 - shrink["present"])


def late_anyway(storm: Storm) -> int:
    """Guests who are stuck and would not have been present at the opening in any case."""
    opening = at(29, 9)
    arrivals = {a.guest_id: a for a in storm.store.arrivals.find(edition=EDITION)}
    return sum(arrivals[guest].in_town_from > opening for guest in storm.proposals())
