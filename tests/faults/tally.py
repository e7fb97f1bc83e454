"""A listener whose effect is not idempotent: it appends every version it was handed. Run as a process."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field

import eventlet

if __name__ == "__main__":
    eventlet.monkey_patch()

from nameko.runners import ServiceRunner

from shared import logs, run
from shared.events.access import AccountOpened, PasswordSet
from shared.messaging.handler import handles
from shared.service import Service, Stored
from shared.storage.store import Cause, Collection

SLOW = "slow"
SLOW_SECONDS = 3


@dataclass
class Tally:
    """What was handled for one aggregate: its versions in the order of effect, and the last role heard."""

    id: str
    applied: list[int] = field(default_factory=list)
    role: str = ""
    version: int = 0


class Tallies(Collection[Tally]):
    """The listener's effects."""

    name = "tallies"
    of = Tally


class TallyService(Service):
    """Appends; a redelivery with an effect of its own would show as a version twice."""

    name = "tally"
    tallies = Stored(Tallies)

    @handles(AccountOpened, PasswordSet)
    def note(self, event: AccountOpened | PasswordSet, cause: Cause) -> None:
        """One more effect; the account named "slow" takes its time."""
        if event.name == SLOW:
            print("a slow effect has begun", flush=True)
            eventlet.sleep(SLOW_SECONDS)
        tally = self.tallies.find_one(id=event.account_id) or Tally(event.account_id)
        tally.applied.append(cause.version)
        tally.role = event.role
        self.tallies.save(tally, cause=cause)


def main() -> None:
    """As `shared.run service` does, for a class that is not in services/."""
    logs.set_up()
    runner = ServiceRunner(run.service_config(TallyService.name))
    runner.add_service(TallyService)
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(runner.stop))
    runner.start()
    runner.wait()


if __name__ == "__main__":
    main()
