"""Where the live stream is: another process, and perhaps another address."""

from flask import Response, request

from services.gateway.auth import allowed
from services.gateway.resources import Resources
from shared.errors import NotFound
from shared.settings import settings

blp = Resources("stream", __name__, description="Events as they happen")


class NoStream(NotFound):
    """No live stream is set up here (CONVOKE_STREAM_URL)."""

    code = "no_stream"


@blp.route("/stream")
@allowed("organiser", "coordinator", "desk", "viewer")
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type="text/event-stream",
    description="Server-sent events: id, kind, CloudEvents JSON; `gap` when some were missed",
    success=True,
)
@blp.alt_response(307, description="The stream is at another address: ask there, with the same token")
@blp.doc(
    parameters=[
        {"name": "edition", "in": "query", "schema": {"type": "string"}, "description": "Only this edition"},
        {
            "name": "kinds",
            "in": "query",
            "schema": {"type": "string"},
            "description": "Kinds or their beginnings, by comma",
        },
        {
            "name": "Last-Event-ID",
            "in": "header",
            "schema": {"type": "string"},
            "description": "Go on after this event",
        },
    ]
)
def stream() -> Response:
    """Events as they happen, as far as the caller may see them."""
    place = settings().stream_url
    if not place:
        raise NoStream
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return Response(status=307, headers={"Location": f"{place}/api/v1/stream{query}"})
