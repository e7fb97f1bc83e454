"""The rules of matching as data: each with a name, a reason, a source, a severity, and who may waive it.

Sources: the matching rules of the fixture year (8.6), the interpreting practice (3.2 to 3.4).
"""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any

from services.matching.domain.competence import Tier
from services.matching.domain.duty import is_within_a_duty, is_within_working_hours
from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.domain.level import Rank
from services.matching.domain.need import Direction, Mode, Need, Purpose
from services.matching.domain.policy import Policy
from services.matching.domain.standard import Severity, Standard

Keeps = Callable[[Interpreter, Need, Policy], bool]
PersonKey = Callable[[Interpreter], Hashable]
NeedKey = Callable[[Need], Hashable]

BEYOND_WAIVER = 100
"""Effort of a rule that nobody can waive: somebody has to be found, or the request corrected."""

BESIDE_THE_BOOTH = frozenset({Purpose.BOOTH, Purpose.TOAST, Purpose.VISIT, Purpose.INSPECTION})
"""What simultaneous staff may do: toasts and visits fall between and after the sessions of the booths."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`says` is the rule as a sentence; `effort` compares waivers: a lower one is easier to get.

    `waived_by` is the office that may waive it, None if nobody may. A rule of an interpreter and a need has
    `keeps`; its outcome depends on nothing but `of_person`, `of_need` and the policy, so that a whole edition
    can be judged once for each different kind of person and need.
    """

    code: str
    says: str
    waived_by: str | None
    effort: int
    source: str
    severity: Severity = Severity.ERROR
    standard: Standard = Standard.LOCAL_MINIMUM
    keeps: Keeps = lambda *_: True
    of_person: PersonKey = lambda _: None
    of_need: NeedKey = lambda _: None


def works(interpreter: Interpreter, language: str, direction: Direction) -> bool:
    """Whether the person works in this language in the direction asked for: nobody speaks a C language."""
    if direction is Direction.FROM_FOREIGN:
        return interpreter.hears(language)
    return interpreter.speaks(language)


def language_between(interpreter: Interpreter, need: Need, waived: Collection[str] = ()) -> str | None:
    """The language a pair would use: the guest's first before an accepted fallback; None without either."""
    languages = _named(need) if "fallback_not_accepted" in waived else need.languages
    direction = Direction.FROM_FOREIGN if "direction" in waived else need.direction
    return next((lang for lang in languages if works(interpreter, lang, direction)), None)


def _named(need: Need) -> tuple[str, ...]:
    return (need.language,) if need.fallback is None else (need.language, need.fallback)


def _knows(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return any(interpreter.hears(language) for language in _named(need))


def _works_both_ways(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    return not _knows(interpreter, need, policy) or any(
        works(interpreter, language, need.direction) for language in _named(need)
    )


def _fallback_is_accepted(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    """Kept where an accepted language works; where none does in the direction asked for, one that is heard will do:
    then the direction alone is in the way."""
    if language_between(interpreter, need) is not None or not _knows(interpreter, need, policy):
        return True
    another_works = any(works(interpreter, language, need.direction) for language in _named(need))
    return not another_works and any(interpreter.hears(language) for language in need.languages)


def _reaches_floor(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    return not policy.level_floor or interpreter.level_in(need.mode).reaches(need.floor)


def _is_available(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return interpreter.is_available(need.starts, need.ends)


def _stays_out_of_the_booth(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return not interpreter.booth or need.mode is Mode.SIMULTANEOUS or need.purpose in BESIDE_THE_BOOTH


def _is_not_a_trainee_alone(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    alone = need.team is None
    return not (interpreter.tier is Tier.TRAINEE and alone and need.rank in (Rank.V1, Rank.V2))


def _has_no_conflict(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return need.organisation == "" or need.organisation not in interpreter.conflicts


def _languages(interpreter: Interpreter) -> Hashable:
    return interpreter.languages, tuple(interpreter.class_of(one) for one in interpreter.languages)


def _asked(need: Need) -> Hashable:
    return need.language, need.fallback, bool(need.fallback_accepted_by), need.direction


def _hours(interpreter: Interpreter) -> Hashable:
    return interpreter.available_from, interpreter.available_until, interpreter.absences


RULES: tuple[Rule, ...] = (
    Rule(code="language", says="speaks the guest's language, or the fallback named for the guest",
         waived_by=None, effort=BEYOND_WAIVER, source="8.6 hard", keeps=_knows, of_person=_languages, of_need=_asked),
    Rule(code="times_in_order", says="the stay or meeting ends after it starts",
         waived_by=None, effort=BEYOND_WAIVER, source="8.6 hard",
         keeps=lambda _i, need, _p: need.is_in_order, of_need=lambda need: need.is_in_order),
    Rule(code="direction", says="works into the language asked for, not only from it",
         waived_by="head of the translation centre", effort=12, source="3.1 retour; ISO 23155 A, B and C languages",
         keeps=_works_both_ways, of_person=_languages, of_need=_asked),
    Rule(code="fallback_not_accepted", says="a named person accepted the fallback language for this guest",
         waived_by="the guest's delegation", effort=1, source="8.6 hard",
         keeps=_fallback_is_accepted, of_person=_languages, of_need=_asked),
    Rule(code="level_floor", says="the level reaches the floor of the guest's rank",
         waived_by="chief of protocol", effort=2, source="3.3 levels by task", keeps=_reaches_floor,
         of_person=lambda i: tuple(i.level_in(mode) for mode in Mode), of_need=lambda need: (need.mode, need.floor)),
    Rule(code="trainee_alone", says="a trainee is never alone with a guest of rank V1 or V2",
         waived_by=None, effort=15, source="8.6 hard", keeps=_is_not_a_trainee_alone,
         of_person=lambda i: i.tier is Tier.TRAINEE, of_need=lambda need: (need.team is None, need.rank)),
    Rule(code="pledge", says="has signed the pledge of foreign-affairs discipline for this edition",
         waived_by="the interpreter, by signing", effort=1, source="3.4",
         keeps=lambda i, _n, _p: i.pledge_signed_on is not None, of_person=lambda i: i.pledge_signed_on is not None),
    Rule(code="consent", says="the home unit gave its consent", waived_by="the home unit", effort=3, source="8.6 hard",
         keeps=lambda i, _n, _p: i.consent is Consent.GIVEN, of_person=lambda i: i.consent),
    Rule(code="availability", says="is available during the whole time", waived_by="the home unit", effort=4,
         source="8.6 hard", keeps=_is_available, of_person=_hours, of_need=lambda need: (need.starts, need.ends)),
    Rule(code="refusal", says="the guest did not refuse this person", waived_by="the guest", effort=6,
         source="8.6 hard", keeps=lambda i, need, _p: i.reference not in need.refuses,
         of_person=lambda i: i.reference, of_need=lambda need: need.refuses),
    Rule(code="conflict_of_interest", says="has no conflict of interest with the guest's organisation",
         waived_by="head of the office", effort=8, source="8.4", keeps=_has_no_conflict,
         of_person=lambda i: i.conflicts, of_need=lambda need: need.organisation),
    Rule(code="kept_for_booth", says="is not kept for the simultaneous booths",
         waived_by="head of the translation centre", effort=5, source="8.4", keeps=_stays_out_of_the_booth,
         of_person=lambda i: i.booth, of_need=lambda need: (need.mode, need.purpose)),
    Rule(code="duty", says="is on duty for at most 12 hours a day", waived_by="head of the translation centre",
         effort=7, source="3.2, 8.6 hard", keeps=lambda _i, need, _p: is_within_a_duty(need),
         of_need=is_within_a_duty),
    Rule(code="interpreting", says="interprets at most 8 hours a day", waived_by="head of the translation centre",
         effort=7, source="3.2, 8.6 hard", keeps=lambda _i, need, _p: is_within_working_hours(need),
         of_need=is_within_working_hours),
)  # fmt: skip
"""What one interpreter and one need must keep, most telling first."""

FORBIDDEN = Rule(
    code="forbidden", says="the coordinator did not forbid this pair", waived_by="the coordinator",
    effort=5, source="manual hand",
)  # fmt: skip
ENGAGED = Rule(
    code="engaged", says="is not serving somebody else at this time, or can be replaced there",
    waived_by=None, effort=20, source="8.6 hard: no overlap",
)  # fmt: skip
PERSON_RULES: tuple[Rule, ...] = (
    FORBIDDEN,
    ENGAGED,
    Rule(code="travel", says="has the time to get there from the engagement before", waived_by=None, effort=18,
         source="8.6 hard: transfer time"),
    Rule(code="rest", says="rests at least 10 hours between two days of duty",
         waived_by="head of the translation centre", effort=7, source="3.2, 8.6 hard"),
)  # fmt: skip
"""What one interpreter's engagements together must keep, beside the hours of a day that one alone may exceed."""

TEAM_RULES: tuple[Rule, ...] = (
    Rule(code="team_size_local", says="the booth has as many people as the local minimum asks for",
         waived_by="head of the office", effort=10, source="3.2, team size"),
    Rule(code="team_leader", says="the team has a leader who is no trainee: core, or under contract at C2S or above",
         waived_by="head of the translation centre", effort=9, source="local practice"),
    Rule(code="team_size_aiic", says="the team has as many people as the AIIC table asks for",
         waived_by="head of the translation centre", effort=4, source="3.2, AIIC team size",
         severity=Severity.WARNING, standard=Standard.AIIC),
    Rule(code="relay_source", says="at least two people can give relay from each language",
         waived_by="head of the translation centre", effort=4, source="3.2, AIIC relay",
         severity=Severity.WARNING, standard=Standard.AIIC),
)  # fmt: skip
PLAN_RULES: tuple[Rule, ...] = (
    Rule(code="relief_named", says="somebody could relieve the interpreter of a V1 or V2 guest",
         waived_by="chief of protocol", effort=3, source="3.2, escort", severity=Severity.WARNING),
    Rule(code="pin_broken", says="a manual assignment keeps the rules and the other manual assignments",
         waived_by="the coordinator", effort=3, source="manual hand", severity=Severity.WARNING),
    Rule(code="input", says="what was asked for is possible at all", waived_by=None, effort=BEYOND_WAIVER,
         source="entry", severity=Severity.WARNING),
)  # fmt: skip

BY_CODE = {rule.code: rule for rule in (*RULES, *PERSON_RULES, *TEAM_RULES, *PLAN_RULES)}


def broken(
    interpreter: Interpreter, need: Need, policy: Policy, waived: Collection[str] = ()
) -> tuple[str, ...]:
    """Codes of the rules this pair would break, most telling first; empty: the pair is allowed."""
    return tuple(
        rule.code for rule in RULES if rule.code not in waived and not rule.keeps(interpreter, need, policy)
    )


def is_allowed(interpreter: Interpreter, need: Need, policy: Policy, waived: Collection[str] = ()) -> bool:
    """Whether the pair keeps every hard rule."""
    return not broken(interpreter, need, policy, waived)


def effort(codes: tuple[str, ...]) -> int:
    """How hard it is to get all of these waived."""
    return sum(BY_CODE[code].effort for code in codes)


def may_be_waived(code: str) -> bool:
    """Whether an office exists that may lift this rule."""
    return BY_CODE[code].waived_by is not None


def describe(code: str) -> dict[str, Any]:
    """A rule as people read it in lists."""
    rule = BY_CODE[code]
    return {
        "code": code,
        "says": rule.says,
        "source": rule.source,
        "severity": rule.severity.value,
        "standard": rule.standard.value,
        "waived_by": rule.waived_by,
    }
