"""A sample edition as it stands before a disruption: registered, with its programme and arrivals, planned."""

from datetime import datetime

from services.registration.use_cases.imports import import_delegations, import_guests, import_replies
from shared.clock import frozen
from shared.events.scheduling import SessionAmended, SessionScheduled
from shared.storage.store import Cause
from tests.unit.matching.office import Office, sample_rows
from tests.unit.matching.sample_programme import arrivals_of, sessions_of
from tests.unit.matching.test_fixture_editions import NOW, opened
from tests.unit.registration.builders import House


def an_edition_at(name: str, moment: datetime) -> Office:
    """Everybody who replied is expected; the plan was made before `moment`."""
    house, office = House(), Office()
    with frozen(moment):
        edition = opened(house, name)
        office.enrol_sample(name)
        import_delegations(house.delegations, edition, sample_rows(name, "delegations.xlsx"), **NOW)
        import_guests(house.register, edition, sample_rows(name, "guests.xlsx"), **NOW)
        import_replies(house.register, edition, sample_rows(name, "replies.csv"), **NOW)
        office.deliver(*house.backend.envelopes)
        for arrival in arrivals_of(name):
            office.records.arrivals.keep(arrival, Cause(f"{arrival.id}-1", arrival.id, 1, "logistics"))
        for session in sessions_of(name):
            office.hear(scheduled(session.id), Cause(f"{session.id}-1", session.id, 1, "scheduling"))
        office.plan(name)
    return office


def scheduled(session_id: str, languages: tuple[str, ...] | None = None) -> SessionScheduled | SessionAmended:
    """A session of the sample programme as it is announced; with other languages it is amended."""
    fact = next(s for s in sessions_of(session_id.partition(".")[0]) if s.id == session_id)
    kind = SessionScheduled if languages is None else SessionAmended
    return kind(
        session_id=fact.id,
        reference=fact.reference,
        title_en=fact.title,
        title_zh="",
        session_type=fact.session_type,
        room_id=fact.room_id,
        place=fact.place,
        starts=fact.starts,
        ends=fact.ends,
        working_languages=languages or fact.working_languages,
    )
