"""Server-sent events out of the bytes of a stream.

Lines end at line feeds only: event data may hold other characters that text readers take for line ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """One message of a stream: its kind (`message` if it says none) and its data."""

    kind: str
    data: str


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Whole lines, however the bytes were cut."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r").decode()


def messages(chunks: Iterable[bytes]) -> Iterator[Message]:
    """Messages that came whole; comments (the heart-beat) are passed over."""
    kind, data = "message", list[str]()
    for line in lines(chunks):
        name, _, value = line.partition(":")
        if not line and data:
            yield Message(kind, "\n".join(data))
        if not line:
            kind, data = "message", []
        elif name == "event":
            kind = value.removeprefix(" ")
        elif name == "data":
            data.append(value.removeprefix(" "))
