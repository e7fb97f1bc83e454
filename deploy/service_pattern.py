"""The text of a new service's files; NAME and TITLE are replaced."""

FILES = {
    "services/NAME/__init__.py": '''"""TITLE: what it owns.

Announces NoteTaken. Listens to nothing yet.
"""
''',
    "services/NAME/domain.py": '''"""The rules of NAME."""

from dataclasses import dataclass


@dataclass
class Note:
    """Something worth keeping about an edition."""

    id: str
    edition: str
    text: str
    version: int = 0
''',
    "services/NAME/storage.py": '''"""Where NAME keeps its things."""

from services.NAME.domain import Note
from shared.storage.store import Collection, Index


class Notes(Collection[Note]):
    """By id."""

    name = "notes"
    of = Note
    indexes = (Index("edition"),)
''',
    "services/NAME/use_cases.py": '''"""What the staff can do."""

from services.NAME.domain import Note
from services.NAME.storage import Notes
from shared.events.NAME import NoteTaken
from shared.ids import new_id


def take_note(notes: Notes, edition: str, text: str) -> Note:
    """Keep a note and announce it."""
    note = Note(id=new_id(), edition=edition, text=text)
    notes.save(note, NoteTaken(note_id=note.id, text=text))
    return note
''',
    "services/NAME/schemas.py": '''"""Shapes of what NAME is asked and answers."""

from marshmallow import Schema, fields, validate


class PageIn(Schema):
    """One page of an edition's things, after the last id of the page before."""

    edition = fields.String(required=True)
    after = fields.String(load_default=None, allow_none=True)
    limit = fields.Integer(load_default=100, validate=validate.Range(min=1, max=500))


class NoteIn(Schema):
    """A note to be kept."""

    edition = fields.String(required=True)
    text = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class NoteOut(Schema):
    """A note."""

    id = fields.String()
    edition = fields.String()
    text = fields.String()
    version = fields.Integer()


class NotesOut(Schema):
    """A page of notes."""

    items = fields.List(fields.Nested(NoteOut))
    next = fields.String(allow_none=True)
''',
    "services/NAME/service.py": '''"""The door to NAME."""

from typing import Any, ClassVar

from services.NAME import schemas, use_cases
from services.NAME.domain import Note
from services.NAME.storage import Notes
from shared.rpc import rpc_method
from shared.service import Service, Stored


class TITLEService(Service):
    """Notes."""

    name: ClassVar[str] = "NAME"

    notes = Stored(Notes)

    @rpc_method(schemas.NoteIn, schemas.NoteOut)
    def take_note(self, edition: str, text: str) -> Note:
        """Keep a note."""
        return use_cases.take_note(self.notes, edition, text)

    @rpc_method(schemas.PageIn, schemas.NotesOut)
    def list_notes(self, edition: str, after: str | None, limit: int) -> dict[str, Any]:
        """One page of notes."""
        items, following = self.notes.page(after, limit, edition=edition)
        return {"items": items, "next": following}
''',
    "shared/events/NAME.py": '''"""What NAME announces."""

from shared.events.base import Event, event


@event("NAME.note_taken.v1")
class NoteTaken(Event):
    """A note was kept."""

    note_id: str
    text: str
''',
    "services/gateway/api/NAME.py": '''"""TITLE over HTTP."""

from typing import Any

from marshmallow import Schema, fields

from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources

blp = Resources("NAME", __name__, description="TITLE")
decides = False


class NoteSchema(Schema):
    """A note."""

    id = fields.String()
    edition = fields.String()
    text = fields.String()
    version = fields.Integer()


@blp.route("/editions/<edition>/NAME-notes")
@allowed("organiser", "coordinator", "viewer")
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(NoteSchema))
def notes(query: dict[str, Any], edition: str) -> Any:
    """The notes of an edition."""
    return paged(call("NAME", "list_notes", edition=edition, **filters(query)))
''',
}
