"""What the sessions of the programme ask for: booth teams, toasts at banquets, interpreters on visits."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from services.matching.domain.heard import SessionFact
from services.matching.domain.itinerary import Item, at_once, throughout
from services.matching.domain.level import Rank
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.seats import HOST_LANGUAGE, at_table, in_booths
from services.matching.domain.standard import Standard

IN_BOOTHS = frozenset({"OPENING", "SIGNING", "MAIN_FORUM", "FORUM", "ROUND_TABLE", "CLOSING", "RELEASE"})
"""Kinds of session that are interpreted simultaneously."""

TOASTS, VISIT = "BANQUET", "VISIT"

WITH_ESCORT = IN_BOOTHS | {TOASTS, VISIT, "MATCHMAKING"}
"""Kinds at which a guest is expected, with the escort; an exhibition is looked at in between."""

BACK_TO_BACK = timedelta(minutes=15)
"""Sessions in one room and the same languages with no longer pause are one sitting of one team."""


def needs_of_sessions(
    sessions: Iterable[SessionFact], standards: Collection[Standard], topics: tuple[str, ...]
) -> list[Need]:
    """Every seat and every interpreter the programme asks for."""
    known = sorted(sessions, key=lambda one: (one.starts, one.id))
    teams = [
        seat
        for sitting in sittings(known)
        for seat in in_booths(_pattern(sitting, "", topics), _foreign(sitting), standards)
    ]
    singles = [
        seat
        for session in known
        if session.session_type in (TOASTS, VISIT)
        for language in _foreign(session)
        for seat in at_table(_pattern(session, language, topics), standards, len(_foreign(session)))
    ]
    return teams + singles


def sittings(sessions: Iterable[SessionFact]) -> list[SessionFact]:
    """Sessions in booths, those back to back in one room as one that has the name of the first."""
    merged: list[SessionFact] = []
    open_in: dict[tuple[str, tuple[str, ...]], int] = {}
    for session in sorted(sessions, key=lambda one: (one.starts, one.id)):
        if session.session_type not in IN_BOOTHS:
            continue
        where = (session.room_id or session.id, tuple(sorted(session.working_languages)))
        before = open_in.get(where)
        if before is not None and session.starts - merged[before].ends <= BACK_TO_BACK:
            merged[before] = replace(merged[before], ends=max(merged[before].ends, session.ends))
        else:
            open_in[where] = len(merged)
            merged.append(session)
    return merged


def attended(sessions: Iterable[SessionFact], languages: Collection[str | None]) -> list[Item]:
    """The sessions as entries of a guest's day; parallel ones count once.

    Where the guest's language is in the booths the escort listens; elsewhere the escort interprets throughout.
    """
    return at_once(
        Item(session.starts, session.ends, 0)
        if _is_heard(session, languages)
        else throughout(session.starts, session.ends)
        for session in sessions
        if session.starts < session.ends and session.session_type in WITH_ESCORT
    )


def _is_heard(session: SessionFact, languages: Collection[str | None]) -> bool:
    return session.session_type in IN_BOOTHS and not set(session.working_languages).isdisjoint(languages)


def _foreign(session: SessionFact) -> tuple[str, ...]:
    return tuple(sorted(set(session.working_languages) - {HOST_LANGUAGE}))


def _pattern(session: SessionFact, language: str, topics: tuple[str, ...]) -> Need:
    """Toasts are spoken before the highest guests; on a visit the interpreter speaks for a group."""
    team = session.session_type in IN_BOOTHS
    toasts = session.session_type == TOASTS
    purpose = Purpose.BOOTH if team else Purpose.TOAST if toasts else Purpose.VISIT
    return Need(
        id=f"{session.id}.n" if team else f"{session.id}.n.{language}",
        purpose=purpose,
        mode=Mode.SIMULTANEOUS if team else Mode.CONSECUTIVE,
        guest_id="",
        rank=Rank.V1 if toasts else Rank.V4,
        language=language,
        starts=session.starts,
        ends=session.ends,
        place=session.place or None,
        topics=topics,
        session_id=session.id,
    )
