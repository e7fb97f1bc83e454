"""Things ⇄ Mongo documents, by their annotations.

Moments are stored as aware UTC dates; calendar days and clock times as ISO text, because MongoDB knows only moments.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

T = TypeVar("T")


def _moment(value: Any, _: Any) -> datetime:
    moment: datetime = value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(value: Any, _: Any) -> date:
    return date.fromisoformat(value)


@cache
def _converter() -> Converter:
    converter = Converter(prefer_attrib_converters=False)
    converter.register_unstructure_hook(datetime, _whole_milliseconds)
    converter.register_structure_hook(datetime, _moment)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, _day)
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
    return converter


def _whole_milliseconds(value: datetime) -> datetime:
    """MongoDB keeps milliseconds; rounding here makes what is saved equal to what is read."""
    moment = value.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


_converters: dict[type, Converter] = {}


def _converter_of(kind: type) -> Converter:
    """The converter with the top level's `id` renamed to `_id`, made once a kind."""
    if kind not in _converters:
        _converters[kind] = _made_for(kind)
    return _converters[kind]


def _made_for(kind: type) -> Converter:
    converter = _converter().copy()
    renamed: dict[str, Any] = {"id": override(rename="_id")}
    converter.register_unstructure_hook(kind, make_dict_unstructure_fn(kind, converter, **renamed))
    converter.register_structure_hook(kind, make_dict_structure_fn(kind, converter, **renamed))
    return converter


def to_document(thing: Any) -> dict[str, Any]:
    """The document of a thing; its `id` becomes `_id`."""
    document: dict[str, Any] = _converter_of(type(thing)).unstructure(thing)
    return document


def from_document(kind: type[T], document: dict[str, Any]) -> T:
    """The thing a document stands for; fields of the store (`_…`) and unknown ones are ignored."""
    return _converter_of(kind).structure(document, kind)
