"""`@event(kind)` turns a dataclass into an event: frozen, registered, with a marshmallow schema from its annotations.

An event carries the resulting state of its aggregate, so that a listener can keep the newest and ignore the rest.
Unknown fields are ignored on load: an announcer may add a field without asking its listeners.
"""

import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, Literal, TypeVar, Union, dataclass_transform, get_args, get_origin

import marshmallow as ma
from marshmallow.fields import (
    AwareDateTime,
    Boolean,
    Date,
    Dict,
    Enum,
    Field,
    Float,
    Integer,
    List,
    Nested,
    String,
)

from shared.errors import Invalid
from shared.events.plain import Unplain, is_required, reader, writer


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event:
    """Base of all events: every subclass is a frozen dataclass, so that a standing can be shared by several kinds.

    `kind` is `<announcer>.<noun>_<past participle>.v<version>`.
    """

    kind: ClassVar[str]
    schema: ClassVar[ma.Schema]

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)


E = TypeVar("E", bound=Event)


class UnknownKind(Invalid):
    """No event of this kind is known here; the announcer may be newer than this service."""

    code = "unknown_event_kind"


class EventMalformed(Invalid):
    """The payload of an event does not have the fields its kind promises."""

    code = "event_malformed"


REGISTRY: dict[str, type[Event]] = {}


def event(kind: str) -> Callable[[type[E]], type[E]]:
    """Declare an event kind. Importing the module is what registers it."""

    def declare(cls: type[E]) -> type[E]:
        if kind in REGISTRY:
            raise ValueError(f"{kind} is declared twice")
        cls.kind = kind
        cls.schema = _schema_of(cls)()
        REGISTRY[kind] = cls
        return cls

    return declare


def kind_named(kind: str) -> type[Event]:
    """The class of a kind, or `UnknownKind`."""
    try:
        return REGISTRY[kind]
    except KeyError:
        raise UnknownKind(kind=kind) from None


def to_payload(happened: Event) -> dict[str, Any]:
    """JSON-ready fields; refuses an event whose values do not fit its annotations."""
    of: Any = type(happened)
    try:
        plain: dict[str, Any] = writer(of)(happened)
    except Unplain:
        return _dumped(happened)
    return plain


def _dumped(happened: Event) -> dict[str, Any]:
    payload: dict[str, Any] = happened.schema.dump(happened)
    errors = happened.schema.validate(payload)
    if errors:
        raise EventMalformed(kind=happened.kind, errors=errors)
    return payload


def from_payload(kind: str, payload: dict[str, Any]) -> Event:
    """Rebuild an event from its fields; unknown ones are ignored, wrong ones refused."""
    declared: Any = kind_named(kind)
    try:
        plain: Event = reader(declared)(payload)
    except Unplain:
        return _loaded(declared, payload)
    return plain


def _loaded(declared: type[Event], payload: dict[str, Any]) -> Event:
    try:
        return declared(**declared.schema.load(payload))
    except ma.ValidationError as refused:
        raise EventMalformed(kind=declared.kind, errors=refused.messages) from None


_SIMPLE: dict[Any, Callable[..., Field[Any]]] = {
    str: String, int: partial(Integer, strict=True), float: Float, bool: Boolean, datetime: AwareDateTime, date: Date,
}  # fmt: skip


def _schema_of(cls: type) -> type[ma.Schema]:
    hints = typing.get_type_hints(cls)
    members: dict[str, Any] = {f.name: _field_for(hints[f.name], is_required(f)) for f in fields(cls)}
    members["Meta"] = type("Meta", (), {"unknown": ma.EXCLUDE})
    return type(f"{cls.__name__}Schema", (ma.Schema,), members)


def _field_for(hint: Any, required: bool, none: bool = False) -> Field[Any]:
    settings: dict[str, Any] = {"required": required, "allow_none": none}
    if hint in _SIMPLE:
        return _SIMPLE[hint](**settings)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (a for a in args if a is not types.NoneType)
        return _field_for(inner, required, none=True)
    if origin is tuple:
        return _Tuple(_field_for(args[0], True), **settings)
    if origin is dict:
        return Dict(keys=String(), values=_field_for(args[1], True), **settings)
    if origin is Literal:
        return String(validate=ma.validate.OneOf(args), **settings)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Enum(hint, by_value=True, **settings)
    return _Part(hint, **settings)


class _Tuple(List[Any]):
    """A list on the wire, a tuple in Python: events are immutable."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


_PARTS: dict[type, type[ma.Schema]] = {}
"""One schema a class, so that a part of several events is one shape in the document."""


class _Part(Nested):
    """A frozen dataclass inside an event."""

    def __init__(self, part: type, **settings: Any) -> None:
        self.part = part
        if part not in _PARTS:
            _PARTS[part] = _schema_of(part)
        super().__init__(_PARTS[part], **settings)

    def _deserialize(self, value: Any, attr: Any, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        return self.part(**super()._deserialize(value, attr, data, partial=partial, **kwargs))
