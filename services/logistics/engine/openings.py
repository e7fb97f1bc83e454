"""When the roads let a guest leave, in what the fleet has for him; and why a guest cannot leave at all."""

from collections.abc import Iterable

from services.logistics.domain.leg import Leg, TripKind
from services.logistics.domain.rules import Without
from services.logistics.engine.problem import Left, Offer, Problem

_LOOKS_AHEAD = 48 * 60


def refusal(problem: Problem, leg: Leg) -> Left | None:
    """Why this guest cannot be driven, whatever the others do; None when there is a way."""
    offers = problem.offers(leg)
    usual = [offer for offer in offers if offer.kind in leg.riding.kinds]
    if not usual and not _opening(problem, leg, offers):
        return Left(leg.id, Without.NO_SUITABLE_VEHICLE)
    holding = [offer for offer in offers if offer.holds([leg])]
    if not any(offer in holding for offer in usual or offers):
        return Left(leg.id, Without.LUGGAGE_DOES_NOT_FIT)
    if _opening(problem, leg, holding) is not None:
        return None
    return Left(
        leg.id, Without.ROUTE_CLOSED, _closures(problem, leg, usual), _opens_again(problem, leg, usual)
    )


def first_opening(problem: Problem, leg: Leg) -> tuple[int, list[Offer]]:
    """The minute of least waiting at which something due to the guest can leave with him, and what that is."""
    departs = _best_opening(problem, leg, [offer for offer in problem.offers(leg) if offer.holds([leg])])
    assert departs is not None, "guests without a way were set aside before"
    return departs, problem.offers_at(leg, departs)


def is_quiet(problem: Problem, legs: Iterable[Leg]) -> bool:
    """Whether every kind of vehicle due to these guests can leave when any of them is ready."""
    if not problem.network.spans and not problem.network.paces:
        return not any(leg.by_boat for leg in legs)
    return all(set(problem.kinds_at(leg, leg.at_best)) == set(leg.riding.kinds) for leg in legs)


def stepped(leg: Leg, earliest: int, latest: int, step: int) -> range:
    """Minutes at which those may leave who leave with this guest, least waiting first, whole steps apart."""
    if leg.kind is TripKind.SEND_OFF:
        return range(latest, earliest - 1, -step)
    return range(earliest, latest + 1, step)


def departures_of(problem: Problem, legs: list[Leg], minutes: Iterable[int]) -> dict[int, list[Offer]]:
    """What can leave with guests of one company at each of these minutes and when the roads best let them."""
    wanted = set(minutes) | {_best_opening(problem, leg, problem.offers(leg)) for leg in legs}
    found: dict[int, list[Offer]] = {}
    for departs in sorted(minute for minute in wanted if minute is not None):
        ready = [leg for leg in legs if leg.may_leave_at(departs)]
        if ready:
            most_pressed = min(ready, key=lambda leg: (leg.due is None, leg.due or 0, leg.id))
            offers = problem.offers_at(most_pressed, departs)
            if offers:
                found[departs] = offers
    return found


def _best_opening(problem: Problem, leg: Leg, offers: Iterable[Offer]) -> int | None:
    """The minute of least waiting at which one of these offers is due to the guest and can leave."""
    offers = list(offers)
    if leg.kind is TripKind.SEND_OFF:
        # The window is less than an hour, so that each minute of it may be looked at.
        for departs in range(leg.latest, leg.earliest - 1, -1):
            if any(offer in problem.offers_at(leg, departs) for offer in offers):
                return departs
        return None
    return _opening(problem, leg, offers)


def _opening(problem: Problem, leg: Leg, offers: Iterable[Offer]) -> int | None:
    """The first minute of the guest's time at which one of these offers is due to him and can leave."""
    offers = list(offers)
    if any(offer in problem.offers_at(leg, leg.earliest) for offer in offers):
        return leg.earliest
    openings = (
        problem.network.first_departure(leg.origin, leg.destination, kind, leg.earliest, leg.latest)
        for kind in sorted({offer.kind for offer in offers})
    )
    for departs in sorted(minute for minute in openings if minute is not None):
        if any(offer in problem.offers_at(leg, departs) for offer in offers):
            return departs
    return None


def _closures(problem: Problem, leg: Leg, offers: Iterable[Offer]) -> tuple[str, ...]:
    met = (
        closure
        for kind in sorted({offer.kind for offer in offers})
        for closure in problem.network.in_the_way(leg.origin, leg.destination, leg.earliest, kind)
    )
    return tuple(dict.fromkeys(met))


def _opens_again(problem: Problem, leg: Leg, offers: Iterable[Offer]) -> int | None:
    until = leg.latest + _LOOKS_AHEAD
    openings = (
        problem.network.first_departure(leg.origin, leg.destination, kind, leg.earliest, until)
        for kind in sorted({offer.kind for offer in offers})
    )
    return min((minute for minute in openings if minute is not None), default=None)
