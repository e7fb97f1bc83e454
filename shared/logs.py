"""One line a record on stdout: time, level, where, correlation id, message."""

import logging
import sys
from datetime import UTC, datetime

from shared.context import current_or_none

_QUIET = {
    "amqp": logging.WARNING,
    "kombu": logging.WARNING,
    "pymongo": logging.WARNING,
    "urllib3": logging.WARNING,
    # Refusals are answers, not faults; nameko would print a traceback for each.
    "nameko.containers": logging.ERROR,
}


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        context = current_or_none()
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        answering = context.correlation_id if context else "-"
        line = f"{at} {record.levelname:7} {record.name} [{answering}] {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up(level: str = "INFO") -> None:
    """Send all logging to stdout; the libraries speak only when something is wrong."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Line())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(least)
