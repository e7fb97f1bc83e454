"""Wrong passwords in a row slow down whoever guesses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.errors import Refused

FREE_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=15)


class WrongNameOrPassword(Refused):
    """This name and password do not open anything."""

    code = "wrong_name_or_password"


class TooManyAttempts(Refused):
    """Too many wrong passwords for this name; wait before the next attempt."""

    code = "too_many_attempts"


@dataclass
class Attempts:
    """Wrong passwords in a row for one name, known or not; counted before the password is looked at."""

    id: str
    failures: int = 0
    blocked_until: datetime | None = None
    version: int = 0

    def begin(self, at: datetime) -> None:
        """Count one attempt; after five in a row each further one doubles the pause, up to 15 minutes."""
        if self.blocked_until is not None and at < self.blocked_until:
            raise TooManyAttempts(retry_after_seconds=int((self.blocked_until - at).total_seconds()) + 1)
        self.failures += 1
        excess = min(self.failures - FREE_ATTEMPTS, 16)
        if excess >= 0:
            self.blocked_until = at + min(LONGEST_PAUSE, FIRST_PAUSE * 2**excess)

    def succeed(self) -> None:
        """The right password: start counting anew."""
        self.failures, self.blocked_until = 0, None
