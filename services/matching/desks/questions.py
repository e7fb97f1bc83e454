"""What coordinators may ask about the plan in force."""

from typing import Any

from services.matching.desks.hand import HandDesk
from services.matching.schemas import questions as shapes
from services.matching.schemas.asked import DemandIdIn
from services.matching.schemas.limits import EditionIn
from services.matching.use_cases import questions
from shared.rpc import rpc_method


class QuestionDesk(HandDesk):
    """Why this one, why not that one, who could step in, what hangs on one person, who did what."""

    @rpc_method(DemandIdIn, shapes.ExplanationOut)
    def explain_demand(self, demand_id: str) -> Any:
        """Why this one, and who else."""
        return questions.explain_demand(self.desk, demand_id)

    @rpc_method(shapes.PairIn, shapes.WhyNotOut)
    def why_not(self, demand_id: str, interpreter_id: str) -> Any:
        """Why not that one."""
        return questions.why_not_this_one(self.desk, demand_id, interpreter_id)

    @rpc_method(shapes.StepInIn, shapes.StepInOut, many=True)
    def step_in(self, demand_id: str, limit: int) -> Any:
        """Who could step in here."""
        return questions.step_in(self.desk, demand_id, limit)

    @rpc_method(DemandIdIn, shapes.WayOut, many=True)
    def ways_out(self, demand_id: str) -> Any:
        """What can be done where nobody is free."""
        return questions.other_ways(self.desk, demand_id)

    @rpc_method(shapes.SwitchIn, shapes.WayOut, many=True)
    def language_switch(self, session_id: str, language: str) -> Any:
        """What can be done when a speaker changes the language."""
        return questions.switched_language(self.desk, session_id, language)

    @rpc_method(shapes.ReplaceIn, shapes.ReplacementsOut, many=True)
    def replacements(self, interpreter_id: str, limit: int) -> Any:
        """Who could take over what this person serves."""
        found = questions.replace_interpreter(self.desk, interpreter_id, limit)
        return [{"demand_id": demand, "candidates": who} for demand, who in found.items()]

    @rpc_method(EditionIn, shapes.SinglePointsOut)
    def single_points(self, edition: str) -> Any:
        """What hangs on one person."""
        return questions.what_hangs_on_one(self.desk, edition)

    @rpc_method(EditionIn, shapes.BalanceOut)
    def balance(self, edition: str) -> Any:
        """Load, growth and merit."""
        return questions.balance(self.desk, edition)
