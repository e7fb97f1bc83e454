"""XML-RPC through a Unix socket: how the supervisor is spoken to."""

import http.client
import socket
import xmlrpc.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TIMEOUT_SECONDS = 150  # a process may take its whole stop time before the supervisor answers


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost")
        self._path = path

    def connect(self) -> None:
        fresh = socket.socket(socket.AF_UNIX)
        fresh.settimeout(TIMEOUT_SECONDS)
        try:
            fresh.connect(str(self._path))
        except OSError:
            fresh.close()
            raise
        self.sock = fresh


class _Transport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        connection = _Connection(self._path)
        self._connection = (host, connection)  # what the base class closes
        return connection


@contextmanager
def methods(path: Path, namespace: str) -> Iterator[Any]:
    """The remote methods below `namespace`; raises OSError when nobody listens, Fault when one refuses."""
    with xmlrpc.client.ServerProxy("http://localhost", transport=_Transport(path)) as server:
        yield getattr(server, namespace)
