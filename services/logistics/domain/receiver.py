"""Receivers for simultaneous interpreting: handed out by seat, counted and taken back, missing ones by name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from shared.errors import Refused


class ReceiverIsOut(Refused):
    """The receiver is with somebody else; take it back first."""

    code = "receiver_is_out"


class ReceiverIsNotOut(Refused):
    """The receiver was not handed out for this occasion."""

    code = "receiver_is_not_out"


class ReceiversMissing(Refused):
    """Receivers are still out; the room cannot be signed off."""

    code = "receivers_missing"


class RoomIsSignedOff(Refused):
    """The room was signed off for this occasion; nothing is handed out any more."""

    code = "room_is_signed_off"


@dataclass(frozen=True)
class Handed:
    """One receiver: at which seat, to whom, when out and when back."""

    number: str
    seat: str
    holder: str
    out_at: datetime
    back_at: datetime | None = None


@dataclass
class Receivers:
    """All receivers of one occasion in one room, by number."""

    id: str
    edition: str
    occasion: str
    room: str
    handed: tuple[Handed, ...] = ()
    signed_off_by: str | None = None
    signed_off_at: datetime | None = None
    version: int = 0

    def hand_out(self, new: Iterable[Handed]) -> Self:
        """Hand these out; one that is out at the same seat with the same holder already changes nothing."""
        if self.signed_off_by is not None:
            raise RoomIsSignedOff(room=self.room, occasion=self.occasion)
        by_number = {one.number: one for one in self.handed}
        for one in new:
            known = by_number.get(one.number)
            if known is not None and known.back_at is None:
                if (known.seat, known.holder) != (one.seat, one.holder):
                    raise ReceiverIsOut(number=one.number, seat=known.seat, holder=known.holder)
                continue
            by_number[one.number] = one
        return replace(self, handed=tuple(by_number[number] for number in sorted(by_number)))

    def take_back(self, numbers: Iterable[str], at: datetime) -> Self:
        """Take these back; a second time changes nothing."""
        by_number = {one.number: one for one in self.handed}
        for number in numbers:
            known = by_number.get(number)
            if known is None:
                raise ReceiverIsNotOut(number=number)
            by_number[number] = known if known.back_at else replace(known, back_at=at)
        return replace(self, handed=tuple(by_number[number] for number in sorted(by_number)))

    @property
    def missing(self) -> tuple[Handed, ...]:
        """Those still out, by number."""
        return tuple(one for one in self.handed if one.back_at is None)

    def sign_off(self, by: str, at: datetime) -> Self:
        """The room is done; refused with names and seats while receivers are out."""
        if self.missing:
            missing = [{"number": m.number, "seat": m.seat, "holder": m.holder} for m in self.missing]
            raise ReceiversMissing(room=self.room, out=len(self.handed), missing=missing)
        return self if self.signed_off_by else replace(self, signed_off_by=by, signed_off_at=at)
