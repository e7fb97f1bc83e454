"""The roll: everybody of one edition, for the rules that look at more than one guest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from services.registration.domain.delegation import Delegation, delegation_id, led_by
from services.registration.domain.guest import Guest, guest_id
from services.registration.domain.names import romanised, starts_of
from shared.errors import Invalid, Refused


class UnknownDelegation(Invalid):
    """There is no delegation with this reference in this edition: register it first."""

    code = "unknown_delegation"


class SecondHead(Refused):
    """The delegation has a head already, and it can have only one."""

    code = "second_head"


class PersonTwice(Refused):
    """This person is in this edition already, under another reference."""

    code = "person_twice"


class PersonReplaced(Refused):
    """Somebody else comes in this person's place by now; an older list must not bring them back unasked.

    If they do come after all, replace the guest again.
    """

    code = "person_replaced"


class HeadWithoutDelegation(Invalid):
    """A head must name the delegation it leads."""

    code = "head_without_delegation"


class Roll:
    """Guests and delegations of one edition by id, taking in what is about to change."""

    def __init__(self, edition: str, guests: Iterable[Guest], delegations: Iterable[Delegation]) -> None:
        self.edition = edition
        self.guests = {guest.id: guest for guest in guests}
        self.delegations = {delegation.id: delegation for delegation in delegations}
        self._heads = self._heads_without(set())
        self._persons = {guest.person_id: guest.id for guest in self.guests.values()}
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        for guest in self.guests.values():
            self._alike[_romanised(guest)].add(guest.id)

    def by_reference(self, references: Iterable[str]) -> dict[str, Guest]:
        """The guests there are under these references."""
        ids = {reference: guest_id(self.edition, reference) for reference in references}
        return {reference: self.guests[id_] for reference, id_ in ids.items() if id_ in self.guests}

    def expect_corrections_of(self, references: Iterable[str]) -> None:
        """These guests are all about to be stated anew, so that who of them is a head now does not bind."""
        self._heads = self._heads_without({guest_id(self.edition, reference) for reference in references})

    def guest(self, reference: str, values: Mapping[str, Any], before: Guest | None) -> Guest:
        """The guest as these values want it; fields not among them stay. Refuses what the roll forbids.

        Among the values `delegation_id` and `person_id` are references of the organisers. Who has no person
        reference is a person of this edition only.
        """
        id_ = guest_id(self.edition, reference)
        known = {name: value for name, value in values.items() if name != "reference"}
        if "delegation_id" in known:
            known["delegation_id"] = self._delegation(known["delegation_id"])
        known["person_id"] = known.get("person_id", before.person_id if before else "") or id_
        if before is not None:
            if known["person_id"] != before.person_id and known["person_id"] in before.earlier_persons:
                raise PersonReplaced(field="person_id", value=known["person_id"])
            guest = replace(before, **known)
        else:
            guest = Guest(id=id_, edition=self.edition, reference=reference, **known)
        guest.found_by = starts_of((guest.family_name, guest.given_name, guest.own_script_name, reference))
        self._check(guest)
        if before is not None:
            self._alike[_romanised(before)].discard(guest.id)
        self._alike[_romanised(guest)].add(guest.id)
        self.guests[guest.id] = guest
        return guest

    def namesakes(self, guest: Guest) -> list[str]:
        """References of guests whose names read alike in Latin letters; they stay different people."""
        others = self._alike[_romanised(guest)] - {guest.id}
        return sorted(self.guests[id_].reference for id_ in others)

    def led_anew(self, delegation_ids: Iterable[str | None]) -> list[Delegation]:
        """Those of these delegations whose head or order is no longer what their guests say, corrected."""
        touched = [self.delegations[id_] for id_ in sorted({id_ for id_ in delegation_ids if id_})]
        pairs = [(delegation, led_by(delegation, self.guests.values())) for delegation in touched]
        return [led for delegation, led in pairs if led != delegation]

    def _delegation(self, reference: str | None) -> str | None:
        if not reference:
            return None
        if delegation_id(self.edition, reference) not in self.delegations:
            raise UnknownDelegation(field="delegation_id", value=reference)
        return delegation_id(self.edition, reference)

    def _check(self, guest: Guest) -> None:
        other = self._persons.setdefault(guest.person_id, guest.id)
        if other != guest.id:
            raise PersonTwice(field="person_id", value=guest.person_id, other=other)
        if not guest.head_of_delegation:
            return
        if guest.delegation_id is None:
            raise HeadWithoutDelegation(field="head_of_delegation", value="yes")
        head = self._heads.setdefault(guest.delegation_id, guest.id)
        if head != guest.id:
            raise SecondHead(field="head_of_delegation", value="yes", head=head)

    def _heads_without(self, left_out: set[str]) -> dict[str | None, str]:
        heads = (g for g in self.guests.values() if g.head_of_delegation and g.is_expected)
        return {guest.delegation_id: guest.id for guest in heads if guest.id not in left_out}


def _romanised(guest: Guest) -> str:
    return romanised(guest.family_name, guest.given_name)
