"""A guest's itinerary as a calendar that phones and offices read (RFC 5545)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from icalendar import Calendar, Event

from services.gateway.calendar_words import KINDS, calendar_language, place_name

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def calendar_of(page: dict[str, Any], language: str, now: datetime) -> bytes:
    """Meetings and trips of a guest's own page; the same thing keeps its uid, so a new file replaces the old.

    Written in the language of this code, or in English where calendars do not speak it.
    """
    language = calendar_language(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Convoke//Itinerary//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", page["edition"]["name_zh" if language == "zh" else "name_en"])
    for uid, title, place, starts, ends in _entries(page, language):
        event = Event()
        event.add("uid", f"{uid}@convoke")
        event.add("dtstamp", now)
        event.add("dtstart", datetime.fromisoformat(starts))
        event.add("dtend", datetime.fromisoformat(ends))
        event.add("summary", title)
        event.add("location", place)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _entries(page: dict[str, Any], language: str) -> Iterator[tuple[str, str, str, str, str]]:
    for meeting in page["meetings"]:
        title = f"{KINDS[meeting['meeting_kind']][language]}: {meeting['host_name']}"
        yield meeting["id"], title, meeting["room_name"], meeting["starts"], meeting["ends"]
    for trip in page["trips"]:
        origin, destination = (place_name(trip[end], language) for end in ("from_place", "to_place"))
        title = f"{KINDS[trip['trip_kind']][language]} {trip['plate']}: {origin} → {destination}"
        yield trip["id"], title, origin, trip["departs"], trip["arrives"]
