"""News from other services, with good defaults."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.matching.domain.interpreter import Interpreter
from services.matching.standing import of_interpreter
from shared.context import Context, entered
from shared.events.base import Event
from shared.events.logistics import ArrivalRecorded, DepartureRecorded, OutingArranged, SittingPlanned
from shared.events.matching import InterpreterEnrolled
from shared.events.registration import EditionOpened, GuestRegistered
from shared.events.scheduling import MeetingScheduled
from shared.storage.store import Cause
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, october

_SUBJECTS = ("outing_id", "sitting_id", "meeting_id", "arrival_id", "departure_id", "guest_id", "edition_id")


def edition_opened() -> EditionOpened:
    """17 to 19 October in Zhoushan."""
    return EditionOpened(
        edition_id=EDITION,
        conference="IPEC",
        number=3,
        name_en="Third Petroleum Conference",
        name_zh="第三届世界油商大会",
        timezone="Asia/Shanghai",
        first_day=date(2019, 10, 17),
        opening_day=date(2019, 10, 18),
        last_day=date(2019, 10, 19),
    )


def guest(reference: str, kind: type = GuestRegistered, **facts: Any) -> Any:
    """A bureau-level guest who speaks English, registered unless another kind says otherwise."""
    ordinary: dict[str, Any] = {
        "guest_id": f"{EDITION}.g.{reference}",
        "person_id": f"P-{reference}",
        "reference": reference,
        "state": "registered",
        "rank": "V3",
        "family_name": "Hale",
        "given_name": reference,
        "own_script_name": "",
        "country": "US",
        "organisation": "Harbour Authority",
        "post": "Director",
        "language": "en",
    }
    return kind(**(ordinary | facts))


def arrival(reference: str, kind: type = ArrivalRecorded, **facts: Any) -> Any:
    """A flight to Pudong on the 17th; at the gate from noon."""
    noon = datetime(2019, 10, 17, 4, tzinfo=UTC)
    ordinary: dict[str, Any] = {
        "arrival_id": f"{EDITION}.a.{reference}",
        "guest_id": f"{EDITION}.g.{reference}",
        "mode": "flight",
        "number": "ZX100",
        "gate": "PVG",
        "destination": "LINCHENG",
        "international": True,
        "scheduled": noon - timedelta(hours=1),
        "expected": noon - timedelta(hours=1),
        "ready_at": noon,
        "in_town_from": noon + timedelta(hours=4),
        "leaves_at": datetime(2019, 10, 20, 1, tzinfo=UTC),
    }
    return kind(**(ordinary | facts))


def departure(reference: str, kind: type = DepartureRecorded, **facts: Any) -> Any:
    """A flight from Pudong on the 20th; leaves town at 01:00 UTC."""
    leaves = datetime(2019, 10, 20, 1, tzinfo=UTC)
    ordinary: dict[str, Any] = {
        "departure_id": f"{EDITION}.dep.{reference}",
        "guest_id": f"{EDITION}.g.{reference}",
        "mode": "flight",
        "number": "ZX101",
        "gate": "PVG",
        "terminal": "T2",
        "origin": "LINCHENG",
        "international": True,
        "scheduled": leaves + timedelta(hours=7),
        "expected": leaves + timedelta(hours=7),
        "be_there_by": leaves + timedelta(hours=4),
        "leaves_by": leaves,
    }
    return kind(**(ordinary | facts))


def meeting(reference: str, of: str, kind: type = MeetingScheduled, **facts: Any) -> Any:
    """A consecutive meeting on the 18th, 08:00 to 08:30 UTC."""
    ordinary: dict[str, Any] = {
        "meeting_id": f"{EDITION}.m.{reference}",
        "reference": reference,
        "meeting_kind": "MEETING",
        "guest_id": f"{EDITION}.g.{of}",
        "accompanying": (),
        "rank": "V3",
        "wanted_host_id": f"{EDITION}.h.H1",
        "mode": "CONSECUTIVE",
        "language": "en",
        "speech_minutes": 15,
    }
    placed: dict[str, Any] = {
        "host_id": f"{EDITION}.h.H1",
        "host_name": "Host",
        "delegated": False,
        "room_id": f"{EDITION}.r.D1",
        "room_name": "Drawing room 1",
        "place": "LINCHENG",
        "starts": october(18, 8),
        "ends": october(18, 8, 30),
    }
    has_place = issubclass(kind, MeetingScheduled.__mro__[1])
    return kind(**(ordinary | (placed if has_place else {}) | facts))


def an_outing(*guests: str, kind: type = OutingArranged, **facts: Any) -> Any:
    """A visit in Putuo on the 18th, 02:00 to 04:00 UTC."""
    ordinary: dict[str, Any] = {
        "outing_id": f"{EDITION}.out.V1",
        "outing_kind": "visit",
        "name": "Shipyard",
        "place": "PUTUO",
        "starts": october(18, 2),
        "ends": october(18, 4),
        "guest_ids": tuple(f"{EDITION}.g.{one}" for one in guests),
        "by_boat": False,
    }
    return kind(**(ordinary | facts))


def a_sitting(*guests: str, kind: type = SittingPlanned, **facts: Any) -> Any:
    """A banquet in Putuo on the 18th, 10:00 to 12:00 UTC."""
    ordinary: dict[str, Any] = {
        "sitting_id": f"{EDITION}.sit.B1",
        "sitting_kind": "banquet",
        "name": "Dinner",
        "place": "PUTUO",
        "starts": october(18, 10),
        "ends": october(18, 12),
        "guest_ids": tuple(f"{EDITION}.g.{one}" for one in guests),
    }
    return kind(**(ordinary | facts))


def cause_of(event: Event, version: int = 1) -> Cause:
    """The cause of an event about its own subject."""
    subject = next(getattr(event, name) for name in _SUBJECTS if hasattr(event, name))
    return Cause(f"{subject}-{version}", subject, version, "other")


def tell(office: Office, *events: Event, version: int = 1) -> None:
    """Deliver events, each in a change of its own whose correlation id is `change of <subject>`."""
    for event in events:
        cause = cause_of(event, version)
        with entered(Context(correlation_id=f"change of {cause.subject}", causation_id=cause.event_id)):
            office.hear(event, cause)


def enrol(office: Office, *people: Interpreter) -> None:
    """Put people on the roster."""
    for person in people:
        office.records.interpreters.save(person, InterpreterEnrolled(**of_interpreter(person)))


def an_open_office(*people: Interpreter) -> Office:
    """An office that knows the edition and has this roster."""
    office = Office()
    tell(office, edition_opened())
    enrol(office, *people)
    return office
