"""The quick way between an event and its JSON fields, for values that are plainly right.

Readers and writers are built once a class, from its annotations. Whatever does not fit exactly raises `Unplain`, and
the event's marshmallow schema decides: it alone says what is allowed and names what is wrong.
"""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Step = Callable[[Any], Any]


class Unplain(Exception):
    """This value needs a closer look."""


@cache
def reader(hint: Any) -> Step:
    """Turns a JSON value into a value of this type."""
    if hint is date:
        return _read_date
    if hint is datetime:
        return _read_moment
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _one_of({member.value: member for member in hint})
    return _built(hint, reader, list, tuple) or _reader_of_fields(hint)


@cache
def writer(hint: Any) -> Step:
    """Turns a value of this type into a JSON value."""
    if hint is date:
        return lambda value: value.isoformat() if type(value) is date else _refuse()
    if hint is datetime:
        return lambda value: value.isoformat() if _is_aware(value) else _refuse()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value: value.value if type(value) is hint else _refuse()
    return _built(hint, writer, tuple, list) or _writer_of_fields(hint)


def is_required(field: Any) -> bool:
    """Whether a dataclass field has no default."""
    return field.default is MISSING and field.default_factory is MISSING


def _built(hint: Any, way: Callable[[Any], Step], many: type, into: Callable[[Any], Any]) -> Step | None:
    """The step of a type that is read and written alike: simple ones, and what is built of other types."""
    if hint in (str, int, bool):
        return lambda value: value if type(value) is hint else _refuse()
    if hint is float:
        return lambda value: value if type(value) is float and isfinite(value) else _refuse()
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _one_of({arg: arg for arg in args})
    if origin in (Union, types.UnionType):
        (inner,) = (way(arg) for arg in args if arg is not types.NoneType)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _of_items(way(args[0]), many, into)
    if origin is dict:
        return _of_values(way(args[1]))
    return None


def _of_items(each: Step, many: type, into: Callable[[Any], Any]) -> Step:
    def step(value: Any) -> Any:
        if type(value) is not many:
            _refuse()
        return into(map(each, value))

    return step


def _of_values(each: Step) -> Step:
    def step(value: Any) -> Any:
        if type(value) is not dict or not all(type(key) is str for key in value):
            _refuse()
        return {key: each(item) for key, item in value.items()}

    return step


def _one_of(known: dict[Any, Any]) -> Step:
    def step(value: Any) -> Any:
        if type(value) is not str or value not in known:
            _refuse()
        return known[value]

    return step


def _reader_of_fields(cls: Any) -> Step:
    hints = get_type_hints(cls)
    steps = [(field.name, reader(hints[field.name]), is_required(field)) for field in fields(cls)]

    def read(value: Any) -> Any:
        if type(value) is not dict:
            _refuse()
        found = {}
        for name, step, required in steps:
            if name in value:
                found[name] = step(value[name])
            elif required:
                _refuse()
        return cls(**found)

    return read


def _writer_of_fields(cls: Any) -> Step:
    hints = get_type_hints(cls)
    steps = [(field.name, writer(hints[field.name])) for field in fields(cls)]

    def write(value: Any) -> Any:
        if type(value) is not cls:
            _refuse()
        return {name: step(getattr(value, name)) for name, step in steps}

    return write


def _read_date(value: Any) -> date:
    if type(value) is not str or len(value) != 10 or value[4] != "-" or value[7] != "-":
        _refuse()
    day: date = _parsed(date.fromisoformat, value)
    return day


def _read_moment(value: Any) -> datetime:
    if type(value) is not str or value[4:5] != "-" or value[7:8] != "-" or value[10:11] != "T":
        _refuse()
    moment: datetime = _parsed(datetime.fromisoformat, value)
    return moment if _is_aware(moment) else _refuse()


def _parsed(parse: Step, text: str) -> Any:
    try:
        return parse(text)
    except ValueError:
        return _refuse()


def _is_aware(value: Any) -> bool:
    return type(value) is datetime and value.utcoffset() is not None


def _refuse() -> Any:
    raise Unplain
