"""Papers: each reader gets what that reader needs and nothing else; as page and as workbook."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from services.gateway.printing import as_html, as_workbook
from services.logistics import solver
from services.logistics.domain.alternative import Way
from services.logistics.domain.heard import Escort, Occasion
from services.logistics.domain.leg import TripKind
from services.logistics.domain.lodging import RoomBlock, RoomKind
from services.logistics.domain.meal import Sitting, SittingKind
from services.logistics.domain.paper import Paper, PaperKind, clock
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.reception import Limits
from services.logistics.domain.stretch import Stretch
from services.logistics.schemas.hosting import PaperOut
from services.logistics.sealing import NeedsSeal
from services.logistics.storage import (
    Allotments,
    Alternatives,
    Closures,
    Departures,
    Escorts,
    Gifts,
    Hotels,
    Needs,
    Occasions,
    Outings,
    ReceptionLimits,
    RoomBlocks,
    Sittings,
    Waivers,
    WeatherReadings,
)
from services.logistics.use_cases import (
    closing,
    journeys,
    papers,
    reception,
    reception_limits,
    sittings,
    table,
)
from services.logistics.use_cases.alternatives import accept_alternative
from services.logistics.use_cases.lodging import check_into_room, register_lodging, to_register
from services.logistics.use_cases.shuttle import Shuttle
from services.logistics.use_cases.situation import Store
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.logistics.beds import a_hotel
from tests.unit.logistics.builders import a_mark, a_traveller, a_vehicle, an_arrival, expect, later


class Bureau:
    """Two guests planned with car and bed: a consul-general and a delegate who needs halal food."""

    def __init__(self) -> None:
        self.backend = MemoryBackend("logistics")
        store = Store(self.backend)
        for reference, rank in (("A001", Rank.V2), ("A002", Rank.V3)):
            expect(store, a_traveller(reference, rank))
            arrival = an_arrival(
                reference, terminal="T1", liaison="Wang", liaison_phone="+86 100", leaves_at=later(60 * 50)
            )
            store.arrivals.save(arrival.cleared_as(rank))
        for vehicle in ("S1", "S2"):
            store.vehicles.save(a_vehicle(vehicle))
        Hotels(self.backend).save(a_hotel("A"))
        nights = date(2019, 10, 16), date(2019, 10, 20)
        for kind in RoomKind:
            RoomBlocks(self.backend).save(
                RoomBlock(f"e.block.{kind}", "e", f"A{kind[:2].upper()}", "e.hotel.A", kind, *nights, 2)
            )
        escort = Escort("e.n.A001", "e", "e.g.A001", "e.i.FR1", "Chen Mei")
        Escorts(self.backend).keep(escort, Cause("x", escort.id, 1, "matching"))
        seal = NeedsSeal(b"secret")
        self.dining = table.Dining(
            Sittings(self.backend), Needs(self.backend), store.travellers, store.arrivals,
            Departures(self.backend), Escorts(self.backend), seal,
        )  # fmt: skip
        self.store = store
        self.shuttle = Shuttle(
            Occasions(self.backend), store.trips, store.vehicles, store.travellers, store.arrivals,
            Departures(self.backend),
        )  # fmt: skip
        self.replan()

    def replan(self) -> None:
        solver.replan(self.backend, "e", [a_mark("arrivals", "e.a.A001")])

    @property
    def desk(self) -> papers.Desk:
        return papers.Desk(
            "e", self.store.trips, self.store.vehicles, self.store.arrivals, Departures(self.backend),
            self.store.travellers, Escorts(self.backend), self.store.appointments, Outings(self.backend),
            Hotels(self.backend), Allotments(self.backend), self.store.plans, self.dining, self.shuttle,
        )  # fmt: skip

    def paper(self, kind: PaperKind, reference: str) -> Paper:
        return papers.write_paper(self.desk, kind, reference)


@pytest.fixture(scope="module")
def bureau() -> Bureau:
    return Bureau()


def of_consul(bureau: Bureau) -> str:
    """The vehicle that takes the consul-general."""
    trip = next(t for t in bureau.store.trips.planned("e") if t.guest_ids == ("e.g.A001",))
    return trip.vehicle_id.rpartition(".")[2]


def test_a_driver_sees_name_flight_and_telephone_only(bureau: Bureau) -> None:
    reference = of_consul(bureau)

    paper = bureau.paper(PaperKind.DRIVER, reference)

    assert paper.title == f"L-{reference} · Li"
    assert paper.sheets[0].columns == ("Leaves", "From", "To", "Arrives", "Guests", "Flight", "Call")
    assert paper.sheets[0].rows == (
        (
            "10-17 10:25",
            "PVG T1",
            "ZHUJIAJIAN",
            "10-17 15:10",
            "KIM Young-ho 김영호",
            "ZX101",
            "Wang +86 100",
        ),
    )


def test_a_gate_sees_who_meets_whom_where(bureau: Bureau) -> None:
    rows = bureau.paper(PaperKind.GATE, "PVG").sheets[0].rows

    assert [(row[2], row[3], row[4], row[5]) for row in rows] == [
        ("KIM Young-ho 김영호", "V2", "VIP room", "Wang +86 100"),
        ("KIM Young-ho 김영호", "V3", "arrivals exit", "Wang +86 100"),
    ]


def test_a_hotel_and_its_rooming_list_name_rooms_and_nights(bureau: Bureau) -> None:
    rooming = bureau.paper(PaperKind.ROOMING, "A").sheets[0].rows
    hotel = bureau.paper(PaperKind.HOTEL, "A").sheets[0].rows

    assert [(row[0], row[3], row[4], row[5]) for row in rooming] == [
        ("AST-001", "standard", "10-17", "10-18"),
        ("ASU-001", "suite", "10-17", "10-18"),
    ]
    assert [row[0] for row in hotel] == ["AST-001", "ASU-001"]


def test_a_guest_sees_the_own_way(bureau: Bureau) -> None:
    paper = bureau.paper(PaperKind.GUEST, "A001")

    assert [row[1] for row in paper.sheets[0].rows] == ["ZX101 arrives", "car", "room ASU-001"]
    assert paper.sheets[1].rows == (
        ("liaison", "Wang", "+86 100"),
        ("interpreter", "Chen Mei", ""),
        ("hotel", "Hotel A", ""),
    )


def test_on_the_way_home_driver_and_gate_see_the_flight_that_leaves() -> None:
    bureau = Bureau()
    home = {
        "Guest": "A001", "Mode": "flight", "Number": "ZX900", "Gate": "PVG", "Terminal": "T2", "Bags": "2",
        "Scheduled": "2019-10-18 16:00", "International": "yes", "Origin": "ZHUJIAJIAN",
    }  # fmt: skip
    store = bureau.store
    journeys.import_departures(
        store.departures, store.travellers, "e", [home], {}, dry_run=False, partial=False
    )
    bureau.replan()
    trip = next(one for one in store.trips.planned("e") if one.kind is TripKind.SEND_OFF)
    page = papers.driver_page(bureau.desk, trip.vehicle_id)
    (rider,) = next(one.riders for one in page.drives if one.trip.id == trip.id)
    assert (rider.flight, rider.flight_at, rider.meets_at) == (
        home["Number"], store.departures.find(edition="e")[0].expected, "",
    )  # fmt: skip
    reference = trip.vehicle_id.rpartition(".")[2]

    driver = bureau.paper(PaperKind.DRIVER, reference).sheets[0]
    gate = bureau.paper(PaperKind.GATE, "PVG").sheets[1]

    assert driver.rows[-1] == (
        clock(trip.departs), "ZHUJIAJIAN", "PVG T2", clock(trip.arrives), "KIM Young-ho 김영호", "ZX900",
        "Wang +86 100",
    )  # fmt: skip
    assert gate.heading == "Departures"
    assert gate.rows == (
        ("10-18 16:00", "ZX900 T2", "KIM Young-ho 김영호", "V2", "10-18 14:45", "2", clock(trip.arrives),
         f"L-{reference} Li 1"),
    )  # fmt: skip


def test_a_guest_held_on_the_mainland_has_room_and_telephone_on_paper() -> None:
    bureau = Bureau()
    near, night = a_hotel("N", Place.PVG), date(2019, 10, 17)
    Hotels(bureau.backend).save(replace(near, phone="+86 21 100"))
    RoomBlocks(bureau.backend).save(
        RoomBlock("e.block.N", "e", "NST", "e.hotel.N", RoomKind.STANDARD, night, night, 2)
    )
    ways = closing.Ways(
        Closures(bureau.backend),
        WeatherReadings(bureau.backend),
        bureau.store.arrivals,
        bureau.store.travellers,
    )
    for stretch in (Stretch.ZHOUSHAN_BRIDGE, Stretch.CAR_FERRY, Stretch.SEA_SHANGHAI):
        closing.close_route(ways, "e", stretch=stretch, starts=later(-600), ends=None, source="notice")
    bureau.replan()
    accept_alternative(
        Alternatives(bureau.backend), bureau.store.arrivals, "e.a.A001.alternative", way=Way.HOLD_ON_MAINLAND,
        gate=None, officer="Wu",
    )  # fmt: skip
    bureau.replan()

    guest = bureau.paper(PaperKind.GUEST, "A001")
    hotel = bureau.paper(PaperKind.HOTEL, "N").sheets[0]

    assert ("10-17 10:25", "room NST-001", "Hotel N", "10-17 to 10-17") in guest.sheets[0].rows
    assert [row for row in guest.sheets[1].rows if row[0] != "hotel"] == [
        ("liaison", "Wang", "+86 100"), ("interpreter", "Chen Mei", ""),
    ]  # fmt: skip
    assert ("hotel", "Hotel N", "+86 21 100") in guest.sheets[1].rows
    assert [(row[1], row[5], row[6]) for row in hotel.rows] == [("KIM Young-ho 김영호", "10-17 10:25", "")]


def test_a_guest_a_driver_and_a_zone_see_sessions_and_shuttle() -> None:
    bureau = Bureau()
    starts = later(24 * 60)
    forum = Occasion(
        "e.s.F1", "e", "FORUM", "Island forum", "e.r.F1", "ZHUJIAJIAN", starts, starts + timedelta(hours=2)
    )
    bureau.shuttle.occasions.keep(forum, Cause("f-1", forum.id, 1, "scheduling"))

    guest = bureau.paper(PaperKind.GUEST, "A001").sheets[0].rows
    zone = bureau.paper(PaperKind.SHUTTLE, "ZHUJIAJIAN").sheets[0].rows
    driver = next(row for row in guest if row[1] == "shuttle")[3].partition(" ")[0].removeprefix("L-")
    sheet = bureau.paper(PaperKind.DRIVER, driver).sheets[1]

    assert [(row[0], row[1]) for row in guest[-3:]] == [
        ("10-18 09:40", "shuttle"), ("10-18 10:00", "Island forum"), ("10-18 12:10", "shuttle"),
    ]  # fmt: skip
    assert [(row[0], row[4], row[7]) for row in zone] == [
        ("10-18 09:40", "SEDAN", "Island forum"), ("10-18 09:40", "SEDAN", "Island forum"),
        ("10-18 12:10", "SEDAN", "Island forum"), ("10-18 12:10", "SEDAN", "Island forum"),
    ]  # fmt: skip
    assert "KIM" not in repr(zone)
    assert (sheet.heading, [(row[0], row[4], row[5]) for row in sheet.rows]) == (
        "Shuttle", [("10-18 09:40", "1", "Island forum"), ("10-18 12:10", "1", "Island forum")],
    )  # fmt: skip


def test_needs_do_not_pass_to_the_person_who_comes_instead() -> None:
    bureau, noon, rows = Bureau(), later(60 * 8), [{"Guest": "A002", "Needs": "halal"}]
    bureau.dining.sittings.save(
        Sitting("e.sit.L1", "e", "L1", SittingKind.MEAL, "Lunch", Place.ZHUJIAJIAN, noon, noon + timedelta(hours=1))
    )  # fmt: skip

    def comes(person: str, version: int) -> None:
        guest = replace(a_traveller("A002", Rank.V3), person_id=person)
        bureau.store.travellers.keep(guest, Cause("x", guest.id, version, "registration"))

    def needed() -> dict[str, int]:
        return table.count_needs(bureau.dining, "e.sit.L1").by_need

    comes("P1", 2)
    sittings.import_needs(bureau.dining, "e", rows, {}, dry_run=False, partial=False)
    assert needed() == {"halal": 1}

    comes("P2", 3)
    assert needed() == {}

    sittings.import_needs(bureau.dining, "e", rows, {}, dry_run=False, partial=False)
    assert needed() == {"halal": 1}


def test_the_kitchen_sees_counts_and_the_cards_that_need_a_word(bureau: Bureau) -> None:
    evening = later(60 * 8)
    bureau.dining.sittings.save(
        Sitting("e.sit.B1", "e", "B1", SittingKind.BANQUET, "Banquet", Place.ZHUJIAJIAN, evening,
                evening + timedelta(hours=1), tables=1)
    )  # fmt: skip
    rows = [{"Guest": "A002", "Needs": "halal; shellfish_allergy"}]
    report = sittings.import_needs(bureau.dining, "e", rows, {}, dry_run=False, partial=False)
    again = sittings.import_needs(bureau.dining, "e", rows, {}, dry_run=False, partial=False)

    paper = bureau.paper(PaperKind.KITCHEN, "B1")

    stored = bureau.backend.documents["needs"]["e.need.A002"]["needs"]
    assert ("halal" in repr(report), "halal" in stored, again["unchanged"]) == (False, False, 1)
    assert paper.sheets[0].rows == (
        ("guests", "2"),
        ("halal", "1"),
        ("shellfish_allergy", "1"),
        ("not said", "1"),
    )
    assert paper.sheets[1].rows == (("KIM Young-ho", "halal, shellfish_allergy"),)


def test_nobody_of_that_name_has_no_paper(bureau: Bureau) -> None:
    for kind in PaperKind:
        with pytest.raises(papers.NoSuchReader):
            bureau.paper(kind, "NOBODY")


def test_page_and_workbook_show_what_was_written(bureau: Bureau) -> None:
    paper: dict[str, Any] = PaperOut().dump(bureau.paper(PaperKind.DRIVER, of_consul(bureau)))
    paper["sheets"][0]["rows"][0][4] = "=HYPERLINK(1) <script>"

    page, book = as_html(paper), load_workbook(BytesIO(as_workbook(paper)))

    assert "<td>=HYPERLINK(1) &lt;script&gt;</td>" in page
    assert [[cell.value for cell in row] for row in book["Trips"].rows] == [
        paper["sheets"][0]["columns"],
        paper["sheets"][0]["rows"][0],
    ]
    assert book["Trips"]["E2"].data_type == "s"


def test_a_foreigners_lodging_is_listed_until_registered() -> None:
    bureau = Bureau()
    beds = Allotments(bureau.backend)
    at = later(360)
    lodged = check_into_room(beds, "e.bed.A001", at)

    waiting = to_register(beds, "e", at + timedelta(hours=25))
    register_lodging(beds, "e.bed.A001", at + timedelta(hours=2), "front desk")

    assert lodged.due_at == at + timedelta(hours=24)
    assert [(one["guest_id"], one["overdue"]) for one in waiting] == [("e.g.A001", True)]
    assert to_register(beds, "e", at) == []


def test_a_guest_who_does_not_come_gives_the_bed_back() -> None:
    bureau = Bureau()
    expect(bureau.store, a_traveller("A002", Rank.V3, state="no_show"), version=2)
    bureau.replan()

    released = Allotments(bureau.backend).get("e.bed.A002")
    held = [bed.guest_id for bed in Allotments(bureau.backend).in_force("e")]
    assert (released.state, held) == ("released", ["e.g.A001"])
    assert type(bureau.backend.announced()[-2]).__name__ == "RoomReleased"


def test_the_check_of_a_reception_names_rule_limit_and_waiver() -> None:
    bureau = Bureau()
    at = reception.Reception(
        bureau.dining, Allotments(bureau.backend), Hotels(bureau.backend), Gifts(bureau.backend),
        Waivers(bureau.backend), bureau.store.trips,
    )  # fmt: skip
    gift = {"item": "silk", "given_by": "FAO", "giver_is_minister": False, "given_at": later(0)}
    for reference, value in (("1", 250), ("2", 100), ("2", 100)):
        reception.record_gift(
            at.gifts,
            bureau.store.travellers,
            "e",
            guest_id="e.g.A002",
            value=value,
            reference=reference,
            **gift,
        )
    for _ in range(2):
        reception.grant_waiver(
            at.waivers,
            "e",
            rule="hotel_stars",
            subject="*",
            granted_by="Head of the FAO",
            reason="only one licensed",
        )

    found = reception.check_reception(at, "e", Limits())

    assert [(one["rule"], one["subject"], one["value"], one["limit"], one["waived_by"]) for one in found] == [
        ("hotel_stars", "e.g.A002", 5, 4, "Head of the FAO"),
        ("gift_value", "e.g.A002", 250, 200, ""),
        ("gift_once", "e.g.A002", 2, 1, ""),
    ]
    assert len(at.waivers.find(edition="e")) == 1


def test_the_provinces_own_table_counts_once_it_is_loaded() -> None:
    bureau = Bureau()
    table_of = ReceptionLimits(bureau.backend)
    rows = [
        {"Limit": "stars", "Value": "5", "Source": "Zhejiang, table 3"},
        {"Limit": "companions_round_up", "Value": "1", "Source": "Zhejiang, note 2"},
    ]
    wishes: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}

    national = reception_limits.limits_for(table_of, "e", None)
    wrong = reception_limits.import_reception_limits(table_of, "e", [{**rows[0], "Limit": "star"}], **wishes)
    reception_limits.import_reception_limits(table_of, "e", rows, **wishes)
    again = reception_limits.import_reception_limits(table_of, "e", rows, **wishes)

    shown = {one["name"]: one for one in reception_limits.limits_in_force(table_of, "e")}
    own = reception_limits.limits_for(table_of, "e", None)
    assert [one["code"] for one in wrong["rejected"]] == ["unknown_limit"]
    assert (national, own) == (Limits(), Limits(stars=5, companions_round_up=True))
    assert reception_limits.limits_for(table_of, "e", False) == Limits(stars=5)
    assert again["unchanged"] == 2
    assert shown["stars"] == {"name": "stars", "value": 5, "source": "Zhejiang, table 3"}
    assert shown["tea"] == {"name": "tea", "value": 60, "source": "national pattern, as localities copied it"}


def test_planning_again_without_a_change_moves_no_bed() -> None:
    bureau = Bureau()
    before = len(bureau.backend.announced())

    bureau.replan()

    assert bureau.backend.announced()[before:] == []
