"""Business matchmaking from the desk: have a run made, look at it, compare two, bring one back, confirm."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import Json, as_json, say, table
from services.cli.plan import plan
from services.cli.things import short, shorts, whole_id

matchmaking = typer.Typer(
    no_args_is_help=True, help="Business matchmaking: compare runs, bring one back, confirm."
)
Request = Annotated[str, typer.Argument(help="A request's reference, e.g. B017")]


class Keep(StrEnum):
    """What a new run leaves where it is."""

    CONFIRMED = "confirmed"
    ALL = "all"


class Answer(StrEnum):
    """The other side's answer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@plan.command("matchmaking")
def plan_matchmaking(
    edition: Edition,
    again: Annotated[bool, typer.Option("--again", help="Have a run made first")] = False,
    keep: Annotated[
        Keep, typer.Option(help="What stays: confirmed meetings, or all (fill gaps)")
    ] = Keep.CONFIRMED,
    run: Annotated[int | None, typer.Option(help="An earlier run by number")] = None,
    json: Json = False,
) -> None:
    """Show who meets whom at which table, and which mutual requests have no place and why."""
    with Api() as api:
        if again:
            api.post(f"/editions/{edition}/plans/matchmaking/order", {"keep": keep.name})
        found = api.get(f"/editions/{edition}/plans/matchmaking", **({"number": run} if run else {}))
    as_json(found) if json else _print_run(edition, found)


@matchmaking.command("compare")
def compare(
    before: Annotated[int, typer.Argument(min=0, help="Number of a run; 0 is the empty hall")],
    after: Annotated[int, typer.Argument(min=1, help="Number of another")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Say what one run does differently from another."""
    with Api() as api:
        found = api.get(f"/editions/{edition}/plans/matchmaking/differences", before=before, after=after)
    if json:
        as_json(found)
        return
    rows = [[what, len(found[what]), shorts(found[what])] for what in ("added", "moved", "removed")]
    table(f"Run {after} against {before}", ("what", "meetings", "requests"), rows)
    say(f"{found['unchanged']} unchanged; idle runs {found['idle_runs']:+d}.")


@matchmaking.command("roll-back")
def roll_back(
    number: Annotated[int, typer.Argument(min=1, help="The run to bring back")],
    edition: Edition,
    json: Json = False,
) -> None:
    """Put an earlier run in force again, as a run of its own."""
    with Api() as api:
        found = api.post(f"/editions/{edition}/plans/matchmaking/{number}/roll-back")
    as_json(found) if json else _print_run(edition, found)


@matchmaking.command("answer")
def answer(request: Request, said: Answer, edition: Edition, json: Json = False) -> None:
    """Record what the other side says to a request."""
    path = f"/editions/{edition}/business-requests/{whole_id(edition, 'br', request)}/answer"
    with Api() as api:
        found = api.post(path, {"answer": said.name})
    as_json(found) if json else say(f"{found['reference']}: {found['answer'].lower()}")


@matchmaking.command("confirm")
def confirm(request: Request, edition: Edition, json: Json = False) -> None:
    """Leave a meeting where it is in every later run."""
    path = f"/editions/{edition}/business-requests/{whole_id(edition, 'br', request)}/confirm"
    with Api() as api:
        found = api.post(path)
    as_json(found) if json else say(f"{found['reference']}: confirmed")


def _print_run(edition: str, found: dict[str, Any]) -> None:
    of = f", run {found['again']} again" if found["again"] else ""
    proof = "proven the fewest" if found["idle_runs"] == found["bound"] else f"at least {found['bound']}"
    say(
        f"Run {found['number']} of {edition}{of}: {len(found['meetings'])} of {found['wanted']} placed, "
        f"{found['idle_runs']} idle runs ({proof}), {found['most_idle_runs']} at most for one."
    )
    columns = ("request", "participants", "slot", "starts", "table")
    table("Business meetings", columns, map(_meeting, found["meetings"]))
    rows = ([short(one["request_id"]), one["rule"]] for one in found["unplaced"])
    table("Without a place", ("request", "rule"), rows)


def _meeting(meeting: dict[str, Any]) -> list[Any]:
    both = shorts(meeting["participant_ids"])
    return [
        short(meeting["request_id"]),
        both,
        short(meeting["slot_id"]),
        meeting["starts"],
        meeting["table"],
    ]
