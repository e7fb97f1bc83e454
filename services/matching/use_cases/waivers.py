"""Waivers: granted by a named person for a reason and a time, withdrawn, and over when their time has come."""

from datetime import datetime

from services.matching import standing
from services.matching.domain.waiver import Waiver, WaiverState, check_waivable
from services.matching.storage import Demands, Interpreters, Waivers
from services.matching.use_cases.pins import require_same_edition
from services.matching.use_cases.versions import require_version
from shared.clock import now
from shared.context import current
from shared.events.matching import WaiverExpired, WaiverGranted, WaiverWithdrawn
from shared.ids import new_id
from shared.storage.store import StaleVersion


def grant_waiver(
    waivers: Waivers,
    demands: Demands,
    interpreters: Interpreters,
    demand_id: str,
    rule: str,
    interpreter_id: str | None,
    granted_by: str,
    reason: str,
    until: datetime,
) -> Waiver:
    """Let one rule be broken for one demand; the plan may use it from now on."""
    demand, at = demands.get(demand_id), now()
    if interpreter_id is not None:
        require_same_edition(demand, interpreters.get(interpreter_id).id)
    check_waivable(rule, until, at)
    waiver = Waiver(
        id=f"{demand.edition}.w.{new_id()}",
        edition=demand.edition,
        demand_id=demand_id,
        rule=rule,
        interpreter_id=interpreter_id,
        granted_by=granted_by,
        reason=reason,
        until=until,
        recorded_by=current().actor,
        recorded_at=at,
    )
    waivers.save(waiver, WaiverGranted(**standing.of_waiver(waiver)))
    return waiver


def withdraw_waiver(waivers: Waivers, waiver_id: str, expected_version: int | None) -> Waiver:
    """The rule holds again at once; one that has ended stays as it is."""
    before = waivers.get(waiver_id)
    require_version(before, expected_version)
    after = before.ended(WaiverState.WITHDRAWN)
    if after is not before:
        waivers.save(after, WaiverWithdrawn(**standing.of_waiver(after)))
    return after


def expire_waivers(waivers: Waivers) -> int:
    """End those whose time has come; how many that were. Two clocks at once end each once."""
    at = now()
    overdue = [waiver for waiver in waivers.all_standing() if waiver.is_overdue(at)]
    return sum(_expire(waivers, waiver) for waiver in overdue)


def _expire(waivers: Waivers, before: Waiver) -> bool:
    after = before.ended(WaiverState.EXPIRED)
    try:
        waivers.save(after, WaiverExpired(**standing.of_waiver(after)))
    except StaleVersion:
        return False
    return True
