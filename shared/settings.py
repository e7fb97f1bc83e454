"""Everything a process learns from its environment, read once; a start with missing values names all of them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REQUIRED = ("AMQP_URI", "MONGO_URI")


class SettingsMissing(SystemExit):
    """The environment lacks values without which no process can start."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`secrets` is a folder with one file a secret; files, unlike variables, do not show in process lists."""

    amqp_uri: str
    mongo_uri: str
    database_prefix: str
    secrets: Path
    stream_url: str
    log_level: str
    heartbeat_seconds: int
    rpc_timeout_seconds: float
    instance: str

    def database(self, service: str) -> str:
        """The name of a service's own database, e.g. `convoke_registration`."""
        return f"{self.database_prefix}_{service}"

    def secret(self, name: str) -> bytes:
        """The content of one secret file, without trailing white space."""
        path = self.secrets / name
        if not path.is_file():
            raise SettingsMissing(
                f"The secret file {path} is missing. Create it, or set CONVOKE_SECRETS to its folder."
            )
        return path.read_bytes().strip()


def read(environment: Mapping[str, str]) -> Settings:
    """Build the settings, or stop naming every missing value at once."""
    missing = [name for name in REQUIRED if not environment.get(name)]
    if missing:
        raise SettingsMissing(f"Set these environment variables and start again: {', '.join(missing)}")
    return Settings(
        amqp_uri=environment["AMQP_URI"],
        mongo_uri=environment["MONGO_URI"],
        database_prefix=environment.get("CONVOKE_DATABASE_PREFIX", "convoke"),
        secrets=Path(environment.get("CONVOKE_SECRETS", "/run/secrets")),
        stream_url=environment.get("CONVOKE_STREAM_URL", ""),
        log_level=environment.get("CONVOKE_LOG_LEVEL", "INFO"),
        heartbeat_seconds=int(environment.get("CONVOKE_HEARTBEAT_SECONDS", "20")),
        rpc_timeout_seconds=float(environment.get("CONVOKE_RPC_TIMEOUT_SECONDS", "15")),
        instance=environment.get("CONVOKE_INSTANCE", "1"),
    )


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read(os.environ)
