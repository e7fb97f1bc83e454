"""Answers for people about a plan: why this one, why not that one, who could step in, what hangs on one person.

All of them take an instance whose `in_force` is the plan asked about, and change nothing.
"""

from services.matching.engine.answers.single_points import (
    SinglePoint,
    SinglePoints,
    Spare,
    single_points,
)
from services.matching.engine.answers.stepping_in import StepIn, replacements_for, who_could_step_in
from services.matching.engine.answers.ways_out import How, Way, language_switch, ways_out
from services.matching.engine.answers.why import Why, why
from services.matching.engine.answers.why_not import Move, WhyNot, why_not

__all__ = [
    "How",
    "Move",
    "SinglePoint",
    "SinglePoints",
    "Spare",
    "StepIn",
    "Way",
    "Why",
    "WhyNot",
    "language_switch",
    "replacements_for",
    "single_points",
    "ways_out",
    "who_could_step_in",
    "why",
    "why_not",
]
