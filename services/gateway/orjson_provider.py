"""JSON through orjson: several times cheaper than the standard library, and strict about what JSON is."""

from typing import Any

import orjson
from flask import Response
from flask.json.provider import JSONProvider


def encode(value: Any) -> bytes:
    """JSON in UTF-8; keys that are not text become text."""
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


class OrjsonProvider(JSONProvider):
    """Flask's JSON, answered without a detour over `str`."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return encode(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        return Response(encode(self._prepare_response_obj(args, kwargs)), content_type="application/json")
