"""The event contract as AsyncAPI 3.0, written from the registry and the handlers: `make contract`.

Who sends is the first word of a kind; who receives is whoever has a method for it. One sample of each kind lies in
`docs/events/`; a released sample is never edited, because every listener is fed with it.
"""

import importlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import marshmallow as ma
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields

from shared.context import Context
from shared.events.base import REGISTRY, Event, from_payload
from shared.events.envelope import CONTENT_TYPE, Envelope, seal, to_bytes
from shared.events.examples import WORDS
from shared.messaging.listeners import FILE as LISTENERS
from shared.messaging.topology import EVENTS, events_queue_name, journal_queue_name

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "asyncapi.json"
SAMPLES = ROOT / "docs" / "events"
MOMENT = datetime(2019, 10, 18, 9, 0, tzinfo=UTC)


def services() -> list[str]:
    """The names of the nameko services of this checkout."""
    return sorted(path.parent.name for path in ROOT.glob("services/*/service.py"))


def load_events() -> None:
    """Import every module of `shared.events`, so that the registry is complete."""
    for path in sorted((ROOT / "shared" / "events").glob("*.py")):
        if path.stem not in {"__init__", "base", "envelope", "examples"}:
            importlib.import_module(f"shared.events.{path.stem}")


def receivers() -> dict[str, list[str]]:
    """For each kind the services with a method for it; a journal hears everything and is not listed here."""
    heard: dict[str, list[str]] = {kind: [] for kind in REGISTRY}
    for service, entrypoint in _entrypoints():
        for kind in getattr(entrypoint, "kinds", ()):
            heard[kind.kind].append(service)
    return {kind: sorted(set(who)) for kind, who in heard.items()}


def journals() -> list[str]:
    """The services that keep a journal of everything."""
    return sorted({service for service, entrypoint in _entrypoints() if hasattr(entrypoint, "batch")})


def queues() -> dict[str, list[str]]:
    """Every queue that hears events, with its routing keys; relays lay them before they publish anything."""
    heard = receivers()
    by_service = {service: [kind for kind, who in heard.items() if service in who] for service in services()}
    listening = {events_queue_name(service): sorted(kinds) for service, kinds in by_service.items() if kinds}
    return listening | {journal_queue_name(service): ["#"] for service in journals()}


def _entrypoints() -> Iterator[tuple[str, Any]]:
    from shared.run import service_class

    for service in services():
        for member in vars(service_class(service)).values():
            for entrypoint in getattr(member, "nameko_entrypoints", ()):
                yield service, entrypoint


def document() -> dict[str, Any]:
    """The whole AsyncAPI document."""
    load_events()
    plugin = MarshmallowPlugin()
    heard, spec = receivers(), APISpec("", "", "3.1.0", plugins=[plugin])
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Convoke events",
            "version": "1",
            "description": "CloudEvents 1.0 in structured JSON on one topic exchange; the routing key is the kind. "
            "Every event carries the resulting state of its subject and its version: keep the newest.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {kind: _channel(kind) for kind in sorted(REGISTRY)},
        "operations": dict(_operations(heard)),
        "components": {
            "messages": {kind: _message(REGISTRY[kind], plugin, spec) for kind in sorted(REGISTRY)}
        },
    }


def _channel(kind: str) -> dict[str, Any]:
    return {
        "address": kind,
        "messages": {kind: {"$ref": f"#/components/messages/{kind}"}},
        "bindings": {
            "amqp": {"is": "routingKey", "exchange": {"name": EVENTS.name, "type": "topic", "durable": True}}
        },
    }


def _operations(heard: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in sorted(REGISTRY):
        channel = {"$ref": f"#/channels/{kind}"}
        yield f"{kind.split('.')[0]} sends {kind}", {"action": "send", "channel": channel}
        for service in heard[kind]:
            queue = {"amqp": {"cc": [events_queue_name(service)]}}
            yield f"{service} receives {kind}", {"action": "receive", "channel": channel, "bindings": queue}
        for service in journals():
            queue = {"amqp": {"cc": [journal_queue_name(service)]}}
            yield f"{service} records {kind}", {"action": "receive", "channel": channel, "bindings": queue}


def _message(kind: type[Event], plugin: MarshmallowPlugin, spec: APISpec) -> dict[str, Any]:
    converter: Any = plugin.converter
    return {
        "name": kind.kind,
        "title": kind.__name__,
        "summary": (kind.__doc__ or "").strip().split("\n", 1)[0],
        "contentType": CONTENT_TYPE,
        "payload": _plain(converter.schema2jsonschema(kind.schema), spec),
    }


def _plain(shape: dict[str, Any], spec: APISpec) -> dict[str, Any]:
    """Put parts of an event into place instead of referring to them."""
    text = json.dumps(shape)
    for name, schema in spec.to_dict().get("components", {}).get("schemas", {}).items():
        text = text.replace(json.dumps({"$ref": f"#/components/schemas/{name}"}), json.dumps(schema))
    plain: dict[str, Any] = json.loads(text)
    return plain


def sample(kind: type[Event]) -> Envelope:
    """One event of a kind with values that show what each field looks like."""
    payload = {name: _example(name, field) for name, field in kind.schema.fields.items()}
    context = Context(correlation_id="01d0000000000000000000c0de", actor="account:organiser")
    sealed = seal(
        from_payload(kind.kind, payload), source=kind.kind.split(".", maxsplit=1)[0], subject="ipec-2019.sample",
        version=1, edition="ipec-2019", context=context,
    )  # fmt: skip
    return Envelope(**{f: getattr(sealed, f) for f in Envelope.__slots__} | _FIXED)


_FIXED = {"id": "01d00000000000000000005a1e", "time": MOMENT.isoformat()}


def _example(name: str, field: fields.Field[Any]) -> Any:
    for kind, example in _EXAMPLES.items():
        if isinstance(field, kind):
            return example(name, field)
    raise TypeError(f"no example for {name}: {field!r}")


def _word(name: str, field: fields.String) -> str:
    one_of = [v for v in field.validators if isinstance(v, ma.validate.OneOf)]
    return str(next(iter(one_of[0].choices))) if one_of else WORDS[name]


_EXAMPLES: dict[Any, Any] = {
    fields.Nested: lambda _, field: {n: _example(n, f) for n, f in field.schema.fields.items()},
    fields.AwareDateTime: lambda *_: MOMENT.isoformat(),
    fields.Date: lambda *_: date(2019, 10, 18).isoformat(),
    fields.Boolean: lambda *_: True,
    fields.Integer: lambda *_: 1,
    fields.Float: lambda *_: 1.0,
    fields.List: lambda name, field: [_example(name, field.inner)],
    fields.Dict: lambda name, field: {"key": _example(name, field.value_field)},
    fields.Enum: lambda _, field: next(iter(field.enum)).value,
    fields.String: _word,
}


def main() -> None:
    """Write the document, the list of listeners, and samples of kinds that have none yet."""
    DOCUMENT.write_text(json.dumps(document(), indent=2, ensure_ascii=False) + "\n")
    LISTENERS.write_text(json.dumps(queues(), indent=2) + "\n")
    SAMPLES.mkdir(exist_ok=True)
    for kind in REGISTRY.values():
        path = SAMPLES / f"{kind.kind}.json"
        if not path.exists():
            path.write_bytes(to_bytes(sample(kind)) + b"\n")


if __name__ == "__main__":
    main()
