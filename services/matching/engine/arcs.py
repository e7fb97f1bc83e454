"""Who may serve whom: the allowed pairs of an instance with what the objective needs to know of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.rules import is_allowed, language_between
from services.matching.domain.scoring import Setting, score


@dataclass(frozen=True, slots=True)
class Arc:
    """An allowed pair by its two indices; `points` is the sum of the soft preferences."""

    need: int
    interpreter: int
    language: str
    first_language: bool
    kept: bool
    points: int


def arcs_between(needs: Sequence[Need], interpreters: Sequence[Interpreter], setting: Setting) -> list[Arc]:
    """All pairs that keep every hard rule, by need, then by interpreter."""
    speakers: dict[str, list[int]] = defaultdict(list)
    for i, interpreter in enumerate(interpreters):
        for language in interpreter.languages:
            speakers[language].append(i)
    return [
        _arc(d, need, i, interpreters[i], setting)
        for d, need in enumerate(needs)
        for i in sorted({i for language in need.languages for i in speakers[language]})
        if is_allowed(interpreters[i], need, setting.policy)
    ]


def _arc(d: int, need: Need, i: int, interpreter: Interpreter, setting: Setting) -> Arc:
    language = language_between(interpreter, need)
    assert language is not None
    return Arc(
        need=d,
        interpreter=i,
        language=language,
        first_language=language == need.language,
        kept=setting.in_force.get(need.id) == interpreter.id,
        points=sum(score(interpreter, need, language, setting).values()),
    )
