"""The plan asked about: who serves what, and how everybody stands to one need."""

from collections.abc import Sequence
from functools import cached_property

from services.matching.domain.explanation import Candidate
from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.rules import effort, language_between
from services.matching.domain.scoring import Setting, scarce_languages, score
from services.matching.engine.pins import clash_of
from services.matching.engine.table import Table, table
from services.matching.engine.unfilled import replaceable


class NeedUnknown(LookupError):
    """There is no such need in the plan."""


class Plan:
    """An instance with its plan in force, looked at from all sides."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance.ordered()

    def need(self, need_id: str) -> Need:
        """A need of the plan; an unknown id is an error of the caller."""
        try:
            return self.instance.by_id[need_id]
        except KeyError:
            raise NeedUnknown(need_id) from None

    @cached_property
    def engagements(self) -> dict[str, list[Need]]:
        """What everybody serves, by interpreter id."""
        found: dict[str, list[Need]] = {}
        for need in self.instance.needs:
            person = self.instance.in_force.get(need.id)
            if person in self.instance.people:
                found.setdefault(str(person), []).append(need)
        return found

    @cached_property
    def stays(self) -> tuple[Need, ...]:
        """The one-to-one needs."""
        return tuple(need for need in self.instance.needs if need.is_stay)

    @cached_property
    def setting(self) -> Setting:
        """What pairs are judged against under this plan."""
        in_force = self.instance.in_force
        return Setting(
            policy=self.instance.policy,
            in_force=in_force,
            bound={in_force[stay.id]: stay.guest_id for stay in self.stays if stay.id in in_force},
            scarce=scarce_languages(self.stays, self.instance.interpreters),
        )

    def judged(self, needs: Sequence[Need]) -> Table:
        """These needs against the whole roster."""
        return table(self.instance, needs, self.setting)

    @cached_property
    def bound_fast(self) -> frozenset[str]:
        """People whose present guest nobody else could take over without somebody going without."""
        judged = self.judged(self.stays)
        columns = {person.id: column for column, person in enumerate(judged.people)}
        mates = [columns.get(self.instance.in_force.get(stay.id, "")) for stay in self.stays]
        free = replaceable(mates, judged.allowed)
        return frozenset(
            person.id for person, is_free in zip(judged.people, free, strict=True) if not is_free
        )

    def hindrance(self, person: Interpreter, need: Need) -> str | None:
        """The rule between this need and the person's other engagements; None where nothing is in the way.

        Two stays get in each other's way only if nobody could take over the present one.
        """
        others = [one for one in self.engagements.get(person.id, []) if one.id != need.id]
        if need.is_stay:
            if person.id in self.bound_fast and any(one.is_stay for one in others):
                return "engaged"
            others = [one for one in others if not one.is_stay]
        return clash_of(self.instance, person.id, need, others)

    def candidate(self, person: Interpreter, need: Need) -> Candidate:
        """How one person stands to one need, waivers taken into account."""
        waived = self.instance.waived.get((need.id, person.id), ())
        serves_in = language_between(person, need, waived)
        points = score(person, need, serves_in or need.language, self.setting)
        hindrance = self.hindrance(person, need)
        return Candidate(
            interpreter_id=person.id,
            name=person.name,
            serves_in=serves_in,
            breaks=self.instance.breaks(person, need) + ((hindrance,) if hindrance else ()),
            points=points,
            total=sum(points.values()),
        )

    def ranked(self, need: Need) -> list[Candidate]:
        """Everybody for this need, best first: easiest waivers, first language, points, id."""
        return sorted(
            (self.candidate(person, need) for person in self.instance.interpreters),
            key=lambda c: (effort(c.breaks), c.serves_in != need.language, -c.total, c.interpreter_id),
        )
