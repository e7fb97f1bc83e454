"""A private broker and database: they start, die, come back and stop, with their data."""

from collections.abc import Iterator
from pathlib import Path

import amqp
import psutil
import pytest
from pymongo import MongoClient

from deploy.local.infrastructure import Infrastructure
from deploy.local.supervisor import wait_until


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Infrastructure]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("AMQP_URI", raising=False)
        patch.delenv("MONGO_URI", raising=False)
        with Infrastructure(tmp_path_factory.mktemp("infrastructure") / "run") as started:
            yield started


def declare(servers: Infrastructure, queue: str) -> None:
    """Declare a quorum queue and have it written down: RabbitMQ 3.10 flushes a declaration seconds later."""
    with broker(servers) as connection:
        arguments = {"x-queue-type": "quorum"}
        connection.channel().queue_declare(queue, durable=True, auto_delete=False, arguments=arguments)
    servers.stop_broker()
    servers.start_broker()


def put(servers: Infrastructure, queue: str, body: str) -> None:
    with broker(servers) as connection:
        channel = connection.channel()
        channel.confirm_select()
        channel.basic_publish_confirm(amqp.Message(body, delivery_mode=2), routing_key=queue)


def taken(servers: Infrastructure, queue: str) -> str | None:
    with broker(servers) as connection:
        message = connection.channel().basic_get(queue, no_ack=True)
        return message.body if message else None


def broker(servers: Infrastructure) -> amqp.Connection:
    address = servers.rabbitmq.uri().removeprefix("amqp://")
    account, host = address.split("@")
    user, password = account.split(":")
    connection = amqp.Connection(host, userid=user, password=password)
    connection.connect()
    return connection


def test_a_killed_broker_stays_away_until_started_and_keeps_its_messages(servers: Infrastructure) -> None:
    declare(servers, "kept")
    put(servers, "kept", "a message")

    servers.kill_broker()
    away = (servers.rabbitmq.answers(), servers.supervisor.states()["rabbitmq"]["statename"])
    servers.start_broker()

    assert away == (False, "STOPPED")
    assert taken(servers, "kept") == "a message"


def test_a_crashed_database_comes_back_by_itself_with_its_documents(servers: Infrastructure) -> None:
    with MongoClient[dict[str, str]](servers.mongo_uri) as client:
        client["test"]["things"].insert_one({"_id": "a thing"})
    before = servers.supervisor.pid("mongod")

    servers.crash_mongod()
    wait_until("mongod", lambda: servers.supervisor.pid("mongod") not in {0, before}, 30)
    wait_until("its answer", servers.mongod.answers, 30)

    with MongoClient[dict[str, str]](servers.mongo_uri) as client:
        assert client["test"]["things"].find_one() == {"_id": "a thing"}


def test_a_virtual_host_is_empty_and_goes_again(servers: Infrastructure) -> None:
    address = servers.vhost("test-a")
    servers.drop_vhost("test-a")

    assert address == servers.rabbitmq.uri() + "/test-a"
    with pytest.raises(amqp.NotAllowed):
        amqp.Connection(
            f"127.0.0.1:{servers.ports['amqp']}",
            userid="convoke",
            password=servers.rabbitmq.uri().split(":")[2].split("@")[0],
            virtual_host="test-a",
        ).connect()


def test_only_this_machine_reaches_the_servers(servers: Infrastructure) -> None:
    pids = [servers.supervisor.pid(name) for name in ("rabbitmq", "mongod", "epmd")]
    addresses = {
        connection.laddr.ip
        for pid in pids
        for connection in psutil.Process(pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    }

    assert addresses <= {"127.0.0.1", "::1"}


def test_nothing_is_left_running_after_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MONGO_URI", raising=False)
    monkeypatch.setenv("AMQP_URI", "amqp://elsewhere")
    database_only = Infrastructure(tmp_path / "run").start()
    names = sorted(database_only.supervisor.states())
    pid = database_only.supervisor.pid("mongod")

    database_only.stop()

    assert names == ["mongod"]
    assert not psutil.pid_exists(pid)
    assert not database_only.supervisor.is_running()


def test_what_a_killed_supervisor_left_behind_is_ended_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONGO_URI", raising=False)
    monkeypatch.setenv("AMQP_URI", "amqp://elsewhere")
    database_only = Infrastructure(tmp_path / "run").start()
    orphan = database_only.supervisor.pid("mongod")
    with MongoClient[dict[str, str]](database_only.mongo_uri) as client:
        client["test"]["things"].insert_one({"_id": "a thing"})
    supervisor = psutil.Process(orphan).parent()
    assert supervisor is not None
    supervisor.kill()
    supervisor.wait(10)

    with database_only:
        assert not psutil.pid_exists(orphan)
        with MongoClient[dict[str, str]](database_only.mongo_uri) as client:
            assert client["test"]["things"].find_one() == {"_id": "a thing"}
