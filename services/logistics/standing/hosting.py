"""What is told of outings, meals, reception rules and receivers."""

from typing import Any

from services.logistics.domain.meal import GuestNeeds, Sitting
from services.logistics.domain.outing import Outing
from services.logistics.domain.receiver import Receivers
from services.logistics.domain.reception import Gift, Waiver
from shared.events.base import Event
from shared.events.logistics import (
    GiftGiven,
    NeedsRecorded,
    OutingAmended,
    OutingArranged,
    RuleWaived,
    SittingAmended,
    SittingPlanned,
)


def of_outing(outing: Outing, before: Outing | None) -> Event:
    """An outing was arranged or corrected."""
    kind = OutingArranged if before is None else OutingAmended
    return kind(
        outing_id=outing.id,
        outing_kind=outing.kind.value,
        name=outing.name,
        place=outing.place.value,
        starts=outing.starts,
        ends=outing.ends,
        guest_ids=outing.guest_ids,
        by_boat=outing.by_boat,
        cancelled=outing.cancelled,
    )


def of_sitting(sitting: Sitting, before: Sitting | None) -> Event:
    """A meal was planned or corrected."""
    kind = SittingPlanned if before is None else SittingAmended
    return kind(
        sitting_id=sitting.id,
        sitting_kind=sitting.kind.value,
        name=sitting.name,
        place=sitting.place.value,
        starts=sitting.starts,
        ends=sitting.ends,
        guest_ids=sitting.guest_ids,
        cancelled=sitting.cancelled,
    )


def of_needs(needs: GuestNeeds) -> Event:
    """It is known what a guest needs; not what."""
    return NeedsRecorded(guest_id=needs.guest_id)


def of_waiver(waiver: Waiver) -> Event:
    """A rule may be broken."""
    return RuleWaived(
        waiver_id=waiver.id,
        rule=waiver.rule,
        waived_for=waiver.subject,
        granted_by=waiver.granted_by,
        reason=waiver.reason,
    )


def of_gift(gift: Gift) -> Event:
    """A gift was given."""
    return GiftGiven(gift_id=gift.id, guest_id=gift.guest_id, worth=gift.value, given_by=gift.given_by)


def of_receivers(receivers: Receivers) -> dict[str, Any]:
    """The fields of every event about receivers."""
    missing = tuple(one.number for one in receivers.missing)
    return {
        "receivers_id": receivers.id,
        "occasion": receivers.occasion,
        "room": receivers.room,
        "handed_out": len(receivers.handed),
        "back": len(receivers.handed) - len(missing),
        "missing": missing,
    }
