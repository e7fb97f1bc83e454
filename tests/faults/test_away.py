"""Broker or database away, at start and later: every process waits, says so, and works when they are back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.events.access import AccountOpened, PasswordSet
from tests.faults.announcer import Account, account_id
from tests.faults.rig import RELAY, TALLY, Rig
from tests.faults.tally import Tally
from tests.waiting import eventually

PATIENCE = 40.0


def announce(rig: Rig, version: int) -> None:
    """Save one account with its event."""
    accounts = rig.accounts()
    account = accounts.find_one(id=account_id(1)) or Account(account_id(1), "account 1")
    account.role = f"role-{version}"
    kind = AccountOpened if version == 1 else PasswordSet
    accounts.save(account, kind(account_id=account.id, name=account.name, role=account.role))


def effect_of(*versions: int) -> dict[str, Tally]:
    """The tally after exactly these versions."""
    last = f"role-{versions[-1]}"
    return {account_id(1): Tally(account_id(1), applied=list(versions), role=last, version=len(versions))}


def said_since(rig: Rig, program: str, before: str) -> str:
    """What a process has said since its log was `before`."""
    return rig.log(program).removeprefix(before)


@pytest.mark.parametrize("server", ["broker", "mongod"])
def test_a_process_waits_for_a_server_that_is_away_at_start_and_says_so(rig: Rig, server: str) -> None:
    down, up = _switches(rig, server)
    before = {program: rig.log(program) for program in (RELAY, TALLY)}
    down()
    rig.run_processes()
    eventually(lambda: all("away" in said_since(rig, name, text) for name, text in before.items()), PATIENCE)
    started = {name: rig.supervisor.pid(name) for name in before}

    up()
    rig.wait_for_listener()
    announce(rig, 1)

    eventually(lambda: rig.tallies() == effect_of(1), PATIENCE)
    assert {name: rig.supervisor.pid(name) for name in before} == started  # waited, not restarted


@pytest.mark.parametrize("server", ["broker", "mongod"])
def test_a_server_that_comes_back_later_is_used_again(rig: Rig, server: str) -> None:
    down, up = _switches(rig, server)
    rig.run_processes()
    rig.wait_for_listener()
    announce(rig, 1)
    eventually(lambda: rig.tallies() == effect_of(1), PATIENCE)
    started = {name: rig.supervisor.pid(name) for name in (RELAY, TALLY)}

    down()
    up()
    announce(rig, 2)

    eventually(lambda: rig.tallies() == effect_of(1, 2), PATIENCE)
    assert {name: rig.supervisor.pid(name) for name in (RELAY, TALLY)} == started


def test_an_event_saved_while_the_broker_is_away_is_published_when_it_is_back(rig: Rig) -> None:
    rig.run_processes()
    rig.wait_for_listener()
    rig.kill_broker()
    announce(rig, 1)
    announce(rig, 2)
    assert rig.pending() == 1

    rig.start_broker()

    eventually(lambda: rig.tallies() == effect_of(1, 2), PATIENCE)
    eventually(lambda: rig.pending() == 0, PATIENCE)


def test_publishers_wait_while_the_brokers_disk_is_full(rig: Rig) -> None:
    rig.run_processes()
    rig.wait_for_listener()
    rig.set_broker_disk_limit("100000GB")
    announce(rig, 1)
    announce(rig, 2)
    eventually(lambda: "away" in rig.log(RELAY) or rig.pending() == 1, PATIENCE)
    assert rig.tallies() == {}

    rig.set_broker_disk_limit("50MB")

    eventually(lambda: rig.tallies() == effect_of(1, 2), PATIENCE)


def _switches(rig: Rig, server: str) -> tuple[Callable[[], None], Callable[[], None]]:
    if server == "broker":
        return rig.kill_broker, rig.start_broker
    return rig.kill_mongod, rig.start_mongod
