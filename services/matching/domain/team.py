"""How many people a simultaneous or consecutive engagement takes, and how they sit: the AIIC table and our own least.

Sources: AIIC Canada's conditions and the association's professional standards (interpreting practice, 3.2).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from services.matching.domain.competence import Tier
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.level import Level
from services.matching.domain.need import Direction, Mode
from services.matching.domain.standard import Standard

HOST_BOOTH = "zh"
PIVOT = "en"
"""The language between two others: who sits in the booth into Chinese works from it where it is spoken at all."""

ALONE_AT_MOST = timedelta(minutes=40)
TWO_AT_MOST = timedelta(hours=4)
THREE_AT_MOST = timedelta(hours=6)
CONSECUTIVE_ALONE_AT_MOST = timedelta(hours=3)
"""Half of the six-hour day for which the association asks for two."""


@dataclass(frozen=True)
class Booth:
    """One booth of a session: `people` who work in `language`, of whom `least` are our own minimum.

    `name` is the language the booth works into; the booth of a two-language session works both ways. In a
    session of three languages or more `relays` says that the others depend on this booth for its language: it works
    both ways too, while those of Chinese and the pivot language work into their own only.
    """

    name: str
    language: str
    people: int
    least: int
    relays: bool = False
    direction: Direction = Direction.BOTH


def booths(foreign: Collection[str], length: timedelta, standards: Collection[Standard]) -> tuple[Booth, ...]:
    """The booths of a session that is held in Chinese and these languages and lasts this long.

    Two languages share one two-way booth. With more, each has its own and there is one into Chinese, manned by
    people of the pivot language, who take the others' speeches by relay: six people for three languages, and
    from four languages on three in each booth that works both ways to give that relay.
    """
    if not foreign:
        return ()
    asked = Standard.AIIC in standards
    languages = sorted(foreign, key=lambda one: (one != PIVOT, one))
    if len(languages) == 1:
        least = 1 if length <= ALONE_AT_MOST else 2
        people = _two_way(length) if asked else least
        return (Booth(languages[0], languages[0], max(least, people), least),)
    relaying = 3 if asked and len(languages) > 2 else 2
    pivot = languages[0]
    return (
        Booth(HOST_BOOTH, pivot, 2, 2, direction=Direction.FROM_FOREIGN),
        Booth(pivot, pivot, 2, 2, direction=Direction.INTO_FOREIGN),
        *(Booth(one, one, relaying, 2, relays=True) for one in languages[1:]),
    )


def at_one_table(
    mode: Mode, foreign: int, length: timedelta, standards: Collection[Standard]
) -> tuple[int, int]:
    """People for one language of a consecutive or whispered engagement, and how many of them are our minimum."""
    if Standard.AIIC not in standards:
        return 1, 1
    if mode is Mode.WHISPERED:
        return 2, 1
    long = mode is Mode.CONSECUTIVE and length > CONSECUTIVE_ALONE_AT_MOST and foreign == 1
    return (2 if long else 1), 1


def may_lead(interpreter: Interpreter) -> bool:
    """Whether the person may lead a team: core staff, or somebody under contract at C2S or above."""
    if interpreter.tier is Tier.CORE:
        return True
    level = interpreter.level_in(Mode.SIMULTANEOUS)
    return interpreter.tier is Tier.CONTRACT and level.reaches(Level.C2S)


def _two_way(length: timedelta) -> int:
    if length <= ALONE_AT_MOST:
        return 1
    if length <= TWO_AT_MOST:
        return 2
    return 3 if length <= THREE_AT_MOST else 4
