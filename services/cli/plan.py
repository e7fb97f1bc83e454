"""The plans in force: figures, who goes without, what a named person should see."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, say, table, text
from services.cli.things import demand_of, short

plan = typer.Typer(no_args_is_help=True, help="The plans in force, or have them made again.")

_SERVED = ("one_to_one", "meetings", "booths", "others")


@plan.command("matching")
def matching(
    edition: Edition,
    again: Annotated[bool, typer.Option("--again", help="Have the edition matched again")] = False,
    json: Json = False,
) -> None:
    """Show who is served, who is not and why, warnings, and proposals that wait for somebody."""
    with Api() as api:
        if again:
            found = api.post(f"/editions/{edition}/plans/matching/order")
        else:
            found = api.get(f"/editions/{edition}/plans/matching")
        under_way = api.get(f"/editions/{edition}/plans/matching/progress")
    if json:
        as_json(found)
        return
    say(f"Plan {found['number']} of {edition}, made in {found['seconds']:.3f} s{_proof(found)}")
    if under_way["since"] and not under_way["ready_at"]:
        say(
            f"A new plan is being made since {text(under_way['since'])}, after {under_way['changes']} changes."
        )
    columns = ("demand", "first_language", "fallback", "unfilled")
    table("Served", ("of", *columns), ([of, *(found[of][c] for c in columns)] for of in _SERVED))
    table("Nobody serves", ("demand", "rank", "language", "rules"), map(_gap, found["unfilled"]))
    table("To be seen by somebody", ("rule", "severity", "says", "demands", "accepted by"),
          map(_finding, found["findings"]))  # fmt: skip
    table("Proposals (assign accepts, lock declines)", ("demand", "now", "instead", "gain"),
          map(_proposal, found["proposals"]))  # fmt: skip


def _proof(found: dict[str, Any]) -> str:
    if not found["stages"]:
        return "."
    gaps = {stage["name"]: stage["gap"] for stage in found["stages"]}
    open_ones = [f"{name} {gap}" for name, gap in gaps.items() if gap]
    return ", proven the best." if not open_ones else f", not proven: {', '.join(open_ones)}."


def _gap(gap: dict[str, Any]) -> list[Any]:
    return [demand_of(gap["demand_id"]), gap["rank"], gap["language"], gap["rules"]]


def _finding(finding: dict[str, Any]) -> list[Any]:
    demands = [demand_of(demand) for demand in finding["need_ids"]]
    return [finding["rule"], finding["severity"], finding["says"], demands, finding["waived_by"]]


def _proposal(proposal: dict[str, Any]) -> list[Any]:
    return [
        demand_of(proposal["need_id"]), short(proposal["present"]), short(proposal["proposed"]), proposal["gain"]
    ]  # fmt: skip
