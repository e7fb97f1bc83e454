"""The engine of logistics: legs and fleet in, trips out; pure, deterministic, without clock or store."""

from services.logistics.engine.planning import plan
from services.logistics.engine.problem import Left, Outcome, Problem, Run
from services.logistics.engine.score import Score

__all__ = ["Left", "Outcome", "Problem", "Run", "Score", "plan"]
