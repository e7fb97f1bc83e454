"""Every process of Convoke together with the servers of one run folder."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from deploy.local.infrastructure import Infrastructure, silent
from deploy.local.programs import Program
from deploy.local.secret_files import service_secrets
from deploy.local.supervisor import CHECKOUT, wait_until

READY_SECONDS = 120
SOLVER_STOP_SECONDS = 60  # a solve that has begun is finished and stored


class Convoke(Infrastructure):
    """Servers, services, relays, solvers, gateway and stream; `environment` is added to every process's."""

    def __init__(
        self,
        folder: Path | str = ".run",
        say: Callable[[str], None] = silent,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(folder, say)
        self._more = dict(environment or {})

    def programs(self) -> list[Program]:
        """The servers' programs and ours; ours wait for the servers by themselves."""
        ours = [*self._service_programs(), *self._web_programs()]
        return [*super().programs(), *(program.with_environment(self.environment()) for program in ours)]

    def environment(self) -> dict[str, str]:
        """What every process is told: where the servers are, its secrets, where it listens."""
        return {
            "AMQP_URI": self.amqp_uri,
            "MONGO_URI": self.mongo_uri,
            "CONVOKE_DATABASE_PREFIX": os.environ.get("CONVOKE_DATABASE_PREFIX", "convoke"),
            "CONVOKE_SECRETS": str(service_secrets(self.folder)),
            "CONVOKE_HTTP_BIND": f"127.0.0.1:{self.ports['http']}",
            "CONVOKE_STREAM_BIND": f"127.0.0.1:{self.ports['stream']}",
            "CONVOKE_STREAM_URL": f"http://127.0.0.1:{self.ports['stream']}",
            "PYTHONUNBUFFERED": "1",
            **self._more,
        }

    @property
    def url(self) -> str:
        """Where the gateway listens."""
        return f"http://127.0.0.1:{self.ports['http']}"

    def is_ready(self) -> bool:
        """Whether the gateway says that broker and services answer."""
        try:
            return httpx.get(f"{self.url}/readyz", timeout=10, trust_env=False).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False

    def wait_ready(self, seconds: float = READY_SECONDS) -> None:
        """Return when the gateway is ready; raises CannotStart after `seconds`."""
        wait_until(f"{self.url}/readyz (logs: {self.folder.logs})", self.is_ready, seconds)

    def _service_programs(self) -> list[Program]:
        runs = [("service", name) for name in services_with("service.py")]
        runs += [("relay", name) for name in services_with("service.py")]
        runs += [("solver", name) for name in services_with("solver.py")]
        return [_python_program(kind, name) for kind, name in runs]

    def _web_programs(self) -> list[Program]:
        return [
            _gunicorn_program("gateway", "gunicorn_conf.py", "services.gateway.wsgi:app"),
            _gunicorn_program("stream", "stream_conf.py", "services.gateway.stream:app"),
        ]


def services_with(file: str) -> list[str]:
    """The services that have this file: the folders are the registry."""
    return sorted(path.parent.name for path in (CHECKOUT / "services").glob(f"*/{file}"))


def _python_program(kind: str, name: str) -> Program:
    command = (sys.executable, "-m", "shared.run", kind, name)
    stop_seconds = SOLVER_STOP_SECONDS if kind == "solver" else 30
    return Program(name if kind == "service" else f"{name}-{kind}", command, "convoke", {}, 10, stop_seconds)


def _gunicorn_program(name: str, config: str, app: str) -> Program:
    command = (sys.executable, "-m", "gunicorn", "-c", f"services/gateway/{config}", app)
    return Program(name, command, "convoke", {}, 20)
