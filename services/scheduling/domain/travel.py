"""Planned driving times between the zones of the city, for people who go from one room to another."""

from datetime import timedelta

ZONES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")

# Minutes, planning values. The airport lies on Zhujiajian, so its row of the transfer matrix
# (getting there 2.2: 30, 40, 50) bounds the drives from there; the others are its differences,
# never under 20 minutes.
_MINUTES = {
    ("ZHUJIAJIAN", "PUTUO"): 30,
    ("ZHUJIAJIAN", "LINCHENG"): 40,
    ("ZHUJIAJIAN", "DINGHAI"): 50,
    ("PUTUO", "LINCHENG"): 20,
    ("PUTUO", "DINGHAI"): 30,
    ("LINCHENG", "DINGHAI"): 20,
}
LONGEST = timedelta(minutes=max(_MINUTES.values()))


def drive(origin: str, destination: str) -> timedelta:
    """Planned time from zone to zone; none within one. An unknown zone counts as the farthest, never as near."""
    if origin == destination:
        return timedelta(0)
    minutes = _MINUTES.get((origin, destination)) or _MINUTES.get((destination, origin))
    return LONGEST if minutes is None else timedelta(minutes=minutes)
