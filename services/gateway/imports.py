"""Spreadsheets come in here.

Read once, then handed as rows of text to the service that owns what they hold.
"""

from functools import cache
from typing import Any

import orjson
from flask import request
from flask_smorest.fields import Upload
from marshmallow import EXCLUDE, Schema, fields

from services.gateway import api, clients
from services.gateway.auth import allowed
from services.gateway.resources import Resources
from shared.errors import Invalid, NotFound
from shared.spreadsheet import read_table

IMPORT_SECONDS = 60.0
blp = Resources("imports", __name__, description="Spreadsheets in, with a diff before anything is written")


class NothingSuchToImport(NotFound):
    """No service takes spreadsheets under this name."""

    code = "unknown_import"


class FileMissing(Invalid):
    """Send the spreadsheet as the multipart field `file`."""

    code = "file_missing"


class MappingMalformed(Invalid):
    """`mapping` must be a JSON object of field names to column headers."""

    code = "mapping_malformed"


class ImportQuery(Schema):
    """How to import."""

    class Meta:
        unknown = EXCLUDE

    dry_run = fields.Boolean(load_default=False, metadata={"description": "Only show what would change"})
    good_only = fields.Boolean(
        data_key="partial",
        load_default=False,
        metadata={"description": "Write the good rows, leave out the bad"},
    )


class ImportForm(Schema):
    """A spreadsheet and, where its headers are not ours, which header holds which field."""

    file = Upload(required=True, metadata={"description": ".xlsx or .csv, at most 25 MB"})
    mapping = fields.String(metadata={"description": 'JSON: {"field": "Header"}'})


class ImportedSchema(Schema):
    """What an import changed, or in a dry run would change."""

    what = fields.String(required=True)
    dry_run = fields.Boolean(required=True)
    applied = fields.Boolean(required=True)
    new = fields.List(fields.Dict(), required=True)
    changed = fields.List(fields.Dict(), required=True)
    unchanged = fields.Integer(required=True)
    rejected = fields.List(
        fields.Dict(), required=True, metadata={"description": "row, field, code, message, value"}
    )
    notes = fields.List(fields.Dict(), required=True)


@cache
def owners() -> dict[str, str]:
    """Which service takes which spreadsheet: each API module names its own in `imports`."""
    return {what: module.blp.name for module in api.modules() for what in getattr(module, "imports", ())}


@blp.route("/editions/<edition>/imports/<what>", methods=["POST"])
@allowed("organiser", "coordinator")
@blp.arguments(ImportQuery, location="query")
@blp.answers(200, ImportedSchema)
@blp.doc(requestBody={"required": True, "content": {"multipart/form-data": {"schema": ImportForm}}})
def import_rows(query: dict[str, Any], edition: str, what: str) -> Any:
    """Import a spreadsheet.

    With `dry_run` nothing is written, and with rejected rows neither unless `partial`.
    """
    name = what.replace("-", "_")
    if name not in owners():
        raise NothingSuchToImport(what=what, known=sorted(owners()))
    answer = clients.ask_within(
        IMPORT_SECONDS, owners()[name], f"import_{name}",
        edition=edition, rows=_rows(), mapping=_mapping(),
        dry_run=query["dry_run"], partial=query["good_only"],
    )  # fmt: skip
    return answer.result()


def _rows() -> list[dict[str, str]]:
    sent = request.files.get("file")
    if sent is None:
        raise FileMissing
    return read_table(sent.read(), sent.filename or "").rows


def _mapping() -> dict[str, str]:
    try:
        mapping = orjson.loads(request.form.get("mapping") or "{}")
    except orjson.JSONDecodeError as error:
        raise MappingMalformed(reason=str(error)) from None
    if not isinstance(mapping, dict) or not all(isinstance(header, str) for header in mapping.values()):
        raise MappingMalformed
    return mapping
