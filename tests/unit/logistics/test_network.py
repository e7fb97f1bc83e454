"""Routes around what is closed, by kind of vehicle; the matrix where nothing is."""

from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random

import pytest

from services.logistics.domain.closure import (
    Closure,
    ClosureEndsBeforeItBegins,
    LimitMalformed,
    NobodyGoesThere,
    NotAnEndOfIt,
    Trigger,
    network_of,
)
from services.logistics.domain.instant import minute_from
from services.logistics.domain.network import OPEN, Network, Pace, Route, Span
from services.logistics.domain.place import DRIVES, ZONES, Place
from services.logistics.domain.stretch import COACHES, PLIED_BY, VEHICLES, Means, Stretch

DAY = datetime(2019, 8, 28, 0, 0, tzinfo=UTC)
NOON = minute_from(DAY + timedelta(hours=12))
BRIDGE = Stretch.ZHOUSHAN_BRIDGE


def closed(stretch: Stretch, starts: int = -600, ends: int | None = 600, **more: object) -> Span:
    """Closed around noon, in minutes from noon."""
    given = {"means": PLIED_BY[stretch], "percent": None, "closure_id": "c", **more}
    return Span(stretch, starts=NOON + starts, ends=None if ends is None else NOON + ends, **given)  # type: ignore[arg-type]


def test_the_pieces_of_the_way_add_up_to_the_matrix() -> None:
    searched = Network(paces=(Pace(Place.ROAD, Place.ROAD, 0, 24, 1),))
    wrong = {
        (origin, destination): searched.minutes(origin, destination, NOON, "SEDAN")
        for origin, destination in product(Place, Place)
        if origin != destination
        and searched.minutes(origin, destination, NOON, "SEDAN")
        != (DRIVES[origin, destination].planning if (origin, destination) in DRIVES else None)
    }

    assert wrong == {}


@pytest.mark.parametrize(
    ("spans", "way", "route"),
    [
        ((), (Place.PVG, Place.PUTUO), (280, (Stretch.HANGZHOU_BAY_BRIDGE, BRIDGE))),
        ((closed(BRIDGE),), (Place.NGB, Place.DINGHAI), (155, (Stretch.CAR_FERRY,))),
        ((closed(BRIDGE), closed(Stretch.CAR_FERRY)), (Place.NGB, Place.DINGHAI), None),
        ((closed(Stretch.HANGZHOU_BAY_BRIDGE),), (Place.PVG, Place.DINGHAI), (365, (BRIDGE,))),
        ((closed(Stretch.SEA_SHANGHAI),), (Place.SHP, Place.ZHUJIAJIAN),
         (355, (Stretch.HANGZHOU_BAY_BRIDGE, BRIDGE, Stretch.ZHUJIAJIAN_BRIDGE))),
        ((closed(BRIDGE, percent=150),), (Place.NGB, Place.ZHUJIAJIAN),
         (203, (BRIDGE, Stretch.ZHUJIAJIAN_BRIDGE))),
        ((closed(BRIDGE),), (Place.HSN, Place.PUTUO), (30, (Stretch.ZHUJIAJIAN_BRIDGE,))),
    ],
)  # fmt: skip
def test_a_route_leads_around_what_is_closed(
    spans: tuple[Span, ...], way: tuple[Place, Place], route: tuple[int, tuple[Stretch, ...]] | None
) -> None:
    found = Network(spans).route(*way, NOON, "SEDAN")

    assert (found and (found.minutes, found.stretches)) == route


def test_coaches_are_barred_before_cars() -> None:
    network = Network((closed(BRIDGE, means=COACHES),))

    by_kind = {kind: network.minutes(Place.NGB, Place.LINCHENG, NOON, kind) for kind in sorted(VEHICLES)}

    assert by_kind == {"COACH_19": 175, "COACH_45": 175, "SEDAN": 115, "SEVEN_SEATER": 115}


def test_a_drive_that_is_over_the_bridge_in_time_is_not_held_up() -> None:
    # Fifty minutes to the bridge, forty over it.
    network = Network((closed(BRIDGE, starts=90, ends=None), closed(Stretch.CAR_FERRY)))

    times = [network.minutes(Place.NGB, Place.DINGHAI, NOON + late, "SEDAN") for late in (0, 1)]

    assert times == [110, None]
    assert network.in_the_way(Place.NGB, Place.DINGHAI, NOON + 1, "SEDAN") == ("c",)


def test_the_first_departure_is_the_one_that_meets_the_reopened_bridge() -> None:
    network = Network((closed(BRIDGE, ends=70), closed(Stretch.CAR_FERRY)))

    assert network.first_departure(Place.NGB, Place.DINGHAI, "SEDAN", NOON, NOON + 60) == NOON + 20
    assert network.first_departure(Place.NGB, Place.DINGHAI, "SEDAN", NOON, NOON + 19) is None


def test_fast_boats_stop_while_regular_boats_run() -> None:
    fog = Network((closed(Stretch.SEA_PUTUOSHAN, means=frozenset({Means.FAST_BOAT})),))
    way = Place.ZHUJIAJIAN, Place.PUTUOSHAN

    assert OPEN.minutes(*way, NOON, "FAST_BOAT") == 25
    assert (fog.minutes(*way, NOON, "FAST_BOAT"), fog.minutes(*way, NOON, "REGULAR_BOAT")) == (None, 45)
    assert OPEN.minutes(*way, NOON, "SEDAN") is None


def test_the_last_boat_is_the_last_from_its_own_pier_only() -> None:
    network = Network(
        (
            closed(Stretch.SEA_PUTUOSHAN, starts=0, ends=None, leaving="ZHUJIAJIAN"),
            closed(Stretch.SEA_PUTUOSHAN, starts=30, ends=None, leaving="PUTUOSHAN"),
        )
    )
    out, back = (Place.ZHUJIAJIAN, Place.PUTUOSHAN), (Place.PUTUOSHAN, Place.ZHUJIAJIAN)

    assert [network.minutes(*out, NOON + late, "REGULAR_BOAT") for late in (0, 1)] == [45, None]
    assert [network.minutes(*back, NOON + late, "REGULAR_BOAT") for late in (30, 31)] == [45, None]


def test_measured_times_hold_in_their_hours_of_the_city() -> None:
    rush = Network(paces=(Pace(Place.HSN, Place.DINGHAI, 22, 2, 57),))
    eleven_at_night = minute_from(datetime(2019, 8, 28, 15, 0, tzinfo=UTC))

    found = [rush.minutes(Place.DINGHAI, Place.HSN, eleven_at_night + late, "SEDAN") for late in (0, 180)]

    assert found == [57, 50]
    assert rush.route(Place.HSN, Place.DINGHAI, eleven_at_night, "SEDAN") == Route(
        57, (Stretch.ZHUJIAJIAN_BRIDGE,)
    )


def a_closure(**more: object) -> Closure:
    given: dict[str, object] = {
        "id": "e.c.1", "edition": "e", "stretch": BRIDGE, "means": tuple(sorted(VEHICLES)), "starts": DAY,
        "ends": DAY + timedelta(hours=3), "trigger": Trigger.NOTICE, "grade": "force 10", "source": "police",
        "announced_at": DAY,
        **more,
    }  # fmt: skip
    return Closure(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"ends": DAY}, ClosureEndsBeforeItBegins),
        ({"ends": DAY - timedelta(minutes=1)}, ClosureEndsBeforeItBegins),
        ({"means": (Means.FAST_BOAT,)}, NobodyGoesThere),
        ({"means": ()}, NobodyGoesThere),
        ({"percent": 100}, LimitMalformed),
        ({"leaving": Place.PUTUOSHAN}, NotAnEndOfIt),
    ],
)
def test_a_closure_that_cannot_be_is_refused(wrong: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a_closure(**wrong)


def test_lifting_ends_a_closure_and_withdraws_one_that_has_not_begun() -> None:
    closure, hour = a_closure(), timedelta(hours=1)

    lifted, withdrawn = closure.lifted_at(DAY + hour), closure.lifted_at(DAY - hour)

    assert (lifted.ends, lifted.withdrawn, withdrawn.withdrawn) == (DAY + hour, False, True)
    assert closure.lifted_at(DAY + 9 * hour) is closure
    assert network_of([withdrawn]) == OPEN
    assert network_of([lifted]).spans == (
        Span(BRIDGE, VEHICLES, minute_from(DAY), minute_from(DAY) + 60, None, "e.c.1"),
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_departure_much_before_the_first_one_found_is_open(seed: int) -> None:
    draw = Random(seed)
    stretches = (BRIDGE, Stretch.HANGZHOU_BAY_BRIDGE, Stretch.ZHUJIAJIAN_BRIDGE, Stretch.CAR_FERRY)
    spans = []
    for number in range(draw.randint(1, 4)):
        starts = draw.randint(-600, 300)
        ends = starts + draw.randint(30, 700) if draw.random() < 0.8 else None
        percent = None if draw.random() < 0.7 else draw.choice((120, 150))
        spans.append(closed(draw.choice(stretches), starts, ends, percent=percent, closure_id=f"c{number}"))
    network = Network(tuple(spans))
    way = draw.choice((Place.NGB, Place.PVG, Place.HGH, Place.HSN)), draw.choice(ZONES)
    kind, latest = draw.choice(("SEDAN", "COACH_45")), NOON + 120

    found = network.first_departure(*way, kind, NOON, latest)

    every = [minute for minute in range(NOON, latest + 1) if network.route(*way, minute, kind) is not None]
    assert (found is None) == (every == []) or (found is None and len(every) < 5)
    assert found is None or (found in every and found - every[0] <= 5)
