"""Links to drivers' sheets: a driver has no account; who has the address reads one vehicle's sheet."""

from typing import Any

from marshmallow import fields

from services.gateway.api.logistics.places import blp
from services.gateway.api.registration import PLANNERS, require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.pace import paced
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes.logistics import driving as shapes
from services.gateway.versions import with_version


class SheetLinkQuery(PageQuery):
    """Whose links."""

    vehicle_id = fields.String(load_default=None)


@blp.route("/editions/<edition>/vehicles/<vehicle_id>/sheet-links", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(201, shapes.OpenedSheetLinkSchema)
def open_sheet_link(edition: str, vehicle_id: str) -> Any:
    """A new link to the sheet of this vehicle, for its driver; it opens until two days after the edition."""
    require_in(edition, vehicle_id)
    last_day = call("registration", "get_edition", edition=edition)["last_day"]
    opened = call("logistics", "open_sheet_link", vehicle_id=vehicle_id, last_day=last_day)
    secret = opened.pop("secret")
    return with_version({**opened, "path": f"/drive/{secret}"})


@blp.route("/editions/<edition>/sheet-links")
@allowed(*PLANNERS)
@blp.arguments(SheetLinkQuery, location="query")
@blp.answers(200, page_of(shapes.SheetLinkSchema))
def sheet_links(query: dict[str, Any], edition: str) -> Any:
    """The links to drivers' sheets, without their secrets."""
    return paged(call("logistics", "list_sheet_links", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/sheet-links/<link_id>/end", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.SheetLinkSchema)
def end_sheet_link(edition: str, link_id: str) -> Any:
    """End one link at once."""
    require_in(edition, link_id)
    return with_version(call("logistics", "end_sheet_link", link_id=link_id))


@blp.route("/driver-sheets/<token>")
@paced
@blp.answers(200, shapes.DriverPageSchema)
def driver_page(token: str) -> Any:
    """What the driver who holds this link is shown."""
    return call("logistics", "read_driver_page", secret=token)
