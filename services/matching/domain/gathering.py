"""What visits, banquets and meals ask for: one interpreter for each language of those who come without an escort.

A guest of V1 to V3 has an interpreter there anyway; the hours are part of that interpreter's day. A guest to whom
somebody speaks already is not counted again: in a session of the programme of the same kind, at the same time and in
a language of the guest's; in what a coordinator asked for by hand, for the guests named there if any are; or in a
gathering with the same guest that is of the same kind, or in whose hours this one lies. Who works in a language that
is interpreted anyway, and has that accepted, needs no other.

A sitting that names nobody is for everybody in town. Only a banquet is then interpreted, and not where the programme
has one at that time: which languages the hall hears is decided there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.matching.domain.heard import GatheringFact, GuestFact, SessionFact
from services.matching.domain.itinerary import Item, throughout
from services.matching.domain.level import ONE_TO_ONE_RANKS, Rank
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.programme import TOASTS, VISIT
from services.matching.domain.request import Request
from services.matching.domain.requested import PURPOSES
from services.matching.domain.seats import HOST_LANGUAGE, at_table
from services.matching.domain.standard import Standard

OUT, BANQUET = "visit", "banquet"
"""Kinds of gathering as logistics calls them; all others are meals at which people talk across the table."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """Where somebody interprets already: into these languages, for these guests or (None) for whoever is there."""

    purpose: Purpose
    starts: datetime
    ends: datetime
    languages: frozenset[str]
    place: str = ""
    guests: frozenset[str] | None = None

    def reaches(self, gathering: GatheringFact, guest: GuestFact) -> bool:
        """Whether this guest hears it while at the gathering."""
        if self.languages.isdisjoint(tongues(guest)):
            return False
        if self.guests is not None and guest.id not in self.guests:
            return False
        if self.purpose is not purpose_of(gathering):
            return self.guests is not None and self.starts <= gathering.starts and gathering.ends <= self.ends
        return _at_the_same_time(self, gathering) and (
            self.place == gathering.place or "" in (self.place, gathering.place)
        )


def purpose_of(gathering: GatheringFact) -> Purpose:
    """A visit, or words at table."""
    return Purpose.VISIT if gathering.kind == OUT else Purpose.TOAST


def tongues(guest: GuestFact) -> tuple[str, ...]:
    """The languages a guest may be spoken to in, best first."""
    accepted = guest.fallback if guest.fallback_accepted_by else None
    return tuple(dict.fromkeys(one for one in (guest.language, accepted) if one))


def has_escort(guest: GuestFact) -> bool:
    """Whether a one-to-one interpreter is due to the guest."""
    return guest.is_coming and guest.rank in ONE_TO_ONE_RANKS and guest.language != HOST_LANGUAGE


def is_for_everybody(gathering: GatheringFact, sessions: Iterable[SessionFact]) -> bool:
    """Whether it is a banquet of everybody in town that the programme does not speak of."""
    return (
        not gathering.cancelled
        and not gathering.guest_ids
        and gathering.kind == BANQUET
        and not any(s.session_type == TOASTS and _at_the_same_time(s, gathering) for s in sessions)
    )


def companies(
    gatherings: Iterable[GatheringFact], sessions: Sequence[SessionFact], guests: Mapping[str, GuestFact]
) -> list[GatheringFact]:
    """The gatherings that take place with the guests who come to each; longer ones first at one start.

    Left out is where nobody comes, and what is for everybody in town and not interpreted.
    """
    everybody = sorted(guests)
    found = []
    for one in gatherings:
        named = everybody if is_for_everybody(one, sessions) else one.guest_ids
        come = tuple(g for g in named if g in guests and guests[g].is_coming)
        if come and not one.cancelled and one.starts < one.ends:
            found.append(replace(one, guest_ids=come))
    return sorted(found, key=lambda one: (one.starts, -one.ends.timestamp(), one.id))


def gone_to(gatherings: Iterable[GatheringFact]) -> dict[str, list[Item]]:
    """The gatherings as entries of the days of those who come, by guest."""
    items: dict[str, list[Item]] = {}
    for one in gatherings:
        for guest in one.guest_ids:
            items.setdefault(guest, []).append(throughout(one.starts, one.ends))
    return items


def needs_of_gatherings(
    gatherings: Iterable[GatheringFact],
    guests: Mapping[str, GuestFact],
    spoken: Iterable[Spoken],
    standards: Collection[Standard],
    topics: tuple[str, ...],
) -> list[Need]:
    """One need a gathering and language; `gatherings` as `companies` gives them, `spoken` is what is heard anyway."""
    heard = list(spoken)
    needs: list[Need] = []
    for one in gatherings:
        come = [guests[guest] for guest in one.guest_ids]
        unheard = [
            guest
            for guest in come
            if not has_escort(guest)
            and HOST_LANGUAGE not in tongues(guest)
            and not any(already.reaches(one, guest) for already in heard)
        ]
        groups = _by_language(unheard)
        for language, group in groups.items():
            need = _need(one, language, group, come, topics)
            needs += at_table(need, standards, len(groups))
            heard.append(
                Spoken(
                    purpose=need.purpose,
                    starts=one.starts,
                    ends=one.ends,
                    languages=frozenset({language}),
                    guests=frozenset(guest.id for guest in group),
                )
            )
    return needs


def spoken_in_sessions(sessions: Iterable[SessionFact]) -> list[Spoken]:
    """Banquets and visits of the programme."""
    kinds = {TOASTS: Purpose.TOAST, VISIT: Purpose.VISIT}
    return [
        Spoken(
            purpose=kinds[one.session_type],
            starts=one.starts,
            ends=one.ends,
            languages=frozenset(one.working_languages),
            place=one.place,
        )
        for one in sessions
        if one.session_type in kinds
    ]


def spoken_by_request(requests: Iterable[Request]) -> list[Spoken]:
    """What coordinators asked for by hand."""
    return [
        Spoken(
            purpose=PURPOSES.get(one.kind, Purpose.MEETING),
            starts=one.starts,
            ends=one.ends,
            languages=frozenset(one.languages),
            place=one.place,
            guests=frozenset(one.guests) or None,
        )
        for one in requests
        if not one.withdrawn
    ]


def _by_language(guests: Iterable[GuestFact]) -> dict[str, list[GuestFact]]:
    """Guests by the language to speak to them; a second one only where it is spoken for others anyway."""
    people = list(guests)
    needed = {guest.language for guest in people if len(tongues(guest)) == 1}
    groups: dict[str, list[GuestFact]] = {}
    for guest in people:
        language = next((one for one in tongues(guest) if one in needed), guest.language)
        groups.setdefault(language, []).append(guest)
    return dict(sorted(groups.items()))


def _need(
    gathering: GatheringFact,
    language: str,
    group: Sequence[GuestFact],
    come: Sequence[GuestFact],
    topics: tuple[str, ...],
) -> Need:
    """Toasts are spoken before the highest of the company; escorted guests of the language are in the party."""
    escorted = [guest for guest in come if has_escort(guest) and guest.language == language]
    party = sorted((*group, *escorted), key=lambda guest: (guest.rank, guest.id))
    before = come if gathering.kind == BANQUET else group
    seconds = {tongues(guest)[1:] for guest in group}
    only = group[0] if len(group) == 1 else None
    fallback = group[0] if len(seconds) == 1 and group[0].language == language else None
    return Need(
        id=f"{gathering.id}.n.{language}",
        purpose=purpose_of(gathering),
        mode=Mode.CONSECUTIVE,
        guest_id=party[0].id,
        rank=Rank(min(guest.rank for guest in before)),
        language=language,
        starts=gathering.starts,
        ends=gathering.ends,
        place=gathering.place or None,
        fallback=fallback.fallback if fallback else None,
        fallback_accepted_by=fallback.fallback_accepted_by if fallback else None,
        party=tuple(guest.id for guest in party),
        organisation=only.organisation if only else "",
        refuses=tuple(sorted({reference for guest in group for reference in guest.refuses})),
        gender=only.interpreter_gender if only else None,
        topics=topics,
        gathering_id=gathering.id,
    )


def _at_the_same_time(one: Spoken | SessionFact, gathering: GatheringFact) -> bool:
    return one.starts < gathering.ends and gathering.starts < one.ends
