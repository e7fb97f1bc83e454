"""Options that many commands share."""

from typing import Annotated

import typer

EditionOption = Annotated[
    str, typer.Option("--edition", "-e", envvar="CONVOKE_EDITION", help="The edition, e.g. ipec-2019")
]
AnyEditionOption = Annotated[
    str | None, typer.Option("--edition", "-e", envvar="CONVOKE_EDITION", help="Only this edition")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a script")]


def thing_id(edition: str, letter: str, reference: str) -> str:
    """The id of a thing: a full id as it is, a reference of the organisers completed to one."""
    return reference if "." in reference else f"{edition}.{letter}.{reference}"
