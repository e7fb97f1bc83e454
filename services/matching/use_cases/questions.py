"""Answers to coordinators: why this one, why not that one, who could step in, what hangs on one, who did what."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.matching.domain.demand import Demand, State
from services.matching.domain.explanation import Candidate, Obstacle
from services.matching.domain.instance import Instance
from services.matching.domain.load import Growth, Load, fair_load, growth
from services.matching.domain.merit import Merit, Row, merit_list, rows_of
from services.matching.engine.answers import (
    SinglePoints,
    StepIn,
    Way,
    WhyNot,
    language_switch,
    replacements_for,
    single_points,
    ways_out,
    who_could_step_in,
    why,
    why_not,
)
from services.matching.use_cases.pins import DemandIsClosed, require_same_edition
from services.matching.use_cases.sight import Desk
from shared.errors import NotFound
from shared.events.ids import edition_of


class NoSuchTeam(NotFound):
    """No booths are planned for this session."""

    code = "not_found"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a demand is decided as it is.

    `serving` is the interpreter with the score, `next_best` the two who come closest, with what they
    would break; `obstacles` counts whom each rule keeps away.
    """

    demand: Demand
    serving: Candidate | None = None
    rules_met: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    next_best: tuple[Candidate, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    summary: str


@dataclass(frozen=True, kw_only=True)
class Balance:
    """The work of an edition: how evenly it is spread, who gained which practice, and the list of merit.

    The list is the sum of `rows` and of nothing else, so that anybody can add it up again.
    """

    load: Load
    growth: tuple[Growth, ...]
    merit: tuple[Merit, ...]
    rows: tuple[Row, ...]
    names: Mapping[str, str]


def explain_demand(desk: Desk, demand_id: str) -> Explanation:
    """Rules kept, score by preference, and the next-best two candidates of one demand."""
    demand = desk.demands.get(demand_id)
    if demand.state is State.CLOSED:
        return Explanation(demand=demand, summary="Nobody asks for this any more.")
    answer = desk.apart(why, desk.standing(demand.edition), demand_id)
    return Explanation(
        demand=demand,
        serving=answer.serving,
        rules_met=answer.rules_met,
        waived=answer.waived,
        next_best=answer.next_best,
        obstacles=answer.obstacles,
        summary=answer.says,
    )


def why_not_this_one(desk: Desk, demand_id: str, interpreter_id: str) -> WhyNot:
    """The rules this person would break here, or what the pair would cost the rest of the plan."""
    require_same_edition(desk.demands.get(demand_id), desk.interpreters.get(interpreter_id).id)
    answer: WhyNot = desk.apart(why_not, _standing(desk, demand_id), demand_id, interpreter_id)
    return answer


def step_in(desk: Desk, demand_id: str, limit: int) -> tuple[StepIn, ...]:
    """Replacements for whoever serves this demand, best first, with what each changes elsewhere."""
    found: tuple[StepIn, ...] = desk.apart(who_could_step_in, _standing(desk, demand_id), demand_id, limit)
    return found


def other_ways(desk: Desk, demand_id: str) -> tuple[Way, ...]:
    """What can be done where nobody of the language is free; a named person decides."""
    found: tuple[Way, ...] = desk.apart(ways_out, _standing(desk, demand_id), demand_id)
    return found


def switched_language(desk: Desk, session_id: str, language: str) -> tuple[Way, ...]:
    """What can be done when a speaker of this session speaks another language than planned."""
    edition = edition_of(session_id)
    standing = desk.standing(edition)
    team = next((need.team for need in standing.needs if need.session_id == session_id and need.team), None)
    if team is None:
        raise NoSuchTeam(session_id=session_id)
    found: tuple[Way, ...] = desk.apart(language_switch, standing, team, language)
    return found


def replace_interpreter(desk: Desk, interpreter_id: str, limit: int) -> dict[str, tuple[StepIn, ...]]:
    """For every demand this person serves, who could step in once he or she is gone."""
    person = desk.interpreters.get(interpreter_id)
    standing = desk.standing(person.edition)
    found: dict[str, tuple[StepIn, ...]] = desk.apart(replacements_for, standing, interpreter_id, limit)
    return found


def what_hangs_on_one(desk: Desk, edition: str) -> SinglePoints:
    """People whose loss leaves somebody without, and languages by how many are to spare."""
    found: SinglePoints = desk.apart(single_points, desk.standing(edition))
    return found


def balance(desk: Desk, edition: str) -> Balance:
    """Load, growth and merit of the plan in force."""
    standing = desk.standing(edition)
    needs, pairs, people = standing.needs, standing.in_force, standing.interpreters
    rows = rows_of(needs, pairs)
    return Balance(
        load=fair_load(needs, pairs, people),
        growth=growth(needs, pairs, people),
        merit=merit_list(rows, [person for person in people if person.may_serve]),
        rows=rows,
        names={person.id: person.name for person in people},
    )


def _standing(desk: Desk, demand_id: str) -> Instance:
    demand = desk.demands.get(demand_id)
    if demand.state is State.CLOSED:
        raise DemandIsClosed(demand_id=demand_id)
    return desk.standing(demand.edition)
