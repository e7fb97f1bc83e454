"""SIGTERM lets a running handler finish and acknowledge; what was not begun stays in the queue."""

from __future__ import annotations

from shared.events.access import AccountOpened
from tests.faults.announcer import Account
from tests.faults.rig import TALLY, Rig
from tests.faults.tally import SLOW, Tally
from tests.waiting import eventually

PATIENCE = 40.0


def test_sigterm_finishes_and_acknowledges_the_running_handler(rig: Rig) -> None:
    rig.run_processes()
    rig.wait_for_listener()
    begun = rig.log(TALLY).count("a slow effect has begun")
    account = Account("a-slow", SLOW, role="desk")
    rig.accounts().save(account, AccountOpened(account_id=account.id, name=account.name, role=account.role))
    eventually(lambda: rig.log(TALLY).count("a slow effect has begun") == begun + 1, PATIENCE)

    rig.supervisor.stop(TALLY)  # SIGTERM; returns when the process has gone

    assert rig.tallies() == {"a-slow": Tally("a-slow", applied=[1], role="desk", version=1)}
    assert rig.messages() == {"waiting": 0, "parked": 0}
