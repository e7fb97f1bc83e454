"""How many guests a roster can serve, counted without the engine: augmenting paths over plain rows."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LEVELS = ("N", "C3", "C2", "C2S", "C1")
FLOOR = {"V1": "C2", "V2": "C2", "V3": "C3"}

Row = dict[str, Any]
May = Callable[[Row, Row], bool]


@dataclass(frozen=True)
class Count:
    """Guests of rank V1 to V3, and how they are served at best."""

    demand: int
    first_language: int
    fallback: int
    unfilled: int


def best(guests: list[Row], roster: list[Row], *, floor: bool) -> Count:
    """Most demands filled, and among those plans the one with the fewest fallbacks.

    Every set of guests who might fall back is tried, smallest first, so the answer needs no proof.
    """
    wanting = [guest for guest in guests if guest["Rank"] in FLOOR]
    allowed = [(guest, [one for one in roster if _allowed(guest, one, floor=floor)]) for guest in wanting]
    flexible = [guest["Reference"] for guest in wanting if guest["Fallback accepted by"]]
    served = most(allowed, lambda guest, one: one["Languages"] in (guest["Language"], _accepted(guest)))
    for size in range(len(flexible) + 1):
        for falling_back in itertools.combinations(flexible, size):
            if most(allowed, _speaks_unless(falling_back)) == served:
                return Count(len(wanting), served - size, size, len(wanting) - served)
    raise AssertionError("a guest who falls back is not among those who accepted to")


def _accepted(guest: Row) -> Any:
    """The fallback a named person accepted; None where nobody did."""
    return guest["Fallback language"] if guest["Fallback accepted by"] else None


def _speaks_unless(falling_back: tuple[str, ...]) -> May:
    """Those named get their fallback, everyone else the first language."""

    def may(guest: Row, one: Row) -> bool:
        language = _accepted(guest) if guest["Reference"] in falling_back else guest["Language"]
        return bool(one["Languages"] == language)

    return may


def most(allowed: list[tuple[Row, list[Row]]], may: May) -> int:
    """The size of a largest pairing: each guest in turn is seated, moving earlier ones where that helps."""
    may_serve = {
        guest["Reference"]: [one["Reference"] for one in roster if may(guest, one)]
        for guest, roster in allowed
    }
    serving: dict[str, str] = {}

    def seat(guest: str, tried: set[str]) -> bool:
        for who in may_serve[guest]:
            if who not in tried:
                tried.add(who)
                if who not in serving or seat(serving[who], tried):
                    serving[who] = guest
                    return True
        return False

    return sum(seat(guest, set()) for guest in may_serve)


def _allowed(guest: Row, one: Row, *, floor: bool) -> bool:
    """Every rule but the language; the gender asked for is only a wish."""
    high_enough = not floor or LEVELS.index(one["Level"]) >= LEVELS.index(FLOOR[guest["Rank"]])
    refused = one["Reference"] in [name.strip() for name in (guest["Refuses"] or "").split(";")]
    conflict = guest["Organisation"] in [name.strip() for name in (one["Conflicts"] or "").split(";")]
    released = one["Consent"] == "given" and one["Pledge signed on"] is not None
    return high_enough and one["Booth"] == "no" and released and not refused and not conflict
