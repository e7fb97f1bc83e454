"""What ids, reasons, languages and versions look like in everything matching is asked."""

from typing import Any

from marshmallow import Schema, fields, validate

from shared.importing.codes import LANGUAGES

ID = validate.Regexp(r"^[A-Za-z0-9_.-]{1,200}$", error="An id has 1 to 200 letters, digits, -, _ or dots.")
REFERENCE = validate.Regexp(
    r"^[A-Za-z0-9_-]{1,64}$", error="A reference has 1 to 64 letters, digits, - or _."
)
REASON = validate.Length(min=1, max=300)
TEXT = validate.Length(max=200)
LANGUAGE = validate.OneOf(LANGUAGES, error="A two-letter language code of ISO 639-1.")
FOREIGN = validate.OneOf(
    LANGUAGES - {"zh"}, error="A foreign language: a two-letter code of ISO 639-1, not zh."
)
LIMIT = validate.Range(min=1, max=500)
VERSION = validate.Range(min=0, max=2**53)
WEIGHT = validate.Range(min=0, max=20)


class Tuple(fields.List[Any]):
    """A list on the wire, a tuple in the domain; none twice."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return tuple(dict.fromkeys(super()._deserialize(value, attr, data, **kwargs)))


class EditionIn(Schema):
    """An edition by id."""

    edition = fields.String(required=True, validate=ID)


class PageIn(EditionIn):
    """One page of an edition's things, after the last id of the page before."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class VersionIn(Schema):
    """The version the caller has read; None: any will do."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class ImportIn(EditionIn):
    """Rows of a spreadsheet as text by header, and which header holds which field."""

    rows = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
