"""The way between all places, piece by piece, with the stretches that can be closed.

The pieces add up to the planners' matrix exactly: every drive from the mainland crosses the Zhoushan bridge
from Zhenhai to Cengang, those from Shanghai the Hangzhou Bay bridge before. Pieces the matrix does not know
(round the bay by Hangzhou, the car ferry from Baifeng with its wait, the roads between gates) are planners'
background values; each is longer than the matrix' own way, so that it is used only when that is closed.
"""

from dataclasses import dataclass

from services.logistics.domain.place import Drive, Place
from services.logistics.domain.stretch import VEHICLES, Means, Stretch

ZHENHAI, CENGANG = "ZHENHAI", "CENGANG"
BAY_NORTH, BAY_SOUTH = "BAY_NORTH", "BAY_SOUTH"
BAIFENG, YADANSHAN = "BAIFENG", "YADANSHAN"


@dataclass(frozen=True)
class Piece:
    """One piece of the way, the same in both directions.

    `carries` are the vehicles (or boats) that can go there; `by` is what crosses the water for them where
    they do not drive themselves, and what a closure must bar.
    """

    one: str
    other: str
    drive: Drive
    stretch: Stretch | None = None
    by: Means | None = None
    carries: frozenset[Means] = VEHICLES

    def far_end(self, end: str) -> str:
        """Where one comes out who goes in at `end`."""
        return self.other if end == self.one else self.one


def _road(one: str, other: str, free_flow: int, planning: int, stretch: Stretch | None = None) -> Piece:
    return Piece(one, other, Drive(free_flow, planning), stretch)


def _boat(minutes: tuple[int, int], by: Means) -> Piece:
    """A boat to Putuoshan; the second figure adds boarding."""
    carries = frozenset({by})
    return Piece(Place.ZHUJIAJIAN, Place.PUTUOSHAN, Drive(*minutes), Stretch.SEA_PUTUOSHAN, by, carries)


PIECES = (
    # From the mainland to the islands.
    _road(ZHENHAI, CENGANG, 30, 40, Stretch.ZHOUSHAN_BRIDGE),
    _road(CENGANG, Place.DINGHAI, 15, 20),
    _road(CENGANG, Place.LINCHENG, 20, 25),
    _road(CENGANG, Place.PUTUO, 35, 40),
    _road(CENGANG, Place.ZHUJIAJIAN, 40, 45, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.NGB, ZHENHAI, 35, 50),
    _road(Place.NGB_RAIL, ZHENHAI, 30, 45),
    _road(Place.HGH, ZHENHAI, 115, 140),
    _road(BAY_SOUTH, ZHENHAI, 65, 75),
    _road(BAY_NORTH, BAY_SOUTH, 25, 30, Stretch.HANGZHOU_BAY_BRIDGE),
    _road(Place.PVG, BAY_NORTH, 75, 95),
    _road(Place.SHA, BAY_NORTH, 65, 85),
    # Fast boat and bus; the source gives both together.
    Piece(Place.SHP, Place.ZHUJIAJIAN, Drive(210, 270), Stretch.SEA_SHANGHAI, Means.FAST_BOAT),
    # The car ferry sails about every quarter of an hour and takes 40 minutes.
    Piece(BAIFENG, YADANSHAN, Drive(55, 70), Stretch.CAR_FERRY, Means.CAR_FERRY),
    _road(Place.NGB, BAIFENG, 50, 65),
    _road(ZHENHAI, BAIFENG, 30, 40),
    _road(YADANSHAN, Place.DINGHAI, 15, 20),
    # On the mainland.
    _road(Place.NGB, Place.NGB_RAIL, 20, 25),
    _road(Place.NGB, BAY_SOUTH, 40, 50),
    _road(Place.NGB, Place.HGH, 100, 125),
    _road(Place.PVG, Place.HGH, 130, 165),
    _road(Place.SHA, Place.HGH, 110, 140),
    _road(Place.PVG, Place.SHA, 50, 65),
    _road(Place.PVG, Place.SHP, 55, 70),
    # On the islands; Putuoshan airport lies on Zhujiajian.
    _road(Place.HSN, Place.ZHUJIAJIAN, 12, 20),
    _road(Place.HSN, Place.PUTUO, 20, 30, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.HSN, Place.LINCHENG, 30, 40, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.HSN, Place.DINGHAI, 40, 50, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.ZHUJIAJIAN, Place.PUTUO, 20, 30, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.ZHUJIAJIAN, Place.LINCHENG, 30, 40, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.ZHUJIAJIAN, Place.DINGHAI, 40, 50, Stretch.ZHUJIAJIAN_BRIDGE),
    _road(Place.PUTUO, Place.LINCHENG, 10, 20),
    _road(Place.PUTUO, Place.DINGHAI, 20, 30),
    _road(Place.LINCHENG, Place.DINGHAI, 10, 20),
    _boat((15, 25), Means.FAST_BOAT),
    _boat((30, 45), Means.REGULAR_BOAT),
)


def _by_end() -> dict[str, tuple[Piece, ...]]:
    ends = dict.fromkeys(end for piece in PIECES for end in (piece.one, piece.other))
    return {end: tuple(piece for piece in PIECES if end in (piece.one, piece.other)) for end in ends}


PIECES_AT = _by_end()
"""The pieces that begin or end at each place or junction."""


NO_THROUGH_ROAD = frozenset({Place.SHP})
"""Nobody is driven to the fast boat of Shanghai: no car goes aboard, so the way by it begins or ends there."""

ENDS_OF_STRETCH = {
    stretch: tuple(
        dict.fromkeys(
            str(end) for piece in PIECES if piece.stretch is stretch for end in (piece.one, piece.other)
        )
    )
    for stretch in Stretch
}
"""Where one comes onto each stretch; nothing for air and rail, which are no part of a drive."""
