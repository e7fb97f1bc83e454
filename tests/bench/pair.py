"""An announcing process, its relay, and a listening service: the way of an event through two services."""

from __future__ import annotations

import os
import subprocess
from time import monotonic, sleep

from kombu import Connection

from shared.messaging.topology import events_queue_name
from tests.bench import announcer, listener
from tests.bench.stack import Stack
from tests.waiting import eventually


def run_pair(stack: Stack) -> None:
    """Start relay and listener, until the listener hears."""
    stack.run_only(
        stack.python("pair-relay", "shared.run", "relay", announcer.NAME),
        stack.python("pair-listener", "tests.bench.listener"),
    )
    eventually(lambda: _consumers(stack) == 1, 30)
    sleep(1.0)  # the relay takes its lease and opens its change stream


def announce(stack: Stack, *words: str) -> tuple[int, int]:
    """Run the announcer to its end; when it began and ended, in ns."""
    program = stack.python("announcer", "tests.bench.announcer", *words)
    done = subprocess.run(
        program.command,
        env=os.environ | dict(program.environment),
        capture_output=True,
        text=True,
        check=True,
    )
    began, ended = done.stdout.split()
    return int(began), int(ended)


def heard(stack: Stack, prefix: str) -> list[listener.Heard]:
    """What the listener keeps of the aggregates whose names begin so."""
    return [
        one
        for one in listener.HeardAccounts(stack.backend(listener.NAME)).find()
        if one.id.startswith(prefix)
    ]


def wait_for_effects(stack: Stack, prefix: str, versions: int) -> float:
    """Wait until every aggregate has this version at the listener; the moment, in monotonic seconds."""
    of = stack.backend(listener.NAME).database[listener.HeardAccounts.name]
    behind = {"_id": {"$regex": f"^{prefix}"}, "version": {"$lt": versions}}
    eventually(lambda: of.find_one(behind, {"_id": 1}) is None, 120, every=0.01)
    return monotonic()


def _consumers(stack: Stack) -> int:
    with Connection(stack.amqp_uri) as connection:
        try:
            queue = connection.default_channel.queue_declare(events_queue_name(listener.NAME), passive=True)
        except connection.channel_errors:
            return 0
        return int(queue.consumer_count)
