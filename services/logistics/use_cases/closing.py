"""Closing and reopening stretches: what cannot be reached any more, and by whom, is said at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.logistics import standing
from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.closure import Closure, Trigger, network_of
from services.logistics.domain.instant import minute_from
from services.logistics.domain.network import Network
from services.logistics.domain.place import Place
from services.logistics.domain.reach import cut_off, is_grounded, who_cannot_come
from services.logistics.domain.rules import TripRules
from services.logistics.domain.stretch import PLIED_BY, Means, Stretch
from services.logistics.domain.weather import Reading, Weather
from services.logistics.storage import Arrivals, Closures, PlanningTimes, Travellers, WeatherReadings
from shared.clock import now
from shared.errors import Conflict, Invalid
from shared.ids import new_id
from shared.storage.store import Change, save_all

_TRIES = 10


class NoWeatherHere(Invalid):
    """Notices are entered as closures; readings are of wind, visibility or a typhoon warning."""

    code = "no_weather_here"


@dataclass(frozen=True)
class Ways:
    """The collections that closures touch."""

    closures: Closures
    weather: WeatherReadings
    arrivals: Arrivals
    travellers: Travellers


def close_route(
    ways: Ways,
    edition: str,
    *,
    stretch: Stretch,
    starts: datetime,
    ends: datetime | None,
    source: str,
    reference: str | None = None,
    means: Sequence[Means] = (),
    grade: str = "",
    percent: int | None = None,
    limit_kmh: int | None = None,
    leaving: Place | None = None,
    announced_at: datetime | None = None,
) -> Closure:
    """Close or slow a stretch as a notice says; under a reference known the notice is corrected."""
    closure = Closure(
        id=f"{edition}.c.{reference or new_id()}",
        edition=edition,
        stretch=stretch,
        means=tuple(sorted(set(means) or PLIED_BY[stretch])),
        starts=starts,
        ends=ends,
        trigger=Trigger.NOTICE,
        grade=grade,
        source=source,
        announced_at=announced_at or now(),
        percent=percent,
        limit_kmh=limit_kmh,
        leaving=leaving,
    )
    _adopt(ways, edition, lambda: [closure])
    return ways.closures.get(closure.id)


def lift_closure(ways: Ways, closure_id: str, at: datetime) -> Closure:
    """Open again from then on; a closure that has not begun is withdrawn."""
    closure = ways.closures.get(closure_id)
    _adopt(ways, closure.edition, lambda: [ways.closures.get(closure_id).lifted_at(at)])
    return ways.closures.get(closure_id)


def record_weather(
    ways: Ways, edition: str, stretch: Stretch, trigger: Trigger, reading: Reading
) -> list[Closure]:
    """Take a reading; the closures that follow from all readings of this kind here, as they now are.

    Late and doubled readings end in the same closures as readings in order.
    """
    if trigger is Trigger.NOTICE:
        raise NoWeatherHere(field="trigger", value=trigger.value)
    weather_id = f"{edition}.w.{stretch.value}.{trigger.value}"

    def follow() -> list[Closure]:
        return ways.weather.get(weather_id).closures()

    empty = Weather(weather_id, edition, stretch, trigger)
    _keep(ways.weather, empty, reading)
    _adopt(ways, edition, follow, of_weather=weather_id)
    return [one for one in ways.closures.in_force(edition) if one.weather == weather_id]


def _keep(weather: WeatherReadings, empty: Weather, reading: Reading) -> None:
    """Add the reading to those known, also when others are added at the same time."""
    for last in (*[False] * (_TRIES - 1), True):
        known = weather.find_one(id=empty.id) or empty
        after = known.read(reading)
        try:
            if after is not known:
                weather.save(after)
        except Conflict:
            if last:
                raise
        else:
            return


def _adopt(
    ways: Ways, edition: str, wanted: Callable[[], list[Closure]], of_weather: str | None = None
) -> None:
    """Save what differs, with all that follows from it, in one transaction; again when somebody was faster."""
    for _ in range(_TRIES - 1):
        try:
            save_all(_consequences(ways, edition, wanted(), of_weather))
        except Conflict:
            continue
        return
    save_all(_consequences(ways, edition, wanted(), of_weather))


def _consequences(
    ways: Ways, edition: str, wanted: Iterable[Closure], of_weather: str | None
) -> list[Change]:
    stored = {closure.id: closure for closure in ways.closures.find(edition=edition)}
    differing = _differing(stored, list(wanted), of_weather)
    if not differing:
        return []
    in_force = {**stored, **{closure.id: closure for closure in differing}}
    network = network_of(in_force.values(), PlanningTimes(ways.closures.backend).find(edition=edition))
    travellers = {one.id: one for one in ways.travellers.find(edition=edition)}
    arrivals = ways.arrivals.find(edition=edition)
    stuck = who_cannot_come(network, arrivals, travellers, TripRules())
    changes = [
        _closure_change(ways, closure, stored.get(closure.id), network, stuck) for closure in differing
    ]
    return changes + _grounded(ways, network, arrivals, differing)


def _differing(stored: dict[str, Closure], wanted: list[Closure], of_weather: str | None) -> list[Closure]:
    """What must be saved; closures of this weather that no longer follow from it are withdrawn."""
    by_id = {closure.id: closure for closure in wanted}
    gone = [
        replace(one, withdrawn=True)
        for one in stored.values()
        if of_weather and one.weather == of_weather and one.id not in by_id and not one.withdrawn
    ]
    news = [replace(c, version=stored[c.id].version if c.id in stored else 0) for c in wanted]
    return [closure for closure in news if stored.get(closure.id) != closure] + gone


def _closure_change(
    ways: Ways, closure: Closure, before: Closure | None, network: Network, stuck: Sequence[Arrival]
) -> Change:
    lost = [] if closure.is_limit or closure.withdrawn else cut_off(network, minute_from(closure.starts))
    guests = () if closure.withdrawn else tuple(arrival.guest_id for arrival in stuck)
    return Change(ways.closures, closure, (standing.of_closure(closure, before, lost, guests),))


def _grounded(
    ways: Ways,
    network: Network,
    arrivals: Sequence[Arrival],
    closures: Sequence[Closure],
) -> list[Change]:
    """Flights and trains to a closed gate do not run, until the carrier says something newer."""
    word = News(closures[0].announced_at, None, cancelled=True, source=closures[0].id)
    changes = []
    for arrival in arrivals:
        if not arrival.cancelled and is_grounded(network, arrival):
            cancelled = arrival.heard(word)
            if cancelled is not arrival:
                changes.append(Change(ways.arrivals, cancelled, (standing.of_news(cancelled, arrival),)))
    return changes
