"""What matching has heard from others and needs to know: editions, guests, arrivals, meetings and so on."""

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(kw_only=True)
class EditionFact:
    """The days and the time zone of an edition; `id` is the edition."""

    id: str
    edition: str
    timezone: str
    first_day: date
    last_day: date
    version: int = 0


@dataclass(kw_only=True)
class GuestFact:
    """Who the guest is, of what rank, in which language; `state` is registration's word for it."""

    id: str
    edition: str
    reference: str
    name: str
    state: str
    rank: str
    language: str
    fallback: str | None = None
    fallback_accepted_by: str | None = None
    organisation: str = ""
    refuses: tuple[str, ...] = ()
    interpreter_gender: str | None = None
    version: int = 0

    @property
    def is_coming(self) -> bool:
        """Whether the guest still counts: not withdrawn and not a no-show."""
        return self.state in ("registered", "confirmed", "received")

    def asks_the_same_as(self, other: "GuestFact") -> bool:
        """Whether both lead to the same needs: a guest who is now here is served as one who was to come."""
        return self.is_coming is other.is_coming and replace(self, state="", version=0) == replace(
            other, state="", version=0
        )


@dataclass(kw_only=True)
class ArrivalFact:
    """When the guest can be met at the gate, and when he or she leaves town (None: not known)."""

    id: str
    edition: str
    guest_id: str
    ready_at: datetime
    leaves_at: datetime | None
    cancelled: bool
    version: int = 0


@dataclass(kw_only=True)
class DepartureFact:
    """When the guest has to leave town for the way home; it outdates what the arrival said about that."""

    id: str
    edition: str
    guest_id: str
    leaves_by: datetime
    cancelled: bool
    version: int = 0


@dataclass(kw_only=True)
class MeetingFact:
    """A leaders' meeting; `starts` and `ends` are None while it has no place in the programme."""

    id: str
    edition: str
    guest_id: str
    accompanying: tuple[str, ...]
    rank: str
    mode: str
    language: str
    starts: datetime | None
    ends: datetime | None
    place: str | None
    version: int = 0


@dataclass(kw_only=True)
class SessionFact:
    """A session of the programme: where and when, and in which languages people speak and listen."""

    id: str
    edition: str
    reference: str
    title: str
    session_type: str
    room_id: str
    place: str
    starts: datetime
    ends: datetime
    working_languages: tuple[str, ...]
    version: int = 0


@dataclass(kw_only=True)
class GatheringFact:
    """A visit, a banquet or a meal; `kind` is logistics' word for it. Who names nobody has everybody in town come."""

    id: str
    edition: str
    kind: str
    place: str
    starts: datetime
    ends: datetime
    guest_ids: tuple[str, ...]
    cancelled: bool
    version: int = 0
