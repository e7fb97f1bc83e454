"""The codes a guest is described by: rank, state, and which steps a state forbids."""

from enum import StrEnum

from shared.errors import Refused


class Rank(StrEnum):
    """Protocol rank: V1 vice-ministerial and above, V2 ambassadors, V3 bureau, V4 division, V5 others."""

    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"


class State(StrEnum):
    """How far a guest's coming has got."""

    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    RECEIVED = "received"
    WITHDREW = "withdrew"
    NO_SHOW = "no_show"


class Gender(StrEnum):
    """Which interpreter a guest asks for, where custom or health makes it matter."""

    FEMALE = "f"
    MALE = "m"


class GuestWithdrew(Refused):
    """The guest withdrew; register the guest again under a new reference if that was a mistake."""

    code = "guest_withdrew"


class SamePerson(Refused):
    """This is the person who has the place already: correct the guest instead."""

    code = "same_person"


class GuestWasReceived(Refused):
    """The guest is or was here and can no longer withdraw or be replaced."""

    code = "guest_was_received"
