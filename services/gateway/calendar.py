"""A guest's itinerary as a calendar that phones and offices read (RFC 5545)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from icalendar import Calendar, Event

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def calendar_of(page: dict[str, Any], now: datetime) -> bytes:
    """Meetings and trips of a guest's own page; the same thing keeps its uid, so a new file replaces the old."""
    calendar = Calendar()
    calendar.add("prodid", "-//Convoke//Itinerary//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", page["edition"]["name_en"])
    for uid, title, place, starts, ends in _entries(page):
        event = Event()
        event.add("uid", f"{uid}@convoke")
        event.add("dtstamp", now)
        event.add("dtstart", datetime.fromisoformat(starts))
        event.add("dtend", datetime.fromisoformat(ends))
        event.add("summary", title)
        event.add("location", place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entries(page: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    for meeting in page["meetings"]:
        title = f"{meeting['meeting_kind'].title()}: {meeting['host_name']}"
        yield meeting["id"], title, meeting["room_name"], meeting["starts"], meeting["ends"]
    for trip in page["trips"]:
        title = f"{trip['plate']}: {trip['from_place']} → {trip['to_place']}"
        yield trip["id"], title, trip["from_place"], trip["departs"], trip["arrives"]
