"""What a guest who cannot come as planned may do instead; a named officer decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.clearance import Mode, clearance_minutes
from services.logistics.domain.instant import minute_from, time_of, whole_milliseconds
from services.logistics.domain.network import Network
from services.logistics.domain.place import Place
from services.logistics.domain.reach import gate_is_closed, is_grounded
from services.logistics.domain.stretch import COACHES, Means
from shared.errors import NotFound, Refused

_LOOKS_AHEAD = 48 * 60
_OTHER_GATES = ((Mode.FLIGHT, Place.HSN), (Mode.TRAIN, Place.NGB_RAIL), (Mode.FLIGHT, Place.NGB),
                (Mode.FLIGHT, Place.HGH), (Mode.FLIGHT, Place.SHA), (Mode.FLIGHT, Place.PVG))  # fmt: skip
_SMALL = (Means.SEVEN_SEATER, Means.SEDAN)


class Way(StrEnum):
    """How else a guest may come."""

    OTHER_VEHICLE = "other_vehicle"
    OTHER_GATE = "other_gate"
    LATER = "later"
    HOLD_ON_MAINLAND = "hold_on_mainland"
    ONLINE = "online"


class NoSuchWay(NotFound):
    """The way is not among those proposed."""

    code = "no_such_way"


class AlreadyDecided(Refused):
    """An officer has decided otherwise; a new closure or flight makes a new proposal."""

    code = "already_decided"


class DecisionState(StrEnum):
    """How far the decision is."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Option:
    """One way: at which gate, when the car may leave there, when the guest is then in town.

    `gate` and times are None where the way has none; `vehicle_kinds` are those that get through.
    """

    way: Way
    gate: Place | None = None
    mode: Mode | None = None
    departs: datetime | None = None
    in_town_from: datetime | None = None
    vehicle_kinds: tuple[Means, ...] = ()


@dataclass
class Alternative:
    """The proposal for one arrival, best way first, and what was decided by whom."""

    id: str
    edition: str
    guest_id: str
    arrival_id: str
    options: tuple[Option, ...]
    state: DecisionState = DecisionState.PROPOSED
    chosen: Option | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 0

    def accepted(self, way: Way, gate: Place | None, officer: str, at: datetime) -> Self:
        """Decided by a named officer; the same decision again changes nothing."""
        option = next((o for o in self.options if o.way is way and gate in (None, o.gate)), None)
        if option is None:
            raise NoSuchWay(field="way", value=way.value, known=[o.way.value for o in self.options])
        if self.state is DecisionState.ACCEPTED:
            if self.chosen == option:
                return self
            raise AlreadyDecided(alternative_id=self.id, decided_by=self.decided_by)
        return replace(
            self,
            state=DecisionState.ACCEPTED,
            chosen=option,
            decided_by=officer,
            decided_at=whole_milliseconds(at),
        )

    def proposed_anew(self, options: Sequence[Option]) -> Self:
        """With other ways open; a decision whose way is still open stands."""
        if self.state is DecisionState.ACCEPTED and self.chosen is not None:
            open_still = any((o.way, o.gate) == (self.chosen.way, self.chosen.gate) for o in options)
            return replace(self, options=tuple(options)) if open_still else self._undecided(options)
        return self._undecided(options)

    def _undecided(self, options: Sequence[Option]) -> Self:
        return replace(
            self, options=tuple(options), state=DecisionState.PROPOSED, chosen=None, decided_by=None,
            decided_at=None,
        )  # fmt: skip

    def dropped(self) -> Self:
        """The guest can come as planned again."""
        return replace(self, state=DecisionState.DROPPED, options=(), chosen=None)


def alternative_id(arrival_id: str) -> str:
    """The id of an arrival's alternative."""
    return f"{arrival_id}.alternative"


def options_for(arrival: Arrival, kinds: Sequence[str], network: Network) -> list[Option]:
    """The ways open to a guest due these kinds of vehicle, earliest in town first, taking part online last."""
    grounded = arrival.cancelled or is_grounded(network, arrival)
    found = list(_other_gates(arrival, network) if grounded else _from_this_gate(arrival, kinds, network))
    found.sort(
        key=lambda option: (option.in_town_from or time_of(2**31 // 60), option.way, option.gate or "")
    )
    return [*found, Option(Way.ONLINE)]


def _from_this_gate(arrival: Arrival, kinds: Sequence[str], network: Network) -> Iterator[Option]:
    """Another vehicle now, the same kind later, a night at the gate's side of the water."""
    ready = minute_from(arrival.ready_at)
    others = [kind for kind in _SMALL if kind not in kinds or COACHES & set(kinds)]
    through = tuple(
        k for k in others if network.minutes(arrival.gate, arrival.destination, ready, k) is not None
    )
    if through:
        yield _driven(Way.OTHER_VEHICLE, arrival, arrival.gate, ready, through, network)
        return
    later = network.first_departure(arrival.gate, arrival.destination, kinds[0], ready, ready + _LOOKS_AHEAD)
    if later is not None:
        yield _driven(Way.LATER, arrival, arrival.gate, later, (Means(kinds[0]),), network)
    if arrival.gate is not Place.HSN:
        yield Option(Way.HOLD_ON_MAINLAND, arrival.gate, arrival.mode)


def _other_gates(arrival: Arrival, network: Network) -> Iterator[Option]:
    """Landing at about the same hour elsewhere, and driven on as soon as the way is open."""
    expected = minute_from(arrival.expected)
    for mode, gate in _OTHER_GATES:
        if gate is arrival.gate or gate_is_closed(network, mode, gate, expected):
            continue
        cleared = expected + clearance_minutes(
            mode, international=arrival.international, vip_lane=arrival.vip_lane
        )
        departs = network.first_departure(
            gate, arrival.destination, Means.SEDAN, cleared, cleared + _LOOKS_AHEAD
        )
        if departs is not None:
            option = _driven(Way.OTHER_GATE, arrival, gate, departs, (Means.SEDAN,), network)
            yield replace(option, mode=mode)
        else:
            yield Option(Way.HOLD_ON_MAINLAND, gate, mode)


def _driven(
    way: Way, arrival: Arrival, gate: Place, departs: int, kinds: tuple[Means, ...], network: Network
) -> Option:
    minutes = network.minutes(gate, arrival.destination, departs, kinds[0])
    if minutes is None:
        raise ValueError(f"no way from {gate} at {departs}")
    leaves = time_of(departs)
    return Option(way, gate, arrival.mode, leaves, leaves + timedelta(minutes=minutes), kinds)
