"""Three hundred receivers out, two hundred and ninety-seven back."""

import pytest

from services.logistics.domain.receiver import ReceiversMissing
from services.logistics.storage import ReceiverLists
from services.logistics.use_cases.receivers import hand_out, page_of, sign_off, take_back
from shared.events.logistics import ReceiversHandedOut, ReceiversTakenBack, RoomSignedOff
from shared.storage.memory import MemoryBackend

HALL = ("ipec-2019", "MH", "OPENING")
NUMBERS = [f"R-{number:03}" for number in range(1, 301)]
LOST = ("R-017", "R-118", "R-299")


def handed(number: str) -> dict[str, str]:
    return {"number": number, "seat": f"row {number[2:]}", "holder": f"Guest {number[2:]}"}


def test_three_are_missing_by_name_and_seat_and_the_room_is_not_signed_off() -> None:
    backend = MemoryBackend("logistics")
    lists = ReceiverLists(backend)
    hand_out(lists, *HALL, [handed(number) for number in NUMBERS])
    back = [number for number in NUMBERS if number not in LOST]

    told = page_of(take_back(lists, *HALL, back))
    again = page_of(take_back(lists, *HALL, back))
    with pytest.raises(ReceiversMissing) as refused:
        sign_off(lists, *HALL, "Hall captain")

    missing = [handed(number) for number in LOST]
    assert (told["handed_out"], told["back"], told["missing"], again) == (300, 297, missing, told)
    assert refused.value.data == {"room": "MH", "out": 300, "missing": missing}
    assert [type(event) for event in backend.announced()] == [ReceiversHandedOut, ReceiversTakenBack]


def test_when_the_last_is_back_the_room_is_signed_off() -> None:
    backend = MemoryBackend("logistics")
    lists = ReceiverLists(backend)
    hand_out(lists, *HALL, [handed(number) for number in NUMBERS])
    take_back(lists, *HALL, NUMBERS)

    signed = page_of(sign_off(lists, *HALL, "Hall captain"))

    assert (signed["missing"], signed["signed_off_by"]) == ([], "Hall captain")
    assert backend.announced()[-1] == RoomSignedOff(
        receivers_id="ipec-2019.rx.MH.OPENING", occasion="OPENING", room="MH", handed_out=300, back=300,
        missing=(), signed_off_by="Hall captain",
    )  # fmt: skip
