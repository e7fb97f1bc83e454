"""One rig for all fault tests: starting a broker and a database costs more than the tests."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.faults.rig import Rig


@pytest.fixture(scope="session")
def servers() -> Iterator[Rig]:
    """Broker and database in a run folder of their own; never those of AMQP_URI or MONGO_URI."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AMQP_URI", raising=False)
        patch.delenv("MONGO_URI", raising=False)
        rig = Rig(ROOT / ".run" / "faults")
        rig.start()
        rig.lay_queues()
        yield rig
        rig.close()


@pytest.fixture
def rig(servers: Rig) -> Iterator[Rig]:
    """The rig at the beginning of a run; afterwards both servers are up again and our processes gone."""
    servers.begin()
    yield servers
    servers.start_broker()
    servers.start_mongod()
    servers.end_processes()
