"""Which interpreter serves whom, and why: roster, demands, plan, policy.

Each module adds its routes to the one blueprint.
"""

from services.gateway.api.matching import hand, offers, plans, questions, requests, roster
from services.gateway.api.matching.blueprint import blp

__all__ = ["blp", "hand", "imports", "offers", "plans", "questions", "requests", "roster"]
imports = ("interpreters", "interpreter_requests")
