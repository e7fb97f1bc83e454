"""One active holder at a time: a lease document in MongoDB that must be renewed.

Two relays or two planners at once would do no harm (duplicates are ignored, stale plans refused); the lease saves the
double work. The owner is this host and instance, so that a restarted process takes its own lease back at once.
"""

import socket
from datetime import timedelta
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from shared.clock import now

LEASE_SECONDS = 5


class Lease:
    """`held()` takes or renews it; False means somebody else has it."""

    def __init__(self, database: Database[dict[str, Any]], name: str, instance: str) -> None:
        self.leases = database["_leases"]
        self.name = name
        self.owner = f"{socket.gethostname()}/{instance}"
        self.renew_at = now()

    def held(self) -> bool:
        """Whether this process may act for the next seconds."""
        moment = now()
        if moment < self.renew_at:
            return True
        free = {"$or": [{"owner": self.owner}, {"until": {"$lt": moment}}]}
        until = moment + timedelta(seconds=LEASE_SECONDS)
        try:
            self.leases.update_one(
                {"_id": self.name} | free, {"$set": {"owner": self.owner, "until": until}}, upsert=True
            )
        except DuplicateKeyError:
            return False
        self.renew_at = moment + timedelta(seconds=LEASE_SECONDS / 3)
        return True

    def give_back(self) -> None:
        """Let another process take over at once."""
        self.leases.delete_one({"_id": self.name, "owner": self.owner})
