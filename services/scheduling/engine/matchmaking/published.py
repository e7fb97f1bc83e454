"""Instances of the published business matchmaking benchmark (Bofill et al., JAIR 74, 2022): MiniZinc data files.

Everything counts from 1 there. `requested` lists for each meeting both participants and the session (1 morning,
2 afternoon, 3 either); `forbidden` the slots of each participant, `fixed` the slot of each meeting (0: free);
`precedences` for each meeting those that must be in earlier slots. `fairness`, which no published file has, states the
spread where it is not the usual one.
"""

import re
from collections.abc import Sequence
from itertools import chain

from services.scheduling.engine.matchmaking.instance import SPREAD, Instance, Pair, Tables
from shared.errors import Invalid

MORNING, AFTERNOON, EITHER = 1, 2, 3


class MalformedInstance(Invalid):
    """The file is not a business matchmaking instance."""

    code = "malformed_instance"


def read(text: str) -> Instance:
    """The instance in the text of a .dzn file. Raises `MalformedInstance` with a `reason`."""
    file = _File(re.sub(r"%[^\n]*", "", text))
    participants, slots = file.number("nBusiness", least=0), file.number("nTotalSlots", least=0)
    meetings, morning = file.number("nMeetings", least=0), file.number("nMorningSlots", least=0)
    requested = file.rows("requested", meetings)
    forbidden = file.sets("forbidden", participants, most=slots)
    fixed = file.numbers("fixed", meetings, most=slots)
    pairs = tuple(
        _pair(row, participants, forbidden, fixed[number], range(slots), morning)
        for number, row in enumerate(requested)
    )
    before = file.sets("precedences", meetings, most=meetings) if file.has("precedences") else []
    order = tuple(
        (earlier - 1, later) for later, earliers in enumerate(before) for earlier in sorted(earliers)
    )
    tables = Tables(tuple(range(meetings)), (file.number("nTables", least=0),) * slots)
    spread = file.number("fairness", least=0) if file.has("fairness") else SPREAD
    instance = Instance(participants, slots, pairs, (tables,), order, spread)
    file.compare("nMeetingsBusiness", [len(mine) for mine in instance.pairs_of])
    return instance


def _pair(
    row: Sequence[int],
    participants: int,
    forbidden: Sequence[set[int]],
    fixed: int,
    slots: range,
    morning: int,
) -> Pair:
    first, second, session = row
    if not (1 <= first <= participants and 1 <= second <= participants and first != second):
        raise MalformedInstance(reason=f"requested: {first} and {second} are not two of {participants}")
    sessions = {MORNING: slots[:morning], AFTERNOON: slots[morning:], EITHER: slots}
    if session not in sessions:
        raise MalformedInstance(reason=f"requested: there is no session {session}")
    shut = forbidden[first - 1] | forbidden[second - 1]
    mine = {slot for slot in sessions[session] if slot + 1 not in shut}
    return Pair(first - 1, second - 1, frozenset(mine & {fixed - 1} if fixed else mine))


class _File:
    """The assignments of a data file."""

    def __init__(self, text: str) -> None:
        found = re.findall(r"(\w+)\s*=\s*([^;]*);", text)
        self.values: dict[str, str] = {name: value.strip() for name, value in found}

    def has(self, name: str) -> bool:
        return name in self.values

    def number(self, name: str, least: int) -> int:
        text = self._text(name)
        if not re.fullmatch(r"-?\d+", text) or int(text) < least:
            raise MalformedInstance(reason=f"{name}: {text[:40]!r} is not a number from {least} on")
        return int(text)

    def numbers(self, name: str, length: int, most: int) -> list[int]:
        text = self._inside(name, "[", "]")
        if not re.fullmatch(r"[\d\s,]*", text):
            raise MalformedInstance(reason=f"{name}: holds more than numbers")
        return self._checked(name, [int(number) for number in re.findall(r"\d+", text)], length, most)

    def sets(self, name: str, length: int, most: int) -> list[set[int]]:
        """One set a thing; 0 in a set means nothing."""
        text = self._inside(name, "[", "]")
        if not re.fullmatch(r"(\s*\{[\d\s,]*\}\s*,?)*\s*", text):
            raise MalformedInstance(reason=f"{name}: holds more than sets of numbers")
        sets = [set(map(int, re.findall(r"\d+", one))) for one in re.findall(r"\{([^}]*)\}", text)]
        self._checked(name, list(chain.from_iterable(sets)), None, most)
        self._length(name, sets, length)
        return [one - {0} for one in sets]

    def rows(self, name: str, length: int) -> list[list[int]]:
        """The rows of three numbers."""
        text = self._inside(name, "[|", "|]")
        rows = [[int(n) for n in re.findall(r"-?\d+", row)] for row in text.split("|") if row.strip()]
        if any(len(row) != 3 for row in rows):
            raise MalformedInstance(reason=f"{name}: every row has three numbers")
        self._length(name, rows, length)
        return rows

    def compare(self, name: str, counted: list[int]) -> None:
        """Refuse a file whose own count of each participant's meetings is another."""
        if self.has(name) and self.numbers(name, len(counted), most=10**6) != counted:
            raise MalformedInstance(reason=f"{name}: other numbers of meetings than requested")

    def _checked(self, name: str, numbers: list[int], length: int | None, most: int) -> list[int]:
        if length is not None:
            self._length(name, numbers, length)
        if any(number > most for number in numbers):
            raise MalformedInstance(reason=f"{name}: {max(numbers)} is more than {most}")
        return numbers

    def _length(self, name: str, things: Sequence[object], length: int) -> None:
        if len(things) != length:
            raise MalformedInstance(reason=f"{name}: {len(things)} entries, not {length}")

    def _inside(self, name: str, opening: str, closing: str) -> str:
        text = self._text(name)
        if not (text.startswith(opening) and text.endswith(closing)):
            raise MalformedInstance(reason=f"{name}: not enclosed in {opening} {closing}")
        return text[len(opening) : -len(closing)]

    def _text(self, name: str) -> str:
        if not self.has(name):
            raise MalformedInstance(reason=f"{name} is missing")
        return self.values[name]
