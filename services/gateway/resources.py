"""The blueprint every API module uses: flask-smorest's, with strict JSON and answers that are only
documented.

Services validate what they get and dump what they give, so the gateway passes objects through and does
neither again.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema
from webargs.core import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import UnsupportedMediaType

from services.gateway.orjson_provider import encode
from services.gateway.problems import BodyNotAnObject, BodyNotJson

View = Callable[..., Any]
Shape = type[Schema] | Schema
JSON_LIMIT_BYTES = 1024 * 1024


class StrictParser(FlaskParser):
    """Query, path and body arguments; JSON is read by orjson, which takes no NaN and no half characters."""

    def _raw_load_json(self, req: Any) -> Any:
        return json_object() if is_json_request(req) or req.content_length else missing


def json_object() -> dict[str, Any]:
    """The request body as one JSON object; at most 1 MiB."""
    if not is_json_request(request):
        raise UnsupportedMediaType("Send the body as application/json.")
    request.max_content_length = JSON_LIMIT_BYTES
    try:
        body = orjson.loads(request.get_data(cache=True))
    except orjson.JSONDecodeError as error:
        raise BodyNotJson(reason=str(error)) from None
    if not isinstance(body, dict):
        raise BodyNotAnObject(found=type(body).__name__)
    return body


class Resources(Blueprint):
    """Routes of one service. `accepts` and `answers` document; `arguments` also checks (for queries)."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, import_name: str, *, description: str, url_prefix: str = "/api/v1") -> None:
        super().__init__(name, import_name, url_prefix=url_prefix, description=description)

    def accepts(self, schema: Shape, *, required: bool = True) -> Callable[[View], View]:
        """Document the JSON body and hand it to the view as a dict.

        The service behind is what validates it.
        """

        def decorate(view: View) -> View:
            @wraps(view)
            def reading(*args: Any, **kwargs: Any) -> Any:
                body = json_object() if required or request.content_length else {}
                return view(body, *args, **kwargs)

            return _with_arguments(reading, {"in": "json", "required": required, "schema": schema})

        return decorate

    def answers(
        self, status: int, schema: Shape, *, description: str | None = None
    ) -> Callable[[View], View]:
        """Document the answer and send what the view returns: a JSON-ready value, or (value, headers)."""
        documented = super().alt_response(status, schema=schema, description=description, success=True)

        def decorate(view: View) -> View:
            @wraps(view)
            def answering(*args: Any, **kwargs: Any) -> Response:
                given = view(*args, **kwargs)
                value, headers = given if isinstance(given, tuple) else (given, {})
                return Response(encode(value), status, headers, content_type="application/json")

            return documented(answering)  # type: ignore[no-any-return]

        return decorate


def _with_arguments(view: View, parameter: dict[str, Any]) -> View:
    """Record a parameter where flask-smorest looks for those of `Blueprint.arguments`."""
    described = dict(getattr(view, "_apidoc", {}))
    arguments = {**described.get("arguments", {})}
    arguments["parameters"] = [*arguments.get("parameters", []), parameter]
    arguments["responses"] = {**arguments.get("responses", {}), 422: HTTPStatus(422).name}
    view._apidoc = {**described, "arguments": arguments}  # type: ignore[attr-defined]
    return view
