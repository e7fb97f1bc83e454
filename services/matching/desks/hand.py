"""What coordinators may do by hand, and the waivers that let them."""

from typing import Any

from eventlet import tpool

from services.matching.desks import given, page
from services.matching.schemas import hand as shapes
from services.matching.schemas.asked import DemandIdIn
from services.matching.storage import (
    Demands,
    Diaries,
    EditionFacts,
    Hands,
    Interpreters,
    Offers,
    Policies,
    Waivers,
)
from services.matching.use_cases import hand, waivers
from services.matching.use_cases.sight import Desk
from shared.rpc import rpc_method
from shared.service import Service, Stored


class HandDesk(Service):
    """Lock, choose, swap, forbid, confirm, undo; waivers granted and withdrawn."""

    hands = Stored(Hands)
    diaries = Stored(Diaries)
    demands = Stored(Demands)
    interpreters = Stored(Interpreters)
    policies = Stored(Policies)
    waivers = Stored(Waivers)
    offers = Stored(Offers)
    editions = Stored(EditionFacts)

    @property
    def desk(self) -> Desk:
        """What acts and questions look at; what computes for long runs beside the hub."""
        return Desk(
            hands=self.hands,
            diaries=self.diaries,
            demands=self.demands,
            interpreters=self.interpreters,
            policies=self.policies,
            waivers=self.waivers,
            offers=self.offers,
            editions=self.editions,
            apart=tpool.execute,
        )

    @rpc_method(DemandIdIn, shapes.HandOut)
    def get_hand(self, demand_id: str) -> Any:
        """Every act on a demand."""
        found, breaks = hand.hand_on(self.desk, demand_id)
        return {"hand": found, "breaks": breaks}

    @rpc_method(shapes.ActIn, shapes.ActedOut)
    def lock_pair(self, **act: Any) -> Any:
        """Keep whoever serves."""
        return hand.lock_pair(self.desk, **act)

    @rpc_method(shapes.ChooseIn, shapes.ActedOut)
    def choose_interpreter(self, **act: Any) -> Any:
        """Have this person serve."""
        return hand.choose_interpreter(self.desk, **act)

    @rpc_method(shapes.SwapIn, shapes.ActedOut, many=True)
    def swap_interpreters(self, **act: Any) -> Any:
        """Two interpreters change places."""
        return hand.swap_interpreters(self.desk, **act)

    @rpc_method(shapes.ChooseIn, shapes.ActedOut)
    def forbid_pair(self, **act: Any) -> Any:
        """Keep this person away."""
        return hand.forbid_pair(self.desk, **act)

    @rpc_method(shapes.ActIn, shapes.ActedOut)
    def confirm_pair(self, **act: Any) -> Any:
        """Whoever serves was named to the guest's side."""
        return hand.confirm_pair(self.desk, **act)

    @rpc_method(shapes.UndoIn, shapes.ActedOut)
    def undo_act(self, **act: Any) -> Any:
        """Take an act back."""
        return hand.undo_act(self.desk, **act)

    @rpc_method(shapes.WaiverIn, shapes.WaiverOut)
    def grant_waiver(self, **waiver: Any) -> Any:
        """Let a rule be broken."""
        return waivers.grant_waiver(self.waivers, self.demands, self.interpreters, **waiver)

    @rpc_method(shapes.WaiverIdIn, shapes.WaiverOut)
    def withdraw_waiver(self, **waiver: Any) -> Any:
        """The rule holds again."""
        return waivers.withdraw_waiver(self.waivers, **waiver)

    @rpc_method(shapes.WaiverIdIn, shapes.WaiverOut)
    def get_waiver(self, waiver_id: str, expected_version: int | None) -> Any:
        """One waiver."""
        return self.waivers.get(waiver_id)

    @rpc_method(shapes.WaiversIn, shapes.WaiversOut)
    def list_waivers(self, edition: str, after: str | None, limit: int, **wanted: Any) -> Any:
        """One page of waivers."""
        return page(self.waivers.page(after, limit, edition=edition, **given(**wanted)))
