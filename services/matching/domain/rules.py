"""The hard rules between an interpreter and a need: each with a name, a reason, and who may waive it.

Source: matching rules of the fixture year (hard), §3.2–3.4 of the interpreting practice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.domain.need import Mode, Need
from services.matching.domain.policy import Policy

Keeps = Callable[[Interpreter, Need, Policy], bool]

BEYOND_WAIVER = 100
"""Effort of a rule that nobody can waive: somebody has to be found, or the request corrected."""


@dataclass(frozen=True)
class Rule:
    """`says` is the rule as a sentence; `effort` compares waivers: a lower one is easier to get.

    `waived_by` is the office that may waive it, None if nobody may.
    """

    code: str
    says: str
    waived_by: str | None
    effort: int
    keeps: Keeps


def _speaks(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return interpreter.speaks(need.language) or (
        need.fallback is not None and interpreter.speaks(need.fallback)
    )


def _fallback_is_accepted(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    return language_between(interpreter, need) is not None or not _speaks(interpreter, need, policy)


def _reaches_floor(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    return not policy.level_floor or interpreter.level.reaches(need.floor)


def _is_available(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return interpreter.is_available(need.starts, need.ends)


def _stays_out_of_the_booth(interpreter: Interpreter, need: Need, _: Policy) -> bool:
    return not interpreter.booth or need.mode is Mode.SIMULTANEOUS


RULES: tuple[Rule, ...] = (
    Rule("language", "speaks the guest's language, or the fallback named for the guest",
         None, BEYOND_WAIVER, _speaks),
    Rule("times_in_order", "the stay or meeting ends after it starts", None, BEYOND_WAIVER,
         lambda _i, need, _p: need.starts < need.ends),
    Rule("fallback_not_accepted", "a named person accepted the fallback language for this guest",
         "the guest's delegation", 1, _fallback_is_accepted),
    Rule("level_floor", "the level reaches the floor of the guest's rank",
         "chief of protocol", 2, _reaches_floor),
    Rule("pledge", "has signed the pledge of foreign-affairs discipline for this edition",
         "the interpreter, by signing", 1, lambda i, _n, _p: i.pledge_signed_on is not None),
    Rule("consent", "the home unit gave its consent", "the home unit", 3,
         lambda i, _n, _p: i.consent is Consent.GIVEN),
    Rule("availability", "is available during the whole time", "the home unit", 4, _is_available),
    Rule("refusal", "the guest did not refuse this person", "the guest", 6,
         lambda i, need, _p: i.reference not in need.refuses),
    Rule("conflict_of_interest", "has no conflict of interest with the guest's organisation",
         "head of the office", 8,
         lambda i, need, _p: need.organisation == "" or need.organisation not in i.conflicts),
    Rule("kept_for_booth", "is not kept for the simultaneous booths", "head of the translation centre", 5,
         _stays_out_of_the_booth),
)  # fmt: skip

ENGAGED = Rule(
    "engaged",
    "is not serving somebody else at this time, or can be replaced there",
    None,
    20,
    lambda *_: True,
)
"""One person serves one guest; the engine keeps this rule, explanations name it."""

BY_CODE = {rule.code: rule for rule in (*RULES, ENGAGED)}


def broken(interpreter: Interpreter, need: Need, policy: Policy) -> tuple[str, ...]:
    """Codes of the rules this pair would break, most telling first; empty: the pair is allowed."""
    return tuple(rule.code for rule in RULES if not rule.keeps(interpreter, need, policy))


def is_allowed(interpreter: Interpreter, need: Need, policy: Policy) -> bool:
    """Whether the pair keeps every hard rule."""
    return all(rule.keeps(interpreter, need, policy) for rule in RULES)


def language_between(interpreter: Interpreter, need: Need) -> str | None:
    """The language a pair would use: the guest's first before an accepted fallback; None without either."""
    return next((language for language in need.languages if interpreter.speaks(language)), None)


def effort(codes: tuple[str, ...]) -> int:
    """How hard it is to get all of these waived."""
    return sum(BY_CODE[code].effort for code in codes)
