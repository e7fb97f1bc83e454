"""Matching on the memory store: hears events as they are announced, and plans when told to."""

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from services.matching.solver import COLLECTIONS
from services.matching.storage import Records
from services.matching.use_cases import hearing
from services.matching.use_cases.planning import adopt_best_plan
from services.matching.use_cases.roster import import_interpreters
from shared.events.base import Event
from shared.events.envelope import Envelope
from shared.events.logistics import ArrivalStanding, DepartureStanding, OutingStanding, SittingStanding
from shared.events.registration import EditionStanding, GuestStanding
from shared.events.scheduling import MeetingWish, SessionStanding
from shared.planning import Unplanned, caused_by
from shared.spreadsheet import read_table
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause

SAMPLES = Path(__file__).parents[3] / "deploy" / "samples"


def sample_rows(edition: str, name: str) -> list[dict[str, str]]:
    """The rows of a sample spreadsheet."""
    path = SAMPLES / edition / name
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))
    return [dict(row) for row in read_table(path.read_bytes(), name).rows]


@dataclass
class Office:
    """The whole of matching without broker and database."""

    backend: MemoryBackend = field(default_factory=lambda: MemoryBackend("matching"))

    def __post_init__(self) -> None:
        self.records = Records(self.backend)

    def hear(self, event: Event, cause: Cause) -> None:
        """Deliver one event of another service."""
        records = self.records
        if isinstance(event, EditionStanding):
            hearing.note_edition(records.editions, event, cause)
        elif isinstance(event, GuestStanding):
            hearing.note_guest(records.guests, event, cause)
        elif isinstance(event, ArrivalStanding):
            hearing.note_arrival(records.arrivals, event, cause)
        elif isinstance(event, DepartureStanding):
            hearing.note_departure(records.departures, event, cause)
        elif isinstance(event, MeetingWish):
            hearing.note_meeting(records.meetings, event, cause)
        elif isinstance(event, SessionStanding):
            hearing.note_session(records.sessions, event, cause)
        elif isinstance(event, OutingStanding | SittingStanding):
            hearing.note_gathering(records.gatherings, event, cause)

    def deliver(self, *envelopes: Envelope) -> None:
        """Deliver messages in this order."""
        for envelope in envelopes:
            self.hear(envelope.event(), Cause(envelope.id, envelope.subject, envelope.version, "other"))

    def enrol_sample(self, edition: str) -> dict[str, Any]:
        """The sample roster."""
        return import_interpreters(
            self.records.interpreters,
            self.records.editions,
            edition,
            sample_rows(edition, "interpreters.xlsx"),
            {},
            dry_run=False,
            partial=False,
        )

    def plan(self, edition: str = "ipec-2019") -> list[Event]:
        """Answer everything unplanned; what was announced by that."""
        marks = self.unplanned()
        before = len(self.backend.envelopes)
        if marks:
            with caused_by(marks[0]):
                adopt_best_plan(self.records, edition, marks)
        for collection in COLLECTIONS:
            for document in self.backend.documents[collection.name].values():
                document.pop("_unplanned", None)
        return self.backend.announced()[before:]

    def unplanned(self) -> list[Unplanned]:
        """The marks in the documents, by the id of the change they come from."""
        marks = [
            Unplanned(
                collection=collection.name,
                id=document["_id"],
                version=document["version"],
                edition=document["edition"],
                correlation_id=document["_unplanned"]["correlation_id"],
                causation_id=document["_unplanned"].get("causation_id"),
                actor=document["_unplanned"]["actor"],
                traceparent=None,
                depth=0,
            )
            for collection in COLLECTIONS
            for document in self.backend.documents[collection.name].values()
            if "_unplanned" in document
        ]
        return sorted(marks, key=lambda mark: (mark.causation_id or "", mark.id))

    def state(self) -> dict[str, Any]:
        """Everything kept, without versions, times and the store's own fields."""
        return {
            name: {i: {k: v for k, v in d.items() if k[0] != "_" and k != "seconds"} for i, d in kept.items()}
            for name, kept in self.backend.documents.items()
        }

    def served_by(self) -> dict[str, str | None]:
        """Short demand references and who serves them."""
        return {
            demand.id.partition(".n.")[2] or demand.id: short(demand.interpreter_id)
            for demand in self.records.demands.find()
        }


def short(thing_id: str | None) -> str | None:
    """The reference at the end of an id."""
    return thing_id and thing_id.rsplit(".", 1)[-1]


def later(cause: Cause, versions: int = 1) -> Cause:
    """The next event of the same aggregate."""
    return replace(cause, event_id=f"{cause.event_id}+{versions}", version=cause.version + versions)
