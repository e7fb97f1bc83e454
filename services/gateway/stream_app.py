"""GET /api/v1/stream: events as they happen (server-sent events), to whoever may see them."""

from collections.abc import Iterator

from flask import Flask, Response, request

from services.gateway import problems
from services.gateway.auth import EditionNotAllowed, Principal, Tokens, bearer, check, principal
from services.gateway.clients import Caller
from services.gateway.feed import Feed, Listener, as_message
from services.gateway.feed_source import FeedSource
from services.gateway.orjson_provider import OrjsonProvider
from services.gateway.request_context import begin, end, finish
from shared.errors import ConvokeError, Refused

BEAT_SECONDS = 15.0
STAFF = ("organiser", "coordinator", "desk", "viewer")
GAP = b'event: gap\ndata: {"detail": "Events were missed; read the present state again."}\n\n'


def create_stream_app(caller: Caller, feed: Feed, source: FeedSource) -> Flask:
    """The application of the stream's own process."""
    app = Flask(__name__, static_folder=None)
    app.json = OrjsonProvider(app)
    app.extensions["convoke.caller"] = caller
    app.extensions["convoke.tokens"] = Tokens()
    problems.register(app)
    app.before_request(begin)
    app.after_request(finish)
    app.teardown_request(end)
    app.add_url_rule("/healthz", "alive", lambda: {"alive": True})
    app.add_url_rule("/api/v1/stream", "stream", lambda: _stream(app, feed, source))
    app.after_request(_open_to_pages)
    return app


def _open_to_pages(response: Response) -> Response:
    """The console is served at another address; it brings a bearer token and never a cookie, so any may ask."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Last-Event-ID"
        response.headers["Access-Control-Max-Age"] = "7200"
    return response


def _stream(app: Flask, feed: Feed, source: FeedSource) -> Response:
    check(STAFF)
    listener = _listener(principal())
    last_seen = request.headers.get("Last-Event-ID") or request.args.get("last_event_id")
    complete = feed.join(listener, last_seen)
    source.wake()
    body = _messages(app, feed, listener, complete, bearer() or "")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
    return Response(body, content_type="text/event-stream; charset=utf-8", headers=headers)


def _listener(asking: Principal) -> Listener:
    """What this principal may hear, of what was asked for."""
    wanted = request.args.get("edition")
    if wanted is not None and not asking.admitted_to(wanted):
        raise EditionNotAllowed(edition=wanted)
    editions = [wanted] if wanted is not None else list(asking.editions) or None
    kinds = [kind for kind in request.args.get("kinds", "").split(",") if kind]
    return Listener(editions, kinds, hears_house=asking.role == "organiser" and wanted is None)


def _messages(app: Flask, feed: Feed, listener: Listener, complete: bool, token: str) -> Iterator[bytes]:
    """Events until the listener leaves, falls behind, or may no longer listen."""
    try:
        yield b": here\n\n" if complete else GAP
        while not listener.cut_off and _may_stay(app, token):
            envelope = listener.next(BEAT_SECONDS)
            yield b": beat\n\n" if envelope is None else as_message(envelope)
    finally:
        feed.leave(listener)


def _may_stay(app: Flask, token: str) -> bool:
    """Whether the token is still good; while access cannot be asked, whoever is here may stay."""
    tokens: Tokens = app.extensions["convoke.tokens"]
    try:
        with app.app_context():
            tokens.principal(token)
    except Refused:
        return False
    except ConvokeError:
        return True
    return True
