"""Runs of business matchmaking: made by the solver, compared, brought back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from services.scheduling.domain.matchmaking import (
    BusinessMeeting,
    Matchmaking,
    MatchmakingOrder,
    MatchmakingRun,
    RunDifference,
    RunIsInForce,
    RunMovesConfirmed,
    Share,
    Unplaced,
    differences,
    idle_runs_of,
    mutual,
)
from services.scheduling.engine.matchmaking.asking import Hall
from services.scheduling.engine.matchmaking.planner import arrange
from services.scheduling.storage import MatchmakingRecords, MatchmakingRuns
from services.scheduling.use_cases.editions import clock_of
from shared.clock import now
from shared.events.scheduling import MatchmakingRunAdopted
from shared.storage.store import Change, save_all


def adopt_best_run(records: MatchmakingRecords, edition: str) -> MatchmakingRun:
    """Answer all mutual requests as they stand, and put the run in force; one that changes nothing is no run."""
    began = perf_counter()
    state = records.matchmakings.of_edition(edition)
    before = _in_force(records, state)
    order = records.orders.find_one(id=edition) or MatchmakingOrder(edition, edition)
    wanted = mutual(records.requests.find(edition=edition), now())
    people = {one.id: one for one in records.participants.find(edition=edition)}
    hall = Hall(records.slots.of_edition(edition), people, clock_of(records.editions, edition))
    arranged = arrange(hall, wanted, before, order.keep)
    run = _run(records, state, arranged.meetings, arranged.unplaced, arranged.bound, perf_counter() - began)
    if before and (before.meetings, before.unplaced) == (run.meetings, run.unplaced):
        return before
    return _adopt(records, state, before, run)


def compare_runs(runs: MatchmakingRuns, edition: str, before: int, after: int) -> RunDifference:
    """What one run does differently from another; number 0 is the empty hall."""
    first = runs.numbered(edition, before) if before else None
    return differences(first, runs.numbered(edition, after))


def roll_back(records: MatchmakingRecords, edition: str, number: int) -> MatchmakingRun:
    """Put an earlier run in force again, as a run of its own; meetings no longer wanted are left out."""
    state = records.matchmakings.of_edition(edition)
    if state.in_force == number:
        raise RunIsInForce(number=number)
    earlier, before = records.runs.numbered(edition, number), _in_force(records, state)
    requests = mutual(records.requests.find(edition=edition), now())
    wanted, confirmed = {r.id for r in requests}, {r.id for r in requests if r.confirmed}
    other = differences(before, earlier)
    elsewhere = confirmed.intersection((*other.moved, *other.removed))
    if elsewhere:
        raise RunMovesConfirmed(number=number, request_ids=sorted(elsewhere))
    meetings = tuple(meeting for meeting in earlier.meetings if meeting.request_id in wanted)
    left = wanted - {meeting.request_id for meeting in meetings}
    told = {unplaced.request_id: unplaced for unplaced in earlier.unplaced}
    unplaced = tuple(told.get(request, Unplaced(request, "not_in_the_run")) for request in sorted(left))
    run = replace(
        _run(records, state, meetings, unplaced, 0, 0.0), again=number,
        bound=earlier.bound if meetings == earlier.meetings else 0,
    )  # fmt: skip
    return _adopt(records, state, before, run)


def shares(records: MatchmakingRecords, run: MatchmakingRun) -> list[Share]:
    """What each participant of a run gets of it, those who take part and meet nobody included."""
    begins = {slot.id: slot.starts for slot in records.slots.of_edition(run.edition)}
    begins |= {meeting.slot_id: meeting.starts for meeting in run.meetings}
    idle = idle_runs_of(run.meetings, sorted(begins, key=lambda slot: (begins[slot], slot)))
    met = Counter(who for meeting in run.meetings for who in meeting.participant_ids)
    everybody = {one.id for one in records.participants.find(edition=run.edition)} | met.keys()
    return [Share(who, met[who], idle.get(who, 0)) for who in sorted(everybody)]


def _run(
    records: MatchmakingRecords,
    state: Matchmaking,
    meetings: tuple[BusinessMeeting, ...],
    unplaced: tuple[Unplaced, ...],
    bound: int,
    seconds: float,
) -> MatchmakingRun:
    number = state.runs + 1
    slots = {slot.id for slot in records.slots.of_edition(state.edition)}
    there = tuple(meeting for meeting in meetings if meeting.slot_id in slots)
    order = [slot.id for slot in records.slots.of_edition(state.edition)]
    idle = idle_runs_of(there, order)
    return MatchmakingRun(
        f"{state.edition}.run.{number}", state.edition, number, len(there) + len(unplaced), there, unplaced,
        sum(idle.values()), max(idle.values(), default=0), bound, round(seconds, 3),
    )  # fmt: skip


def _in_force(records: MatchmakingRecords, state: Matchmaking) -> MatchmakingRun | None:
    return records.runs.numbered(state.edition, state.in_force) if state.in_force else None


def _adopt(
    records: MatchmakingRecords, state: Matchmaking, before: MatchmakingRun | None, run: MatchmakingRun
) -> MatchmakingRun:
    state.in_force = state.runs = run.number
    told = _announcement(before, run)
    save_all([Change(records.runs, run), Change(records.matchmakings, state, (told,))])
    return run


def _announcement(before: MatchmakingRun | None, run: MatchmakingRun) -> MatchmakingRunAdopted:
    other = differences(before, run)
    touched = {*other.added, *other.removed, *other.moved}
    both: Sequence[BusinessMeeting] = (*run.meetings, *(before.meetings if before else ()))
    concerned = {who for meeting in both if meeting.request_id in touched for who in meeting.participant_ids}
    return MatchmakingRunAdopted(
        edition_id=run.edition, number=run.number, wanted=run.wanted, placed=len(run.meetings),
        idle_runs=run.idle_runs, bound=run.bound, added=other.added, moved=other.moved, removed=other.removed,
        concerned=tuple(sorted(concerned)),
    )  # fmt: skip
