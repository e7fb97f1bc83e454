"""How well an interpreter fits a need: the soft preferences of the matching rules, in named points."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need, Purpose
from services.matching.domain.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a pair is judged against.

    `in_force` maps need ids to the interpreters now serving them, `bound` interpreters to the guest whose
    stay they serve, `scarce` holds languages with at most one interpreter to spare.
    """

    policy: Policy
    in_force: Mapping[str, str] = field(default_factory=dict)
    bound: Mapping[str, str] = field(default_factory=dict)
    scarce: frozenset[str] = frozenset()


def score(interpreter: Interpreter, need: Need, serves_in: str, setting: Setting) -> dict[str, int]:
    """Points by preference; negative ones are costs. Higher in total fits better."""
    weight = setting.policy.weight
    return {
        "continuity": weight("continuity") * _continues(interpreter, need, setting),
        "topic": weight("topic") * bool(set(need.topics) & set(interpreter.topics)),
        "gender": weight("gender") * (need.gender is not None and need.gender == interpreter.gender),
        "level_surplus": -weight("level_surplus") * interpreter.level.steps_above(need.floor),
        "spare_language": -weight("spare_language")
        * _uses_up_a_scarce_language(interpreter, serves_in, setting),
        "fair_load": -weight("fair_load") * _is_loaded(interpreter, need, setting),
    }


def is_own(interpreter: Interpreter, need: Need, setting: Setting) -> bool:
    """Whether the interpreter serves this need's guest through the stay."""
    return setting.bound.get(interpreter.id) == need.guest_id


def scarce_languages(needs: Sequence[Need], interpreters: Sequence[Interpreter]) -> frozenset[str]:
    """Languages with at most one interpreter outside the booths to spare after every first-language need."""
    supply = Counter(language for i in interpreters if not i.booth for language in i.languages)
    asked = Counter(need.language for need in needs if need.purpose is Purpose.ONE_TO_ONE)
    return frozenset(language for language, count in supply.items() if count - asked[language] <= 1)


def _continues(interpreter: Interpreter, need: Need, setting: Setting) -> bool:
    return setting.in_force.get(need.id) == interpreter.id or is_own(interpreter, need, setting)


def _uses_up_a_scarce_language(interpreter: Interpreter, serves_in: str, setting: Setting) -> bool:
    return any(language in setting.scarce for language in interpreter.languages if language != serves_in)


def _is_loaded(interpreter: Interpreter, need: Need, setting: Setting) -> bool:
    """One guest each is even; a meeting on top weighs on somebody who serves another guest's stay."""
    return need.purpose is Purpose.MEETING and setting.bound.get(interpreter.id) not in (None, need.guest_id)
