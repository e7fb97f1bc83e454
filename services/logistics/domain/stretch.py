"""The stretches of the way that weather can close: bridges, sea routes, the air over each airport."""

from enum import StrEnum


class Stretch(StrEnum):
    """A part of the way that is closed or slowed as a whole."""

    ZHOUSHAN_BRIDGE = "ZHOUSHAN_BRIDGE"
    HANGZHOU_BAY_BRIDGE = "HANGZHOU_BAY_BRIDGE"
    ZHUJIAJIAN_BRIDGE = "ZHUJIAJIAN_BRIDGE"
    CAR_FERRY = "CAR_FERRY"
    SEA_SHANGHAI = "SEA_SHANGHAI"
    SEA_PUTUOSHAN = "SEA_PUTUOSHAN"
    HSN_AIR = "HSN_AIR"
    NGB_AIR = "NGB_AIR"
    HGH_AIR = "HGH_AIR"
    PVG_AIR = "PVG_AIR"
    SHA_AIR = "SHA_AIR"
    NGB_RAIL_LINE = "NGB_RAIL_LINE"


class Means(StrEnum):
    """By what one travels, as far as a closure tells them apart; the first four are vehicles of the fleet."""

    SEDAN = "SEDAN"
    SEVEN_SEATER = "SEVEN_SEATER"
    COACH_19 = "COACH_19"
    COACH_45 = "COACH_45"
    FAST_BOAT = "FAST_BOAT"
    REGULAR_BOAT = "REGULAR_BOAT"
    CAR_FERRY = "CAR_FERRY"
    AIRCRAFT = "AIRCRAFT"
    HELICOPTER = "HELICOPTER"
    TRAIN = "TRAIN"


COACHES = frozenset({Means.COACH_19, Means.COACH_45})
VEHICLES = frozenset({Means.SEDAN, Means.SEVEN_SEATER, *COACHES})
BOATS = frozenset({Means.FAST_BOAT, Means.REGULAR_BOAT})
BRIDGES = (Stretch.ZHOUSHAN_BRIDGE, Stretch.HANGZHOU_BAY_BRIDGE, Stretch.ZHUJIAJIAN_BRIDGE)
SEA = (Stretch.CAR_FERRY, Stretch.SEA_SHANGHAI, Stretch.SEA_PUTUOSHAN)
AIR = (Stretch.HSN_AIR, Stretch.NGB_AIR, Stretch.HGH_AIR, Stretch.PVG_AIR, Stretch.SHA_AIR)
PLIED_BY = {
    **dict.fromkeys(BRIDGES, VEHICLES),
    Stretch.CAR_FERRY: frozenset({Means.CAR_FERRY}),
    Stretch.SEA_SHANGHAI: frozenset({Means.FAST_BOAT}),
    Stretch.SEA_PUTUOSHAN: BOATS,
    **dict.fromkeys(AIR, frozenset({Means.AIRCRAFT, Means.HELICOPTER})),
    Stretch.NGB_RAIL_LINE: frozenset({Means.TRAIN}),
}
"""Which means use a stretch; a closure can bar no others."""
