"""What the people who run it look at: the state of the flow of events, and the figures of an edition."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields

from services.gateway import api, clients
from services.gateway.auth import allowed
from services.gateway.queues import depths
from services.gateway.resources import Resources

blp = Resources("operations", __name__, description="Flow of events and figures of an edition")
STAFF = ("organiser", "coordinator", "desk", "viewer")


class FlowSchema(Schema):
    """Events over all services. `in_flight` is 0 when everything announced has been answered."""

    announced = fields.Integer(required=True)
    handled = fields.Integer(required=True)
    parked = fields.Integer(
        required=True, metadata={"description": "Set aside after the last attempt, with a reason"}
    )
    in_flight = fields.Integer(required=True)
    waiting = fields.Dict(
        required=True, metadata={"description": "Where it is: by service, and queues by name"}
    )


class OverviewSchema(Schema):
    """Figures of one edition, by service, and double bookings counted over stored decisions."""

    edition = fields.String(required=True)
    figures = fields.Dict(required=True)
    double_booked = fields.Dict(required=True)


@blp.route("/flow")
@allowed(*STAFF)
@blp.answers(200, FlowSchema)
def flow() -> dict[str, Any]:
    """How many events were announced and handled, and what is still under way.

    Services are asked one after another while events move between them; so rest is only reported when a
    second reading finds that nothing has moved since the first.
    """
    reading = _reading()
    if reading["in_flight"]:
        return reading
    again = _reading()
    moved = (again["announced"], again["handled"]) != (reading["announced"], reading["handled"])
    return again | {"in_flight": max(again["in_flight"], 1)} if moved else again


def _reading() -> dict[str, Any]:
    asked = {service: clients.ask(service, "flow") for service in api.names()}
    states = {service: answer.result() for service, answer in asked.items()}
    queues = depths(api.names())
    inside = sum(state["outbox"] + state["unplanned"] + state["running"] for state in states.values())
    return {
        "announced": sum(state["announced"] for state in states.values()),
        "handled": sum(state["handled"] for state in states.values()),
        "parked": sum(queues.parked.values()),
        "in_flight": inside + sum(queues.waiting.values()),
        "waiting": {"services": states, "queues": queues.waiting, "parked": queues.parked},
    }


@blp.route("/editions/<edition>/overview")
@allowed(*STAFF)
@blp.answers(200, OverviewSchema)
def overview(edition: str) -> dict[str, Any]:
    """The figures of every service for one edition."""
    clients.call("registration", "get_edition", edition=edition)
    deciding = [module.blp.name for module in api.modules() if getattr(module, "decides", True)]
    figures = {service: clients.ask(service, "figures", edition=edition) for service in deciding}
    doubled = {service: clients.ask(service, "double_booked", edition=edition) for service in deciding}
    return {
        "edition": edition,
        "figures": {service: answer.result() for service, answer in figures.items()},
        "double_booked": _added(answer.result() for answer in doubled.values()),
    }


def _added(counted: Iterable[dict[str, int]]) -> dict[str, int]:
    """Bookings by kind of thing; a guest may be booked twice in more than one service, so those add up."""
    total: Counter[str] = Counter()
    for counts in counted:
        total.update(counts)
    return dict(total)
