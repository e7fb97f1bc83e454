"""Drives measured by hour, as the organisers list them."""

from collections.abc import Mapping
from dataclasses import replace

from services.logistics import standing
from services.logistics.domain.closure import PlanningTime
from services.logistics.storage import PlanningTimes
from services.logistics.use_cases import columns_of_journeys as columns
from services.logistics.use_cases.imports import Report, Rows
from shared.importing import Form, Values, import_rows
from shared.storage.store import Change, save_all


def import_planning_times(
    times: PlanningTimes,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Drives measured by hour of leaving; trips are planned by them from then on."""

    def build(key: str, values: Values, before: PlanningTime | None) -> PlanningTime:
        if before is not None:
            return replace(before, **values)
        return PlanningTime(id=f"{edition}.time.{key}", edition=edition, **values)

    def key(values: Values) -> str:
        return f"{values['origin']}-{values['destination']}-{values['from_hour']}"

    return import_rows(
        Form("planning_times", columns.PLANNING_TIMES, key, build),
        rows,
        mapping,
        stored=lambda keys: {
            one.id.removeprefix(f"{edition}.time."): one
            for one in times.find(id=[f"{edition}.time.{each}" for each in keys])
        },
        write=lambda entries: save_all(
            [Change(times, e.thing, (standing.of_planning_time(e.thing),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )
