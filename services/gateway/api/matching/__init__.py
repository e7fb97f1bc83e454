"""Which interpreter serves whom, and why: roster, demands, plan, policy.

Each module adds its routes to the one blueprint.
"""

from services.gateway.api.matching import plans, roster
from services.gateway.api.matching.blueprint import blp

__all__ = ["blp", "imports", "plans", "roster"]
imports = ("interpreters",)
