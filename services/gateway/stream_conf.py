"""gunicorn for the live stream.

Gevent, because a stream waits for hours and a thread for each would not do.
"""

import os

bind = os.environ.get("CONVOKE_STREAM_BIND", "127.0.0.1:8081")
worker_class = "gevent"
workers = 1  # the latest events are remembered in this one
worker_connections = 2_000
timeout = 60
graceful_timeout = 5
proc_name = "convoke-stream"
control_socket_disable = True  # nothing is steered through it, and it would lie in the home folder
