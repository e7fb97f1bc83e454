"""Receivers out and in, by seat; a room is signed off when all are back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.logistics import standing
from services.logistics.domain.receiver import Handed, Receivers
from services.logistics.storage import ReceiverLists
from shared.clock import now
from shared.errors import Conflict
from shared.events.base import Event
from shared.events.logistics import ReceiversHandedOut, ReceiversTakenBack, RoomSignedOff

_TRIES = 10


def receivers_id(edition: str, room: str, occasion: str) -> str:
    """The id of one occasion's receivers in one room."""
    return f"{edition}.rx.{room}.{occasion}"


def hand_out(
    lists: ReceiverLists, edition: str, room: str, occasion: str, given: Sequence[Mapping[str, str]]
) -> Receivers:
    """Receivers go out to seats; those out already at the same seat change nothing."""
    at = now()
    new = [Handed(one["number"], one["seat"], one["holder"], at) for one in given]
    empty = Receivers(receivers_id(edition, room, occasion), edition, occasion, room)
    return _changed(
        lists,
        empty,
        lambda known: known.hand_out(new),
        lambda r: ReceiversHandedOut(**standing.of_receivers(r)),
    )


def take_back(
    lists: ReceiverLists, edition: str, room: str, occasion: str, numbers: Sequence[str]
) -> Receivers:
    """Receivers come back; who is missing is answered by name and seat."""
    known = lists.get(receivers_id(edition, room, occasion))
    at = now()
    return _changed(
        lists,
        known,
        lambda one: one.take_back(numbers, at),
        lambda r: ReceiversTakenBack(**standing.of_receivers(r)),
    )


def sign_off(lists: ReceiverLists, edition: str, room: str, occasion: str, by: str) -> Receivers:
    """The room is done; refused with names and seats while receivers are out."""
    known = lists.get(receivers_id(edition, room, occasion))
    at = now()
    return _changed(
        lists,
        known,
        lambda one: one.sign_off(by, at),
        lambda r: RoomSignedOff(signed_off_by=by, **standing.of_receivers(r)),
    )


def _changed(
    lists: ReceiverLists,
    empty: Receivers,
    change: Callable[[Receivers], Receivers],
    said: Callable[[Receivers], Event],
) -> Receivers:
    """Change the list as it is now, again when two desks were at it."""
    for last in (*[False] * (_TRIES - 1), True):
        known = lists.find_one(id=empty.id) or empty
        after = change(known)
        if after == known:
            return known
        try:
            lists.save(after, said(after))
        except Conflict:
            if last:
                raise
            continue
        return after
    return empty


def page_of(receivers: Receivers) -> dict[str, Any]:
    """The list with its count and the missing by name and seat."""
    return {
        "id": receivers.id,
        "edition": receivers.edition,
        "room": receivers.room,
        "occasion": receivers.occasion,
        "handed_out": len(receivers.handed),
        "back": len(receivers.handed) - len(receivers.missing),
        "missing": [
            {"number": one.number, "seat": one.seat, "holder": one.holder} for one in receivers.missing
        ],
        "signed_off_by": receivers.signed_off_by,
        "signed_off_at": receivers.signed_off_at.isoformat() if receivers.signed_off_at else None,
        "version": receivers.version,
    }
