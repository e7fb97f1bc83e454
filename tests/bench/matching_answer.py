"""From a change to the last answer of matching, on an edition ten times the usual size.

Broker, database, and matching's service, solver and relay run as they always do; the edition is told by events of the
services it comes from. By turns somebody falls ill, an arrival is late and a guest is of a higher rank. The clock runs
from before the change is announced (before it is asked for, where matching itself announces it) until a listener on the
broker has the last event that answers it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from threading import Event as Flag
from threading import Thread
from time import monotonic, sleep
from typing import Any

from kombu import Connection, Consumer, Queue

from services.gateway.broker import BrokerCaller
from services.matching.domain.heard import ArrivalFact, GuestFact
from services.matching.domain.wanted import Heard
from services.matching.solver import COLLECTIONS
from services.matching.standing import of_interpreter
from services.matching.storage import Demands, Interpreters
from shared.context import Context, entered
from shared.events.base import Event
from shared.events.envelope import from_bytes, seal, to_bytes
from shared.events.logistics import ArrivalDelayed, ArrivalRecorded
from shared.events.matching import InterpreterEnrolled
from shared.events.registration import EditionOpened, GuestAmended, GuestConfirmed
from shared.events.scheduling import MeetingScheduled, SessionScheduled
from shared.ids import new_id
from shared.messaging.listeners import listeners
from shared.messaging.relay import Channel
from shared.messaging.topology import EVENTS
from shared.storage.mongo import MongoBackend
from shared.storage.store import Change, save_all
from tests.bench.large_edition import EDITION, everything
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.waiting import eventually

CHANGES = 30
KINDS = ("interpreter_ill", "arrival_delayed", "rank_changed")
HEARTBEAT = 10
LOAD_SECONDS = 240


def measure(stack: Stack) -> dict[str, Any]:
    """Seconds over all changes and by kind; `loaded` is the time from the first event to the plan of everything."""
    stack.run_only(*(stack.python(f"answer-{role}", "shared.run", role, "matching") for role in ROLES))
    heard, roster = everything()
    backend = stack.backend("matching")
    with Connection(stack.amqp_uri) as connection, hearing_answers(stack.amqp_uri) as answers:
        office = Office(Channel(connection), backend, answers, BrokerCaller(stack.amqp_uri, 10.0, HEARTBEAT))
        office.channel.prepare(listeners())
        people = Interpreters(backend)
        save_all(
            [Change(people, person, (InterpreterEnrolled(**of_interpreter(person)),)) for person in roster]
        )
        began = monotonic()
        office.tell(everything_as_events(heard))
        eventually(lambda: office.is_planned(len(heard.guests)), LOAD_SECONDS, every=0.2)
        loaded = monotonic() - began
        seconds = office.answer_changes(heard)
        office.caller.close()
    every = [one for kind in KINDS for one in seconds[kind]]
    return {
        "loaded": round(loaded, 1),
        "changes": len(every),
        "p50": quantile(every, 0.5),
        "p95": quantile(every, 0.95),
        "max": quantile(every, 1),
        **{kind: {"p50": quantile(seconds[kind], 0.5), "max": quantile(seconds[kind], 1)} for kind in KINDS},
    }


ROLES = ("service", "relay", "solver")


@dataclass
class Answers:
    """What matching announced, with the moment a listener had it, by correlation id."""

    heard_at: dict[str, float] = field(default_factory=dict)

    def note(self, body: bytes) -> None:
        """Keep the latest."""
        self.heard_at[from_bytes(body).correlation_id] = monotonic()


@contextmanager
def hearing_answers(amqp_uri: str) -> Iterator[Answers]:
    """Listen to everything matching announces, in a thread."""
    answers, stop = Answers(), Flag()

    def listen() -> None:
        with Connection(amqp_uri) as connection:
            queue = Queue("bench-answers", EVENTS, routing_key="matching.#", exclusive=True)
            take = lambda message: answers.note(message.body)  # noqa: E731
            with Consumer(connection.channel(), queue, on_message=take, no_ack=True):
                while not stop.is_set():
                    with suppress(TimeoutError):
                        connection.drain_events(timeout=0.2)

    thread = Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield answers
    finally:
        stop.set()
        thread.join()


@dataclass
class Office:
    """The rest of Convoke, as far as matching notices: announces, asks, and sees whether everything is answered."""

    channel: Channel
    backend: MongoBackend
    answers: Answers
    caller: BrokerCaller
    versions: dict[str, int] = field(default_factory=dict)

    def tell(self, events: Iterable[tuple[str, str, Event]], correlation_id: str = "load") -> None:
        """Announce these: who announces, about what, and what happened."""
        entries = []
        for announcer, subject, event in events:
            version = self.versions[subject] = self.versions.get(subject, 0) + 1
            envelope = seal(
                event,
                source=announcer,
                subject=subject,
                version=version,
                edition=EDITION,
                context=Context(correlation_id),
            )
            entries.append({"id": envelope.id, "kind": envelope.type, "body": to_bytes(envelope)})
        self.channel.publish_all(entries)

    def is_planned(self, guests: int) -> bool:
        """Whether matching has heard of so many guests and left nothing unplanned or unannounced."""
        database = self.backend.database
        return database["heard_guests"].estimated_document_count() == guests and self.is_at_rest()

    def is_at_rest(self) -> bool:
        """Whether nothing waits for the solver or the relay."""
        database = self.backend.database
        waiting = [(collection.name, "_unplanned") for collection in COLLECTIONS]
        waiting += [(name, "_pending") for name in ("demands", "plans", "interpreters")]
        return not any(
            database[name].find_one({flag: {"$exists": True}}, {"_id": 1}) for name, flag in waiting
        )

    def answer_changes(self, heard: Heard) -> dict[str, list[float]]:
        """Seconds to the last answer of each change, by kind; every one begins when all before is answered."""
        draw = random.Random(1)
        seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
        served = [d for d in Demands(self.backend).of_edition(EDITION) if d.purpose == "one_to_one"]
        chosen = draw.sample([d for d in served if d.interpreter_id], CHANGES)
        for number, demand in enumerate(chosen):
            kind = KINDS[number % len(KINDS)]
            guest, arrival = heard.guests[demand.guest_id], heard.arrivals[demand.guest_id]
            correlation_id = new_id()
            began = monotonic()
            if kind == "interpreter_ill":
                collection, thing = "interpreters", str(demand.interpreter_id)
                version = self._falls_ill(thing, demand.need.starts, demand.need.ends, correlation_id)
            elif kind == "arrival_delayed":
                collection, thing = "heard_arrivals", arrival.id
                self.tell([_late(arrival)], correlation_id)
                version = self.versions[thing]
            else:
                collection, thing = "heard_guests", guest.id
                self.tell([_raised(guest)], correlation_id)
                version = self.versions[thing]
            eventually(lambda: self._has_answered(collection, thing, version), 30, every=0.02)  # noqa: B023
            sleep(0.1)
            seconds[kind].append(self.answers.heard_at[correlation_id] - began)
        return seconds

    def _falls_ill(self, interpreter_id: str, starts: Any, ends: Any, correlation_id: str) -> int:
        absence = {"starts": starts.isoformat(), "ends": ends.isoformat(), "reason": "ill"}
        asked = {"interpreter_id": interpreter_id, "expected_version": None, **absence}
        with entered(Context(correlation_id)):
            told = self.caller.ask("matching", "record_absence", asked, None).result()
        return int(told["version"])

    def _has_answered(self, collection: str, thing: str, version: int) -> bool:
        known = self.backend.database[collection].find_one({"_id": thing}, {"version": 1})
        return known is not None and known["version"] >= version and self.is_at_rest()


def everything_as_events(heard: Heard) -> Iterator[tuple[str, str, Event]]:
    """The edition, its guests and their arrivals, the programme and the leaders' meetings."""
    edition = heard.edition
    opened = EditionOpened(
        edition_id=edition.id, conference="IPEC", number=3, name_en="Large", name_zh="大", timezone=edition.timezone,
        first_day=edition.first_day, opening_day=edition.first_day + timedelta(days=1), last_day=edition.last_day,
    )  # fmt: skip
    yield "registration", edition.id, opened
    for guest in heard.guests.values():
        yield "registration", guest.id, GuestConfirmed(**_of_guest(guest))
    for arrival in heard.arrivals.values():
        yield "logistics", arrival.id, ArrivalRecorded(**_of_arrival(arrival))
    for session in heard.sessions:
        facts = asdict(session)
        titles = {"session_id": facts.pop("id"), "title_en": facts.pop("title"), "title_zh": ""}
        del facts["edition"], facts["version"]
        yield "scheduling", session.id, SessionScheduled(**titles, **facts)
    for meeting in heard.meetings:
        facts = asdict(meeting)
        del facts["edition"], facts["version"]
        wish: dict[str, Any] = {
            "meeting_id": facts.pop("id"),
            "reference": meeting.id,
            "meeting_kind": "MEETING",
        }
        host: dict[str, Any] = {
            "host_id": "h",
            "host_name": "Host",
            "delegated": False,
            "room_id": "r",
            "room_name": "Room",
        }
        yield (
            "scheduling",
            meeting.id,
            MeetingScheduled(**wish, **host, **facts, wanted_host_id="h", speech_minutes=15),
        )


def _late(arrival: ArrivalFact) -> tuple[str, str, Event]:
    late = replace(arrival, ready_at=arrival.ready_at + timedelta(minutes=135))
    return "logistics", arrival.id, ArrivalDelayed(**_of_arrival(late), minutes=135)


def _raised(guest: GuestFact) -> tuple[str, str, Event]:
    return (
        "registration",
        guest.id,
        GuestAmended(**_of_guest(replace(guest, rank="V1" if guest.rank != "V1" else "V2"))),
    )


def _of_guest(guest: GuestFact) -> dict[str, Any]:
    return {
        "guest_id": guest.id, "person_id": guest.reference, "reference": guest.reference, "state": guest.state,
        "rank": guest.rank, "family_name": guest.name, "given_name": "", "own_script_name": "", "country": "US",
        "organisation": guest.organisation, "post": "Director", "language": guest.language,
        "fallback_language": guest.fallback, "fallback_accepted_by": guest.fallback_accepted_by,
        "interpreter_gender": guest.interpreter_gender,
    }  # fmt: skip


def _of_arrival(arrival: ArrivalFact) -> dict[str, Any]:
    lands = arrival.ready_at - timedelta(hours=1)
    return {
        "arrival_id": arrival.id, "guest_id": arrival.guest_id, "mode": "flight", "number": "ZX100", "gate": "PVG",
        "destination": "LINCHENG", "international": True, "scheduled": lands, "expected": lands,
        "ready_at": arrival.ready_at, "in_town_from": arrival.ready_at + timedelta(hours=4),
        "leaves_at": arrival.leaves_at,
    }  # fmt: skip
