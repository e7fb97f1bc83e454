"""Ports of a local instance: the usual ones, the next free ones, the same again."""

import socket
from pathlib import Path

import pytest

from deploy.local import ports
from deploy.local.folder import RunFolder


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "run")


def a_listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def test_a_taken_port_is_passed_over() -> None:
    free = ports.next_free(19000, set())
    with a_listener(free):
        assert ports.next_free(free, {free + 1}) > free + 1


def test_an_instance_keeps_its_ports(folder: RunFolder) -> None:
    free = ports.next_free(19100, set())
    folder.remember(ports={"amqp": free})

    chosen = ports.choose(folder)

    assert chosen["amqp"] == free
    assert folder.remembered()["ports"] == chosen
    assert ports.choose(folder) == chosen


def test_a_port_someone_else_took_meanwhile_is_replaced(folder: RunFolder) -> None:
    free = ports.next_free(19200, set())
    folder.remember(ports={"amqp": free})

    with a_listener(free):
        chosen = ports.choose(folder)

    assert free < chosen["amqp"] < free + ports.TRIED


def test_no_two_purposes_share_a_port(folder: RunFolder) -> None:
    folder.remember(ports=dict.fromkeys(ports.USUAL, 19300))

    chosen = ports.choose(folder)

    assert len(set(chosen.values())) == len(ports.USUAL)
