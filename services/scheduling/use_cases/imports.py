"""Lists of the organisers: rooms, hosts, host windows, sessions, meetings wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from services.scheduling import standing
from services.scheduling.domain.calendar import Host, Window
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.room import Room, Venue
from services.scheduling.domain.session import Session
from services.scheduling.storage import GuestFacts, Hosts, Meetings, Rooms, Sessions, Venues
from services.scheduling.use_cases import columns
from shared.errors import Invalid
from shared.events import scheduling as events
from shared.importing import Entry, Form, Values, import_rows
from shared.storage.store import Change, save_all

Report = dict[str, Any]
T = TypeVar("T")


class UnknownHost(Invalid):
    """There is no host with this reference in this edition: import the hosts first."""

    code = "unknown_host"


class UnknownVenue(Invalid):
    """There is no venue with this reference in this edition: import the venues first."""

    code = "unknown_venue"


class RoomElsewhere(Invalid):
    """A room lies in the zone of its venue."""

    code = "room_elsewhere"


class UnknownRoom(Invalid):
    """There is no room with this reference in this edition: import the rooms first."""

    code = "unknown_room"


@dataclass(frozen=True)
class Sheet:
    """One spreadsheet of an edition, as it came in."""

    edition: str
    zone: ZoneInfo
    rows: Sequence[Mapping[str, str]]
    mapping: Mapping[str, str]
    dry_run: bool
    partial: bool

    def read(self, form: Form[T], stored: Any, change: Any) -> Report:
        """Compare the rows with what is stored; write the differences in one go."""
        return import_rows(
            form,
            self.rows,
            self.mapping,
            stored=stored,
            write=lambda entries: save_all([change(entry) for entry in entries]),
            dry_run=self.dry_run,
            partial=self.partial,
            zone=self.zone,
        )


def import_venues(venues: Venues, sheet: Sheet) -> Report:
    """Venues by reference."""

    def build(reference: str, values: Values, before: Venue | None) -> Venue:
        return _thing(Venue, "u", sheet.edition, reference, values, before)

    def change(entry: Entry[Venue]) -> Change:
        kind = events.VenueListed if entry.before is None else events.VenueAmended
        return Change(venues, entry.thing, (kind(**standing.of_venue(entry.thing)),))

    form = Form("venues", columns.VENUES, _reference, build)
    return sheet.read(form, lambda keys: venues.by_reference(sheet.edition, keys), change)


def import_rooms(rooms: Rooms, venues: Venues, sheet: Sheet) -> Report:
    """Rooms by reference; their venues must be known and lie in the same zone."""
    known = {venue.reference: venue for venue in venues.find(edition=sheet.edition)}

    def build(reference: str, values: Values, before: Room | None) -> Room:
        fields: Values = dict(values)
        fields |= {n: time.fromisoformat(values[n]) for n in ("opens", "closes") if n in values}
        if "venue" in fields:
            venue = fields.pop("venue")
            if venue is not None and venue not in known:
                raise UnknownVenue(field="venue", value=venue)
            if venue is not None and known[venue].place != fields.get("place", known[venue].place):
                raise RoomElsewhere(field="place", value=fields["place"], venue=known[venue].place)
            fields["venue_id"] = known[venue].id if venue else None
        return _thing(Room, "r", sheet.edition, reference, fields, before)

    def change(entry: Entry[Room]) -> Change:
        kind = events.RoomListed if entry.before is None else events.RoomAmended
        return Change(rooms, entry.thing, (kind(**standing.of_room(entry.thing)),))

    form = Form("rooms", columns.ROOMS, _reference, build)
    return sheet.read(form, lambda keys: rooms.by_reference(sheet.edition, keys), change)


def import_hosts(hosts: Hosts, sheet: Sheet) -> Report:
    """Hosts by reference; their calendars stay as they are."""

    def build(reference: str, values: Values, before: Host | None) -> Host:
        return _thing(Host, "h", sheet.edition, reference, values, before)

    def change(entry: Entry[Host]) -> Change:
        kind = events.HostListed if entry.before is None else events.HostAmended
        return Change(hosts, entry.thing, (kind(**standing.of_host(entry.thing)),))

    form = Form("hosts", columns.HOSTS, _reference, build)
    return sheet.read(form, lambda keys: hosts.by_reference(sheet.edition, keys), change)


def import_host_windows(hosts: Hosts, sheet: Sheet) -> Report:
    """The windows of hosts; the file replaces the calendars of the hosts it names, and of no others."""
    read: dict[str, list[Window]] = {}

    def build(reference: str, values: Values, latest: Host | None) -> Host:
        if latest is None:
            raise UnknownHost(field="reference", value=reference)
        host, windows = replace(latest), [*read.get(reference, ()), Window(values["starts"], values["ends"])]
        host.set_windows(windows)
        read[reference] = windows
        return host

    def change(entry: Entry[Host]) -> Change:
        return Change(hosts, entry.thing, (events.HostCalendarSet(**standing.of_calendar(entry.thing)),))

    form = Form("host_windows", columns.HOST_WINDOWS, _reference, build, repeats=True)
    return sheet.read(form, lambda keys: hosts.by_reference(sheet.edition, keys), change)


def import_sessions(sessions: Sessions, rooms: Rooms, sheet: Sheet) -> Report:
    """Sessions by reference; their rooms must be known."""
    known = {room.reference: room for room in rooms.find(edition=sheet.edition)}
    places = {room.id: room.place for room in known.values()}

    def build(reference: str, values: Values, before: Session | None) -> Session:
        fields = dict(values)
        if "room" in fields:
            room = fields.pop("room")
            if room is not None and room not in known:
                raise UnknownRoom(field="room", value=room)
            fields["room_id"] = known[room].id if room else None
        elif before is None:
            fields["room_id"] = None
        if "speakers" in fields:
            fields["speakers"] = tuple(f"{sheet.edition}.g.{guest}" for guest in fields["speakers"])
        return _thing(Session, "s", sheet.edition, reference, fields, before)

    def change(entry: Entry[Session]) -> Change:
        kind = events.SessionScheduled if entry.before is None else events.SessionAmended
        place = places.get(entry.thing.room_id or "", "")
        return Change(sessions, entry.thing, (kind(**standing.of_session(entry.thing, place)),))

    form = Form("sessions", columns.SESSIONS, _reference, build)
    return sheet.read(form, lambda keys: sessions.by_reference(sheet.edition, keys), change)


def import_meetings(meetings: Meetings, hosts: Hosts, guests: GuestFacts, sheet: Sheet) -> Report:
    """Leaders' meetings wanted, by reference; their hosts must be known, their guests may be registered later."""
    known = {host.reference: host.id for host in hosts.find(edition=sheet.edition)}

    def build(reference: str, values: Values, before: Meeting | None) -> Meeting:
        fields = dict(values)
        host = fields.pop("host")
        if host not in known:
            raise UnknownHost(field="host", value=host)
        fields["wanted_host_id"] = known[host]
        fields["guest_id"] = f"{sheet.edition}.g.{fields.pop('guest')}"
        if "accompanying" in fields or before is None:
            accompanying = fields.get("accompanying", ())
            fields["accompanying"] = tuple(f"{sheet.edition}.g.{guest}" for guest in accompanying)
        if "host_side" in fields:
            fields["host_side"] = _known_hosts(known, fields["host_side"])
        usual = {} if before else {c.field: c.default for c in columns.MEETINGS if not c.required}
        return _thing(Meeting, "m", sheet.edition, reference, {**usual, **fields}, before)

    def change(entry: Entry[Meeting]) -> Change:
        kind = events.MeetingRequested if entry.before is None else events.MeetingAmended
        return Change(
            meetings, entry.thing, (kind(**standing.of_wish(entry.thing, rank_of(guests, entry.thing))),)
        )

    form = Form("meetings", columns.MEETINGS, _reference, build)
    return sheet.read(form, lambda keys: meetings.by_reference(sheet.edition, keys), change)


def _known_hosts(known: Mapping[str, str], references: Sequence[str]) -> tuple[str, ...]:
    for one in references:
        if one not in known:
            raise UnknownHost(field="host_side", value=one)
    return tuple(known[one] for one in references)


def rank_of(guests: GuestFacts, meeting: Meeting) -> str:
    """The principal's rank; empty while nobody has registered them."""
    guest = guests.find_one(id=meeting.guest_id)
    return guest.rank.value if guest else ""


def _reference(values: Values) -> str:
    return str(values["reference"])


def _thing(kind: type[T], letter: str, edition: str, reference: str, values: Values, before: T | None) -> T:
    if before is not None:
        return replace(before, **values)  # type: ignore[type-var]
    own = {"name_zh": "", "post": "", "title_zh": ""}
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    usual = {name: value for name, value in own.items() if name in names}
    return kind(**{**usual, **values, "id": f"{edition}.{letter}.{reference}", "edition": edition})
