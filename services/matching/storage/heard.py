"""What matching heard from others and plans by: the newest version of each fact."""

from services.matching.domain.heard import (
    ArrivalFact,
    DepartureFact,
    EditionFact,
    GatheringFact,
    GuestFact,
    MeetingFact,
    SessionFact,
)
from shared.storage.store import Facts, Index


class EditionFacts(Facts[EditionFact]):
    """Editions, as registration announced them."""

    name = "heard_editions"
    of = EditionFact
    wakes_solver = True


class GuestFacts(Facts[GuestFact]):
    """Guests, as registration announced them."""

    name = "heard_guests"
    of = GuestFact
    indexes = (Index("edition", "rank"),)
    wakes_solver = True


class ArrivalFacts(Facts[ArrivalFact]):
    """Arrivals, as logistics announced them."""

    name = "heard_arrivals"
    of = ArrivalFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class DepartureFacts(Facts[DepartureFact]):
    """Departures, as logistics announced them."""

    name = "heard_departures"
    of = DepartureFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class MeetingFacts(Facts[MeetingFact]):
    """Leaders' meetings, as scheduling announced them."""

    name = "heard_meetings"
    of = MeetingFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class SessionFacts(Facts[SessionFact]):
    """Sessions of the programme, as scheduling announced them."""

    name = "heard_sessions"
    of = SessionFact
    indexes = (Index("edition"),)
    wakes_solver = True


class GatheringFacts(Facts[GatheringFact]):
    """Outings and sittings, as logistics announced them; their ids tell them apart."""

    name = "heard_gatherings"
    of = GatheringFact
    indexes = (Index("edition"),)
    wakes_solver = True
