"""What organisers order for the plan: release it to the people, or have everything planned anew."""

from services.logistics.domain.plan import PlanOrder
from services.logistics.storage import PlanOrders
from shared.events.logistics import TripsOrderedAnew, TripsReleased


def release_trips(orders: PlanOrders, edition: str) -> PlanOrder:
    """From now on people rely on their trips; a second release changes nothing."""
    order = orders.of_edition(edition)
    if not order.released:
        order.released = True
        orders.save(order, TripsReleased(edition_id=edition, released=True))
    return order


def order_anew(orders: PlanOrders, edition: str) -> PlanOrder:
    """Have all trips planned as if nobody had been told any; whoever is told differently now hears of it."""
    order = orders.of_edition(edition)
    order.anew += 1
    orders.save(order, TripsOrderedAnew(edition_id=edition, released=order.released))
    return order
