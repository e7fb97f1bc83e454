"""A listener as services have them: keeps the newest state of each aggregate, and when it heard of it."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from time import monotonic_ns

import eventlet

if __name__ == "__main__":
    eventlet.monkey_patch()

from nameko.runners import ServiceRunner

from shared import logs, run
from shared.events.access import AccountOpened, PasswordSet
from shared.messaging.handler import handles
from shared.service import Service, Stored
from shared.storage.store import Cause, Facts

NAME = "listener"


@dataclass
class Heard:
    """The newest state of an account, and when its handler began (ns of the machine's monotonic clock)."""

    id: str
    role: str
    heard_ns: int
    version: int = 0


class HeardAccounts(Facts[Heard]):
    """What the listener keeps."""

    name = "heard"
    of = Heard


class ListenerService(Service):
    """Keeps what it hears."""

    name = NAME
    heard = Stored(HeardAccounts)

    @handles(AccountOpened, PasswordSet)
    def note(self, event: AccountOpened | PasswordSet, cause: Cause) -> None:
        """Keep the newest."""
        self.heard.keep(Heard(event.account_id, event.role, monotonic_ns()), cause)


def main() -> None:
    """As `shared.run service` does, for a class that is not in services/."""
    logs.set_up("WARNING")
    runner = ServiceRunner(run.service_config(NAME))
    runner.add_service(ListenerService)
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(runner.stop))
    runner.start()
    runner.wait()


if __name__ == "__main__":
    main()
