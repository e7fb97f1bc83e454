"""The door to matching: what may be asked over RPC, and what it listens to."""

from typing import Any, ClassVar

from services.matching.desks import given, page
from services.matching.desks.offers import OfferDesk
from services.matching.desks.questions import QuestionDesk
from services.matching.desks.requests import RequestDesk
from services.matching.desks.roster import RosterDesk
from services.matching.domain.progress import progress_id
from services.matching.schemas import answers, asked
from services.matching.schemas.limits import EditionIn
from services.matching.storage import (
    ArrivalFacts,
    Demands,
    DepartureFacts,
    EditionFacts,
    GatheringFacts,
    GuestFacts,
    Interpreters,
    MeetingFacts,
    Plans,
    Policies,
    Progresses,
    SessionFacts,
)
from services.matching.use_cases import figures, hearing, policies
from shared.events import logistics, registration, scheduling
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.service import Stored
from shared.storage.store import Cause


class MatchingService(RosterDesk, RequestDesk, OfferDesk, QuestionDesk):
    """Roster, demands, the plan in force and why it is so."""

    name: ClassVar[str] = "matching"

    interpreters = Stored(Interpreters)
    demands = Stored(Demands)
    plans = Stored(Plans)
    policies = Stored(Policies)
    progresses = Stored(Progresses)
    editions = Stored(EditionFacts)
    guests = Stored(GuestFacts)
    arrivals = Stored(ArrivalFacts)
    departures = Stored(DepartureFacts)
    meetings = Stored(MeetingFacts)
    sessions = Stored(SessionFacts)
    gatherings = Stored(GatheringFacts)

    @rpc_method(asked.DemandsIn, answers.DemandsOut)
    def list_demands(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of demands."""
        return page(self.demands.page(after, limit, edition=edition, **given(**wanted)))

    @rpc_method(asked.DemandIdIn, answers.DemandOut)
    def get_demand(self, demand_id: str) -> Any:
        """One demand."""
        return self.demands.get(demand_id)

    @rpc_method(EditionIn, answers.PlanOut)
    def get_plan(self, edition: str) -> Any:
        """The plan in force."""
        return self.plans.of_edition(edition)

    @rpc_method(EditionIn, answers.ProgressOut)
    def planning(self, edition: str) -> Any:
        """Whether a plan is being made that takes long."""
        return self.progresses.find_one(id=progress_id(edition)) or {}

    @rpc_method(EditionIn, answers.PolicyOut)
    def get_policy(self, edition: str) -> Any:
        """What the edition decided."""
        return self.policies.of_edition(edition)

    @rpc_method(asked.PolicyIn, answers.PolicyOut)
    def set_policy(self, topics: list[str], **decided: Any) -> Any:
        """Decide floors, topics and weights."""
        return policies.set_policy(self.policies, self.editions, topics=tuple(topics), **decided)

    @rpc_method(EditionIn, answers.PlanOut)
    def replan(self, edition: str) -> Any:
        """Have the edition matched again; answers with the plan in force until then."""
        policies.order_plan(self.policies, self.editions, edition)
        return self.plans.of_edition(edition)

    @rpc_method(EditionIn, answers.FiguresOut)
    def figures(self, edition: str) -> Any:
        """How the demands are served."""
        return figures.figures(self.demands, edition)

    @rpc_method(EditionIn, None)
    def double_booked(self, edition: str) -> dict[str, int]:
        """How many interpreters are in two places."""
        return figures.double_booked(self.demands, edition)

    @handles(registration.EditionOpened, registration.EditionAmended)
    def note_edition(self, event: registration.EditionStanding, cause: Cause) -> None:
        """The days of an edition."""
        hearing.note_edition(self.editions, event, cause)

    @handles(
        registration.GuestRegistered,
        registration.GuestAmended,
        registration.GuestReplaced,
        registration.GuestConfirmed,
        registration.GuestWithdrew,
        registration.GuestReceived,
        registration.GuestMarkedNoShow,
    )
    def note_guest(self, event: registration.GuestStanding, cause: Cause) -> None:
        """Who needs an interpreter."""
        hearing.note_guest(self.guests, event, cause)

    @handles(
        logistics.ArrivalRecorded,
        logistics.ArrivalAmended,
        logistics.ArrivalDelayed,
        logistics.ArrivalCancelled,
    )
    def note_arrival(self, event: logistics.ArrivalStanding, cause: Cause) -> None:
        """From when until when a guest is here."""
        hearing.note_arrival(self.arrivals, event, cause)

    @handles(
        logistics.DepartureRecorded,
        logistics.DepartureAmended,
        logistics.DepartureDelayed,
        logistics.DepartureCancelled,
    )
    def note_departure(self, event: logistics.DepartureStanding, cause: Cause) -> None:
        """Until when a guest is here."""
        hearing.note_departure(self.departures, event, cause)

    @handles(
        scheduling.MeetingScheduled,
        scheduling.MeetingMoved,
        scheduling.MeetingUnplaceable,
        scheduling.MeetingCancelled,
    )
    def note_meeting(self, event: scheduling.MeetingWish, cause: Cause) -> None:
        """Where somebody must interpret."""
        hearing.note_meeting(self.meetings, event, cause)

    @handles(scheduling.SessionScheduled, scheduling.SessionAmended)
    def note_session(self, event: scheduling.SessionStanding, cause: Cause) -> None:
        """Which booths a session needs."""
        hearing.note_session(self.sessions, event, cause)

    @handles(
        logistics.OutingArranged,
        logistics.OutingAmended,
        logistics.SittingPlanned,
        logistics.SittingAmended,
    )
    def note_gathering(
        self, event: logistics.OutingStanding | logistics.SittingStanding, cause: Cause
    ) -> None:
        """Who goes on a visit or sits at table together."""
        hearing.note_gathering(self.gatherings, event, cause)
