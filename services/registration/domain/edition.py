"""An edition (届): one running of a conference. Several may be under way at once."""

import re
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import available_timezones

from shared.errors import Invalid

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class EditionNameMalformed(Invalid):
    """An edition is named by letters, digits, - and _ only, such as ipec-2019; ids are built from it."""

    code = "edition_name_malformed"


class DaysOutOfOrder(Invalid):
    """First day, opening day and last day must follow each other."""

    code = "days_out_of_order"


class UnknownTimeZone(Invalid):
    """The time zone must be one of the tz database, such as Asia/Shanghai."""

    code = "unknown_time_zone"


@dataclass
class Edition:
    """`first_day` (arrivals) ≤ `opening_day` ≤ `last_day`, calendar days in `timezone`."""

    id: str
    conference: str
    number: int
    name_en: str
    name_zh: str
    timezone: str
    first_day: date
    opening_day: date
    last_day: date
    version: int = 0
    edition: str = field(init=False)

    def __post_init__(self) -> None:
        self.edition = self.id

    def check(self) -> None:
        """Refuse what no edition can be."""
        if not _NAME.fullmatch(self.id):
            raise EditionNameMalformed(edition=self.id)
        if not self.first_day <= self.opening_day <= self.last_day:
            raise DaysOutOfOrder(edition=self.id)
        if self.timezone not in available_timezones():
            raise UnknownTimeZone(timezone=self.timezone)
