"""Signing in: where the token is kept, and to whom it is shown."""

import json
from pathlib import Path

import httpx

from tests.unit.cli.gateway import URL, PlayedGateway, Terminal, problem

ANNA = {"name": "anna", "role": "organiser", "editions": []}
SIGNED_IN = {"token": "cva_1", "expires": "2026-01-01T20:00:00+00:00", "account": ANNA}


def test_the_token_is_kept_for_its_owner_only(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /access/tokens"] = SIGNED_IN
    typed = terminal.type("sign-in", "anna")
    kept = terminal.home / "convoke" / "sign-in.json"
    assert typed.stdout == (f"Signed in as anna (organiser) until 2026-01-01T20:00 UTC; kept in {kept}\n")
    assert (typed.exit_code, oct(kept.stat().st_mode & 0o777)) == (0, "0o600")
    assert json.loads(kept.read_text()) == {"url": URL, "token": "cva_1"}
    assert gateway.bodies("/access/tokens") == [{"name": "anna", "password": "correct horse battery"}]


def test_signing_in_shows_no_earlier_token(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["POST /access/tokens"] = SIGNED_IN
    terminal.type("sign-in", "anna", CONVOKE_TOKEN="stale")
    assert "Authorization" not in gateway.requests[0].headers


def test_a_kept_token_is_shown_to_its_own_gateway_only(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers = {"POST /access/tokens": SIGNED_IN, "GET /access/principal": ANNA}
    terminal.type("sign-in", "anna")
    here = terminal.type("whoami", CONVOKE_TOKEN=None)
    terminal.type("whoami", CONVOKE_TOKEN=None, CONVOKE_URL="http://other.example")
    assert here.stdout == f"anna (organiser, all editions) at {URL}\n"
    shown = [request.headers.get("Authorization") for request in gateway.requests]
    assert shown == [None, "Bearer cva_1", None]


def test_signing_out_voids_and_forgets_the_token(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers = {
        "POST /access/tokens": SIGNED_IN,
        "DELETE /access/tokens/current": httpx.Response(204),
    }
    terminal.type("sign-in", "anna")
    assert terminal.type("sign-out", CONVOKE_TOKEN=None).stdout == "Signed out.\n"
    assert gateway.requests[1].headers["Authorization"] == "Bearer cva_1"
    assert not (terminal.home / "convoke" / "sign-in.json").exists()


def test_the_first_account_needs_the_secret_file(
    gateway: PlayedGateway, terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "bootstrap").write_text("s3cret\n")
    gateway.answers["POST /access/bootstrap"] = [ANNA, problem(409, "accounts_exist", "There are accounts.")]
    first = terminal.type("bootstrap", "anna", "--secret-file", str(tmp_path / "bootstrap"))
    again = terminal.type("bootstrap", "anna", "--secret-file", str(tmp_path / "bootstrap"))
    assert first.stdout == "anna is open as organiser. Now: convoke sign-in anna\n"
    body = {"secret": "s3cret", "name": "anna", "password": "correct horse battery"}
    assert gateway.bodies("/access/bootstrap") == [body, body]
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert again.stderr == (
        "There are accounts. (accounts_exist)\n"
        "Sign in with an account that is there: convoke sign-in NAME\n"
        "correlation id c-1\n"
    )
