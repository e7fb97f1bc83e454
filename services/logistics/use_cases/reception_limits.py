"""The province's own table of reception limits, as the organisers load it before use."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from services.logistics.domain.reception import NATIONAL, Limits, ReceptionLimit, limits_of
from services.logistics.storage import ReceptionLimits
from services.logistics.use_cases.imports import Report, Rows
from shared.importing import Column, Form, Values, import_rows
from shared.importing.parsers import text, whole
from shared.storage.store import Change, save_all

LIMITS = (
    Column("name", "Limit", "标准", text, required=True),
    Column("value", "Value", "数值", whole(0, 1_000_000), required=True),
    Column("source", "Source", "依据", text, required=True),
)


def import_reception_limits(
    limits: ReceptionLimits,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Values of the province's table by name; each says where it stands."""

    def build(name: str, values: Values, before: ReceptionLimit | None) -> ReceptionLimit:
        if before is not None:
            return replace(before, **values)
        return ReceptionLimit(id=f"{edition}.limit.{name}", edition=edition, **values)

    return import_rows(
        Form("reception_limits", LIMITS, lambda values: str(values["name"]), build),
        rows,
        mapping,
        stored=lambda names: {one.name: one for one in limits.find(edition=edition, name=list(names))},
        write=lambda entries: save_all([Change(limits, entry.thing) for entry in entries]),
        dry_run=dry_run,
        partial=partial,
    )


def limits_in_force(limits: ReceptionLimits, edition: str) -> list[dict[str, Any]]:
    """Every limit with its value and source, the national one where the table has none."""
    table = limits.find(edition=edition)
    sources = {one.name: one.source for one in table}
    return [
        {"name": name, "value": int(value), "source": sources.get(name, NATIONAL)}
        for name, value in asdict(limits_of(table)).items()
    ]


def limits_for(limits: ReceptionLimits, edition: str, companions_round_up: bool | None) -> Limits:
    """The limits to check against; `companions_round_up` where asked for counts instead of the table's."""
    found = limits_of(limits.find(edition=edition))
    return found if companions_round_up is None else replace(found, companions_round_up=companions_round_up)
