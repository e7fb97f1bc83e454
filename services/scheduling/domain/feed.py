"""Secret links to calendars: whoever has the address may read, until it is revoked. Only its digest is kept."""

from dataclasses import dataclass
from enum import StrEnum

from shared.errors import NotFound, Refused


class FeedUnknown(NotFound):
    """There is no calendar under this address, or no longer."""

    code = "feed_unknown"


class FeedAlreadyRevoked(Refused):
    """The address was revoked before."""

    code = "feed_already_revoked"


class FeedOf(StrEnum):
    """Whose calendar it is."""

    PERSON = "person"
    ROOM = "room"
    EDITION = "edition"


@dataclass
class Feed:
    """One address of a calendar; `of_id` is a guest, a host, a room, or the edition itself."""

    id: str
    edition: str
    of: FeedOf
    of_id: str
    digest: str
    revoked: bool = False
    version: int = 0

    def revoke(self) -> None:
        """End it at once."""
        if self.revoked:
            raise FeedAlreadyRevoked(feed_id=self.id)
        self.revoked = True
