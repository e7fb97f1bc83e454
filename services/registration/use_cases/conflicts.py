"""The organisers' inbox of admissions that cannot both be right."""

from typing import Any

from services.registration.domain.conflict import AdmissionConflict
from services.registration.storage import Conflicts
from shared.clock import now
from shared.events.registration import AdmissionConflictSettled


def settle_conflict(conflicts: Conflicts, conflict_id: str, by: str, note: str) -> AdmissionConflict:
    """An organiser has looked and says what was the matter."""
    conflict = conflicts.get(conflict_id)
    conflict.settle(by, now(), note)
    conflicts.save(conflict, AdmissionConflictSettled(**standing_of(conflict)))
    return conflict


def standing_of(conflict: AdmissionConflict) -> dict[str, Any]:
    """The fields of an `AdmissionConflictStanding`; the organiser's note stays here."""
    late, other = conflict.late, conflict.other
    return {
        "conflict_id": conflict.id, "guest_id": conflict.guest_id, "conflict_kind": conflict.kind.value,
        "device": late.device, "door": late.door, "at": late.at, "skew_ms": late.skew_ms,
        "listed": conflict.listed.value,
        "other_device": other.device if other else None, "other_door": other.door if other else None,
        "other_at": other.at if other else None, "other_skew_ms": other.skew_ms if other else None,
        "settled_by": conflict.settled_by,
    }  # fmt: skip
