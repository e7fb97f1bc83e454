"""A small hall for business matchmaking on the memory store: two slots in the morning, two in the afternoon."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.scheduling.domain.matchmaking import (
    Answer,
    BusinessParticipant,
    BusinessRequest,
    BusinessSlot,
    MatchmakingRun,
    MeetingTables,
)
from services.scheduling.domain.plan import EditionFact
from services.scheduling.domain.room import TOWN
from services.scheduling.storage import MatchmakingRecords
from services.scheduling.use_cases.imports import Sheet
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause

EDITION = "ipec-2019"
CLOCKS = {"T1": (10, 0), "T2": (10, 20), "T3": (14, 0), "T4": (14, 20)}
NOW = datetime(2019, 10, 1, 12, 0, tzinfo=TOWN)


def records(tables: int = 2, seats: int = 4) -> MatchmakingRecords:
    """The hall with its slots and six participants P1 to P6."""
    made = MatchmakingRecords(MemoryBackend("scheduling"))
    made.editions.keep(
        EditionFact(EDITION, EDITION, "Asia/Shanghai"), Cause("e-1", EDITION, 1, "registration")
    )
    for reference, (hour, minute) in CLOCKS.items():
        starts = datetime(2019, 10, 18, hour, minute, tzinfo=TOWN)
        ends, kinds = starts + timedelta(minutes=20), (MeetingTables(seats, tables),)
        made.slots.save(BusinessSlot(slot(reference), EDITION, reference, starts, ends, kinds))
    for number in range(1, 7):
        participant(made, f"P{number}")
    return made


def participant(made: MatchmakingRecords, reference: str, **about: Any) -> None:
    """A participant, new or altered."""
    known = made.participants.find_one(id=who(reference))
    version = known.version if known else 0
    one = BusinessParticipant(
        who(reference), EDITION, reference, f"Firm {reference}", version=version, **about
    )
    made.participants.save(one)


def asks(made: MatchmakingRecords, reference: str, one: str, other: str, **about: Any) -> None:
    """A request, accepted unless said otherwise."""
    stated = {"answer": Answer.ACCEPTED, **about}
    made.requests.save(
        BusinessRequest(request(reference), EDITION, reference, who(one), who(other), **stated)
    )


def seats_of(run: MatchmakingRun) -> dict[str, tuple[str, int]]:
    """Slot and table by the request's reference."""
    short = {m.request_id: (m.slot_id.rpartition(".")[2], m.table) for m in run.meetings}
    return {request_id.rpartition(".")[2]: place for request_id, place in short.items()}


def left_out(run: MatchmakingRun) -> Mapping[str, str]:
    """The rule in the way by the request's reference."""
    return {one.request_id.rpartition(".")[2]: one.rule for one in run.unplaced}


def sheet(*rows: dict[str, str], edition: str = EDITION) -> Sheet:
    """Rows as an organiser sends them."""
    return Sheet(edition, TOWN, rows, {}, dry_run=False, partial=False)


def who(reference: str) -> str:
    return f"{EDITION}.bp.{reference}"


def slot(reference: str) -> str:
    return f"{EDITION}.bs.{reference}"


def request(reference: str) -> str:
    return f"{EDITION}.br.{reference}"
