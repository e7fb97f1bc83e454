"""Both sample editions in a memory store: their spreadsheets through the real imports, guests and arrivals as heard."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services.scheduling.domain.guest import ArrivalFact, GuestFact, Rank
from services.scheduling.domain.room import TOWN
from services.scheduling.storage import (
    ArrivalFacts,
    GuestFacts,
    Hosts,
    Meetings,
    Records,
    Rooms,
    Sessions,
    Venues,
)
from services.scheduling.use_cases import imports
from services.scheduling.use_cases.planning import adopt_best_plan
from shared.planning import Unplanned
from shared.spreadsheet import read_table
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause

SAMPLES = Path(__file__).parents[3] / "deploy" / "samples"
IMMIGRATION = {True: timedelta(minutes=60), False: timedelta(minutes=20)}
VIP_LANE = timedelta(minutes=25)
# Planning drives from the gates, minutes (getting there 2.2).
DRIVES = {
    "HSN": (20, 30, 40, 50), "NGB": (135, 130, 115, 110), "NGB_RAIL": (130, 125, 110, 105),
    "HGH": (225, 220, 205, 200), "PVG": (285, 280, 265, 260), "SHA": (275, 270, 255, 250),
    "SHP": (270, 270, 270, 270), "ROAD": (0, 0, 0, 0),
}  # fmt: skip
ZONES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")


def rows(edition: str, name: str) -> list[dict[str, str]]:
    """The filled rows of one file."""
    path = next(
        p for p in (SAMPLES / edition / f"{name}.xlsx", SAMPLES / edition / f"{name}.csv") if p.exists()
    )
    return [dict(row) for row in read_table(path.read_bytes(), path.name).rows if row]


@dataclass
class Rehearsal:
    """One edition being loaded and planned."""

    edition: str
    backend: MemoryBackend = field(default_factory=lambda: MemoryBackend("scheduling"))
    versions: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = Records(self.backend)
        self.guests, self.arrivals = GuestFacts(self.backend), ArrivalFacts(self.backend)
        self.meetings = Meetings(self.backend)

    def load(self) -> None:
        """Guests, arrivals and all of scheduling's own spreadsheets."""
        self._hear_guests()
        for row in rows(self.edition, "arrivals"):
            self.hear_arrival(row, _moment(row["Scheduled"], row.get("Time zone", "")))
        hosts, rooms = Hosts(self.backend), Rooms(self.backend)
        imports.import_rooms(rooms, Venues(self.backend), self.sheet("rooms"))
        imports.import_hosts(hosts, self.sheet("hosts"))
        imports.import_host_windows(hosts, self.sheet("host-windows"))
        imports.import_sessions(Sessions(self.backend), rooms, self.sheet("sessions"))
        imports.import_meetings(self.meetings, hosts, self.guests, self.sheet("meetings"))

    def sheet(self, name: str) -> imports.Sheet:
        return imports.Sheet(self.edition, TOWN, rows(self.edition, name), {}, dry_run=False, partial=False)

    def plan(self, collection: str = "meetings", thing_id: str = "") -> None:
        """What the solver does after a change."""
        mark = Unplanned(collection, thing_id, 1, self.edition, "change-1", None, "system", None, 0)
        adopt_best_plan(self.records, self.edition, [mark])

    def hear_guest(self, reference: str, rank: str, state: str) -> None:
        fact = GuestFact(f"{self.edition}.g.{reference}", self.edition, Rank(rank), state, reference)
        self.guests.keep(fact, self._cause(fact.id))

    def hear_arrival(self, row: dict[str, str], expected: datetime) -> None:
        """What logistics would announce of this row."""
        guest = self.guests.get(f"{self.edition}.g.{row['Guest']}")
        abroad = row["International"].casefold() == "yes"
        formalities = VIP_LANE if abroad and guest.rank in (Rank.V1, Rank.V2) else IMMIGRATION[abroad]
        drive = timedelta(minutes=DRIVES[row["Gate"]][ZONES.index(row["Destination"])])
        fact = ArrivalFact(
            f"{self.edition}.a.{row['Guest']}", self.edition, guest.id, row["Destination"],
            expected + formalities + drive, _moment(row["Leaves at"], "") if row.get("Leaves at") else None,
        )  # fmt: skip
        self.arrivals.keep(fact, self._cause(fact.id))

    def replies(self) -> None:
        """The reply slips, as registration would announce them."""
        for row in rows(self.edition, "replies"):
            guest = self.guests.get(f"{self.edition}.g.{row['Reference']}")
            self.hear_guest(row["Reference"], guest.rank.value, row["Reply"])

    def announced(self) -> list[str]:
        """The names of the events so far."""
        return [type(happened).__name__ for happened in self.backend.announced()]

    def _hear_guests(self) -> None:
        for row in rows(self.edition, "guests"):
            self.hear_guest(row["Reference"], row["Rank"], "registered")

    def _cause(self, subject: str) -> Cause:
        self.versions[subject] = self.versions.get(subject, 0) + 1
        return Cause(
            f"e-{subject}-{self.versions[subject]}", subject, self.versions[subject], "/convoke/test"
        )


def _moment(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone) if zone else TOWN)


def placements(rehearsal: Rehearsal) -> dict[str, Any]:
    """Who is placed where and when."""
    return {
        m.reference: m.placement for m in rehearsal.meetings.find(edition=rehearsal.edition) if m.placement
    }
