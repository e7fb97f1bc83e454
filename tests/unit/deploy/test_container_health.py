"""Which connections a container's health check sees in the kernel's table."""

from deploy.containers.connected import held_ports

TABLE = """\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000 10001        0 1
   1: 0300000A:C001 0200000A:1628 01 00000000:00000000 00:00000000 00000000 10001        0 2
   2: 0300000A:C002 0400000A:6989 06 00000000:00000000 00:00000000 00000000 10001        0 3
"""


def test_only_established_connections_count() -> None:
    assert held_ports(TABLE) == {5672}
