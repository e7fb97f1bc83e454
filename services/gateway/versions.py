"""Nobody overwrites what they have not seen.

Answers carry their version as ETag, updates bring it back as If-Match.
"""

import re
from typing import Any

from flask import request

from shared.errors import Invalid

_TAG = re.compile(r'^(?:W/)?"?(\d{1,15})"?$')


class VersionMalformed(Invalid):
    """If-Match must be the ETag of the thing as you read it, e.g. "7", or * for any version."""

    code = "if_match_malformed"


def with_version(thing: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """A thing with its version as ETag, ready to be returned from a view."""
    return thing, {"ETag": f'"{thing["version"]}"'}


def expected_version() -> int | None:
    """The version the caller has read, from If-Match; none if the header is missing or `*`."""
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    match = _TAG.match(given)
    if match is None:
        raise VersionMalformed(given=given[:80])
    return int(match.group(1))
