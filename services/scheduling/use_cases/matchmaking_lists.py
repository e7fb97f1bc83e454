"""Lists of business matchmaking: slots with tables, participants, requests."""

from dataclasses import replace
from typing import Any

from services.scheduling.domain.matchmaking import (
    BusinessParticipant,
    BusinessRequest,
    BusinessSlot,
    MeetingTables,
)
from services.scheduling.standing_matchmaking import of_participant, of_request, of_slot
from services.scheduling.storage import BusinessParticipants, BusinessRequests, BusinessSlots
from services.scheduling.use_cases import matchmaking_columns as columns
from services.scheduling.use_cases.imports import Sheet
from shared.errors import Invalid
from shared.events import scheduling as events
from shared.importing import Entry, Form, Values
from shared.storage.store import Change

Report = dict[str, Any]


class UnknownParticipant(Invalid):
    """There is no participant with this reference in this edition: import the participants first."""

    code = "unknown_participant"


class UnknownSlot(Invalid):
    """There is no business slot with this reference in this edition: import the slots first."""

    code = "unknown_slot"


class SlotTimesDiffer(Invalid):
    """Lines of one slot must state the same beginning and end; they differ in the kind of table only."""

    code = "slot_times_differ"


def import_slots(slots: BusinessSlots, sheet: Sheet) -> Report:
    """Slots by reference; a second line of a slot states tables of another kind."""
    read: dict[str, BusinessSlot] = {}

    def build(reference: str, values: Values, latest: BusinessSlot | None) -> BusinessSlot:
        tables = MeetingTables(values["seats"], values["number"])
        before = read.get(reference)
        times = values["starts"], values["ends"]
        if before is not None and times != (before.starts, before.ends):
            raise SlotTimesDiffer(field="starts", value=values["starts"].isoformat())
        kinds = (*before.tables, tables) if before else (tables,)
        slot = BusinessSlot(f"{sheet.edition}.bs.{reference}", sheet.edition, reference, *times, kinds)
        slot.version = latest.version if latest else 0
        read[reference] = slot
        return slot

    def change(entry: Entry[BusinessSlot]) -> Change:
        return Change(slots, entry.thing, (events.BusinessSlotListed(**of_slot(entry.thing)),))

    form = Form("business_slots", columns.SLOTS, _reference, build, repeats=True)
    return sheet.read(form, lambda keys: slots.by_reference(sheet.edition, keys), change)


def import_participants(participants: BusinessParticipants, slots: BusinessSlots, sheet: Sheet) -> Report:
    """Participants by reference; the slots they are away in must be known."""
    known = {slot.reference: slot.id for slot in slots.find(edition=sheet.edition)}

    def build(reference: str, values: Values, before: BusinessParticipant | None) -> BusinessParticipant:
        fields = dict(values)
        if "away" in fields:
            fields["away"] = tuple(_known(known, UnknownSlot, "away", slot) for slot in fields["away"])
        if "refuses" in fields:
            fields["refuses"] = tuple(f"{sheet.edition}.bp.{other}" for other in fields["refuses"])
        if "guest" in fields:
            guest = fields.pop("guest")
            fields["guest_id"] = f"{sheet.edition}.g.{guest}" if guest else None
        if before is not None:
            return replace(before, **fields)
        return BusinessParticipant(
            **{**fields, "id": f"{sheet.edition}.bp.{reference}", "edition": sheet.edition}
        )

    def change(entry: Entry[BusinessParticipant]) -> Change:
        return Change(
            participants, entry.thing, (events.BusinessParticipantListed(**of_participant(entry.thing)),)
        )

    form = Form("business_participants", columns.PARTICIPANTS, _reference, build)
    return sheet.read(form, lambda keys: participants.by_reference(sheet.edition, keys), change)


def import_requests(
    requests: BusinessRequests, participants: BusinessParticipants, slots: BusinessSlots, sheet: Sheet
) -> Report:
    """Requests by reference, with the answers given so far; both sides must be known."""
    people = {one.reference: one.id for one in participants.find(edition=sheet.edition)}
    times = {slot.reference: slot.id for slot in slots.find(edition=sheet.edition)}

    def build(reference: str, values: Values, before: BusinessRequest | None) -> BusinessRequest:
        fields = dict(values)
        for field in ("asks", "asked"):
            fields[f"{field}_id"] = _known(people, UnknownParticipant, field, fields.pop(field))
        if "slot" in fields:
            slot = fields.pop("slot")
            fields["slot_id"] = _known(times, UnknownSlot, "slot", slot) if slot else None
        if "after" in fields:
            fields["after"] = tuple(f"{sheet.edition}.br.{other}" for other in fields["after"])
        if before is not None:
            return replace(before, **fields)
        return BusinessRequest(
            **{**fields, "id": f"{sheet.edition}.br.{reference}", "edition": sheet.edition}
        )

    def change(entry: Entry[BusinessRequest]) -> Change:
        return Change(requests, entry.thing, (events.BusinessMeetingRequested(**of_request(entry.thing)),))

    form = Form("business_requests", columns.REQUESTS, _reference, build)
    return sheet.read(form, lambda keys: requests.by_reference(sheet.edition, keys), change)


def _known(ids: dict[str, str], refusal: type[Invalid], field: str, reference: str) -> str:
    if reference not in ids:
        raise refusal(field=field, value=reference)
    return ids[reference]


def _reference(values: Values) -> str:
    return str(values["reference"])
