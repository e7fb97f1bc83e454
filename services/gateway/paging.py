"""Long lists come in pages: `after` is the cursor of the page before, `next` and the Link header lead on."""

from typing import Any
from urllib.parse import urlencode

from flask import request
from marshmallow import EXCLUDE, Schema, fields, validate

LARGEST_PAGE = 500


class PageQuery(Schema):
    """Query of every list. A list with filters subclasses this and adds them as fields."""

    class Meta:
        unknown = EXCLUDE

    after = fields.String(load_default=None, metadata={"description": "Cursor: `next` of the page before."})
    limit = fields.Integer(
        load_default=100, validate=validate.Range(1, LARGEST_PAGE), metadata={"description": "Items a page."}
    )


def page_of(item: type[Schema]) -> type[Schema]:
    """The shape of one page of these items, for the API document."""
    name = item.__name__.removesuffix("Schema")
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(
                required=True, allow_none=True, metadata={"description": "null on the last page"}
            ),
        },
        name=f"{name}ListSchema",
    )


def paged(result: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A list answer with its Link header, ready to be returned from a view."""
    following = result.get("next")
    if following is None:
        return result, {}
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "after"]
    target = f"{request.path}?{urlencode([*query, ('after', following)])}"
    return result, {"Link": f'<{target}>; rel="next"'}


def filters(query: dict[str, Any]) -> dict[str, Any]:
    """The arguments of the list RPC: cursor, limit, and only those filters that were asked for."""
    return {name: value for name, value in query.items() if value is not None or name == "after"}
