"""How well an interpreter fits a need: the soft preferences of the matching rules, in named points."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need, Purpose
from services.matching.domain.policy import Policy
from services.matching.domain.preference import PREFERENCES
from services.matching.domain.rules import language_between


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
    spare = _uses_up_a_spare(interpreter, need, serves_in, setting.scarce)
    busy = _is_bound_elsewhere(interpreter, need, setting)
    return {
        "continuity": weight("continuity") * _continues(interpreter, need, setting),
        "spare_language": -weight("spare_language") * spare,
        "fair_load": -weight("fair_load") * busy,
        "car_changes": -weight("car_changes") * busy,
        **{p.code: weight(p.code) * p.units(interpreter, need) for p in PREFERENCES},
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


def scarce_between(interpreter: Interpreter, need: Need, setting: Setting) -> bool:
    """Whether serving this need uses up a scarce language that it does not ask for, or an escort in a booth."""
    serves_in = language_between(interpreter, need) or need.language
    return _uses_up_a_spare(interpreter, need, serves_in, setting.scarce)


def _uses_up_a_spare(interpreter: Interpreter, need: Need, serves_in: str, scarce: frozenset[str]) -> bool:
    escort_in_booth = need.purpose is Purpose.BOOTH and not interpreter.booth
    return escort_in_booth or any(one in scarce for one in interpreter.languages if one != serves_in)


def _is_bound_elsewhere(interpreter: Interpreter, need: Need, setting: Setting) -> bool:
    """One guest each is even; anything on top weighs on somebody who serves another guest's stay, and takes an
    extra car."""
    return not need.is_stay and setting.bound.get(interpreter.id) not in (None, need.guest_id)
