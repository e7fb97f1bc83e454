"""What check-in devices and their organisers may ask registration over RPC."""

from datetime import datetime, timedelta
from typing import Any

from services.registration.domain.desk_list import EntryKind
from services.registration.keys import badge_key
from services.registration.schemas import asked
from services.registration.schemas import desk as shapes
from services.registration.storage import (
    Assignments,
    Conflicts,
    Delegations,
    DeskLists,
    Editions,
    Entries,
    Guests,
    ScanLogs,
    StrayScans,
)
from services.registration.use_cases import badge_print, conflicts, desk_list, late_scans, walk_ins
from services.registration.use_cases.late_batch import Device, LateDesk
from shared.clock import now
from shared.rpc import rpc_method
from shared.service import Service, Stored


class DeskMethods(Service):
    """The desks' local list, late scans and their conflicts, walk-ins and cards."""

    editions = Stored(Editions)
    delegations = Stored(Delegations)
    guests = Stored(Guests)
    logs = Stored(ScanLogs)
    strays = Stored(StrayScans)
    assignments = Stored(Assignments)
    conflicts = Stored(Conflicts)
    entries = Stored(Entries)
    lists = Stored(DeskLists)

    @property
    def printer(self) -> badge_print.Printer:
        """What cards are made with."""
        return badge_print.Printer(self.guests, self.delegations, badge_key())

    @rpc_method(shapes.DeskListIn, None)
    def desk_list(self, edition: str, kind: EntryKind, after: int, limit: int) -> dict[str, Any]:
        """What a device does not have yet of its local list."""
        sources = desk_list.Sources(
            self.guests, self.delegations, self.assignments, self.entries, self.lists, badge_key()
        )
        page = desk_list.page(sources, edition, kind, after, limit)
        items = [{"lookup": entry.lookup, "content": entry.content} for entry in page.entries]
        return {"items": items, "upto": page.upto, "complete": page.complete, "now": now()}

    @rpc_method(shapes.LateScansIn, None)
    def keep_late_scans(
        self, edition: str, device: str, door: str, sent_at: datetime, skew_ms: int | None, scans: list[Any]
    ) -> dict[str, Any]:
        """What a device did while it could not ask."""
        ahead = round((sent_at - now()) / timedelta(milliseconds=1)) if skew_ms is None else skew_ms
        good, malformed = shapes.read_brought(scans)
        desk = LateDesk(
            self.editions, self.guests, self.logs, self.strays, self.entries, self.conflicts, badge_key()
        )
        kept = late_scans.keep_late(desk, Device(edition, device, door, ahead), good)
        return {"items": [shapes.of_kept(one) for one in kept] + malformed, "skew_ms": ahead}

    @rpc_method(shapes.ConflictsIn, shapes.ConflictsOut)
    def list_conflicts(self, edition: str, after: str | None, limit: int, open: bool | None) -> Any:
        """One page of the organisers' inbox."""
        wanted = {} if open is None else {"open": open}
        items, following = self.conflicts.page(after, limit, edition=edition, **wanted)
        return {"items": items, "next": following}

    @rpc_method(shapes.SettleIn, shapes.ConflictOut)
    def settle_conflict(self, conflict_id: str, by: str, note: str) -> Any:
        """Somebody has looked at a conflict."""
        return conflicts.settle_conflict(self.conflicts, conflict_id, by, note)

    @rpc_method(shapes.WalkInIn, shapes.BadgePrintOut)
    def register_walk_in(self, edition: str, although_known: bool, **values: Any) -> Any:
        """Register somebody at the desk, with a card."""
        return walk_ins.register_walk_in(self.printer, self.editions, edition, values, although_known)

    @rpc_method(shapes.ReissueIn, shapes.BadgePrintOut)
    def reissue_badge(self, guest_id: str, reason: str) -> Any:
        """A new card for a lost one."""
        return badge_print.reissue_badge(self.printer, guest_id, reason)

    @rpc_method(asked.GuestIdIn, shapes.BadgePrintOut)
    def print_badge(self, guest_id: str) -> Any:
        """The present card once more."""
        return badge_print.print_badge(self.printer, guest_id)

    @rpc_method(shapes.MissingBadgesIn, None)
    def issue_missing_badges(self, edition: str, limit: int) -> dict[str, Any]:
        """Cards for the next guests who have none."""
        return shapes.of_prints(badge_print.issue_missing_badges(self.printer, edition, limit))
