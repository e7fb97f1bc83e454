"""From an engagement to its seats: every interpreter it takes is a need of its own."""

from collections.abc import Collection
from dataclasses import replace

from services.matching.domain.need import Mode, Need
from services.matching.domain.standard import Standard
from services.matching.domain.team import HOST_BOOTH, Booth, at_one_table, booths

HOST_LANGUAGE = HOST_BOOTH


def in_booths(team: Need, foreign: Collection[str], standards: Collection[Standard]) -> tuple[Need, ...]:
    """The seats in the booths of a session; `team` is the pattern, its id the name of the team."""
    made = booths(foreign, team.ends - team.starts, standards)
    return tuple(seat for booth in made for seat in _seats(team, booth, booth.people, booth.least))


def at_table(engagement: Need, standards: Collection[Standard], languages: int = 1) -> tuple[Need, ...]:
    """The people for one language of a meeting, toast or visit; more than one form a team."""
    if not engagement.is_in_order:
        return (engagement,)
    length = engagement.ends - engagement.starts
    if engagement.mode is Mode.SIMULTANEOUS:
        (booth,) = booths((engagement.language,), length, standards)
        people, least = booth.people, booth.least
    else:
        people, least = at_one_table(engagement.mode, languages, length, standards)
    return numbered(engagement, people, least)


def numbered(engagement: Need, people: int, least: int) -> tuple[Need, ...]:
    """That many people: the first keeps the id, the others are counted from 2."""
    if people == 1:
        return (engagement,)
    return tuple(
        replace(
            engagement,
            id=engagement.id if seat == 1 else f"{engagement.id}.{seat}",
            team=engagement.id,
            booth=engagement.language,
            seat=seat,
            extra=seat > least,
        )
        for seat in range(1, people + 1)
    )


def _seats(team: Need, booth: Booth, people: int, least: int) -> tuple[Need, ...]:
    return tuple(
        replace(
            team,
            id=f"{team.id}.{booth.name}.{seat}",
            language=booth.language,
            team=team.id,
            booth=booth.name,
            direction=booth.direction,
            seat=seat,
            extra=seat > least,
        )
        for seat in range(1, people + 1)
    )
