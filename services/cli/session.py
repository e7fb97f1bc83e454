"""Who is signed in where: one small file that only its owner can read."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from services.cli.refusals import CannotAsk

USUAL_URL = "http://127.0.0.1:8080"


@dataclass(frozen=True)
class Session:
    """A token of one Convoke; it is never sent to another address than `url`."""

    url: str
    name: str
    token: str
    expires: str


class SessionFile:
    """`~/.config/convoke/session.json`, mode 0600 (XDG_CONFIG_HOME is heeded)."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        base = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        self.path = Path(base) / "convoke" / "session.json"

    def read(self) -> Session | None:
        """The session kept here, if there is one."""
        if not self.path.exists():
            return None
        try:
            return Session(**json.loads(self.path.read_text()))
        except (ValueError, TypeError):
            raise CannotAsk(f"{self.path} is damaged: delete it and sign in again.") from None

    def keep(self, session: Session) -> None:
        """Write the session, readable for its owner only from the first byte on."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(asdict(session), file)
        fresh.replace(self.path)

    def forget(self) -> None:
        """Keep no session any more."""
        self.path.unlink(missing_ok=True)


def chosen_url(option: str | None, kept: Session | None) -> str:
    """Where to ask: as said (`--url`, CONVOKE_URL), else where somebody is signed in, else this machine."""
    url = option or (kept.url if kept else USUAL_URL)
    if not url.startswith(("http://", "https://")):
        raise CannotAsk(f"{url} is no address; write it with http:// or https://")
    return url.rstrip("/")


def chosen_token(environment: Mapping[str, str], kept: Session | None, url: str) -> str | None:
    """CONVOKE_TOKEN, else the kept token if it belongs to this address."""
    if environment.get("CONVOKE_TOKEN"):
        return environment["CONVOKE_TOKEN"]
    return kept.token if kept and kept.url == url else None
