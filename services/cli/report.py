"""The report of an import, for people.

What is new, what changed from what to what, what was rejected and why.
"""

from typing import Any

from services.cli.output import say, table, text

SHOWN_ROWS = 20


def summary(report: dict[str, Any]) -> str:
    """One line of figures."""
    written = "written" if report["applied"] else "nothing written"
    return (
        f"{report['what']}: {len(report['new'])} new, {len(report['changed'])} changed, {report['unchanged']} "
        f"unchanged, {len(report['rejected'])} rejected ({written})"
    )


def print_report(report: dict[str, Any]) -> None:
    """The figures, then the first rows of each sort."""
    _print("New", report["new"], ("row", "key", "values"))
    _print(
        "Changed", [_difference(row) for row in report["changed"]], ("row", "key", "field", "before", "after")
    )
    _print("Rejected", report["rejected"], ("row", "field", "code", "message", "value"))
    _print("Worth a look", report["notes"], ("row", "code", "message"))
    say(summary(report))


def _difference(row: dict[str, Any]) -> dict[str, Any]:
    before, after = row["before"], row["after"]
    fields = list(after)
    return {
        "row": row["row"], "key": row["key"], "field": "\n".join(fields),
        "before": "\n".join(text(before.get(field)) for field in fields),
        "after": "\n".join(text(after[field]) for field in fields),
    }  # fmt: skip


def _print(title: str, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    if rows:
        more = f" (the first {SHOWN_ROWS} of {len(rows)})" if len(rows) > SHOWN_ROWS else ""
        table(f"{title}{more}", columns, ([row.get(c) for c in columns] for row in rows[:SHOWN_ROWS]))
