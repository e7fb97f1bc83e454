"""The oil conference ten times over, in one instance: hosts of one level and rooms are shared by all ten."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.scheduling.domain.meeting import MeetingState, Placement
from services.scheduling.engine.instance import Instance
from services.scheduling.use_cases.planning import instance_of
from tests.unit.scheduling.editions import Rehearsal

COPIES = 10


def edition(name: str) -> Instance:
    """A sample edition before anything is placed."""
    loaded = Rehearsal(name)
    loaded.load()
    return instance_of(loaded.records, name, loaded.records.meetings.find(edition=name))


def tenfold(seed: int = 7) -> Instance:
    """180 meetings, 110 hosts, 160 rooms; a third of the meetings want a host of another copy, nobody arrives alike."""
    rng, one = random.Random(seed), edition("ipec-2019")
    copies = [_copy(one, number, rng) for number in range(COPIES)]
    hosts = [host for each in copies for host in each.hosts]
    level = {host.id: host.level for host in hosts}
    meetings = [
        replace(m, wanted_host_id=rng.choice([h.id for h in hosts if h.level is level[m.wanted_host_id]]))
        if rng.random() < 0.3 else m
        for each in copies for m in each.meetings
    ]  # fmt: skip
    parts = ("rooms", "sessions", "guests", "arrivals")
    rest: dict[str, Any] = {name: tuple(t for c in copies for t in getattr(c, name)) for name in parts}
    return Instance(meetings=tuple(meetings), hosts=tuple(hosts), **rest)


def in_force(world: Instance, placements: dict[str, Placement]) -> Instance:
    """The same edition with this plan in force."""
    return replace(world, meetings=tuple(
        replace(m, placement=placements.get(m.id),
                state=MeetingState.PLACED if m.id in placements else MeetingState.UNPLACEABLE)
        for m in world.meetings
    ))  # fmt: skip


def disturbed(world: Instance, rng: random.Random) -> Instance:
    """One thing is different: an arrival is late, a host loses a window, or a guest withdraws."""
    kind = rng.choice(["arrival", "arrival", "window", "guest"])
    if kind == "arrival":
        late, by = rng.choice(world.arrivals), timedelta(minutes=rng.choice([60, 135, 300]))
        arrivals = tuple(
            replace(a, in_town_from=a.in_town_from + by) if a is late else a for a in world.arrivals
        )
        return replace(world, arrivals=arrivals)
    if kind == "window":
        busy = rng.choice([host for host in world.hosts if host.windows])
        lost = rng.randrange(len(busy.windows))
        windows = busy.windows[:lost] + busy.windows[lost + 1 :]
        return replace(
            world, hosts=tuple(replace(h, windows=windows) if h is busy else h for h in world.hosts)
        )
    gone = rng.choice(world.guests)
    return replace(
        world, guests=tuple(replace(g, state="withdrew") if g is gone else g for g in world.guests)
    )


def _copy(one: Instance, number: int, rng: random.Random) -> Instance:
    def own(thing_id: str) -> str:
        return f"{thing_id}-{number}"

    return Instance(
        meetings=tuple(
            replace(m, id=own(m.id), guest_id=own(m.guest_id), accompanying=tuple(map(own, m.accompanying)),
                    wanted_host_id=own(m.wanted_host_id))
            for m in one.meetings
        ),
        hosts=tuple(replace(h, id=own(h.id)) for h in one.hosts),
        rooms=tuple(replace(r, id=own(r.id)) for r in one.rooms),
        sessions=tuple(
            replace(s, id=own(s.id), room_id=own(s.room_id) if s.room_id else None,
                    speakers=tuple(map(own, s.speakers)))
            for s in one.sessions
        ),
        guests=tuple(replace(g, id=own(g.id)) for g in one.guests),
        arrivals=tuple(
            replace(a, id=own(a.id), guest_id=own(a.guest_id),
                    in_town_from=a.in_town_from + timedelta(minutes=5 * rng.randrange(-6, 7)))
            for a in one.arrivals
        ),
    )  # fmt: skip
