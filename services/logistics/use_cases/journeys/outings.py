"""Visits and banquets with those who go, as the organisers list and cancel them."""

from collections.abc import Mapping
from dataclasses import replace

from services.logistics import standing
from services.logistics.domain.outing import Outing
from services.logistics.storage import Outings
from services.logistics.use_cases import columns_of_journeys as columns
from services.logistics.use_cases.imports import Report, Rows
from services.logistics.use_cases.versions import require_seen
from shared.importing import Form, Values, import_rows
from shared.storage.store import Change, save_all


def import_outings(
    outings: Outings, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Visits and banquets with those who go."""

    def build(reference: str, values: Values, before: Outing | None) -> Outing:
        given = {name: value for name, value in values.items() if name != "guests"}
        given["guest_ids"] = tuple(f"{edition}.g.{guest}" for guest in values["guests"])
        if before is not None:
            return replace(before, **given)
        return Outing(id=f"{edition}.out.{reference}", edition=edition, **{"name": "", **given})

    return import_rows(
        Form("outings", columns.OUTINGS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {o.reference: o for o in outings.find(edition=edition, reference=list(keys))},
        write=lambda entries: save_all(
            [Change(outings, e.thing, (standing.of_outing(e.thing, e.before),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def cancel_outing(outings: Outings, outing_id: str, expected_version: int | None) -> Outing:
    """A visit or banquet does not take place; its cars and interpreters are free again. Raises `CancelledAlready`."""
    outing = outings.get(outing_id)
    require_seen(outing, expected_version)
    outing.cancel()
    outings.save(outing, standing.of_outing(outing, outing))
    return outing
