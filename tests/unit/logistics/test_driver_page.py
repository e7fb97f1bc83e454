"""A driver's sheet by link: what it shows and leaves out, and when it opens no more."""

from datetime import date, timedelta

import pytest

from services.logistics.domain.sheet_link import (
    SheetLink,
    SheetLinkEnded,
    SheetLinkExpired,
    SheetLinkUnknown,
)
from services.logistics.schemas.hosting import DriverPageOut
from services.logistics.storage import SheetLinks, Vehicles
from services.logistics.use_cases import papers, sheet_links
from shared.errors import NotFound
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import a_vehicle
from tests.unit.logistics.test_papers import Bureau

LAST_DAY = date(2019, 10, 19)
THEN = date(2019, 10, 17)


class Links:
    """One vehicle and its links."""

    def __init__(self) -> None:
        backend = MemoryBackend("logistics")
        self.kept, self.vehicles = SheetLinks(backend), Vehicles(backend)
        self.vehicle = a_vehicle("S1")
        self.vehicles.save(self.vehicle)

    def make(self, today: date = THEN) -> tuple[SheetLink, str]:
        return sheet_links.open_sheet_link(self.kept, self.vehicles, self.vehicle.id, LAST_DAY, today)


def test_a_link_opens_until_two_days_after_the_edition_and_not_a_day_longer() -> None:
    links = Links()
    made, secret = links.make()
    last = LAST_DAY + timedelta(days=2)

    assert made.good_until == last
    assert sheet_links.opened(links.kept, secret, last).vehicle_id == links.vehicle.id
    with pytest.raises(SheetLinkExpired):
        sheet_links.opened(links.kept, secret, last + timedelta(days=1))


def test_of_an_edition_that_is_over_a_link_opens_for_two_days() -> None:
    made, _ = Links().make(date(2026, 1, 1))

    assert made.good_until == date(2026, 1, 3)


def test_ending_one_link_leaves_the_other() -> None:
    links = Links()
    (first, lost), (_, kept) = links.make(), links.make()

    sheet_links.end_sheet_link(links.kept, first.id)

    with pytest.raises(SheetLinkEnded):
        sheet_links.opened(links.kept, lost, THEN)
    with pytest.raises(SheetLinkEnded):
        sheet_links.end_sheet_link(links.kept, first.id)
    assert sheet_links.opened(links.kept, kept, THEN).ended is False


def test_no_secret_is_kept_and_none_is_guessed() -> None:
    links = Links()
    made, secret = links.make()

    assert secret not in str(vars(links.kept.get(made.id)))
    with pytest.raises(SheetLinkUnknown):
        sheet_links.opened(links.kept, secret + "x", THEN)
    with pytest.raises(NotFound):
        sheet_links.open_sheet_link(links.kept, links.vehicles, "ipec-2019.v.none", LAST_DAY, THEN)


def test_a_driver_is_shown_flight_name_place_and_telephone_and_nothing_else_of_a_guest() -> None:
    desk = Bureau().desk
    trip = desk.driven[0]

    shown = DriverPageOut().dump(papers.driver_page(desk, trip.vehicle_id))

    (drive,) = [one for one in shown["drives"] if one["id"] == trip.id]
    rider = drive["riders"][0]
    arrival = desk.arriving[trip.guest_ids[0]]
    assert (rider["flight"], rider["terminal"], rider["liaison_phone"]) == (arrival.number, "T1", "+86 100")
    assert rider["name"] == desk.name(trip.guest_ids[0])
    assert set(rider) == {
        "name", "interpreter", "flight", "terminal", "flight_at", "meets_at", "liaison", "liaison_phone",
    }  # fmt: skip
    assert set(drive) == {"id", "kind", "origin", "destination", "departs", "arrives", "riders"}
    assert {one["id"] for one in shown["drives"]} == {
        t.id for t in desk.driven if t.vehicle_id == trip.vehicle_id
    }
