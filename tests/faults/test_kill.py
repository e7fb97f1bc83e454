"""5,000 events of 500 aggregates while everything is killed once: the state of a run without faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from tests.faults.rig import RELAY, TALLY, Rig
from tests.faults.tally import Tally
from tests.waiting import eventually

AGGREGATES, VERSIONS = 500, 10
EVENTS = AGGREGATES * VERSIONS
SECONDS_AWAY = 2.0
PATIENCE = 120.0


@dataclass(frozen=True)
class Outcome:
    """What a run came to; `misplaced` are aggregates whose effects came out of order."""

    lost: int
    doubled: int
    misplaced: int
    parked: int
    waiting: int
    pending: int


def outcome(rig: Rig) -> Outcome:
    """Count the effects of a finished run."""
    applied = {aggregate: tally.applied for aggregate, tally in rig.tallies().items()}
    counted = Counter((aggregate, version) for aggregate, versions in applied.items() for version in versions)
    messages = rig.messages()
    return Outcome(
        lost=EVENTS - len(counted),
        doubled=sum(times - 1 for times in counted.values()),
        misplaced=sum(versions != sorted(versions) for versions in applied.values()),
        parked=messages["parked"],
        waiting=messages["waiting"],
        pending=rig.pending(),
    )


def test_nothing_is_lost_or_doubled_when_everything_is_killed(rig: Rig) -> None:
    untouched, calm = _run(rig, [])
    rig.begin()
    faulted, rough = _run(rig, _faults(rig))

    print(f"\n{EVENTS} events of {AGGREGATES} aggregates, {len(_faults(rig))} faults: {outcome(rig)}")
    print(f"{rig.handled()} deliveries handled; seconds without faults {calm:.1f}, with faults {rough:.1f}")
    assert outcome(rig) == Outcome(lost=0, doubled=0, misplaced=0, parked=0, waiting=0, pending=0)
    assert faulted == untouched


def _faults(rig: Rig) -> list[tuple[str, Callable[[], object]]]:
    """What happens when, in the order of progress: kill -9 of each, and one SIGTERM."""
    return [
        ("kill -9 relay", lambda: rig.supervisor.crash(RELAY)),
        ("kill -9 consumer", lambda: rig.supervisor.crash(TALLY)),
        ("kill -9 mongod", lambda: _away(rig.kill_mongod, rig.start_mongod)),
        ("kill -9 RabbitMQ", lambda: _away(rig.kill_broker, rig.start_broker)),
        (
            "SIGTERM consumer",
            lambda: _away(lambda: rig.supervisor.stop(TALLY), lambda: rig.supervisor.start(TALLY)),
        ),
        ("kill -9 relay again", lambda: rig.supervisor.crash(RELAY)),
    ]


def _away(down: Callable[[], object], up: Callable[[], object]) -> None:
    down()
    sleep(SECONDS_AWAY)
    up()


def _run(rig: Rig, faults: list[tuple[str, Callable[[], object]]]) -> tuple[dict[str, Tally], float]:
    """Announce everything, do each fault at its share of the progress; effects and seconds."""
    rig.run_processes()
    rig.wait_for_listener()
    began = monotonic()
    with rig.announcing(AGGREGATES, VERSIONS) as announcing:
        for number, (name, strike) in enumerate(faults, 1):
            _reached(rig, EVENTS * number // (len(faults) + 2))
            print(f"{name} at {rig.effects()} of {EVENTS} effects, {monotonic() - began:.1f} s")
            strike()
        _reached(rig, EVENTS)
        assert announcing.wait(PATIENCE) == 0
    eventually(lambda: rig.pending() == 0 and rig.messages()["waiting"] == 0, PATIENCE, every=0.1)
    seconds = monotonic() - began
    effects = rig.tallies()
    rig.end_processes()
    return effects, seconds


def _reached(rig: Rig, effects: int) -> None:
    eventually(lambda: rig.effects() >= effects, PATIENCE, every=0.1)
