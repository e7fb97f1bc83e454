"""A private MongoDB: the mongod of the wheel in requirements/mongod.txt as a replica set of one member."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.folder import RunFolder
from deploy.local.programs import Program

REPLICA_SET = "convoke"
CACHE_GB = 0.5
NOT_YET_INITIATED, INVALID_CONFIG = 94, 93


def binary() -> Path | None:
    """The wheel's mongod, or None when the wheel is not installed."""
    package = find_spec("fiftyone")
    places = package.submodule_search_locations or [] if package else []
    found = [Path(place, "db", "bin", "mongod") for place in places]
    return next((path for path in found if path.exists()), None)


class Mongod:
    """The member of one run folder. Only this machine can reach it. Journaled, majority writes."""

    def __init__(self, folder: RunFolder, port: int) -> None:
        self._folder = folder
        self._address = f"127.0.0.1:{port}"
        self._port = port

    def uri(self) -> str:
        """Connection string; the name of the set makes clients wait for a primary."""
        return f"mongodb://{self._address}/?replicaSet={REPLICA_SET}"

    def programs(self, mongod: Path) -> list[Program]:
        """The database process."""
        command = (
            str(mongod),
            "--dbpath", str(self._folder.made("mongod")),
            "--bind_ip", "127.0.0.1",
            "--port", str(self._port),
            "--nounixsocket",
            "--replSet", REPLICA_SET,
            "--wiredTigerCacheSizeGB", str(CACHE_GB),
            "--oplogSize", "512",
            "--setParameter", "diagnosticDataCollectionEnabled=false",
            # A set of one has nobody to hand over to: do not wait for that before stopping.
            "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100",
            "--quiet",
        )  # fmt: skip
        return [Program("mongod", command, "servers", priority=2, stop_seconds=60)]

    def answers(self) -> bool:
        """Whether the member is primary; one that has not been told its set yet is told on the way."""
        try:
            with self._client() as client:
                self._tell_its_set(client)
                return bool(client.admin.command("hello")["isWritablePrimary"])
        except PyMongoError:
            return False

    def _client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(f"mongodb://{self._address}/?directConnection=true", serverSelectionTimeoutMS=2000)

    def _tell_its_set(self, client: MongoClient[dict[str, Any]]) -> None:
        try:
            config = client.admin.command("replSetGetConfig")["config"]
        except OperationFailure as error:
            if error.code != NOT_YET_INITIATED:
                raise
            members = [{"_id": 0, "host": self._address}]
            client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
            return
        # Another port than last time: the old one was taken by someone else.
        if config["members"][0]["host"] != self._address:
            config["members"][0]["host"] = self._address
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)
