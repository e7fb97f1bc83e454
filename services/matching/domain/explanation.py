"""Why this one, why not that one: rules kept and broken, points by preference, what a waiver would change."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.policy import Policy
from services.matching.domain.rules import BY_CODE, ENGAGED, broken, effort, is_allowed, language_between
from services.matching.domain.scoring import Setting, score


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


def replaceable(
    pairs: Mapping[str, str], allowed: Mapping[str, Collection[str]], everybody: Iterable[str]
) -> set[str]:
    """Interpreters who are free, or whose present guest could be served by another without anyone losing out.

    `pairs` maps needs to the interpreters serving them, `allowed` needs to those who may. Follows alternating
    paths back from everybody who is free, so the answer is exact for any plan.
    """
    serving = {interpreter: need for need, interpreter in pairs.items()}
    could_take_over: dict[str, list[str]] = {}
    for need, interpreters in allowed.items():
        for interpreter in interpreters:
            could_take_over.setdefault(interpreter, []).append(need)
    reached = {interpreter for interpreter in everybody if interpreter not in serving}
    frontier = sorted(reached)
    while frontier:
        for need in could_take_over.get(frontier.pop(), ()):
            present = pairs.get(need)
            if present is not None and present not in reached:
                reached.add(present)
                frontier.append(present)
    return reached


def allowed_for(need: Need, interpreters: Iterable[Interpreter], policy: Policy) -> list[str]:
    """Everybody who may serve this need by the rules."""
    return [i.id for i in interpreters if is_allowed(i, need, policy)]


def candidate(interpreter: Interpreter, need: Need, setting: Setting, engaged: Collection[str]) -> Candidate:
    """How one interpreter stands to one need."""
    serves_in = language_between(interpreter, need)
    points = score(interpreter, need, serves_in or need.language, setting)
    return Candidate(
        interpreter_id=interpreter.id,
        name=interpreter.name,
        serves_in=serves_in,
        breaks=_in_the_way(interpreter, need, setting.policy, engaged),
        points=points,
        total=sum(points.values()),
    )


def ranked(candidates: Iterable[Candidate], need: Need) -> list[Candidate]:
    """Best first: fewest hard waivers, then the first language, then points, then id."""
    return sorted(
        candidates,
        key=lambda c: (effort(c.breaks), c.serves_in != need.language, -c.total, c.interpreter_id),
    )


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


def _in_the_way(
    interpreter: Interpreter, need: Need, policy: Policy, engaged: Collection[str]
) -> tuple[str, ...]:
    codes = broken(interpreter, need, policy)
    return (*codes, ENGAGED.code) if interpreter.id in engaged else codes
