"""What desks did while nobody could be asked, brought in batches; where it contradicts, an organiser hears of it."""

from collections.abc import Sequence

from services.registration.use_cases import editions
from services.registration.use_cases.late_batch import Batch, Brought, Device, Kept, LateDesk
from shared.storage.store import AlreadyExists, StaleVersion, save_all

TOGETHER = 100
"""Scans a transaction."""
_TRIES = 20


def keep_late(desk: LateDesk, device: Device, brought: Sequence[Brought]) -> list[Kept]:
    """Keep these scans, each once however often it is brought, in the order in which they were made."""
    timezone = editions.require(desk.editions, device.edition).timezone
    ordered = sorted(brought, key=lambda scan: (scan.at, scan.nonce))
    kept: dict[str, Kept] = {}
    for start in range(0, len(ordered), TOGETHER):
        kept |= _keep_together(desk, device, timezone, ordered[start : start + TOGETHER])
    return [kept[scan.nonce] for scan in brought]


def _keep_together(
    desk: LateDesk, device: Device, timezone: str, brought: Sequence[Brought]
) -> dict[str, Kept]:
    for attempt in range(_TRIES):
        batch = Batch(desk, device, timezone)
        batch.load(brought)
        for scan in brought:
            batch.take(scan)
        try:
            save_all(batch.changes())
        except (StaleVersion, AlreadyExists):
            if attempt == _TRIES - 1:
                raise
        else:
            return batch.kept
    raise AssertionError("the last attempt returns or raises")
