"""gunicorn for the HTTP API: threads wait for services, so few processes carry many requests."""

import os

bind = os.environ.get("CONVOKE_HTTP_BIND", "127.0.0.1:8080")
worker_class = "gthread"
workers = int(os.environ.get("CONVOKE_HTTP_WORKERS", "0")) or max(1, (os.cpu_count() or 2) // 2)
threads = int(os.environ.get("CONVOKE_HTTP_THREADS", "32"))
keepalive = 30
timeout = 90  # an import of a large spreadsheet may take this long
graceful_timeout = 30
limit_request_line = 4094
limit_request_field_size = 8190
proc_name = "convoke-gateway"
control_socket_disable = True  # nothing is steered through it, and it would lie in the home folder
