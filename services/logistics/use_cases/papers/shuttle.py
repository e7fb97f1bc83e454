"""The shuttle timetable of one part of town, to be put up in its hotels: no names on it."""

from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock
from services.logistics.domain.place import ZONES
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader


def shuttle_list(desk: Desk, reference: str) -> Paper:
    """When the shuttle leaves one zone for which session, and when it brings people back there."""
    if reference not in {zone.value for zone in ZONES}:
        raise NoSuchReader(kind="shuttle", reference=reference)
    rides = [ride for ride in desk.shuttle_rides if reference in (ride.origin, ride.destination)]
    return desk.paper(
        PaperKind.SHUTTLE,
        f"Shuttle · {reference}",
        reference,
        Sheet(
            "Departures",
            ("Leaves", "From", "To", "Arrives", "Vehicle", "Plate", "Seats taken", "Session"),
            tuple(
                (
                    clock(ride.departs), ride.origin.value, ride.destination.value, clock(ride.arrives),
                    ride.vehicle.kind.value, ride.vehicle.plate, f"{ride.guests} of {ride.vehicle.seats}",
                    ride.session.title,
                )
                for ride in rides
            ),
        ),
    )  # fmt: skip
