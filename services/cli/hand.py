"""The manual hand: lock, assign, swap, forbid, confirm, undo; waivers and offers."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, say, table
from services.cli.things import demand_of, short, shorts, whole_demand, whole_id

Demand = Annotated[str, typer.Argument(help="A guest's reference, or the id of a demand")]
Person = Annotated[str, typer.Argument(help="An interpreter's reference, e.g. I014")]
Why = Annotated[str, typer.Option("--why", help="The reason, for whoever looks later")]


def lock(demand: Demand, edition: Edition, why: Why = "", json: Json = False) -> None:
    """Keep whoever serves a demand where he or she is."""
    _act(edition, demand, "lock", {"reason": why}, json)


def assign(demand: Demand, interpreter: Person, edition: Edition, why: Why = "", json: Json = False) -> None:
    """Have this interpreter serve a demand; says which rules that breaks."""
    _act(edition, demand, "assign", _pair(edition, interpreter, why), json)


def forbid(demand: Demand, interpreter: Person, edition: Edition, why: Why = "", json: Json = False) -> None:
    """Keep this interpreter away from a demand."""
    _act(edition, demand, "forbid", _pair(edition, interpreter, why), json)


def confirm(demand: Demand, edition: Edition, why: Why = "", json: Json = False) -> None:
    """Whoever serves was named to the guest's side: from now on only a person moves the pair."""
    _act(edition, demand, "confirm", {"reason": why}, json)


def undo(
    demand: Demand,
    act: Annotated[str, typer.Argument(help="The id of the act, from `convoke hand`")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Take an act by hand back."""
    _act(edition, demand, f"acts/{act}/undo", {}, json)


def swap(demand: Demand, other: Demand, edition: Edition, why: Why = "", json: Json = False) -> None:
    """Let the interpreters of two demands change places."""
    with Api() as api:
        body = {"other_demand_id": whole_demand(edition, other), "reason": why}
        acted = api.post(f"{_path(edition, demand)}/swap", body)["items"]
    if json:
        as_json(acted)
        return
    for side in acted:
        _tell(side)


def hand(demand: Demand, edition: Edition, json: Json = False) -> None:
    """Show everything done by hand on a demand."""
    with Api() as api:
        found = api.get(f"{_path(edition, demand)}/hand")
    if json:
        as_json(found)
        return
    say(f"Held: {short(found['held']) or 'nobody'}. Forbidden: {shorts(found['forbidden']) or 'nobody'}.")
    columns = ("id", "kind", "interpreter_id", "by", "reason", "at", "stands")
    table("Acts", columns, ([_cell(act, column) for column in columns] for act in found["acts"]))
    _tell_breaches(found["breaks"])


def waive(
    demand: Demand,
    rule: Annotated[str, typer.Argument(help="The rule that may be broken, e.g. level_floor")],
    edition: Edition,
    by: Annotated[str, typer.Option(help="The named person who allows it")],
    why: Annotated[str, typer.Option("--why", help="The reason")],
    until: Annotated[str, typer.Option(help="Until when, e.g. 2019-10-20T00:00:00+08:00")],
    interpreter: Annotated[str | None, typer.Option(help="For this interpreter only, e.g. I014")] = None,
    json: Json = False,
) -> None:
    """Write down that a named person lets a rule be broken for a demand."""
    body = {
        "demand_id": whole_demand(edition, demand), "rule": rule, "granted_by": by, "reason": why, "until": until,
        "interpreter_id": whole_id(edition, "i", interpreter) if interpreter else None,
    }  # fmt: skip
    with Api() as api:
        waiver = api.post(f"/editions/{edition}/interpreter-waivers", body)
    if json:
        as_json(waiver)
        return
    say(f"{by} lets {rule} be broken for {demand} until {until}. Waiver {waiver['id']}.")


def offer(
    demand: Demand,
    edition: Edition,
    minutes: Annotated[int, typer.Option(help="How long each wave may think")] = 120,
    tier: Annotated[list[str] | None, typer.Option(help="Which tiers, in this order; usually all")] = None,
    json: Json = False,
) -> None:
    """Ask wave by wave who takes a demand, and show the links to send."""
    body: dict[str, Any] = {"minutes": minutes} | ({"tiers": tier} if tier else {})
    with Api() as api:
        opened = api.post(f"{_path(edition, demand)}/offers", body)
        links = api.get(f"/editions/{edition}/offers/{opened['id']}/links")["items"]
    if json:
        as_json({"offer": opened, "links": links})
        return
    waves = "; ".join(f"{wave['tier']} {shorts(wave['interpreter_ids'])}" for wave in opened["waves"])
    say(f"Offer {opened['id']}: {waves}.")
    rows = (
        [link["interpreter"]["name"], link["interpreter"]["email"], api.url + link["path"]] for link in links
    )
    table(f"Answers count until {opened['deadline']}", ("asked", "email", "link"), rows)


def _path(edition: str, demand: str) -> str:
    return f"/editions/{edition}/demands/{whole_demand(edition, demand)}"


def _pair(edition: str, interpreter: str, why: str) -> dict[str, Any]:
    return {"interpreter_id": whole_id(edition, "i", interpreter), "reason": why}


def _act(edition: str, demand: str, act: str, body: dict[str, Any], json: bool) -> None:
    with Api() as api:
        acted = api.post(f"{_path(edition, demand)}/{act}", body)
    if json:
        as_json(acted)
        return
    _tell(acted)


def _tell(acted: dict[str, Any]) -> None:
    act = acted["act"]
    done = act["kind"] if act["stands"] else f"{act['kind']} undone"
    held = f"held: {short(acted['held'])}" if acted["held"] else "nobody is held"
    say(f"{demand_of(acted['demand_id'])}: {done}, {short(act['interpreter_id'])}; {held} (act {act['id']}).")
    _tell_breaches(acted["breaks"])
    if not acted["in_force"]:
        say("The plan goes on without it until these rules are waived (convoke waive) or the act is undone.")


def _tell_breaches(breaches: list[dict[str, Any]]) -> None:
    if breaches:
        columns = ("rule", "says", "waived_by", "waiver_id")
        table("Breaks", columns, ([breach[column] for column in columns] for breach in breaches))


def _cell(act: dict[str, Any], column: str) -> Any:
    return short(act[column]) if column == "interpreter_id" else act[column]
