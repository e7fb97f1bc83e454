"""What is told of the roads: closures, limits and times measured."""

from collections.abc import Iterable
from typing import Any

from services.logistics.domain.closure import Closure, PlanningTime
from services.logistics.domain.reach import CutOffPlace
from shared.events.base import Event
from shared.events.logistics import CutOff, PlanningTimeMeasured, RouteClosed, RouteReopened, RouteSlowed


def of_closure(
    closure: Closure, before: Closure | None, lost: Iterable[CutOffPlace], guest_ids: tuple[str, ...]
) -> Event:
    """A stretch was closed, slowed, or has an end now."""
    fields: dict[str, Any] = {
        "closure_id": closure.id,
        "stretch": closure.stretch.value,
        "means": tuple(means.value for means in closure.means),
        "starts": closure.starts,
        "ends": closure.ends,
        "percent": closure.percent,
        "trigger": closure.trigger.value,
        "grade": closure.grade,
        "announced_by": closure.source,
        "leaving": closure.leaving.value if closure.leaving else None,
        "cut_off": tuple(_of_cut_off(place) for place in lost),
        "guest_ids": guest_ids,
    }
    if closure.withdrawn or (before is not None and before.ends != closure.ends and closure.ends is not None):
        return RouteReopened(withdrawn=closure.withdrawn, **fields)
    return (RouteSlowed if closure.is_limit else RouteClosed)(**fields)


def _of_cut_off(lost: CutOffPlace) -> CutOff:
    return CutOff(
        place=lost.place.value,
        zones=tuple(zone.value for zone in lost.zones),
        vehicle_kinds=tuple(kind.value for kind in lost.kinds),
    )


def of_planning_time(time: PlanningTime) -> Event:
    """A drive was measured."""
    return PlanningTimeMeasured(
        time_id=time.id,
        from_place=time.origin.value,
        to_place=time.destination.value,
        from_hour=time.from_hour,
        until_hour=time.until_hour,
        minutes=time.minutes,
    )
