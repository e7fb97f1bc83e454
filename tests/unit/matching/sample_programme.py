"""The programme and the arrivals of a sample edition, as matching would have heard them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.heard import ArrivalFact, SessionFact
from services.matching.domain.wanted import Heard
from tests.unit.matching.office import sample_rows

ZONE = ZoneInfo("Asia/Shanghai")


def with_programme(heard: Heard, name: str) -> Heard:
    """The same with sessions, arrivals and departures."""
    arrivals = {fact.guest_id: fact for fact in arrivals_of(name)}
    return replace(heard, sessions=sessions_of(name), arrivals=arrivals)


def sessions_of(name: str) -> list[SessionFact]:
    """Every session of the edition's spreadsheet."""
    places = {row["Reference"]: row["Place"] for row in sample_rows(name, "rooms.xlsx")}
    return [
        SessionFact(
            id=f"{name}.s.{row['Reference']}",
            edition=name,
            reference=row["Reference"],
            title=row["Title"],
            session_type=row["Type"],
            room_id=f"{name}.r.{row['Room']}" if row["Room"] else "",
            place=places.get(row["Room"], ""),
            starts=_moment(row["Starts"]),
            ends=_moment(row["Ends"]),
            working_languages=tuple(row["Working languages"].split(";")),
        )
        for row in sample_rows(name, "sessions.xlsx")
    ]


def arrivals_of(name: str) -> list[ArrivalFact]:
    """An hour from landing to the gate."""
    return [
        ArrivalFact(
            id=f"{name}.a.{row['Guest']}",
            edition=name,
            guest_id=f"{name}.g.{row['Guest']}",
            ready_at=_moment(row["Scheduled"]) + timedelta(hours=1),
            leaves_at=_moment(row["Leaves at"]) if row["Leaves at"] else None,
            cancelled=False,
        )
        for row in sample_rows(name, "arrivals.xlsx")
    ]


def _moment(cell: str) -> datetime:
    return datetime.fromisoformat(cell).replace(tzinfo=ZONE)
