"""A program the supervisor keeps alive."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True)
class Program:
    """One supervised process: how it is started, with what environment, and how long it may take to stop.

    `group` is "servers" (started first, stopped last) or "convoke"; `priority` orders within the group.
    """

    name: str
    command: tuple[str, ...]
    group: str
    environment: Mapping[str, str] = field(default_factory=dict)
    priority: int = 100
    stop_seconds: int = 30

    def with_environment(self, more: Mapping[str, str]) -> Self:
        """The same program with more variables in its environment."""
        return replace(self, environment={**self.environment, **more})
