"""Builds the HTTP application.

API modules, problem details, context of a request, security headers, API document.
"""

from flask import Flask, Response

from services.gateway import (
    api,
    console,
    desk,
    health,
    imports,
    operations,
    own_page,
    pages,
    parked,
    problems,
    stream_place,
)
from services.gateway.api_document import ApiDocument
from services.gateway.auth import Tokens
from services.gateway.clients import Caller
from services.gateway.console import Console
from services.gateway.orjson_provider import OrjsonProvider
from services.gateway.pace import Paces
from services.gateway.request_context import begin, end, finish

UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
PREFIX = "/api/v1"


def create_app(caller: Caller, web: Console | None = None) -> Flask:
    """The application; `caller` is what asks the services, `web` says where the built pages lie."""
    app = Flask(__name__, static_folder=None, template_folder="templates")
    app.json = OrjsonProvider(app)
    app.config.update(
        API_TITLE="Convoke", API_VERSION="v1", OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX=PREFIX,
        MAX_CONTENT_LENGTH=UPLOAD_LIMIT_BYTES, MAX_FORM_MEMORY_SIZE=1024 * 1024, MAX_FORM_PARTS=20,
    )  # fmt: skip
    app.url_map.strict_slashes = False
    app.extensions["convoke.caller"] = caller
    app.extensions["convoke.tokens"] = Tokens()
    app.extensions["convoke.paces"] = Paces()
    _serve(app)
    console.register(app, web or Console())
    return app


def _serve(app: Flask) -> None:
    document = ApiDocument(app)
    problems.register(app)
    app.before_request(begin)
    app.after_request(finish)
    app.after_request(_harden)
    app.teardown_request(end)
    blueprints = [
        *(module.blp for module in api.modules()),
        imports.blp,
        desk.blp,
        own_page.blp,
        operations.blp,
        parked.blp,
        stream_place.blp,
        health.blp,
    ]
    for blueprint in blueprints:
        document.register_blueprint(blueprint)
    app.extensions["convoke.document"] = document
    app.register_blueprint(pages.blp)


def _harden(response: Response) -> Response:
    """Headers that keep browsers from guessing, framing, or keeping what only this caller may see."""
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    headers.setdefault("Cache-Control", "no-store")
    return response
