"""Calendars people subscribe to: opened for a person, a room or the edition, read by whoever has the address."""

from services.scheduling import standing
from services.scheduling.calendar_file import calendar_file
from services.scheduling.domain.feed import Feed, FeedOf, FeedUnknown
from services.scheduling.domain.release import Appointment
from services.scheduling.storage import Feeds, GuestFacts, Hosts, Releases, Rooms
from shared.errors import Invalid
from shared.events.ids import edition_of
from shared.events.scheduling import FeedOpened, FeedRevoked
from shared.ids import new_id
from shared.secret_address import digest_of, fresh_secret


class NobodySuch(Invalid):
    """There is no such guest, host or room in this edition."""

    code = "nobody_such"


def open_feed(
    feeds: Feeds, hosts: Hosts, rooms: Rooms, guests: GuestFacts, edition: str, of: FeedOf, of_id: str
) -> tuple[Feed, str]:
    """A new address; the secret is told once, here, and never again."""
    known = {
        FeedOf.EDITION: lambda: of_id == edition,
        FeedOf.ROOM: lambda: rooms.exists(of_id),
        FeedOf.PERSON: lambda: hosts.exists(of_id) or guests.exists(of_id),
    }
    if edition_of(of_id) != edition or not known[of]():
        raise NobodySuch(of=of.value, of_id=of_id)
    secret = fresh_secret()
    feed = Feed(f"{edition}.f.{new_id()}", edition, of, of_id, digest_of(secret))
    feeds.save(feed, FeedOpened(**standing.of_feed(feed)))
    return feed, secret


def revoke_feed(feeds: Feeds, feed_id: str) -> Feed:
    """End an address at once."""
    feed = feeds.get(feed_id)
    feed.revoke()
    feeds.save(feed, FeedRevoked(**standing.of_feed(feed)))
    return feed


def read_feed(feeds: Feeds, releases: Releases, secret: str) -> str:
    """The calendar behind an address, as people were told last; raises `FeedUnknown`, also for a revoked one."""
    feed = feeds.find_one(digest=digest_of(secret))
    if feed is None or feed.revoked:
        raise FeedUnknown
    latest = releases.newest(feed.edition)
    told = [a for a in (latest.appointments if latest else ()) if _belongs(feed, a)]
    return calendar_file(f"Convoke {feed.of_id}", told, feed.of_id)


def _belongs(feed: Feed, appointment: Appointment) -> bool:
    if feed.of is FeedOf.EDITION:
        return True
    if feed.of is FeedOf.ROOM:
        return feed.of_id in (appointment.room_id, *appointment.rooms_gone)
    return feed.of_id in (*appointment.people, *appointment.gone)
