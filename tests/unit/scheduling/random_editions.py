"""Random editions of every shape the rules know, small enough to be planned in a fraction of a second."""

import random
from dataclasses import replace
from datetime import time, timedelta

from services.scheduling.domain.calendar import Hold
from services.scheduling.domain.guest import Rank
from services.scheduling.domain.interpreting import AbsenceFact, EngagementFact, InterpreterFact
from services.scheduling.domain.meeting import MeetingKind, Mode, Waiver
from services.scheduling.domain.policy import Policy
from services.scheduling.engine.instance import Instance
from tests.unit.scheduling.builders import (
    EDITION,
    a_guest,
    a_host,
    a_meeting,
    a_room,
    a_session,
    after,
    an_arrival,
)

PLACES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")
DAY = 24 * 60


def random_edition(seed: int) -> Instance:
    """Two days, 2 to 6 hosts, 2 to 6 rooms, 1 to 12 meetings, and every so often each of the rarer things."""
    rng = random.Random(seed)
    return edition_of(
        rng, hosts=rng.randint(2, 6), rooms=rng.randint(2, 6), meetings=rng.randint(1, 12), people=8
    )


def edition_of(rng: random.Random, hosts: int, rooms: int, meetings: int, people: int) -> Instance:
    """An edition with so many of each."""
    all_hosts = tuple(_host(rng, n) for n in range(hosts))
    all_rooms = tuple(_room(rng, n) for n in range(rooms))
    guests = tuple(
        a_guest(f"G{n}", rng.choice(["V1", "V2", "V3", "V4", "V5"]),
                rng.choices(["confirmed", "withdrew", "no_show"], [12, 1, 1])[0])
        for n in range(people)
    )  # fmt: skip
    wanted = tuple(_meeting(rng, n, hosts, people) for n in range(meetings))
    languages = [rng.sample(["en", "ru", "ar"], rng.randint(1, 2)) for _ in range(4)]
    team = tuple(
        InterpreterFact(f"{EDITION}.i.I{n}", EDITION, tuple(speaks), rng.random() < 0.9, rng.random() < 0.2)
        for n, speaks in enumerate(languages)
    ) if rng.random() < 0.7 else ()  # fmt: skip
    return Instance(
        wanted, all_hosts, all_rooms,
        tuple(_session(rng, n, rooms) for n in range(rng.randint(0, 3))),
        guests,
        tuple(_arrival(rng, n) for n in range(people) if rng.random() < 0.6),
        team,
        tuple(_absence(rng, n) for n in range(3)) if team else (),
        tuple(_stay(rng, n) for n in range(2)) if team else (),
        Policy(EDITION, EDITION, rng.choice([1, 2, 3])),
    )  # fmt: skip


def _host(rng: random.Random, n: int):  # type: ignore[no-untyped-def]
    windows, at = [], rng.randrange(0, 60, 5)
    for _ in range(rng.randint(1, 4)):
        length = rng.choice([30, 45, 50, 90, 120])
        windows.append((at, at + length))
        at += length + rng.choice([0, 60, 240, DAY // 2])
    host = a_host(f"H{n}", rng.choice(["H1", "H2", "H3", "H4", "H5", "H6"]), tuple(windows))
    if rng.random() < 0.2:
        first = windows[0][0]
        host.set_holds([Hold(after(first + 10), after(first + 25))])
    return host


def _room(rng: random.Random, n: int):  # type: ignore[no-untyped-def]
    room = a_room(
        f"R{n}", rng.choice(["DRAWING_ROOM", "DRAWING_ROOM", "TALKS_ROOM", "SMALL_ROOM"]), rng.choice([4, 6, 20]),
        rng.choice(PLACES[:2]) if rng.random() < 0.8 else rng.choice(PLACES),
        opens=time(rng.choice([7, 8, 9])), closes=rng.choice([time(22), time(12), time(2)]),
    )  # fmt: skip
    if rng.random() < 0.2:
        room = replace(room, admits=(Rank.V1, Rank.V2, Rank.V3))
    if rng.random() < 0.3:
        room = replace(room, equipment=("booth",))
    if rng.random() < 0.2:
        room.set_holds([Hold(after(20), after(70))])
    return room


def _meeting(rng: random.Random, n: int, hosts: int, people: int):  # type: ignore[no-untyped-def]
    wanted = rng.randrange(hosts)
    others = [h for h in range(hosts) if h != wanted]
    principal, *with_them = rng.sample(range(people), rng.randint(1, 3))
    meeting = a_meeting(
        f"M{n:02}", f"G{principal}", f"H{wanted}", accompanying=tuple(f"G{g}" for g in with_them),
        kind=rng.choices(list(MeetingKind), [5, 2, 2])[0], may_be_delegated=rng.random() < 0.5,
        mode=rng.choices([Mode.CONSECUTIVE, Mode.SIMULTANEOUS, Mode.NONE], [5, 1, 2])[0],
        speech_minutes=rng.choice([10, 15, 20]), language=rng.choice(["en", "ru", "ar", "ja"]),
        priority=rng.randint(1, 9),
        host_side=(f"{EDITION}.h.H{rng.choice(others)}",) if rng.random() < 0.2 else (),
        equipment=("booth",) if rng.random() < 0.1 else (),
        not_before=after(rng.randrange(0, 120, 5)) if rng.random() < 0.2 else None,
        not_after=after(rng.randrange(180, 2 * DAY, 5)) if rng.random() < 0.2 else None,
    )  # fmt: skip
    if rng.random() < 0.15:
        meeting.waive(
            Waiver(rng.choice(["rest_after_arrival", "host_level_too_low", "no_interpreter"]), "an officer")
        )
    return meeting


def _session(rng: random.Random, n: int, rooms: int):  # type: ignore[no-untyped-def]
    starts = rng.randrange(0, 400, 5)
    room = f"R{rng.randrange(rooms)}" if rng.random() < 0.8 else None
    return a_session(f"S{n}", room, starts, starts + rng.choice([30, 60, 90]), f"G{rng.randrange(8)}")


def _arrival(rng: random.Random, n: int):  # type: ignore[no-untyped-def]
    return an_arrival(
        f"G{n}", rng.choice([-600, -60, -20, 0, 30, 200]), rng.choice([None, None, 300, 2 * DAY]),
        destination=rng.choice(PLACES), cancelled=rng.random() < 0.05,
    )  # fmt: skip


def _absence(rng: random.Random, n: int) -> AbsenceFact:
    starts = rng.randrange(0, 600, 5)
    return AbsenceFact(f"away{n}", EDITION, f"{EDITION}.i.I{rng.randrange(4)}", after(starts),
                       after(starts + 200), rng.random() < 0.2)  # fmt: skip


def _stay(rng: random.Random, n: int) -> EngagementFact:
    return EngagementFact(
        f"{EDITION}.n.G{n}", EDITION, "one_to_one", f"{EDITION}.g.G{rng.randrange(8)}", None,
        rng.choice([None, f"{EDITION}.i.I{n}"]), after(-600), after(0) + timedelta(days=3),
    )  # fmt: skip
