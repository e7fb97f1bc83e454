"""Which loopback ports an instance uses: the usual or the next free ones, and the same again next time."""

import socket

from deploy.local.folder import RunFolder

# None of them is the usual port of RabbitMQ, epmd or MongoDB: a server the machine already runs stays alone.
# All lie below the ports the kernel gives to outgoing connections: a client retrying a dead server on one of
# those could end up connected to itself.
USUAL = {
    "amqp": 5682,
    "distribution": 25682,
    "epmd": 4379,
    "management": 15682,
    "mongo": 27027,
    "http": 8080,
    "stream": 8081,
}
TRIED = 2000


def is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1:port now (connections still closing do not count)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def next_free(port: int, taken: set[int]) -> int:
    """The first free port from `port` upwards that is not in `taken`."""
    for candidate in range(port, port + TRIED):
        if candidate not in taken and is_free(candidate):
            return candidate
    raise OSError(f"no free port between {port} and {port + TRIED}")


def choose(folder: RunFolder) -> dict[str, int]:
    """Choose and remember a port for each purpose; call it only while the instance is stopped."""
    before = folder.remembered().get("ports", {})
    away = _offset(folder)
    chosen: dict[str, int] = {}
    for purpose, usual in USUAL.items():
        chosen[purpose] = next_free(before.get(purpose, usual + away), set(chosen.values()))
    folder.remember(ports=chosen)
    return chosen


def _offset(folder: RunFolder) -> int:
    """Keeps instances that start at the same moment apart: only `.run` begins at the usual ports."""
    return 0 if folder.root.name == ".run" else 1 + int(folder.token, 16) % 400
