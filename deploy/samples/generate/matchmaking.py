"""The tables of business matchmaking: slots with tables, participants, and who asks whom with which answer."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.sheets import Cell, Sheet

MOST = 6
"""So many meetings a participant takes at most."""

Pair = tuple[int, int]


def slots(about: Description) -> Sheet:
    """The slots one after the other, all with the same tables."""
    plan = about["matchmaking"]
    first, length = about.at(plan["starts"]), timedelta(minutes=plan["minutes"])
    rows: list[list[Cell]] = [
        [f"T{n + 1}", first + n * length, first + (n + 1) * length, plan["seats"], plan["tables"]]
        for n in range(plan["slots"])
    ]
    return Sheet("business-slots", ["Slot", "Starts", "Ends", "Seats", "Tables"], rows)


def participants(about: Description, guests: dict[str, Guest]) -> Sheet:
    """Guests of the two lowest ranks who come; every seventh brings a colleague, a few are away in one slot."""
    header = ["Reference", "Name", "Guest", "People", "Most meetings", "Away in slots"]
    last = f"T{about['matchmaking']['slots']}"
    rows: list[list[Cell]] = [
        [reference, guest.organisation, guest.reference, 2 if number % 7 == 6 else 1, MOST,
         last if number % 20 == 19 else ""]
        for number, (reference, guest) in enumerate(_invited(about, guests))
    ]  # fmt: skip
    return Sheet("business-participants", header, rows)


def requests(about: Description, guests: dict[str, Guest]) -> Sheet:
    """The accepted requests first drawn, then those declined or never answered; numbered as they came in."""
    plan, draw = about["matchmaking"], about.draw("matchmaking")
    invited = [reference for reference, _ in _invited(about, guests)]
    accepted = _pairs(draw, len(invited), plan["mutual"], set(), MOST)
    others = _pairs(draw, len(invited), plan["requests"] - plan["mutual"], set(accepted), plan["requests"])
    answered = [(pair, "ACCEPTED") for pair in accepted]
    answered += [(pair, "OPEN" if number % 3 == 2 else "DECLINED") for number, pair in enumerate(others)]
    draw.shuffle(answered)
    answer_by = about.at(plan["answer_by"])
    rows = [
        _row(number, [invited[one] for one in draw.sample(pair, 2)], answer, answer_by)
        for number, (pair, answer) in enumerate(answered, 1)
    ]
    return Sheet("business-requests", ["Reference", "Asks", "Asked", "Answer", "Answer by", "Wish"], rows)


def _row(number: int, pair: list[str], answer: str, answer_by: datetime) -> list[Cell]:
    return [f"B{number:03d}", *pair, answer, answer_by, "MORNING" if number % 9 == 0 else "EITHER"]


def _invited(about: Description, guests: dict[str, Guest]) -> list[tuple[str, Guest]]:
    """Who takes part, with the references of the matchmaking."""
    coming = [guest for guest in guests.values() if guest.fate == "received" and guest.rank in ("V4", "V5")]
    chosen = coming[: about["matchmaking"]["participants"]]
    return [(f"P{number:02d}", guest) for number, guest in enumerate(chosen, 1)]


def _pairs(draw: random.Random, people: int, number: int, taken: set[Pair], most: int) -> list[Pair]:
    """So many different pairs, none of them taken, nobody in more than `most`."""
    drawn: list[Pair] = []
    busy: Counter[int] = Counter()
    while len(drawn) < number:
        one, other = sorted(draw.sample(range(people), 2))
        if (one, other) not in taken and max(busy[one], busy[other]) < most:
            taken.add((one, other))
            drawn.append((one, other))
            busy.update((one, other))
    return drawn
