"""The plan of meetings: what it holds, what is wrong with it, telling people, and where else a meeting could be."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, say, table
from services.cli.plan import plan
from services.cli.things import short, shorts, whole_id

Meeting = Annotated[str, typer.Argument(help="A meeting's reference, e.g. M03, or its id")]


@plan.command("scheduling")
def scheduling(
    edition: Edition,
    again: Annotated[bool, typer.Option("--again", help="Have it planned again first")] = False,
    release: Annotated[bool, typer.Option("--release", help="Tell people the draft as it stands")] = False,
    note: Annotated[str, typer.Option(help="What to write above the changelog of a release")] = "",
    json: Json = False,
) -> None:
    """Show the plan of meetings in force and what is wrong with it; have it planned again, or release it."""
    base = f"/editions/{edition}/plans/scheduling"
    with Api() as api:
        if again:
            api.post(f"{base}/order", {})
        told = api.post(f"{base}/releases", {"note": note}) if release else None
        in_force, wrong = api.get(base), api.get(f"{base}/conflicts")["items"]
    if json:
        as_json({"plan": in_force, "conflicts": wrong, "release": told})
        return
    _print_plan(in_force, wrong)
    if told is not None:
        say(
            f"Released as version {told['number']}; {len(told['changelog'])} appointments are new to somebody."
        )


def _print_plan(in_force: dict[str, Any], wrong: list[dict[str, Any]]) -> None:
    say(
        f"Plan {in_force['number']}: {in_force['placed']} of {in_force['wanted']} placed, "
        f"{in_force['delegated']} delegated, {in_force['unplaceable']} without a place "
        f"({in_force['method']}, {in_force['seconds']} s)"
    )
    levels = ([lv["name"], lv["value"], lv["bound"], lv["value"] == lv["bound"]] for lv in in_force["levels"])
    table("How good it is", ("level", "value", "bound", "proven"), levels)
    rows = ([c["grade"], c["code"], shorts(c["about"]), c["says"]] for c in wrong)
    table(f"{len(wrong)} conflicts", ("grade", "code", "about", "says"), rows)


def alternatives(
    meeting: Meeting,
    edition: Edition,
    count: Annotated[int, typer.Option(min=1, max=10, help="How many")] = 3,
    json: Json = False,
) -> None:
    """List the best other places for a meeting, what must be waived for each, and whom it would move."""
    path = f"/editions/{edition}/meetings/{whole_id(edition, 'm', meeting)}/alternatives"
    with Api() as api:
        found = api.get(path, count=count)["items"]
    if json:
        as_json(found)
        return
    columns = ("kind", "host", "room", "starts", "ends", "to_be_waived", "moves")
    table(f"{len(found)} other places", columns, (_alternative(each) for each in found))


def _alternative(other: dict[str, Any]) -> list[Any]:
    place = other["placement"]
    waive = "; ".join(f"{rule['rule']} ({rule['waived_by']})" for rule in other["waive"])
    moves = "; ".join(
        f"{short(c['meeting_id'])} to {c['placement']['starts']}" if c["placement"] else
        f"{short(c['meeting_id'])} loses its place"
        for c in other["consequences"]
    )  # fmt: skip
    return [
        other["kind"], short(place["host_id"]), short(place["room_id"]), place["starts"], place["ends"], waive, moves,
    ]  # fmt: skip


def waive_meeting(
    meeting: Meeting,
    rule: Annotated[str, typer.Argument(help="The rule's code, e.g. delegation_not_allowed")],
    edition: Edition,
    reason: Annotated[str, typer.Option(help="Why it may rest")] = "",
    json: Json = False,
) -> None:
    """Let a rule rest for one meeting, in your name; the planner looks again."""
    path = f"/editions/{edition}/meetings/{whole_id(edition, 'm', meeting)}/waivers"
    with Api() as api:
        answer = api.post(path, {"rule": rule, "reason": reason})
    if json:
        as_json(answer)
        return
    resting = next(waiver for waiver in answer["waivers"] if waiver["rule"] == rule)
    say(f"For {answer['reference']}, {resting['rule']} rests in the name of {resting['by']}.")


def explain_meeting(meeting: Meeting, edition: Edition, json: Json = False) -> None:
    """Say why a meeting is where it is, or has no place and what would make one possible."""
    path = f"/editions/{edition}/meetings/{whole_id(edition, 'm', meeting)}/explanation"
    with Api() as api:
        answer = api.get(path)
    if json:
        as_json(answer)
        return
    say(f"{answer['summary']} {answer['possible']}".strip())
    broken = [v for v in answer["verdicts"] if not v["kept"]]
    rows = ([v["rule"], v["says"], v["waived_by"], shorts(v["because_of"])] for v in broken)
    if broken:
        table("Rules its place breaks", ("rule", "says", "waived_by", "because_of"), rows)
    table(
        "Sooner",
        ("starts", "ends", "in_the_way"),
        ([s["starts"], s["ends"], s["rules"]] for s in answer["sooner"]),
    )
