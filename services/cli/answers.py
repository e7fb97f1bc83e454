"""Why not that one, who could step in, what hangs on one person, and how the work is spread."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.hand import Demand, Person
from services.cli.output import Json, as_json, say, table
from services.cli.things import demand_of, short, whole_demand, whole_id

Few = Annotated[int, typer.Option(min=1, max=10, help="How many are wanted")]


def why_not(demand: Demand, interpreter: Person, edition: Edition, json: Json = False) -> None:
    """Say which rules this interpreter would break here, or what the pair would cost the rest of the plan."""
    with Api() as api:
        path = f"{_demand(edition, demand)}/why-not/{whole_id(edition, 'i', interpreter)}"
        answer = api.get(path)
    if json:
        as_json(answer)
        return
    say(answer["says"])
    for rule, who in zip(answer["breaks"], answer["waived_by"], strict=True):
        say(f"  {rule}: {f'{who} may waive it' if who else 'nobody may waive it'}")
    _tell_moves(answer["moves"])


def step_in(demand: Demand, edition: Edition, limit: Few = 5, json: Json = False) -> None:
    """Show who could step in at a demand, best first, with what each would change elsewhere."""
    with Api() as api:
        found = api.get(f"{_demand(edition, demand)}/step-ins", limit=limit)["items"]
    if json:
        as_json(found)
        return
    _tell_candidates(f"{len(found)} could step in at {demand}", found)


def replace(interpreter: Person, edition: Edition, limit: Few = 3, json: Json = False) -> None:
    """Show for everything an interpreter serves who could take it over."""
    with Api() as api:
        path = f"/editions/{edition}/interpreters/{whole_id(edition, 'i', interpreter)}/replacements"
        found = api.get(path, limit=limit)["items"]
    if json:
        as_json(found)
        return
    if not found:
        say(f"{interpreter} serves nothing.")
    for each in found:
        _tell_candidates(demand_of(each["demand_id"]), each["candidates"])


def ways_out(demand: Demand, edition: Edition, json: Json = False) -> None:
    """Show what can be done where nobody of the language is free; a named person decides."""
    with Api() as api:
        found = api.get(f"{_demand(edition, demand)}/ways-out")["items"]
    if json:
        as_json(found)
        return
    rows = ([w["how"], w["language"], w["minutes"], w["asks"], w["says"]] for w in found)
    table(f"{len(found)} ways out", ("how", "language", "minutes", "asks", "says"), rows)


def single_points(edition: Edition, json: Json = False) -> None:
    """Show what hangs on one person, and how many of each language are to spare."""
    with Api() as api:
        found = api.get(f"/editions/{edition}/plans/matching/single-points")
    if json:
        as_json(found)
        return
    people = ([short(p["interpreter_id"]), p["name"], _demands(p["demand_ids"])] for p in found["people"])
    table("Nobody else could serve", ("interpreter", "name", "demands"), people)
    columns = ("language", "people", "demand", "spare", "at_floor")
    table("To spare", columns, ([spare[column] for column in columns] for spare in found["languages"]))


def merit(edition: Edition, json: Json = False) -> None:
    """Show the list of merit, the load of everybody, and who gained which practice."""
    with Api() as api:
        found = api.get(f"/editions/{edition}/plans/matching/balance")
    if json:
        as_json(found)
        return
    load = found["workload"]
    say(f"Gini of the hours {load['gini']}, most against least {load['ratio']}.")
    gained = {growth["interpreter_id"]: growth["gained"] for growth in found["growth"]}
    rows = (
        [m["place"], short(m["interpreter_id"]), found["names"].get(m["interpreter_id"]), m["points"],
         m["engagements"], round(m["minutes"] / 60, 1), gained.get(m["interpreter_id"], [])]
        for m in found["merit"]
    )  # fmt: skip
    columns = ("place", "interpreter", "name", "points", "engagements", "hours", "new practice")
    table(f"{len(found['merit'])} interpreters", columns, rows)


def _demand(edition: str, demand: str) -> str:
    return f"/editions/{edition}/demands/{whole_demand(edition, demand)}"


def _demands(ids: list[str]) -> list[str]:
    return [demand_of(demand_id) for demand_id in ids]


def _tell_candidates(title: str, found: list[dict[str, Any]]) -> None:
    rows = (
        [
            short(c["interpreter_id"]),
            c["name"],
            c["serves_in"],
            c["asks"],
            _demands(c["left_without"]),
            c["says"],
        ]
        for c in found
    )
    table(title, ("interpreter", "name", "serves in", "asks", "left without", "says"), rows)


def _tell_moves(moves: list[dict[str, Any]]) -> None:
    if moves:
        rows = ([demand_of(m["demand_id"]), short(m["before"]), short(m["after"])] for m in moves)
        table("Would change", ("demand", "now", "then"), rows)
