"""The part of scheduling's door that is about business matchmaking."""

from typing import Any

from services.scheduling.domain.matchmaking import MatchmakingRun
from services.scheduling.schemas import matchmaking as shapes
from services.scheduling.schemas.asked import ImportIn, PageIn
from services.scheduling.storage import (
    BusinessParticipants,
    BusinessRequests,
    BusinessSlots,
    EditionFacts,
    MatchmakingOrders,
    MatchmakingRecords,
    MatchmakingRuns,
    Matchmakings,
)
from services.scheduling.use_cases import matchmaking, matchmaking_lists, matchmaking_runs
from services.scheduling.use_cases.editions import clock_of
from services.scheduling.use_cases.imports import Sheet
from shared.rpc import rpc_method
from shared.service import Service, Stored


class MatchmakingDoor(Service):
    """Slots, participants, requests and runs."""

    editions = Stored(EditionFacts)
    business_slots = Stored(BusinessSlots)
    business_participants = Stored(BusinessParticipants)
    business_requests = Stored(BusinessRequests)
    matchmakings = Stored(Matchmakings)
    matchmaking_runs = Stored(MatchmakingRuns)
    matchmaking_orders = Stored(MatchmakingOrders)

    @property
    def _matchmaking(self) -> MatchmakingRecords:
        return MatchmakingRecords(self.matchmakings.backend)

    @rpc_method(ImportIn, None)
    def import_business_slots(self, edition: str, **sheet: Any) -> Any:
        """A list of time slots with tables."""
        read = Sheet(edition, clock_of(self.editions, edition), **sheet)
        return matchmaking_lists.import_slots(self.business_slots, read)

    @rpc_method(ImportIn, None)
    def import_business_participants(self, edition: str, **sheet: Any) -> Any:
        """A list of participants."""
        read = Sheet(edition, clock_of(self.editions, edition), **sheet)
        return matchmaking_lists.import_participants(self.business_participants, self.business_slots, read)

    @rpc_method(ImportIn, None)
    def import_business_requests(self, edition: str, **sheet: Any) -> Any:
        """A list of requests."""
        read = Sheet(edition, clock_of(self.editions, edition), **sheet)
        return matchmaking_lists.import_requests(
            self.business_requests, self.business_participants, self.business_slots, read
        )

    @rpc_method(PageIn, shapes.SlotsOut)
    def list_business_slots(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of time slots."""
        return _page(self.business_slots.page(after, limit, edition=edition))

    @rpc_method(PageIn, shapes.ParticipantsOut)
    def list_business_participants(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of participants."""
        return _page(self.business_participants.page(after, limit, edition=edition))

    @rpc_method(shapes.RequestsIn, shapes.RequestsOut)
    def list_business_requests(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of requests."""
        given = {name: value for name, value in wanted.items() if value is not None}
        return _page(self.business_requests.page(after, limit, edition=edition, **given))

    @rpc_method(shapes.AskIn, shapes.RequestOut)
    def ask_for_business_meeting(self, edition: str, after: list[str], **asked: Any) -> Any:
        """One participant asks another."""
        clock_of(self.editions, edition)
        stated = {**asked, "edition": edition, "after": tuple(after)}
        return matchmaking.ask_for_meeting(self._matchmaking, **stated)

    @rpc_method(shapes.AnswerIn, shapes.RequestOut)
    def answer_business_request(self, **answer: Any) -> Any:
        """The other side accepts or declines."""
        return matchmaking.answer_request(self.business_requests, **answer)

    @rpc_method(shapes.RequestIdIn, shapes.RequestOut)
    def confirm_business_meeting(self, **confirmation: Any) -> Any:
        """The meeting stays where it is in every later run."""
        return matchmaking.confirm_meeting(self._matchmaking, **confirmation)

    @rpc_method(shapes.OrderIn, shapes.OrderOut)
    def order_matchmaking(self, edition: str, keep: Any) -> Any:
        """Have a run made; the solver answers in a moment."""
        clock_of(self.editions, edition)
        return matchmaking.order_run(self.matchmaking_orders, edition, keep)

    @rpc_method(shapes.RunIn, shapes.RunOut)
    def get_matchmaking_run(self, edition: str, number: int | None) -> Any:
        """A run by number, or the one in force."""
        clock_of(self.editions, edition)
        wanted = number or self.matchmakings.of_edition(edition).in_force
        return self._shown(self.matchmaking_runs.numbered(edition, wanted) if wanted else _none_yet(edition))

    @rpc_method(PageIn, shapes.RunsOut)
    def list_matchmaking_runs(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of runs, without their meetings."""
        return _page(self.matchmaking_runs.page(after, limit, edition=edition))

    @rpc_method(shapes.CompareIn, shapes.DifferenceOut)
    def compare_matchmaking_runs(self, edition: str, before: int, after: int) -> Any:
        """What one run does differently from another."""
        return matchmaking_runs.compare_runs(self.matchmaking_runs, edition, before, after)

    @rpc_method(shapes.RollBackIn, shapes.RunOut)
    def roll_back_matchmaking(self, edition: str, number: int) -> Any:
        """Put an earlier run in force again."""
        clock_of(self.editions, edition)
        return self._shown(matchmaking_runs.roll_back(self._matchmaking, edition, number))

    def _shown(self, run: MatchmakingRun) -> dict[str, Any]:
        return {**vars(run), "participants": matchmaking_runs.shares(self._matchmaking, run)}


def _none_yet(edition: str) -> MatchmakingRun:
    return MatchmakingRun(f"{edition}.run.0", edition, 0, 0, (), (), 0, 0, 0, 0.0)


def _page(page: tuple[list[Any], str | None]) -> dict[str, Any]:
    return {"items": page[0], "next": page[1]}
