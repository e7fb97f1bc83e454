"""From wind, visibility and typhoon warnings to what is closed: the rules, as data with their sources.

Each reading holds until the next one of the same kind for the same stretch, so that the closures follow from
the readings alone, in whatever order they came in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Self

from services.logistics.domain.closure import Closure, Trigger
from services.logistics.domain.instant import whole_milliseconds
from services.logistics.domain.stretch import (
    AIR,
    BRIDGES,
    COACHES,
    PLIED_BY,
    SEA,
    Means,
    Stretch,
)
from shared.errors import Invalid


class ReadingImpossible(Invalid):
    """Wind has force 0 to 17, visibility 0 to 100,000 metres, a typhoon warning grade 0 (none) to 4 (red)."""

    code = "reading_impossible"


@dataclass(frozen=True)
class Rule:
    """At a measure from `at_least` to below `below` the stretch is closed for `means` (None: for all).

    With `percent` it is slowed instead. Where `holds_on_until` is given, a closure ends only when the measure
    has fallen to that.
    """

    trigger: Trigger
    stretches: tuple[Stretch, ...]
    at_least: int
    below: int
    means: frozenset[Means] | None
    source: str
    percent: int | None = None
    limit_kmh: int | None = None
    holds_on_until: int | None = None


AFTER_REOPENING = 150
"""Percent of the planning time over a bridge limited to 60 km/h, the roads to it being backed up."""

_REOPENED = "news of 26 July 2021: reopened at force 7 with 60 km/h"
RULES = (
    Rule(Trigger.WIND, (Stretch.ZHOUSHAN_BRIDGE,), 10, 99, None, "news of 6 August 2011", holds_on_until=7),
    Rule(Trigger.WIND, (Stretch.ZHOUSHAN_BRIDGE,), 7, 10, COACHES, "rule of the Hangzhou Bay bridge"),
    Rule(Trigger.WIND, (Stretch.HANGZHOU_BAY_BRIDGE,), 9, 99, None, "wind rules of the bridge"),
    Rule(Trigger.WIND, (Stretch.HANGZHOU_BAY_BRIDGE,), 7, 9, COACHES, "wind rules of the bridge"),
    Rule(Trigger.WIND, SEA, 9, 99, None, "notices of Yangshan and Luchaogang"),
    Rule(Trigger.WIND, SEA, 8, 9, frozenset({Means.FAST_BOAT}), "background: small fast boats go first"),
    Rule(Trigger.VISIBILITY, SEA, 0, 500, frozenset({Means.FAST_BOAT}), "fog warning, yellow"),
    Rule(Trigger.VISIBILITY, BRIDGES, 0, 500, None, "fog warning, yellow", AFTER_REOPENING, 60),
    Rule(Trigger.TYPHOON, (*SEA, *AIR), 4, 99, None, "background: red warning"),
)


class Reading(NamedTuple):
    """What was measured at a stretch from this moment on: wind force, metres of visibility, warning grade."""

    at: datetime
    value: int
    source: str


_POSSIBLE = {Trigger.WIND: (0, 17), Trigger.VISIBILITY: (0, 100_000), Trigger.TYPHOON: (0, 4)}


@dataclass
class Weather:
    """All readings of one kind at one stretch, by time."""

    id: str
    edition: str
    stretch: Stretch
    trigger: Trigger
    readings: tuple[Reading, ...] = ()
    version: int = 0

    def read(self, reading: Reading) -> Self:
        """With one more reading; itself when it is known. Of two for one moment the greater value counts."""
        least, most = _POSSIBLE.get(self.trigger, (1, 0))
        if not least <= reading.value <= most:
            raise ReadingImpossible(field="value", value=reading.value)
        reading = reading._replace(at=whole_milliseconds(reading.at))
        known = {one.at: one for one in self.readings}
        before = known.get(reading.at)
        if before is not None and (reading.value, reading.source) <= (before.value, before.source):
            return self
        known[reading.at] = reading
        return replace(self, readings=tuple(known[at] for at in sorted(known)))

    def closures(self) -> list[Closure]:
        """What follows from the readings, one closure a rule and unbroken time, earliest first."""
        return [closure for rule in RULES if self._concerns(rule) for closure in self._by(rule)]

    def _concerns(self, rule: Rule) -> bool:
        return rule.trigger is self.trigger and self.stretch in rule.stretches and bool(self._means(rule))

    def _means(self, rule: Rule) -> frozenset[Means]:
        plying = PLIED_BY[self.stretch]
        return plying if rule.means is None else plying & rule.means

    def _by(self, rule: Rule) -> Iterator[Closure]:
        for began, ended in _times(self.readings, rule):
            yield Closure(
                id=f"{self.id}.{rule.at_least}.{began.at:%Y%m%dT%H%M}",
                edition=self.edition,
                stretch=self.stretch,
                means=tuple(sorted(self._means(rule))),
                starts=began.at,
                ends=ended,
                trigger=self.trigger,
                grade=_in_words(self.trigger, began.value),
                source=f"{began.source}; {rule.source}" if began.source else rule.source,
                announced_at=began.at,
                percent=rule.percent,
                limit_kmh=rule.limit_kmh,
                weather=self.id,
            )
        yield from self._after(rule)

    def _after(self, rule: Rule) -> Iterator[Closure]:
        """A bridge that was closed by wind is slow until the wind has fallen below the reopening force."""
        if rule.holds_on_until is None:
            return
        closed = _times(self.readings, rule)
        for _, reopened in closed:
            calm = next(
                (one.at for one in self.readings
                 if reopened is not None and one.at >= reopened and one.value < rule.holds_on_until),
                None,
            )  # fmt: skip
            if reopened is None or calm == reopened:
                continue
            yield Closure(
                id=f"{self.id}.limit.{reopened:%Y%m%dT%H%M}",
                edition=self.edition,
                stretch=self.stretch,
                means=tuple(sorted(PLIED_BY[self.stretch])),
                starts=reopened,
                ends=calm,
                trigger=self.trigger,
                grade="reopened, 60 km/h",
                source=_REOPENED,
                announced_at=reopened,
                percent=AFTER_REOPENING,
                limit_kmh=60,
                weather=self.id,
            )


def _times(readings: Sequence[Reading], rule: Rule) -> list[tuple[Reading, datetime | None]]:
    """Unbroken times in which the rule holds: the reading it began with, and when it ended."""
    found: list[tuple[Reading, datetime | None]] = []
    began: Reading | None = None
    for reading in readings:
        if began is None and rule.at_least <= reading.value < rule.below:
            began = reading
        elif began is not None and not _goes_on(rule, reading.value):
            found.append((began, reading.at))
            began = None
    return [*found, (began, None)] if began is not None else found


def _goes_on(rule: Rule, value: int) -> bool:
    """Whether a rule that holds goes on holding; a bridge once closed reopens only at the lower force."""
    if rule.holds_on_until is not None:
        return value > rule.holds_on_until
    return rule.at_least <= value < rule.below


def _in_words(trigger: Trigger, value: int) -> str:
    if trigger is Trigger.WIND:
        return f"force {value}"
    if trigger is Trigger.VISIBILITY:
        return f"visibility {value} m"
    return f"typhoon warning, grade {value}"
