"""What participants and the office do in business matchmaking: ask, answer, confirm, have a run made."""

from typing import Any

from services.scheduling.domain.matchmaking import Answer, BusinessRequest, Keep, MeetingNotPlaced
from services.scheduling.domain.matchmaking import MatchmakingOrder as Order
from services.scheduling.standing_matchmaking import of_request
from services.scheduling.storage import BusinessRequests, MatchmakingOrders, MatchmakingRecords
from services.scheduling.use_cases.editions import require_seen
from services.scheduling.use_cases.matchmaking_lists import UnknownParticipant, UnknownSlot
from shared.clock import now
from shared.events import scheduling as events


def ask_for_meeting(
    records: MatchmakingRecords, edition: str, reference: str, **asked: Any
) -> BusinessRequest:
    """One participant asks another. Raises `AlreadyExists` for a known reference."""
    request = BusinessRequest(id=f"{edition}.br.{reference}", edition=edition, reference=reference, **asked)
    for field, participant in (("asks_id", request.asks_id), ("asked_id", request.asked_id)):
        if records.participants.find_one(id=participant, edition=edition) is None:
            raise UnknownParticipant(field=field, value=participant)
    if request.slot_id and records.slots.find_one(id=request.slot_id, edition=edition) is None:
        raise UnknownSlot(field="slot_id", value=request.slot_id)
    records.requests.save(request, events.BusinessMeetingRequested(**of_request(request)))
    return request


def answer_request(
    requests: BusinessRequests, request_id: str, answer: Answer, expected_version: int | None
) -> BusinessRequest:
    """The other side accepts or declines; refused when it comes too late or a second time."""
    request = requests.get(request_id)
    require_seen(request.id, request.version, expected_version)
    request.respond(answer, now())
    requests.save(request, events.BusinessRequestAnswered(**of_request(request)))
    return request


def confirm_meeting(
    records: MatchmakingRecords, request_id: str, expected_version: int | None
) -> BusinessRequest:
    """Both sides have the meeting in their calendars: no later run moves it. Confirming twice changes nothing."""
    request = records.requests.get(request_id)
    require_seen(request.id, request.version, expected_version)
    if request.confirmed:
        return request
    state = records.matchmakings.of_edition(request.edition)
    run = records.runs.numbered(request.edition, state.in_force) if state.in_force else None
    if run is None or request.id not in {meeting.request_id for meeting in run.meetings}:
        raise MeetingNotPlaced(request_id=request.id)
    request.confirmed = True
    records.requests.save(request, events.BusinessMeetingConfirmed(**of_request(request)))
    return request


def order_run(orders: MatchmakingOrders, edition: str, keep: Keep) -> Order:
    """Have all mutual requests placed: anew except for what is confirmed, or only into the gaps that are left."""
    order = orders.find_one(id=edition) or Order(id=edition, edition=edition)
    order.number, order.keep = order.number + 1, keep
    told = events.MatchmakingOrdered(edition_id=edition, number=order.number, keep=keep.value)
    orders.save(order, told)
    return order
