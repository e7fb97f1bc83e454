"""What the solver reads and writes, together."""

from services.matching.storage.by_hand import Hands, Waivers
from services.matching.storage.heard import (
    ArrivalFacts,
    DepartureFacts,
    EditionFacts,
    GatheringFacts,
    GuestFacts,
    MeetingFacts,
    SessionFacts,
)
from services.matching.storage.plan import Demands, Plans, Policies, Progresses, Requests
from services.matching.storage.roster import Interpreters
from shared.storage.store import Backend


class Records:
    """What the solver reads, and what it writes."""

    def __init__(self, backend: Backend) -> None:
        self.interpreters = Interpreters(backend)
        self.policies = Policies(backend)
        self.demands = Demands(backend)
        self.plans = Plans(backend)
        self.editions = EditionFacts(backend)
        self.guests = GuestFacts(backend)
        self.arrivals = ArrivalFacts(backend)
        self.departures = DepartureFacts(backend)
        self.meetings = MeetingFacts(backend)
        self.sessions = SessionFacts(backend)
        self.gatherings = GatheringFacts(backend)
        self.requests = Requests(backend)
        self.waivers = Waivers(backend)
        self.hands = Hands(backend)
        self.progresses = Progresses(backend)
