"""A badge (证件): a card with a signed token.

Each new card of a guest has the next serial number and ends the last one.
"""

from dataclasses import dataclass

from shared.errors import Invalid, Refused


class BadgeUnreadable(Invalid):
    """This is not a badge of ours, or it was altered."""

    code = "badge_unreadable"


class NoBadge(Refused):
    """The guest holds no badge that could be taken back."""

    code = "no_badge"


class NotInvited(Refused):
    """A badge is made only for a guest who is still expected."""

    code = "guest_not_expected"


@dataclass(frozen=True)
class BadgeClaim:
    """What a badge says: this guest of this edition, on the card with this serial number (from 1)."""

    edition: str
    reference: str
    serial: int

    @property
    def guest_id(self) -> str:
        """The guest it was made for."""
        return f"{self.edition}.g.{self.reference}"
