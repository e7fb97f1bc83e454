"""Markers from folders; a private broker and database for the whole run, a vhost and databases for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import MongoClient

from deploy.local.infrastructure import Infrastructure

ROOT = Path(__file__).parent.parent
FOLDERS = ("unit", "contract", "component", "faults", "e2e", "containers", "bench")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test's marker is its folder; the fast ones run first."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in FOLDERS:
            item.add_marker(folder)
    items.sort(key=lambda item: FOLDERS.index(item.path.relative_to(ROOT / "tests").parts[0]))


@pytest.fixture(scope="session")
def infrastructure() -> Iterator[Infrastructure]:
    """A private RabbitMQ and MongoDB beside whatever else runs; never the ones of AMQP_URI or MONGO_URI."""
    for name in ("AMQP_URI", "MONGO_URI"):
        os.environ.pop(name, None)
    folder = ROOT / ".run" / f"test-{os.getpid()}"
    servers = Infrastructure(folder)
    servers.start()
    yield servers
    servers.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def amqp_uri(infrastructure: Infrastructure) -> Iterator[str]:
    """An empty virtual host."""
    name = f"test-{uuid4().hex[:8]}"
    yield infrastructure.vhost(name)
    infrastructure.drop_vhost(name)


@pytest.fixture
def database_prefix(infrastructure: Infrastructure) -> Iterator[str]:
    """The prefix of databases that exist for one test only."""
    prefix = f"t{uuid4().hex[:8]}"
    yield prefix
    client = MongoClient(infrastructure.mongo_uri)
    for name in client.list_database_names():
        if name.startswith(prefix):
            client.drop_database(name)
    client.close()
