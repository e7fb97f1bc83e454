"""What desks did while nobody could be asked, brought in batches; where it contradicts, an organiser hears of it."""

from collections.abc import Sequence
from time import sleep

from services.registration.use_cases import editions
from services.registration.use_cases.late_batch import BETWEEN, Batch, Brought, Device, Kept, LateDesk
from shared.storage.store import AlreadyExists, StaleVersion, save_all

TOGETHER = 1000
"""Scans a transaction, as many as a device brings at once: nobody hears of the first before the last is kept, so the
answer does not wait behind what its own announcements set going."""
_TRIES = 20


def keep_late(desk: LateDesk, device: Device, brought: Sequence[Brought]) -> list[Kept]:
    """Keep these scans, each once however often it is brought, in the order in which they were made."""
    timezone = editions.require(desk.editions, device.edition).timezone
    ordered = sorted(brought, key=lambda scan: (scan.at, scan.nonce))
    kept: dict[str, Kept] = {}
    for start in range(0, len(ordered), TOGETHER):
        kept |= _keep_together(desk, device, timezone, ordered[start : start + TOGETHER], _TRIES)
    return [kept[scan.nonce] for scan in brought]


def _keep_together(
    desk: LateDesk, device: Device, timezone: str, brought: Sequence[Brought], tries: int
) -> dict[str, Kept]:
    batch = Batch(desk, device, timezone)
    batch.load(brought)
    for number, scan in enumerate(brought, start=1):
        batch.take(scan)
        if number % BETWEEN == 0:
            sleep(0)
    try:
        save_all(batch.changes())
    except (StaleVersion, AlreadyExists):
        # Another door wrote one of these guests meanwhile. Half as many meet it half as often.
        if tries == 1:
            raise
        half = (len(brought) + 1) // 2
        kept: dict[str, Kept] = {}
        for part in (brought[:half], brought[half:]):
            kept |= _keep_together(desk, device, timezone, part, tries - 1) if part else {}
        return kept
    return batch.kept
