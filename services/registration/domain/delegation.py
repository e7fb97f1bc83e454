"""A delegation (代表团): guests who come together, with a head (团长) and an order (礼宾次序)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.registration.domain.guest import Guest
from services.registration.domain.state import State


@dataclass
class Delegation:
    """`precedence` holds guest ids, the first first; `sister_city`: sent by a sister city (友城)."""

    id: str
    edition: str
    reference: str
    name_en: str
    name_zh: str
    country: str
    sister_city: bool = False
    head_guest_id: str | None = None
    precedence: tuple[str, ...] = ()
    version: int = 0


def delegation_id(edition: str, reference: str) -> str:
    """`<edition>.d.<reference>`."""
    return f"{edition}.d.{reference}"


def led_by(delegation: Delegation, guests: Iterable[Guest]) -> Delegation:
    """The delegation with head and order as its guests state them; who withdrew is no longer among them.

    The head comes first, then the stated order; guests without an order follow by reference.
    """
    members = [g for g in guests if g.delegation_id == delegation.id and g.state is not State.WITHDREW]
    members.sort(key=lambda g: (not g.head_of_delegation, g.precedence == 0, g.precedence, g.reference))
    head = next((g.id for g in members if g.head_of_delegation), None)
    return replace(delegation, head_guest_id=head, precedence=tuple(g.id for g in members))
