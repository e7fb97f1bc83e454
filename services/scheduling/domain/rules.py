"""The hard rules of placing a meeting: each with a code, the reason, and who may waive it.

`weight` orders waivers: the lower, the sooner one would ask for it. None: nobody may waive it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One hard rule; `in_the_way` completes the sentence "no place, because …"."""

    code: str
    in_the_way: str
    waived_by: str | None
    weight: int


GUEST_KNOWN = Rule("guest_not_known", "the guest is not registered", None, 1000)
GUEST_COMING = Rule("guest_has_no_way_to_come", "the guest's arrival was cancelled", None, 900)
REQUESTED_TIME = Rule("requested_time", "it lies outside the time asked for", "the guest's side", 10)
ROOM_KIND = Rule("room_kind", "the room is furnished for another kind of meeting", "the protocol office", 20)
REST = Rule("rest_after_arrival", "the guest has only just arrived", "the guest's side", 25)
DELEGATION = Rule(
    "delegation_not_allowed", "the request names its host and allows no other", "the guest's side", 30
)
HOST_NOT_LOWER = Rule("host_not_lower", "a meeting is delegated downwards only", "the protocol office", 35)
ROOM_OPEN = Rule("room_closed", "the room is closed", "the venue", 40)
ROOM_FREE = Rule("room_taken", "the room is taken", "the protocol office", 50)
HOST_WINDOW = Rule("host_not_available", "the host does not receive at that time", "the host's office", 60)
HOST_HELD = Rule("host_held", "the host's office keeps that time free", "the host's office", 65)
ROOM_HELD = Rule("room_held", "the room is kept free at that time", "the venue", 45)
ROOM_EQUIPMENT = Rule("room_lacks_equipment", "the room lacks equipment asked for", "the guest's side", 22)
ROOM_ADMITS = Rule(
    "room_does_not_admit", "guests of that rank are not admitted to the room", "the protocol office", 55
)
MOST_A_DAY = Rule(
    "too_many_a_day", "somebody of the guest's side has enough meetings that day", "the guest's side", 28
)
INTERPRETER = Rule(
    "no_interpreter", "nobody who interprets the language is free", "the interpreters' coordinator", 75
)
HOST_FREE = Rule("host_taken", "the host has another meeting", "the host's office", 70)
GUEST_SPEAKS = Rule(
    "guest_in_session", "somebody of the guest's side speaks in a session", "the programme office", 80
)
GUEST_FREE = Rule("guest_taken", "somebody of the guest's side has another meeting", "the guest's side", 90)
ROOM_SEATS = Rule("room_too_small", "the room has too few seats", "the protocol office", 100)
HOST_LEVEL = Rule(
    "host_level_too_low", "the host's level is too low for the guest's rank", "the organiser", 200
)
IN_TOWN = Rule("guest_not_in_town", "somebody of the guest's side is not in town", None, 800)

RULES = (
    GUEST_KNOWN, GUEST_COMING, HOST_LEVEL, DELEGATION, HOST_NOT_LOWER, HOST_WINDOW, HOST_HELD, HOST_FREE, IN_TOWN,
    REST, GUEST_SPEAKS, GUEST_FREE, MOST_A_DAY, REQUESTED_TIME, INTERPRETER, ROOM_KIND, ROOM_SEATS, ROOM_EQUIPMENT,
    ROOM_ADMITS, ROOM_OPEN, ROOM_HELD, ROOM_FREE,
)  # fmt: skip
"""All rules, in the order in which they are told."""

WAIVABLE = frozenset(
    rule.code for rule in (
        DELEGATION, HOST_NOT_LOWER, HOST_LEVEL, REST, REQUESTED_TIME, ROOM_KIND, ROOM_SEATS, ROOM_EQUIPMENT,
        ROOM_ADMITS, INTERPRETER, MOST_A_DAY,
    )
)  # fmt: skip
"""Rules a named person may let rest for one meeting: those about the meeting itself. Calendars, holds and opening
hours are altered where they are kept, and nobody can be in two places."""

BY_CODE = {rule.code: rule for rule in RULES}
