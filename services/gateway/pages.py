"""The API document as a page for people.

/api/v1/, made here, without scripts and without anything from elsewhere.
"""

from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template

blp = Blueprint("pages", __name__, url_prefix="/api/v1")
METHODS = ("get", "post", "put", "patch", "delete")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


@blp.get("/")
def api() -> Response:
    """Every operation with its roles, parameters, body and answers."""
    document = current_app.extensions["convoke.document"].spec.to_dict()
    page = make_response(render_template("api.html", document=document, groups=groups(document)))
    page.headers["Content-Security-Policy"] = _POLICY
    return page


def groups(document: dict[str, Any]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Operations by tag, in the order of the paths."""
    operations = [
        {
            "path": path,
            "method": method.upper(),
            "parameters": item.get("parameters", []),
            "operation": item[method],
        }
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    return [
        (tag, [o for o in operations if tag["name"] in o["operation"]["tags"]]) for tag in document["tags"]
    ]
