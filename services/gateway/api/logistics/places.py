"""The blueprint of logistics, which its modules share."""

from services.gateway.resources import Resources

blp = Resources("logistics", __name__, description="Who arrives where and when, and which car takes whom")
