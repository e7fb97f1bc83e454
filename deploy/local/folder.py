"""The run folder: where one local instance keeps its data, logs, secrets and what it remembers."""

import fcntl
import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.refusal import CannotStart

SOCKET_PATH_LIMIT = 100  # the kernel takes 107 bytes; supervisord appends a process id while it binds


class RunFolder:
    """Paths below one folder of mode 700; `remembered` survives restarts in local.json."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root).resolve()
        if "%" in str(self.root):
            raise CannotStart(
                f"the supervisor cannot write its logs below a path with a % in it: {self.root}"
            )
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def made(self, *parts: str) -> Path:
        """A folder below the root, made when missing."""
        path = self.root.joinpath(*parts)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    @property
    def logs(self) -> Path:
        return self.made("logs")

    @property
    def token(self) -> str:
        """Eight characters that tell this folder's instance from any other on the machine."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:8]

    @property
    def socket(self) -> Path:
        """Where the supervisor listens; beside the temporary files when the folder's own path is too long."""
        path = self.root / "supervisor.sock"
        if len(str(path)) < SOCKET_PATH_LIMIT:
            return path
        return Path(tempfile.gettempdir()) / f"convoke-{self.token}.sock"

    def remembered(self) -> dict[str, Any]:
        """What local.json holds: ports, and once the supervisor runs what was given to the processes."""
        path = self.root / "local.json"
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def remember(self, **values: Any) -> None:
        """Put values into local.json, in one rename so that a reader never sees half of it."""
        merged = self.remembered() | values
        fresh = self.root / "local.json.new"
        fresh.write_text(json.dumps(merged, indent=2, sort_keys=True) + "\n")
        fresh.rename(self.root / "local.json")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder's lock: two people typing `make up` at once start one instance."""
        with (self.root / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
