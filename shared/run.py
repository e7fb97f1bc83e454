"""Start one process: `python -m shared.run service|relay|solver NAME`.

Every process waits for broker and database by itself and says so; SIGTERM lets it finish what it has in hand.
"""

import importlib
import logging
import signal
import sys
from collections.abc import Callable
from typing import Any

USAGE = "usage: python -m shared.run service|relay|solver NAME"

log = logging.getLogger("shared.run")


def run_service(name: str) -> None:
    """The nameko process of a service. Eventlet replaces the blocking calls first, before anything imports them."""
    import eventlet

    eventlet.monkey_patch()
    from nameko.runners import ServiceRunner

    from shared import logs
    from shared.settings import settings

    chosen = settings()
    logs.set_up(chosen.log_level)
    runner = ServiceRunner(service_config(name))
    runner.add_service(service_class(name))
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(_stop_service, runner, name))
    signal.signal(signal.SIGINT, signal.getsignal(signal.SIGTERM))
    runner.start()
    log.info("The service %s is ready", name)
    runner.wait()


def _stop_service(runner: Any, name: str) -> None:
    log.info("The service %s finishes what it has in hand", name)
    runner.stop()


def service_config(name: str) -> dict[str, Any]:
    """What nameko and our extensions read from `container.config`."""
    from shared.settings import settings

    chosen = settings()
    return {
        "AMQP_URI": chosen.amqp_uri,
        "MONGO_URI": chosen.mongo_uri,
        "DATABASE": chosen.database(name),
        "HEARTBEAT": chosen.heartbeat_seconds,
        "max_workers": 160,
    }


def service_class(name: str) -> type:
    """The class in `services/<name>/service.py` that carries this service's name."""
    module = importlib.import_module(f"services.{name}.service")
    return next(c for c in vars(module).values() if isinstance(c, type) and getattr(c, "name", None) == name)


def run_relay(name: str) -> None:
    """The relay of a service: its outbox to the broker."""
    from shared import logs
    from shared.messaging.listeners import listeners
    from shared.messaging.relay import Relay
    from shared.settings import settings
    from shared.storage.mongo import connect

    chosen = settings()
    logs.set_up(chosen.log_level)
    database = connect(chosen.mongo_uri, f"{name}-relay")[chosen.database(name)]
    relay = Relay(database, chosen.amqp_uri, chosen.heartbeat_seconds, chosen.instance, listeners())
    _stop_on_signals(relay.stop)
    relay.run()


def run_solver(name: str) -> None:
    """The solver of a service: `collections` and `replan` of `services/<name>/solver.py`."""
    from shared import logs
    from shared.planning import Planner
    from shared.settings import settings
    from shared.storage.mongo import MongoBackend, connect

    chosen = settings()
    logs.set_up(chosen.log_level)
    solver = importlib.import_module(f"services.{name}.solver")
    backend = MongoBackend(connect(chosen.mongo_uri, f"{name}-solver"), chosen.database(name), name)
    planner = Planner(backend, solver.COLLECTIONS, solver.replan, chosen.instance)
    _stop_on_signals(planner.stop)
    planner.run()


def _stop_on_signals(stop: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


ROLES: dict[str, Callable[[str], None]] = {"service": run_service, "relay": run_relay, "solver": run_solver}


def main() -> None:
    """Read the two words and run."""
    if len(sys.argv) != 3 or sys.argv[1] not in ROLES:
        raise SystemExit(USAGE)
    ROLES[sys.argv[1]](sys.argv[2])


if __name__ == "__main__":
    main()
