"""What a person reads when something does not work, and which exit code a script gets."""

import httpx
import pytest

from tests.unit.cli.gateway import URL, PlayedGateway, Terminal, problem


def test_fields_are_named_and_advice_is_given(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /flow"] = problem(
        401, "token_expired", "The token has expired.", errors={"json": {"name": ["Too short.", "Odd."]}}, data={"n": 3}
    )  # fmt: skip
    typed = terminal.type("flow")
    assert (typed.exit_code, typed.stdout) == (1, "")
    assert typed.stderr == (
        "The token has expired. (token_expired)\n"
        "  json.name: Too short., Odd.\n"
        "  n: 3\n"
        "Sign in again: convoke sign-in NAME\n"
        "correlation id c-1\n"
    )


def test_nobody_there_is_another_exit_code(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /flow"] = httpx.ConnectError("refused")
    typed = terminal.type("flow")
    assert typed.exit_code == 2
    assert typed.stderr == (
        f"Nobody answers at {URL} (refused).\nStart it with `make up`, or say where it is in CONVOKE_URL.\n"
    )


@pytest.mark.parametrize("url", ["convoke.example", "ftp://convoke.example", "http://", "http://a\nb"])
def test_an_address_that_is_none_is_not_asked(gateway: PlayedGateway, terminal: Terminal, url: str) -> None:
    typed = terminal.type("flow", CONVOKE_URL=url)
    assert (typed.exit_code, gateway.asked) == (2, [])
    assert typed.stderr.startswith(f"{url.rstrip('/')!r} is no address of a gateway (")


def test_a_damaged_sign_in_is_not_guessed_at(gateway: PlayedGateway, terminal: Terminal) -> None:
    place = terminal.home / "convoke" / "sign-in.json"
    place.parent.mkdir()
    place.write_text("{")
    typed = terminal.type("flow")
    assert (typed.exit_code, gateway.asked) == (2, [])
    assert "delete it and sign in again" in " ".join(typed.stderr.replace("│", "").split())


def test_what_is_refused_is_never_read_as_markup(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /flow"] = problem(422, "invalid", "No [bold]such[/bold] [thing].")
    assert terminal.type("flow").stderr.splitlines()[0] == "No [bold]such[/bold] [thing]. (invalid)"


def test_a_door_that_stays_closed_is_a_no(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /editions/e/check-ins"] = [{"result": "admitted"}, {"result": "already_inside"}]
    first = terminal.type("check-in", "A017", "--edition", "e", "--door", "East")
    again = terminal.type("check-in", "CVK1.x.y", "--edition", "e", "--door", "East", "--out")
    assert (first.exit_code, first.stdout) == (0, "admitted: A017 at East\n")
    assert (again.exit_code, again.stdout) == (1, "already_inside: CVK1.x.y at East\n")
    sent = gateway.bodies("/editions/e/check-ins")
    assert [{name: value for name, value in body.items() if name != "nonce"} for body in sent] == [
        {"guest_id": "e.g.A017", "door": "East", "direction": "in"},
        {"token": "CVK1.x.y", "door": "East", "direction": "out"},
    ]
    assert sent[0]["nonce"] != sent[1]["nonce"]
