"""Why this one, why not that one: rules kept and broken, points by preference, what a waiver would change."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from services.matching.domain.rules import BY_CODE


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One interpreter for one need; `total` sums the points, an empty `breaks` means: could serve at once."""

    interpreter_id: str
    name: str
    serves_in: str | None
    breaks: tuple[str, ...]
    points: dict[str, int]
    total: int


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """A rule in the way, who may waive it, and how many interpreters it rules out for this need."""

    rule: str
    says: str
    waived_by: str | None
    rules_out: int


def obstacles(candidates: Iterable[Candidate]) -> list[Obstacle]:
    """Every rule that keeps somebody from this need, most frequent first.

    Whoever lacks the language is counted under that rule only.
    """
    counted = Counter(
        rule for c in candidates for rule in (c.breaks[:1] if "language" in c.breaks else c.breaks)
    )
    return [
        Obstacle(rule=code, says=BY_CODE[code].says, waived_by=BY_CODE[code].waived_by, rules_out=times)
        for code, times in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]


def in_words(rules: tuple[str, ...], who: str | None) -> str:
    """One sentence for people: what stands in the way, and which waiver would let whom serve."""
    missing = "; ".join(BY_CODE[code].says for code in rules)
    if who is None:
        return f"Nobody on the roster fulfils: {missing}."
    waivers = [BY_CODE[code].waived_by for code in rules]
    if None in waivers:
        return f"Nearest is {who}, who does not fulfil: {missing}."
    return f"{who} could serve if {' and '.join(str(w) for w in waivers)} agreed, for want of: {missing}."
