"""A private RabbitMQ node: Debian's program, but name, ports, data, logs, plugins and cookie of its own."""

from pathlib import Path

import amqp
import httpx

from deploy.local.folder import RunFolder
from deploy.local.programs import Program
from deploy.local.secret_files import secret

USER = "convoke"
# Scripts that start the node as the user who calls them; the ones in /usr/sbin switch to the user rabbitmq.
PLACES = ("/usr/lib/rabbitmq/bin", "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin", "/opt/rabbitmq/sbin")


def scripts() -> Path | None:
    """The folder with rabbitmq-server, or None when RabbitMQ is not installed."""
    found = [path for place in PLACES for path in sorted(Path("/").glob(f"{place[1:]}/rabbitmq-server"))]
    return found[-1].parent if found else None


class RabbitMQ:
    """The node of one run folder. Only this machine reaches it; its one account has a generated password."""

    def __init__(self, folder: RunFolder, ports: dict[str, int]) -> None:
        self._folder = folder
        self._ports = ports

    def uri(self, vhost: str = "/") -> str:
        """AMQP address of a virtual host."""
        suffix = "" if vhost == "/" else f"/{vhost}"
        return f"amqp://{USER}:{self._password()}@127.0.0.1:{self._ports['amqp']}{suffix}"

    def programs(self, scripts_folder: Path) -> list[Program]:
        """The node and its epmd; epmd is ours too, so that nothing stays behind when the node ends."""
        self._write_config()
        epmd = ("epmd", "-port", str(self._ports["epmd"]), "-address", "127.0.0.1")
        node = (str(scripts_folder / "rabbitmq-server"),)
        environment = self._environment()
        return [
            Program("epmd", epmd, "servers", environment, priority=1),
            Program("rabbitmq", node, "servers", environment, priority=2, stop_seconds=60),
        ]

    def answers(self) -> bool:
        """Whether the node accepts our account."""
        port = self._ports["amqp"]
        try:
            with amqp.Connection(
                f"127.0.0.1:{port}", userid=USER, password=self._password(), connect_timeout=2
            ) as connection:
                return bool(connection.connected)
        except (OSError, amqp.AMQPError):
            return False

    def add_vhost(self, name: str) -> str:
        """Make an empty virtual host and return its AMQP address."""
        with self._management() as client:
            client.put(f"/api/vhosts/{name}").raise_for_status()
            rights = {"configure": ".*", "write": ".*", "read": ".*"}
            client.put(f"/api/permissions/{name}/{USER}", json=rights).raise_for_status()
        return self.uri(name)

    def drop_vhost(self, name: str) -> None:
        """Delete a virtual host with everything in it."""
        with self._management() as client:
            client.delete(f"/api/vhosts/{name}").raise_for_status()

    def _management(self) -> httpx.Client:
        base = f"http://127.0.0.1:{self._ports['management']}"
        return httpx.Client(base_url=base, auth=(USER, self._password()), timeout=30, trust_env=False)

    def _password(self) -> str:
        return secret(self._folder, "rabbitmq")

    def _write_config(self) -> None:
        home = self._folder.made("rabbitmq")
        config = home / "rabbitmq.conf"
        config.touch(mode=0o600)
        config.write_text(f"""\
listeners.tcp.1 = 127.0.0.1:{self._ports["amqp"]}
management.tcp.ip = 127.0.0.1
management.tcp.port = {self._ports["management"]}
default_user = {USER}
default_pass = {self._password()}
# A dead client is noticed after two missed heartbeats.
heartbeat = 30
log.console = true
log.console.level = info
log.file = false
# Our queues hold a few megabytes; a full disk must stop publishers before it stops the database.
disk_free_limit.absolute = 500MB
vm_memory_high_watermark.absolute = 1GB
# Counting for the management pages costs processor time on every message: keep the listing, not the rates.
management_agent.disable_metrics_collector = true
""")
        (home / "enabled_plugins").write_text("[rabbitmq_management].\n")

    def _environment(self) -> dict[str, str]:
        home = self._folder.made("rabbitmq")
        loopback = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false"
        # The broker shares its processors with everything else here: its schedulers must sleep, not spin.
        no_spinning = "+sbwt none +sbwtdcpu none +sbwtdio none"
        return {
            "HOME": str(home),  # the cookie is made here
            "RABBITMQ_NODENAME": f"convoke-{self._folder.token}@localhost",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(home / "advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(self._folder.made("rabbitmq", "mnesia")),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(self._folder.made("rabbitmq", "generated")),
            "RABBITMQ_LOG_BASE": str(self._folder.made("rabbitmq", "log")),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_PID_FILE": str(home / "pid"),
            "RABBITMQ_DIST_PORT": str(self._ports["distribution"]),
            # The node must be the supervised process itself, not a child of a shell.
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_PORT": str(self._ports["epmd"]),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_CRASH_DUMP": str(home / "erl_crash.dump"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{loopback} {no_spinning}",
        }
