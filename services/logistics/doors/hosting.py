"""The door for lodging, meals, tables, reception rules, receivers and papers."""

from datetime import date, datetime
from typing import Any

from services.logistics.domain.lodging import Allotment
from services.logistics.domain.meal import Count, Sitting
from services.logistics.domain.paper import Paper, PaperKind
from services.logistics.domain.reception import Gift, Waiver
from services.logistics.domain.table import Table
from services.logistics.doors.stores import Page, Stores, given, page
from services.logistics.schemas import asked, hosting
from services.logistics.sealing import needs_seal
from services.logistics.use_cases import (
    imports,
    lodging,
    papers,
    receivers,
    reception,
    reception_limits,
    sheet_links,
    shuttle,
    sittings,
    table,
)
from shared.clock import now
from shared.rpc import rpc_method


class Hosting(Stores):
    """Where guests sleep and eat, and what is handed to them."""

    @property
    def _dining(self) -> table.Dining:
        return table.Dining(
            self.sittings,
            self.needs,
            self.travellers,
            self.arrivals,
            self.departures,
            self.escorts,
            needs_seal(),
        )

    @property
    def _shuttle(self) -> shuttle.Shuttle:
        return shuttle.Shuttle(
            self.occasions, self.trips, self.vehicles, self.travellers, self.arrivals, self.departures
        )

    @rpc_method(asked.EditionIn, hosting.TimetableOut)
    def shuttle_timetable(self, edition: str) -> shuttle.Timetable:
        """When the shuttle leaves, and who finds no place."""
        return self._shuttle.timetable(edition)

    @rpc_method(asked.PageIn, hosting.HotelsOut)
    def list_hotels(self, edition: str, after: str | None, limit: int) -> Page:
        """One page of hotels."""
        return page(self.hotels.page(after, limit, edition=edition))

    @rpc_method(asked.PageIn, hosting.RoomBlocksOut)
    def list_room_blocks(self, edition: str, after: str | None, limit: int) -> Page:
        """One page of blocks of rooms."""
        return page(self.blocks.page(after, limit, edition=edition))

    @rpc_method(hosting.AllotmentsIn, hosting.AllotmentsOut)
    def list_allotments(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of beds."""
        return page(self.allotments.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(asked.EditionIn, None)
    def get_bed_plan(self, edition: str) -> dict[str, Any]:
        """The beds in figures, and who has none and why."""
        return lodging.bed_page(self.bed_plans, edition)

    @rpc_method(hosting.CheckInIn, hosting.AllotmentOut)
    def check_into_room(self, allotment_id: str, at: datetime) -> Allotment:
        """The guest is in the room."""
        return lodging.check_into_room(self.allotments, allotment_id, at)

    @rpc_method(hosting.RegisterIn, hosting.AllotmentOut)
    def register_lodging(self, allotment_id: str, at: datetime, by: str) -> Allotment:
        """The police have the lodging."""
        return lodging.register_lodging(self.allotments, allotment_id, at, by)

    @rpc_method(hosting.MomentIn, None)
    def lodging_to_register(self, edition: str, at: datetime) -> dict[str, Any]:
        """Foreigners in their rooms and not registered."""
        return {"items": lodging.to_register(self.allotments, edition, at)}

    @rpc_method(asked.PageIn, hosting.SittingsOut)
    def list_sittings(self, edition: str, after: str | None, limit: int) -> Page:
        """One page of meals."""
        return page(self.sittings.page(after, limit, edition=edition))

    @rpc_method(hosting.CancelSittingIn, hosting.SittingOut)
    def cancel_sitting(self, sitting_id: str, expected_version: int | None) -> Sitting:
        """A meal is not served."""
        return sittings.cancel_sitting(self.sittings, sitting_id, expected_version)

    @rpc_method(hosting.SittingIn, hosting.CountOut)
    def count_needs(self, sitting_id: str) -> Count:
        """How many eat and what they need."""
        return table.count_needs(self._dining, sitting_id)

    @rpc_method(hosting.SittingIn, None)
    def needs_by_name(self, sitting_id: str) -> dict[str, Any]:
        """Who needs what at a sitting."""
        return {"items": table.needs_by_name(self._dining, sitting_id)}

    @rpc_method(hosting.SittingIn, hosting.TableOut, many=True)
    def seat_banquet(self, sitting_id: str) -> list[Table]:
        """The tables of a banquet."""
        return table.seat_banquet(self._dining, sitting_id)

    @rpc_method(hosting.CheckReceptionIn, None)
    def check_reception(self, edition: str, companions_round_up: bool | None) -> dict[str, Any]:
        """What breaks a rule of reception, and who waived it."""
        at = reception.Reception(
            self._dining, self.allotments, self.hotels, self.gifts, self.waivers, self.trips
        )
        limits = reception_limits.limits_for(self.reception_limits, edition, companions_round_up)
        return {"items": reception.check_reception(at, edition, limits)}

    @rpc_method(asked.EditionIn, None)
    def list_reception_limits(self, edition: str) -> dict[str, Any]:
        """The limits in force, each with its source."""
        return {"items": reception_limits.limits_in_force(self.reception_limits, edition)}

    @rpc_method(asked.ImportIn, None)
    def import_reception_limits(self, edition: str, **rows: Any) -> imports.Report:
        """The province's own table."""
        return reception_limits.import_reception_limits(self.reception_limits, edition, **rows)

    @rpc_method(hosting.WaiverIn, hosting.WaiverOut)
    def grant_waiver(self, edition: str, **waiver: str) -> Waiver:
        """Let a rule be broken, by name."""
        return reception.grant_waiver(self.waivers, edition, **waiver)

    @rpc_method(hosting.GiftIn, hosting.GiftOut)
    def record_gift(self, edition: str, **gift: Any) -> Gift:
        """A gift was given."""
        return reception.record_gift(self.gifts, self.travellers, edition, **gift)

    @rpc_method(hosting.HandOutIn, None)
    def hand_out_receivers(
        self, edition: str, room: str, occasion: str, given: list[dict[str, str]]
    ) -> dict[str, Any]:
        """Receivers go out to seats."""
        return receivers.page_of(receivers.hand_out(self.receivers, edition, room, occasion, given))

    @rpc_method(hosting.TakeBackIn, None)
    def take_back_receivers(
        self, edition: str, room: str, occasion: str, numbers: list[str]
    ) -> dict[str, Any]:
        """Receivers come back."""
        return receivers.page_of(receivers.take_back(self.receivers, edition, room, occasion, numbers))

    @rpc_method(hosting.SignOffIn, None)
    def sign_off_room(self, edition: str, room: str, occasion: str, by: str) -> dict[str, Any]:
        """The room is done; refused while receivers are out."""
        return receivers.page_of(receivers.sign_off(self.receivers, edition, room, occasion, by))

    @rpc_method(hosting.ReceiversIn, None)
    def get_receivers(self, edition: str, room: str, occasion: str) -> dict[str, Any]:
        """How many are out and which are missing."""
        return receivers.page_of(self.receivers.get(receivers.receivers_id(edition, room, occasion)))

    @rpc_method(hosting.PaperIn, hosting.PaperOut)
    def write_paper(self, edition: str, kind: PaperKind, reference: str) -> Paper:
        """The paper of one reader."""
        return papers.write_paper(self._papers(edition), kind, reference)

    @rpc_method(hosting.OpenSheetLinkIn, hosting.OpenedSheetLinkOut)
    def open_sheet_link(self, vehicle_id: str, last_day: date) -> dict[str, Any]:
        """A new link to the sheet of one vehicle; its secret is told this once."""
        link, secret = sheet_links.open_sheet_link(
            self.sheet_links, self.vehicles, vehicle_id, last_day, now().date()
        )
        return {**vars(link), "secret": secret}

    @rpc_method(hosting.SheetLinksIn, hosting.SheetLinksOut)
    def list_sheet_links(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Page:
        """One page of links, without their secrets."""
        return page(self.sheet_links.page(after, limit, edition=edition, **given(wanted)))

    @rpc_method(hosting.SheetLinkIn, hosting.SheetLinkOut)
    def end_sheet_link(self, link_id: str) -> Any:
        """A link opens nothing any more."""
        return sheet_links.end_sheet_link(self.sheet_links, link_id)

    @rpc_method(hosting.SecretIn, hosting.DriverPageOut)
    def read_driver_page(self, secret: str) -> papers.DriverPage:
        """What the driver who holds a link is shown."""
        link = sheet_links.opened(self.sheet_links, secret, now().date())
        return papers.driver_page(self._papers(link.edition), link.vehicle_id)

    def _papers(self, edition: str) -> papers.Desk:
        return papers.Desk(
            edition, self.trips, self.vehicles, self.arrivals, self.departures, self.travellers, self.escorts,
            self.appointments, self.outings, self.hotels, self.allotments, self.plans, self._dining, self._shuttle,
        )  # fmt: skip

    @rpc_method(asked.ImportIn, None)
    def import_hotels(self, edition: str, **rows: Any) -> imports.Report:
        """Hotels."""
        return lodging.import_hotels(self.hotels, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_room_blocks(self, edition: str, **rows: Any) -> imports.Report:
        """Blocks of rooms."""
        return lodging.import_room_blocks(self.blocks, self.hotels, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_lodging_wishes(self, edition: str, **rows: Any) -> imports.Report:
        """What guests ask for."""
        return lodging.import_lodging_wishes(self.wishes, self.hotels, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_sittings(self, edition: str, **rows: Any) -> imports.Report:
        """Meals and banquets."""
        return sittings.import_sittings(self.sittings, edition, **rows)

    @rpc_method(asked.ImportIn, None)
    def import_needs(self, edition: str, **rows: Any) -> imports.Report:
        """What guests need at table."""
        return sittings.import_needs(self._dining, edition, **rows)
