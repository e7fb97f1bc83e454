"""Puts an edition together: draws everyone and everything, and lists the tables."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.samples.generate import lodging, matchmaking, meals, programme
from deploy.samples.generate.arrivals import Arrival, arrivals
from deploy.samples.generate.delegations import Delegation, delegations
from deploy.samples.generate.departures import departures
from deploy.samples.generate.description import Description
from deploy.samples.generate.fleet import Vehicle, fleet
from deploy.samples.generate.guests import Guest, guests
from deploy.samples.generate.people import Register
from deploy.samples.generate.people_sheets import delegation_sheet, guest_sheet, interpreter_sheet
from deploy.samples.generate.presence import replies, scans
from deploy.samples.generate.roster import Interpreter, contract_staff, with_conflicts
from deploy.samples.generate.sheets import Sheet
from deploy.samples.generate.transport_sheets import (
    arrival_sheet,
    check_in_sheet,
    departure_sheet,
    update_sheet,
    vehicle_sheet,
)
from deploy.samples.generate.updates import expected, messages


@dataclass(frozen=True)
class Edition:
    """Everyone and everything drawn for one edition; the programme stands in the description."""

    about: Description
    guests: dict[str, Guest]
    delegations: list[Delegation]
    roster: list[Interpreter]
    arrivals: list[Arrival]
    vehicles: list[Vehicle]


def draw(about: Description, register: Register, known: dict[str, Guest], team: list[Interpreter]) -> Edition:
    """Draw an edition; `known` are the guests of one drawn before, `team` the city's own interpreters."""
    invited = guests(about, register, known)
    roster = with_conflicts(about, [*team, *contract_staff(about, register)], invited)
    bases = (about["edition"]["zone"], about["edition"]["second_zone"])
    cars = fleet(register, about.draw("fleet"), *bases)
    return Edition(about, invited, delegations(about, invited), roster, arrivals(about, invited), cars)


def workbooks(edition: Edition, register: Register) -> list[Sheet]:
    """The tables kept as workbooks."""
    about = edition.about
    return [
        delegation_sheet(edition.delegations),
        guest_sheet(edition.guests),
        interpreter_sheet(about, edition.roster),
        programme.rooms(about),
        programme.hosts(about, register),
        programme.host_windows(about),
        programme.sessions(about, edition.guests),
        programme.meetings(about, edition.guests),
        arrival_sheet(edition.arrivals),
        departure_sheet(departures(edition.arrivals)),
        vehicle_sheet(edition.vehicles),
        lodging.hotels(about),
        lodging.room_blocks(about),
        meals.sittings(about),
        meals.needs(edition.guests.values()),
        matchmaking.slots(about),
        matchmaking.participants(about, edition.guests),
        matchmaking.requests(about, edition.guests),
    ]


def plain_tables(edition: Edition) -> list[Sheet]:
    """The tables kept as CSV: what machines write."""
    about = edition.about
    told = messages(about, edition.arrivals)
    answers = Sheet("replies", ["Reference", "Reply", "Received on"], replies(about, edition.guests))
    doors = scans(about, edition.arrivals, expected(edition.arrivals, told))
    return [_edition_sheet(about), answers, update_sheet(told), check_in_sheet(doors)]


def _edition_sheet(about: Description) -> Sheet:
    header = ["Edition", "Conference", "Number", "Name", "Name (zh)", "First day", "Opening day", "Last day"]
    fields = ["reference", "conference", "number", "name", "name_zh", "first_day", "opening_day", "last_day"]
    row = [about["edition"][field] for field in [*fields, "time_zone"]]
    return Sheet("edition", [*header, "Time zone"], [row])
