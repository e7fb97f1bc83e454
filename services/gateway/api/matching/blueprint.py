"""The blueprint of all matching routes, and who may read or change what they show."""

from services.gateway.resources import Resources

blp = Resources("matching", __name__, description="Which interpreter serves whom, and why")

READERS = ("organiser", "coordinator", "desk", "viewer")
PLANNERS = ("organiser", "coordinator")
