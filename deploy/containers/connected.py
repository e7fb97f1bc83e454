"""Health of one container: does a process in it hold a connection to each of these ports?

`python connected.py 5672 27017`. A process that hangs misses its heartbeats and the broker closes the
connection, so a held connection is more than a living process; asking costs neither a login nor a message.
"""

import sys
from pathlib import Path

ESTABLISHED = "01"


def held_ports(table: str) -> set[int]:
    """The remote ports of the established connections in a table as the kernel writes it to /proc/net/tcp."""
    rows = [line.split() for line in table.splitlines()[1:]]
    return {int(row[2].rpartition(":")[2], 16) for row in rows if row[3] == ESTABLISHED}


def main() -> int:
    """Exit status 0 when every port is held; names the ones that are not otherwise."""
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    held = set().union(*(held_ports(table.read_text()) for table in tables if table.exists()))
    missing = {int(port) for port in sys.argv[1:]} - held
    if missing:
        print(f"no connection to port {', '.join(map(str, sorted(missing)))}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
