"""Appointments as an iCalendar file (RFC 5545) that calendar programs subscribe to.

UIDs stay the same from release to release and SEQUENCE grows with what people were told, so that a program replaces
what it has; what is cancelled stays in the file as CANCELLED, so that it is taken out. Times are in UTC, which needs
no time zone definition and shows right everywhere, also across midnight.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from services.scheduling.domain.release import CANCELLED, Appointment

LINE_OCTETS = 75
PRODUCT = "-//Convoke//Conference scheduling//EN"


def calendar_file(name: str, appointments: Iterable[Appointment], of_id: str | None = None) -> str:
    """The calendar of an edition, or of a person or room: what these have no part in any more counts as cancelled."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
    ]  # fmt: skip
    for appointment in sorted(appointments, key=lambda a: (a.starts, a.id)):
        lines += _event(appointment, of_id)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(appointment: Appointment, of_id: str | None) -> list[str]:
    gone = of_id in (*appointment.gone, *appointment.rooms_gone)
    cancelled = gone or appointment.status == CANCELLED
    since = appointment.since or appointment.starts
    return [
        "BEGIN:VEVENT",
        f"UID:{appointment.id}@convoke",
        f"DTSTAMP:{_moment(since)}",
        f"LAST-MODIFIED:{_moment(since)}",
        f"DTSTART:{_moment(appointment.starts)}",
        f"DTEND:{_moment(appointment.ends)}",
        f"SEQUENCE:{appointment.sequence}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_text(appointment.title)}",
        *([f"LOCATION:{_text(appointment.room_name)}"] if appointment.room_name else []),
        f"CATEGORIES:{_text(appointment.kind.upper())}",
        f"TRANSP:{'TRANSPARENT' if cancelled else 'OPAQUE'}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 octets; never inside a character, continued after a space."""
    result, current, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > LINE_OCTETS:
            result.append(current)
            current, size = " ", 1
        current, size = current + character, size + octets
    return [*result, current]
