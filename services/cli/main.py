"""`convoke`, with its commands."""

import typer

from services.cli import (
    accounts,
    answers,
    bench,
    changes,
    check_in,
    editions,
    flow,
    follow,
    hand,
    logistics,
    matchmaking,
    overview,
    parked,
    plan,
    programme,
    rehearse,
    roster,
    show,
    simulate,
)
from services.cli.house import House

app = typer.Typer(
    cls=House,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Convoke: registration, interpreters, meetings and transport of a world conference.\n\n"
    "Exit codes: 0 done, 1 Convoke said no, 2 it could not be asked.",
)
app.command("bootstrap")(accounts.bootstrap)
app.command("sign-in")(accounts.sign_in)
app.command("sign-out")(accounts.sign_out)
app.command("whoami")(accounts.whoami)
app.add_typer(accounts.account, name="account")
app.add_typer(accounts.device, name="device")
app.command("open-edition")(editions.open_edition)
app.command("editions")(editions.list_editions)
app.command("import")(editions.import_file)
app.command("show")(show.show)
app.command("search")(show.search)
app.command("explain")(show.explain)
app.command("absent")(roster.absent)
app.command("recall")(roster.recall)
app.command("find-interpreter")(roster.find_interpreter)
app.command("why")(show.explain)
app.command("why-not")(answers.why_not)
app.command("step-in")(answers.step_in)
app.command("replace")(answers.replace)
app.command("ways-out")(answers.ways_out)
app.command("single-points")(answers.single_points)
app.command("merit")(answers.merit)
app.add_typer(plan.plan, name="plan")
app.add_typer(matchmaking.matchmaking, name="matchmaking")
for act in (
    hand.lock,
    hand.assign,
    hand.swap,
    hand.forbid,
    hand.confirm,
    hand.undo,
    hand.hand,
    hand.waive,
    hand.offer,
):
    app.command(act.__name__)(act)
app.command("explain-meeting")(programme.explain_meeting)
app.command("alternatives")(programme.alternatives)
app.command("waive-meeting")(programme.waive_meeting)
app.command("overview")(overview.overview)
app.command("check-in")(check_in.check_in)
app.command("follow")(follow.follow)
app.command("changes")(changes.changes)
app.add_typer(parked.parked, name="parked")
app.command("flow")(flow.flow)
app.add_typer(bench.bench, name="bench")
app.add_typer(logistics.close, name="close")
app.command("reopen")(logistics.reopen)
app.command("weather")(logistics.weather)
app.command("runsheet")(logistics.runsheet)
app.command("cancel")(logistics.cancel)
app.add_typer(simulate.simulate, name="simulate")
app.command("rehearse")(rehearse.rehearse)


if __name__ == "__main__":
    app()
