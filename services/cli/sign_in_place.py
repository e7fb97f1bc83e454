"""Where the command line finds its gateway and keeps its token.

Environment first, then a file only its owner reads.
"""

import json
import os
from pathlib import Path
from typing import Any

import typer

DEFAULT_URL = "http://127.0.0.1:8080"


def _file() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "convoke" / "sign-in.json"


def _kept() -> dict[str, Any]:
    if not _file().is_file():
        return {}
    try:
        kept: dict[str, Any] = json.loads(_file().read_text())
    except ValueError:
        raise typer.BadParameter(f"{_file()} is damaged: delete it and sign in again") from None
    return kept


def server() -> str:
    """CONVOKE_URL, or the gateway signed in to, or the local one."""
    return str(os.environ.get("CONVOKE_URL") or _kept().get("url") or DEFAULT_URL).rstrip("/")


def token() -> str | None:
    """CONVOKE_TOKEN, or the one kept for this gateway."""
    kept = _kept()
    fits = kept.get("url") == server()
    return os.environ.get("CONVOKE_TOKEN") or (kept.get("token") if fits else None)


def keep(url: str, bearer: str) -> Path:
    """Keep a token, readable by its owner only from the moment the file exists."""
    place = _file()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.unlink(missing_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"url": url, "token": bearer}, file)
    return place


def forget() -> None:
    """Remove the kept token."""
    _file().unlink(missing_ok=True)
