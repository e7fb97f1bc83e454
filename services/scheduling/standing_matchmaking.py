"""Things of business matchmaking as the fields of the events that announce them."""

from typing import Any

from services.scheduling.domain.matchmaking import BusinessParticipant, BusinessRequest, BusinessSlot


def of_slot(slot: BusinessSlot) -> dict[str, Any]:
    """A slot's standing."""
    return {
        "slot_id": slot.id, "reference": slot.reference, "starts": slot.starts, "ends": slot.ends,
        "seats": tuple(tables.seats for tables in slot.tables),
        "tables": tuple(tables.number for tables in slot.tables),
    }  # fmt: skip


def of_participant(participant: BusinessParticipant) -> dict[str, Any]:
    """A participant's standing; whom they refuse is nobody's business."""
    return {
        "participant_id": participant.id, "reference": participant.reference, "name": participant.name,
        "guest_id": participant.guest_id or "", "people": participant.people,
    }  # fmt: skip


def of_request(request: BusinessRequest) -> dict[str, Any]:
    """A request's standing."""
    return {
        "request_id": request.id, "reference": request.reference, "asks_id": request.asks_id,
        "asked_id": request.asked_id, "answer": request.answer.value, "confirmed": request.confirmed,
    }  # fmt: skip
