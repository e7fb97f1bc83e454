"""What a guest must be driven: from the gate, to meetings and back, and what cannot be asked for."""

from dataclasses import replace
from datetime import datetime

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.heard import Appointment, Slot, Traveller
from services.logistics.domain.instant import minute_until, time_of
from services.logistics.domain.journey import journeys_of
from services.logistics.domain.leg import TripKind
from services.logistics.domain.network import Network, Span
from services.logistics.domain.outing import Outing, OutingKind
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.rules import TripRules
from services.logistics.domain.stretch import Means, Stretch
from tests.unit.logistics.builders import a_traveller, an_arrival, later

IN_TOWN = 60 + 285
"""Minutes after ten at which the guest of `an_arrival` is in Zhujiajian."""


def a_meeting(
    name: str, starts: datetime, place: Place = Place.ZHUJIAJIAN, guest: str = "A001"
) -> Appointment:
    ends = starts.replace() + (later(30) - later(0))
    return Appointment(f"e.m.{name}", "e", (f"e.g.{guest}",), Slot(place, starts, ends))


def drives(
    guest: Traveller, arrival: Arrival | None, *meetings: Appointment
) -> list[tuple[str, TripKind, Place, Place, datetime, datetime]]:
    arrivals = [arrival] if arrival else []
    found = journeys_of([guest], arrivals, meetings, TripRules())
    return [
        (leg.id, leg.kind, leg.origin, leg.destination, time_of(leg.earliest), time_of(leg.latest))
        for leg in found.legs
    ]


def stranded(guest: Traveller, arrival: Arrival | None, *meetings: Appointment) -> list[tuple[str, str]]:
    arrivals = [arrival] if arrival else []
    return [(one.leg_id, one.rule) for one in journeys_of([guest], arrivals, meetings, TripRules()).stranded]


def test_a_guest_is_picked_up_when_ready_and_waits_an_hour_at_most() -> None:
    assert drives(a_traveller(), an_arrival()) == [
        ("e.a.A001", TripKind.PICK_UP, Place.PVG, Place.ZHUJIAJIAN, later(60), later(120))
    ]


def test_only_guests_who_said_yes_are_met() -> None:
    states = ("registered", "confirmed", "received", "withdrew", "no_show")

    met = {state: len(drives(a_traveller(state=state), an_arrival())) for state in states}

    assert met == {"registered": 0, "confirmed": 1, "received": 1, "withdrew": 0, "no_show": 0}


def test_a_guest_by_road_needs_no_car_from_the_gate() -> None:
    assert drives(a_traveller(), an_arrival(gate=Place.ROAD)) == []


def test_a_guest_is_driven_to_a_meeting_and_back() -> None:
    starts = later(IN_TOWN + 200)

    assert drives(a_traveller(), an_arrival(), a_meeting("M1", starts, Place.PUTUO))[1:] == [
        ("e.m.M1.to.A001", TripKind.TRANSFER, Place.ZHUJIAJIAN, Place.PUTUO, *[later(IN_TOWN + 160)] * 2),
        ("e.m.M1.back.A001", TripKind.RETURN, Place.PUTUO, Place.ZHUJIAJIAN, *[later(IN_TOWN + 240)] * 2),
    ]


def test_the_pick_up_does_not_wait_so_long_that_the_meeting_is_missed() -> None:
    starts = later(IN_TOWN + 50)

    pick_up = drives(a_traveller(), an_arrival(), a_meeting("M1", starts))[0]

    assert pick_up[4:] == (later(60), later(60 + 30))


def test_between_two_meetings_without_time_to_rest_the_guest_stays_or_drives_on() -> None:
    first = a_meeting("M1", later(600))
    there, elsewhere = a_meeting("M2", later(650)), a_meeting("M2", later(680), Place.PUTUO)

    same = [drive[0] for drive in drives(a_traveller(), an_arrival(), first, there)]
    on = [drive[:4] for drive in drives(a_traveller(), an_arrival(), first, elsewhere)]

    assert same == ["e.a.A001", "e.m.M1.to.A001", "e.m.M2.back.A001"]
    assert on[2] == ("e.m.M2.to.A001", TripKind.TRANSFER, Place.ZHUJIAJIAN, Place.PUTUO)


def test_with_time_to_rest_the_guest_is_driven_home_between_meetings() -> None:
    meetings = a_meeting("M1", later(600)), a_meeting("M2", later(800))

    assert [drive[0] for drive in drives(a_traveller(), an_arrival(), *meetings)] == [
        "e.a.A001",
        "e.m.M1.to.A001",
        "e.m.M1.back.A001",
        "e.m.M2.to.A001",
        "e.m.M2.back.A001",
    ]


def test_a_meeting_that_lost_its_slot_needs_no_car() -> None:
    cancelled = replace(a_meeting("M1", later(900)), slot=None)

    assert len(drives(a_traveller(), an_arrival(), cancelled)) == 1


def test_who_cannot_be_driven_is_named_with_the_rule() -> None:
    guest, meeting = a_traveller(rank=Rank.V2), a_meeting("M1", later(IN_TOWN))
    cancelled = an_arrival().heard(News(later(0), None, cancelled=True))

    assert stranded(guest, None, meeting) == [("e.g.A001.arrival", "arrival_unknown")]
    assert stranded(guest, cancelled, meeting) == [("e.a.A001", "arrival_cancelled")]
    assert stranded(guest, an_arrival(), meeting) == [("e.m.M1.to.A001", "still_on_the_way")]
    assert [drive[0] for drive in drives(guest, an_arrival(), meeting)] == ["e.a.A001"]


def test_a_boat_that_sails_slowly_leaves_earlier_and_the_car_waits_at_the_pier() -> None:
    starts, ends = later(1440), later(1560)
    visit = Outing(
        "e.o.1", "e", "1", OutingKind.VISIT, "", Place.PUTUOSHAN, starts, ends, guest_ids=("e.g.A001",)
    )
    boats = frozenset({Means.FAST_BOAT, Means.REGULAR_BOAT})
    slowed = Network((Span(Stretch.SEA_PUTUOSHAN, boats, minute_until(later(0)), None, 150, "c.1"),))
    guest, arrival = a_traveller(), an_arrival(destination=Place.PUTUO)

    legs = journeys_of([guest], [arrival], [], TripRules(), outings=[visit], network=slowed).legs

    sails = minute_until(starts) - 10 - 68  # 45 minutes, half as long again
    lands = minute_until(ends) + 10 + 68
    assert {leg.id: leg.earliest for leg in legs[1:]} == {
        "e.o.1.to.A001": sails - 10 - 30,
        "e.o.1.to.A001.boat": sails,
        "e.o.1.back.A001.boat": minute_until(ends) + 10,
        "e.o.1.back.A001": lands + 10,
    }
