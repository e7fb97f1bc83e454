"""Who meets whom, where and when: rooms, hosts, sessions, leaders' meetings, business matchmaking, plans.

Each module adds its routes to the one blueprint.
"""

from services.gateway.api.scheduling import leaders, matchmaking
from services.gateway.api.scheduling.leaders import blp

__all__ = ["blp", "imports", "leaders", "matchmaking"]
imports = (*leaders.imports, *matchmaking.imports)
