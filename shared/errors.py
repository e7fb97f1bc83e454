"""The kinds of refusal that travel between services.

    ConvokeError
    ├── Invalid       the request itself is malformed            (HTTP 422)
    ├── NotFound      what it speaks of does not exist           (HTTP 404)
    ├── Conflict      somebody else was faster, or it exists     (HTTP 409)
    ├── Refused       a rule of the conference forbids it        (HTTP 403 or 409, by code)
    └── Unavailable   broker, database or service is away        (HTTP 503)

A rule subclasses one of these beside itself, with a `code` of its own. Only the kind, the code, the message and the
data travel over RPC: nameko brings back exact classes only.
"""

from typing import Any, ClassVar


class ConvokeError(Exception):
    """Something was refused; `code` is stable and for programs, `message` says what to do and is for people."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str | None = None, *, code: str | None = None, **data: Any) -> None:
        self.message = message or (self.__doc__ or "").strip().split("\n", 1)[0]
        self.refusal = code or self.code
        self.data = data
        super().__init__(self.message)

    def to_wire(self) -> dict[str, Any]:
        """What travels in an RPC reply: `{code, message, data}`."""
        return {"code": self.refusal, "message": self.message, "data": self.data}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.data.items())
        return f"{self.refusal}: {self.message}" + (f" ({facts})" if facts else "")


class Invalid(ConvokeError):
    """The request is malformed; correct it and send it again."""

    code = "invalid"


class NotFound(ConvokeError):
    """There is nothing under this id."""

    code = "not_found"


class Conflict(ConvokeError):
    """The thing was changed by somebody else in the meantime; read it again and repeat."""

    code = "conflict"


class Refused(ConvokeError):
    """A rule of the conference forbids this."""

    code = "refused"


class Unavailable(ConvokeError):
    """A part of the system does not answer at the moment; try again shortly."""

    code = "unavailable"


KINDS: dict[str, type[ConvokeError]] = {
    kind.__name__: kind for kind in (Invalid, NotFound, Conflict, Refused, Unavailable)
}


def kind_of(error: ConvokeError) -> str:
    """The name of the travelling kind an error belongs to, e.g. `Refused` for `BadgeAlreadyInside`."""
    return next(name for name, kind in KINDS.items() if isinstance(error, kind))


def from_wire(kind: str, wire: dict[str, Any]) -> ConvokeError:
    """Rebuild an error from an RPC reply; the opposite of `to_wire`."""
    return KINDS[kind](wire["message"], code=wire["code"], **wire.get("data", {}))
