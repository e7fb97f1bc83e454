"""A conflict of admissions: what a desk did alone and what others saw cannot both be right.

An organiser looks at it and settles it with a note; nothing is undone by itself, because people are where they are.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.registration.domain.scan import Result, Scan
from shared.errors import Refused


class ConflictKind(StrEnum):
    """What cannot be right."""

    ADMITTED_TWICE = "admitted_twice"
    ADMITTED_AGAINST_LIST = "admitted_against_list"
    TURNED_AWAY = "turned_away"


class ConflictSettled(Refused):
    """Somebody has settled this conflict already; read it again."""

    code = "conflict_settled"


@dataclass(frozen=True)
class Seen:
    """One side of a conflict: what a device did at a door; `skew_ms` is how far its clock was ahead, if known."""

    device: str
    door: str
    at: datetime
    result: Result
    nonce: str
    skew_ms: int | None = None


@dataclass
class AdmissionConflict:
    """`late` is the scan that was brought later; `other` what it contradicts: another admission, or our own answer
    to the same scan. Without `other`, `listed` says what our list would have answered.
    """

    id: str
    edition: str
    guest_id: str
    kind: ConflictKind
    late: Seen
    listed: Result
    found_at: datetime
    other: Seen | None = None
    open: bool = True
    settled_by: str = ""
    settled_at: datetime | None = None
    note: str = ""
    version: int = 0

    def settle(self, by: str, at: datetime, note: str) -> None:
        """An organiser has looked and says what was the matter; refused when somebody has done so before."""
        if not self.open:
            raise ConflictSettled(conflict_id=self.id, settled_by=self.settled_by)
        self.open, self.settled_by, self.settled_at, self.note = False, by, at, note


def conflict_id(edition: str, device: str, nonce: str) -> str:
    """`<edition>.q.<device>.<nonce>`: a scan brought twice finds the same conflict."""
    return f"{edition}.q.{device}.{nonce}"


def seen(scan: Scan) -> Seen:
    """A scan as one side of a conflict."""
    return Seen(scan.device, scan.door, scan.at, scan.result, scan.nonce, scan.skew_ms)
