"""What matching keeps: roster, demands, plans and policies, what people decided, and what it heard from others."""

from services.matching.storage.by_hand import Diaries, Hands, Offers, Waivers
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
from services.matching.storage.records import Records
from services.matching.storage.roster import Interpreters, InterpreterVersions

__all__ = [
    "ArrivalFacts",
    "Demands",
    "DepartureFacts",
    "Diaries",
    "EditionFacts",
    "GatheringFacts",
    "GuestFacts",
    "Hands",
    "InterpreterVersions",
    "Interpreters",
    "MeetingFacts",
    "Offers",
    "Plans",
    "Policies",
    "Progresses",
    "Records",
    "Requests",
    "SessionFacts",
    "Waivers",
]
