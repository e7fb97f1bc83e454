"""How far the planner is: shown only for plans that take long."""

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(kw_only=True)
class Progress:
    """The last long plan of an edition: since when it is made, after how many changes, and whether it is ready."""

    id: str
    edition: str
    since: datetime
    changes: int
    ready_at: datetime | None = None
    version: int = 0

    def ready(self, at: datetime) -> "Progress":
        """The plan is made."""
        return replace(self, ready_at=at)


def progress_id(edition: str) -> str:
    """E.g. `ipec-2019.progress`."""
    return f"{edition}.progress"
