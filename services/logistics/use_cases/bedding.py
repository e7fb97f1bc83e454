"""Beds follow from who comes when: the planner allots, moves and releases rooms, and names who has none."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from services.logistics import standing
from services.logistics.domain.lodging import (
    Allotment,
    BedState,
    Hotel,
    RoomBlock,
    RoomKind,
    WithoutRoom,
    due_kind,
)
from services.logistics.domain.stay import Stay, stays_of
from services.logistics.engine.bedding import Bed, BedProblem, Beds, give_beds
from services.logistics.storage import (
    Allotments,
    Alternatives,
    Arrivals,
    BedPlans,
    Departures,
    Hotels,
    LodgingWishes,
    RoomBlocks,
    Travellers,
)
from services.logistics.use_cases.answers import Answers
from shared.planning import caused_by
from shared.storage.store import Backend, Change, save_all

BELOW_RANK = "room_below_rank"
ABOVE_RANK = "room_above_rank"


class Bedding:
    """The beds of one edition: what is wanted, what is held, and what differs."""

    def __init__(self, backend: Backend, edition: str, answers: Answers) -> None:
        self.edition, self.answers = edition, answers
        self.allotments, self.plans = Allotments(backend), BedPlans(backend)
        self.plan = self.plans.of_edition(edition)
        self.hotels: dict[str, Hotel] = {one.id: one for one in Hotels(backend).find(edition=edition)}
        self.blocks: dict[str, RoomBlock] = {
            one.id: one for one in RoomBlocks(backend).find(edition=edition) if one.hotel_id in self.hotels
        }
        self.travellers = {one.id: one for one in Travellers(backend).find(edition=edition)}
        self.stays = {
            stay.id: stay
            for stay in stays_of(
                self.travellers.values(),
                {one.guest_id: one for one in Arrivals(backend).find(edition=edition)},
                {one.guest_id: one for one in Departures(backend).find(edition=edition)},
                {one.guest_id: one for one in LodgingWishes(backend).find(edition=edition)},
                {one.guest_id: one for one in Alternatives(backend).find(edition=edition)},
            )
        }

    def wanted(self) -> str:
        """What the plan answers, as a digest: equal as long as nothing that matters for beds has changed."""
        things = [*self.stays.values(), *self.hotels.values(), *self.blocks.values()]
        return sha256("\n".join(sorted(map(repr, things))).encode()).hexdigest()

    def changes(self) -> list[Change]:
        """Beds that differ and the plan, to be saved together."""
        held = {one.id: one for one in self.allotments.find(edition=self.edition)}
        beds = give_beds(self._problem(held.values()))
        changes = []
        for allotment in self._allotted(beds, held):
            before = held.pop(allotment.id, None)
            if allotment != before:
                changes.append(self._change(allotment, before))
        for gone in held.values():
            if gone.state is BedState.ALLOTTED:
                changes.append(self._change(replace(gone, state=BedState.RELEASED), gone))
        return [*changes, self._planned(beds)]

    def _problem(self, held: Iterable[Allotment]) -> BedProblem:
        in_force: dict[str, Bed] = {}
        moved_in: set[str] = set()
        of_guest = {
            (guest_id, stay.holding is not None): stay.id
            for stay in self.stays.values()
            for guest_id in stay.guest_ids
        }
        for one in held:
            stay_id = of_guest.get((one.guest_id, one.holding))
            if one.state is BedState.ALLOTTED and stay_id is not None:
                number = int(one.room.rpartition("-")[2])
                in_force.setdefault(stay_id, Bed(stay_id, one.block_id, number))
                moved_in |= {stay_id} if one.checked_in_at else set()
        return BedProblem(
            tuple(self.stays.values()),
            self.hotels,
            tuple(self.blocks.values()),
            in_force,
            frozenset(moved_in),
        )

    def _allotted(self, beds: Beds, held: dict[str, Allotment]) -> Iterable[Allotment]:
        for bed in beds.beds:
            stay, block = self.stays[bed.stay_id], self.blocks[bed.block_id]
            for guest_id in stay.guest_ids:
                yield self._bed(stay, block, bed.number, guest_id, held)

    def _bed(
        self, stay: Stay, block: RoomBlock, number: int, guest_id: str, held: dict[str, Allotment]
    ) -> Allotment:
        guest = self.travellers[guest_id]
        ending = ".hold" if stay.holding else ""
        bed_id = f"{self.edition}.bed.{guest.reference}{ending}"
        before = held.get(bed_id)
        made = Allotment(
            id=bed_id,
            edition=self.edition,
            guest_id=guest_id,
            hotel_id=block.hotel_id,
            block_id=block.id,
            kind=block.kind,
            room=block.label(number),
            first_night=stay.first,
            last_night=stay.last,
            shares_with=tuple(other for other in stay.guest_ids if other != guest_id),
            breaks=_breaks(stay, block.kind, due_kind(guest.rank)),
            holding=stay.holding is not None,
            foreigner=stay.foreigner,
        )
        if before is None:
            return made
        return replace(
            made,
            version=before.version,
            checked_in_at=before.checked_in_at,
            registered_at=before.registered_at if before.hotel_id == made.hotel_id else None,
            registered_by=before.registered_by if before.hotel_id == made.hotel_id else None,
        )

    def _change(self, now: Allotment, before: Allotment | None) -> Change:
        concerned = [now.guest_id, f"{self.edition}.a.{now.guest_id.rpartition('.')[2]}", now.block_id]
        with caused_by(self.answers.to(concerned)):
            return Change(self.allotments, now, (standing.of_bed(now, before),))

    def _planned(self, beds: Beds) -> Change:
        without = tuple(
            WithoutRoom(guest_id, self.stays[left.stay_id].first, self.stays[left.stay_id].last, left.rule)
            for left in beds.unlodged
            for guest_id in self.stays[left.stay_id].guest_ids
        )
        plan = replace(
            self.plan,
            number=self.plan.number + 1,
            answers_to=self.wanted(),
            allotted=sum(len(self.stays[bed.stay_id].guest_ids) for bed in beds.beds),
            penalty=beds.penalty,
            bound=beds.bound,
            without=without,
        )
        known = set(self.plan.without)
        events = [standing.of_no_bed(one) for one in without if one not in known]
        return Change(self.plans, plan, (standing.of_bed_plan(plan), *events))


def _breaks(stay: Stay, kind: RoomKind, due: RoomKind) -> tuple[str, ...]:
    """The reception rules this room breaks for the guest; near the gate any room will do."""
    if stay.holding or kind is due or len(stay.guest_ids) > 1:
        return ()
    return (BELOW_RANK,) if due is RoomKind.SUITE else (ABOVE_RANK,)


def allot(backend: Backend, edition: str, answers: Answers) -> None:
    """Save what differs; nothing is computed while nothing that matters for beds has changed.

    An edition that holds no rooms leaves nobody without a bed.
    """
    if not RoomBlocks(backend).count(edition=edition) and not BedPlans(backend).of_edition(edition).number:
        return
    bedding = Bedding(backend, edition, answers)
    if bedding.plan.answers_to != bedding.wanted():
        save_all(bedding.changes())
