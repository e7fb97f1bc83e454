"""Convoke on one machine: a private RabbitMQ, a private MongoDB and every process under a supervisor.

`python -m deploy.local up|down|status|demo|infra`; the make targets call it. Tests start their own:

    with Infrastructure(folder) as servers:        # broker and database only
        servers.amqp_uri, servers.mongo_uri
        servers.kill_broker(); servers.start_broker()
    with Convoke(folder) as convoke: ...           # every process too

All that is written lies below one run folder; nothing of the machine's own RabbitMQ or MongoDB is touched.
"""

from deploy.local.convoke import Convoke
from deploy.local.infrastructure import Infrastructure
from deploy.local.refusal import CannotStart

__all__ = ["CannotStart", "Convoke", "Infrastructure"]
