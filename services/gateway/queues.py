"""How many messages wait where, asked of the broker itself: what services cannot know of each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kombu import Connection
from kombu.exceptions import OperationalError

from services.gateway.problems import BrokerAway
from shared.messaging.parked import queues_of
from shared.messaging.topology import RETRY_SECONDS, parked_queue_name, retry_queue_name
from shared.settings import settings


@dataclass
class Depths:
    """Messages by queue name; queues that hold nothing are left out."""

    waiting: dict[str, int] = field(default_factory=dict)
    parked: dict[str, int] = field(default_factory=dict)


def depths(services: Iterable[str]) -> Depths:
    """How deep the event queues of these services are, those for later attempts, and the parked ones."""
    found = Depths()
    try:
        with Connection(settings().amqp_uri, connect_timeout=2) as connection:
            for service in services:
                for queue in queues_of(service):
                    _look_at(connection, queue, found)
    except (OperationalError, OSError) as fault:
        raise BrokerAway(reason=type(fault).__name__) from fault
    return found


def _look_at(connection: Connection, queue: str, found: Depths) -> None:
    for name in _waiting_names(queue):
        _note(found.waiting, name, _depth(connection, name))
    parked = parked_queue_name(queue)
    _note(found.parked, parked, _depth(connection, parked))


def _waiting_names(queue: str) -> Iterator[str]:
    yield queue
    yield from (retry_queue_name(queue, seconds) for seconds in RETRY_SECONDS)


def _note(depths_by_name: dict[str, int], name: str, depth: int) -> None:
    if depth:
        depths_by_name[name] = depth


def _depth(connection: Connection, queue: str) -> int:
    """A passive declaration answers with the number of ready messages.

    A queue that does not exist holds none.
    """
    channel = connection.channel()
    try:
        return int(channel.queue_declare(queue, passive=True).message_count)
    except connection.channel_errors:
        return 0
    finally:
        channel.close()
