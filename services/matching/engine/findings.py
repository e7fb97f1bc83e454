"""What a named person should know of a plan although nothing bars it: short teams, no relief, broken manual pairs."""

from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.domain.demand import Decision
from services.matching.domain.instance import PROTECTED, Instance
from services.matching.domain.need import Need, Purpose
from services.matching.domain.plan import Finding
from services.matching.domain.rules import BY_CODE
from services.matching.domain.team import HOST_BOOTH
from services.matching.engine.pins import Pins
from services.matching.engine.table import Table

RELAYING_LEAST = 2


def finding(
    code: str, says: str, need_ids: Sequence[str] = (), interpreter_ids: Sequence[str] = ()
) -> Finding:
    """A finding under a rule of the table."""
    rule = BY_CODE[code]
    return Finding(
        rule=code,
        severity=rule.severity,
        says=says,
        waived_by=rule.waived_by,
        need_ids=tuple(need_ids),
        interpreter_ids=tuple(interpreter_ids),
    )


def findings_of(
    instance: Instance, decisions: Mapping[str, Decision], pins: Pins, judged: Table
) -> tuple[Finding, ...]:
    """Everything worth a warning; `judged` are the stays against the roster."""
    return (
        *_broken_pins(instance, decisions, pins),
        *_teams(instance, decisions),
        *_without_relief(decisions, judged),
    )


def _broken_pins(instance: Instance, decisions: Mapping[str, Decision], pins: Pins) -> list[Finding]:
    found = []
    for need_id, person in sorted(instance.pinned.items()):
        decision = decisions.get(need_id)
        if decision is None or decision.interpreter_id == person:
            continue
        rules = pins.broken.get(need_id, ("team_size_local",))
        says = "; ".join(BY_CODE[code].says for code in rules)
        found.append(
            finding(
                "pin_broken", f"A manual assignment was not made, for want of: {says}.", [need_id], [person]
            )
        )
    return found


def _teams(instance: Instance, decisions: Mapping[str, Decision]) -> list[Finding]:
    teams: dict[str, dict[str, list[Need]]] = {}
    for need in instance.needs:
        if need.team is not None:
            teams.setdefault(need.team, {}).setdefault(need.booth or "", []).append(need)
    found = []
    for by_booth in teams.values():
        for booth, seats in by_booth.items():
            manned = [seat for seat in seats if decisions[seat.id].is_filled]
            missing = [seat.id for seat in seats if not decisions[seat.id].is_filled]
            if manned and missing:
                says = (
                    f"{len(manned)} of {len(seats)} people for {booth}, from {seats[0].starts.isoformat()}."
                )
                found.append(finding("team_size_aiic", says, missing))
            relays = len(by_booth) > 2 and booth not in (HOST_BOOTH, _pivot(by_booth))
            if manned and relays and len(manned) < RELAYING_LEAST:
                says = f"Only one person gives relay from {booth}."
                found.append(finding("relay_source", says, [seat.id for seat in seats]))
    return found


def _pivot(by_booth: Mapping[str, Sequence[Need]]) -> str:
    return by_booth[HOST_BOOTH][0].language if HOST_BOOTH in by_booth else ""


def _without_relief(decisions: Mapping[str, Decision], judged: Table) -> list[Finding]:
    """V1 and V2 guests for whose interpreter nobody could step in who is not with another such guest."""
    high = {
        decisions[stay.id].interpreter_id
        for stay in judged.needs
        if stay.purpose is Purpose.ONE_TO_ONE and stay.rank in PROTECTED
    }
    could = np.array([person.id not in high for person in judged.people], dtype=np.bool_)
    alone = [
        stay.id
        for row, stay in enumerate(judged.needs)
        if stay.rank in PROTECTED and decisions[stay.id].is_filled and not (judged.allowed[row] & could).any()
    ]
    if not alone:
        return []
    return [finding("relief_named", f"Nobody could relieve the interpreters of {len(alone)} guests.", alone)]
