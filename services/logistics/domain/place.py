"""Gates where guests arrive, zones where they stay and meet, and how long a drive takes.

Source of the gate rows: the transfer-time matrix for planners, free flow before planning value. The rows
between zones follow from the row of Putuoshan airport, which lies on Zhujiajian, until the organisers give
measured ones, and those between gates are planners' background values; a move inside one zone takes ten
minutes from door to door. Putuoshan is an island that guests visit: only boats go there.
"""

from enum import StrEnum
from itertools import product
from typing import NamedTuple

from shared.errors import Invalid


class Place(StrEnum):
    """A gate of arrival or a zone of the city."""

    HSN = "HSN"
    NGB = "NGB"
    NGB_RAIL = "NGB_RAIL"
    HGH = "HGH"
    PVG = "PVG"
    SHA = "SHA"
    SHP = "SHP"
    ROAD = "ROAD"
    ZHUJIAJIAN = "ZHUJIAJIAN"
    PUTUO = "PUTUO"
    LINCHENG = "LINCHENG"
    DINGHAI = "DINGHAI"
    PUTUOSHAN = "PUTUOSHAN"


ZONES = (Place.ZHUJIAJIAN, Place.PUTUO, Place.LINCHENG, Place.DINGHAI)
SIGHTS = (Place.PUTUOSHAN,)
GATES = tuple(place for place in Place if place not in ZONES and place not in SIGHTS)


class Drive(NamedTuple):
    """How long a drive takes, in minutes: with free roads, and the value to plan with."""

    free_flow: int
    planning: int


class RouteUnknown(Invalid):
    """No driving time is known between the two places."""

    code = "route_unknown"


_FROM_GATES: dict[Place, tuple[tuple[int, int], ...]] = {
    # columns in the order of ZONES
    Place.HSN: ((12, 20), (20, 30), (30, 40), (40, 50)),
    Place.NGB: ((105, 135), (100, 130), (85, 115), (80, 110)),
    Place.NGB_RAIL: ((100, 130), (95, 125), (80, 110), (75, 105)),
    Place.HGH: ((185, 225), (180, 220), (165, 205), (160, 200)),
    Place.PVG: ((235, 285), (230, 280), (215, 265), (210, 260)),
    Place.SHA: ((225, 275), (220, 270), (205, 255), (200, 250)),
    # Fast boat and bus; the source knows it to Zhujiajian only, the other zones are a drive away from there.
    Place.SHP: ((210, 270),),
}
_BETWEEN_ZONES: dict[tuple[Place, Place], tuple[int, int]] = {
    (Place.ZHUJIAJIAN, Place.PUTUO): (20, 30),
    (Place.ZHUJIAJIAN, Place.LINCHENG): (30, 40),
    (Place.ZHUJIAJIAN, Place.DINGHAI): (40, 50),
    (Place.PUTUO, Place.LINCHENG): (10, 20),
    (Place.PUTUO, Place.DINGHAI): (20, 30),
    (Place.LINCHENG, Place.DINGHAI): (10, 20),
}
_BETWEEN_GATES: dict[tuple[Place, Place], tuple[int, int]] = {
    (Place.NGB, Place.NGB_RAIL): (20, 25),
    (Place.NGB, Place.HGH): (100, 125),
    (Place.NGB, Place.PVG): (140, 175),
    (Place.NGB, Place.SHA): (130, 165),
    (Place.HGH, Place.PVG): (130, 165),
    (Place.HGH, Place.SHA): (110, 140),
    (Place.PVG, Place.SHA): (50, 65),
    (Place.PVG, Place.SHP): (55, 70),
}
_INSIDE_A_ZONE = Drive(5, 10)


def _direct_drives() -> dict[tuple[Place, Place], Drive]:
    """The drives given by the tables, the same in both directions."""
    drives = {(zone, zone): _INSIDE_A_ZONE for zone in ZONES}
    for gate, row in _FROM_GATES.items():
        for zone, minutes in zip(ZONES, row, strict=False):
            drives[gate, zone] = drives[zone, gate] = Drive(*minutes)
    for (one, other), minutes in {**_BETWEEN_ZONES, **_BETWEEN_GATES}.items():
        drives[one, other] = drives[other, one] = Drive(*minutes)
    return drives


def _shortest_drives() -> dict[tuple[Place, Place], Drive]:
    """Every drive that the tables allow, through other places where they give none directly."""
    drives = _direct_drives()
    for via, origin, destination in product(Place, Place, Place):
        first, second = drives.get((origin, via)), drives.get((via, destination))
        if first is None or second is None or via in (origin, destination) or origin == destination:
            continue
        through = Drive(first.free_flow + second.free_flow, first.planning + second.planning)
        known = drives.get((origin, destination))
        if known is None or through.planning < known.planning:
            drives[origin, destination] = through
    return drives


DRIVES = _shortest_drives()


def driving_minutes(origin: Place, destination: Place) -> int:
    """The planning value of a drive, in minutes; `RouteUnknown` where no road is known."""
    drive = DRIVES.get((origin, destination))
    if drive is None:
        raise RouteUnknown(origin=origin.value, destination=destination.value)
    return drive.planning


def empty_minutes(origin: Place, destination: Place) -> int:
    """The planning value of an empty drive, in minutes; none where the car already stands."""
    return 0 if origin == destination else driving_minutes(origin, destination)
