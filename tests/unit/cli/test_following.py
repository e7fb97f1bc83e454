"""The live stream: whole messages, joined again after a break, the token carried to where the stream is."""

import json
from typing import Any

import httpx

from services.cli.sse import Message, messages
from tests.unit.cli.gateway import URL, PlayedGateway, Terminal, problem

STREAM = "http://stream.example/api/v1/stream?edition=e"


def event(number: int) -> dict[str, Any]:
    """An event of the stream; its subject holds what some take for the end of a line."""
    return {
        "id": f"ev-{number}", "type": "registration.guest_left.v1", "subject": f"e.g.A\u2028{number}",
        "time": "2026-01-01T08:00:00.123456+00:00", "actor": "account:anna", "correlationid": f"c-{number}",
    }  # fmt: skip


def told(*events: dict[str, Any]) -> bytes:
    """These events as the stream sends them, after its greeting."""
    sent = [
        f"id: {e['id']}\nevent: {e['type']}\ndata: {json.dumps(e, ensure_ascii=False)}\n\n" for e in events
    ]
    return (": here\n\n" + "".join(sent)).encode()


def test_messages_do_not_depend_on_how_bytes_were_cut() -> None:
    stream = told(event(1), event(2)) + b"event: gap\r\ndata: a\r\ndata: b\r\n\r\ndata: not whole"
    expected = [
        *(Message(e["type"], json.dumps(e, ensure_ascii=False)) for e in (event(1), event(2))),
        Message("gap", "a\nb"),
    ]
    for size in (1, 7, 1000):
        chunks = [stream[start : start + size] for start in range(0, len(stream), size)]
        assert list(messages(chunks)) == expected


def test_a_stream_that_breaks_is_joined_after_the_last_event(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    opened = [told(event(1), event(2)), told(event(3))]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "gateway.example":
            return httpx.Response(307, headers={"Location": STREAM})
        return httpx.Response(200, content=opened.pop(0))

    gateway.answers["GET /stream"] = answer
    typed = terminal.type("follow", "--edition", "e", "--last", "3", "--json")
    # Only line feeds end a line here too.
    assert [json.loads(line) for line in typed.stdout.strip("\n").split("\n")] == [
        event(1),
        event(2),
        event(3),
    ]
    assert (typed.exit_code, typed.stderr) == (0, "the stream ended; joining it again\n")
    assert [
        (str(r.url), r.headers["Authorization"], r.headers.get("Last-Event-ID")) for r in gateway.requests
    ] == [
        (f"{URL}/api/v1/stream?edition=e", "Bearer good", None),
        (STREAM, "Bearer good", None),
        (f"{URL}/api/v1/stream?edition=e", "Bearer good", "ev-2"),
        (STREAM, "Bearer good", "ev-2"),
    ]


def test_a_gap_is_said_and_is_no_event(gateway: PlayedGateway, terminal: Terminal) -> None:
    gap = b'event: gap\ndata: {"detail": "missed"}\n\n'
    gateway.answers["GET /stream"] = [
        httpx.Response(307, headers={"Location": STREAM}),
        httpx.Response(200, content=gap + told(event(1))),
    ]
    typed = terminal.type("follow", "--last", "1")
    assert typed.stdout == "08:00:00.123 registration.guest_left.v1 e.g.A\u20281 account:anna c-1\n"
    assert typed.stderr == "some events were missed\n"


def test_a_stream_one_may_not_hear_is_refused(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /stream"] = problem(403, "edition_not_allowed", "Not your edition.")
    typed = terminal.type("follow", "--edition", "e")
    assert (typed.exit_code, typed.stderr) == (
        1,
        "Not your edition. (edition_not_allowed)\ncorrelation id c-1\n",
    )
