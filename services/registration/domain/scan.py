"""A scan: somebody showed a badge, or gave a name, at a door. Every one is kept, admitted or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Direction(StrEnum):
    """Which way somebody goes through a door."""

    IN = "in"
    OUT = "out"


class Result(StrEnum):
    """What the desk sees."""

    ADMITTED = "admitted"
    LEFT = "left"
    ALREADY_INSIDE = "already_inside"
    NOT_INSIDE = "not_inside"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    NOT_CONFIRMED = "not_confirmed"
    WRONG_EDITION = "wrong_edition"
    UNKNOWN = "unknown"


PASSED = frozenset({Result.ADMITTED, Result.LEFT})


@dataclass(frozen=True)
class Scan:
    """One scan with its answer. `at` is when the device saw it, `recorded` when we heard of it.

    `nonce` is the device's own number of this scan: the same one again is the same scan and gets the same
    answer. `inside_since` and `inside_door` tell, for a badge that is inside already, when and where it
    came in. `skew_ms`, for a scan brought later: how far the device's clock was ahead of ours, so that `at`
    stays what the device said and `true_at` is comparable.
    """

    nonce: str
    device: str
    door: str
    direction: Direction
    at: datetime
    recorded: datetime
    result: Result
    inside_since: datetime | None = None
    inside_door: str | None = None
    skew_ms: int | None = None

    @property
    def passed(self) -> bool:
        """Whether somebody went through the door."""
        return self.result in PASSED

    @property
    def true_at(self) -> datetime:
        """When the scan was made, by our clock."""
        return self.at - timedelta(milliseconds=self.skew_ms or 0)

    def same_as(self, device: str, nonce: str) -> bool:
        """Whether this is the scan a device now sends again."""
        return self.nonce == nonce and self.device == device


@dataclass
class StrayScan:
    """A scan that belongs to no guest of the edition: an unknown badge, or one of another edition."""

    id: str
    edition: str
    scan: Scan
    shown: str
    guest_id: str | None = None
    version: int = 0


def stray_scan_id(edition: str, device: str, nonce: str) -> str:
    """`<edition>.x.<device>.<nonce>`: a repeated scan finds the first one."""
    return f"{edition}.x.{device}.{nonce}"


@dataclass
class ScanLog:
    """Earlier scans of one guest, moved out of the guest's own record to keep it short; oldest first."""

    id: str
    edition: str
    guest_id: str
    number: int
    scans: tuple[Scan, ...]
    version: int = 0
