"""One company as a choice of departures: who leaves when, in how many vehicles of which offer.

Used where guests cannot simply be taken in order: in a repair, where other trips have seats to spare and
people have been told their times, and where the fleet is too small for everybody's first choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from services.logistics.domain.leg import Leg
from services.logistics.engine.problem import Offer, Run
from services.logistics.engine.score import Score


@dataclass(frozen=True)
class Standing:
    """A trip that stays as it is and has room for `spare` more seats and `bags` of its company."""

    run: Run
    spare: int
    bags: int


@dataclass
class Choice:
    """A company's legs and what may be chosen for them.

    `told` are the times people were given before;
    `cost_if_left` allows guests to stay without a trip, at the cost given. `offers` are those that can make the
    drive, by departure; `room_lost` are seats to be kept free at a departure, because parties do not divide.
    """

    legs: list[Leg]
    offers: dict[int, list[Offer]]
    standing: list[Standing] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    cost_if_left: dict[str, int] = field(default_factory=dict)
    room_lost: dict[int, int] = field(default_factory=dict)

    @property
    def departures(self) -> list[int]:
        """The minutes at which vehicles may leave, earliest first."""
        return sorted(self.offers)


class Slots:
    """The variables of one company in a model, and the terms of its score."""

    def __init__(self, model: CpModel, choice: Choice) -> None:
        self.model, self.choice = model, choice
        self.rides: dict[tuple[str, int], IntVar] = {}
        self.joins: dict[tuple[str, Run], IntVar] = {}
        self.left: dict[str, IntVar] = {}
        self.cars: dict[tuple[int, Offer], IntVar] = {}
        for leg in choice.legs:
            self._choose_for(leg)
        for departs in choice.departures:
            self._cars_at(departs)
        for standing in choice.standing:
            self._keep_room_on(standing)

    def terms(self) -> dict[str, LinearExprT]:
        """The parts of the score that depend on this company, by the names of `Score`."""
        choice = self.choice
        waiting: list[LinearExprT] = [
            ride * leg.waiting(departs) for leg, departs, ride in self._all_rides() if leg.waiting(departs)
        ]
        retimed = [
            ride for leg, departs, ride in self._all_rides() if choice.told.get(leg.id, departs) != departs
        ]
        return {
            "left": LinearExpr.sum(
                [left * choice.cost_if_left[leg_id] for leg_id, left in self.left.items()]
            ),
            "trips": LinearExpr.sum(list(self.cars.values())),
            "told": LinearExpr.sum(retimed),
            "waiting": LinearExpr.sum(waiting),
            "seats": LinearExpr.sum([cars * offer.seats for (_, offer), cars in self.cars.items()]),
        }

    def most(self) -> Score:
        """No plan of this company scores more than this in any part."""
        legs = self.choice.legs
        every = [offer.seats for offers in self.choice.offers.values() for offer in offers]
        most_cars = len(legs) * max(every, default=0)
        return Score(
            left=sum(self.choice.cost_if_left.values()),
            trips=len(legs),
            told=len(legs),
            waiting=sum(leg.latest - leg.earliest for leg in legs),
            seats=most_cars,
        )

    def _choose_for(self, leg: Leg) -> None:
        """Exactly one: a departure, a trip with room, or (where allowed) none."""
        for departs in self.choice.departures:
            if leg.may_leave_at(departs):
                self.rides[leg.id, departs] = self.model.new_bool_var("")
        for standing in self.choice.standing:
            fits = leg.load <= standing.spare and leg.bags <= standing.bags
            if fits and leg.may_leave_at(standing.run.departs):
                self.joins[leg.id, standing.run] = self.model.new_bool_var("")
        if leg.id in self.choice.cost_if_left:
            self.left[leg.id] = self.model.new_bool_var("")
        self.model.add_exactly_one(self._options(leg.id))

    def _options(self, leg_id: str) -> list[IntVar]:
        chosen = [ride for (leg, _), ride in self.rides.items() if leg == leg_id]
        joined = [join for (leg, _), join in self.joins.items() if leg == leg_id]
        return chosen + joined + ([self.left[leg_id]] if leg_id in self.left else [])

    def _keep_room_on(self, standing: Standing) -> None:
        legs = {leg.id: leg for leg in self.choice.legs}
        aboard = [(legs[leg_id], join) for (leg_id, run), join in self.joins.items() if run is standing.run]
        self.model.add(LinearExpr.sum([join * leg.load for leg, join in aboard]) <= standing.spare)
        self.model.add(LinearExpr.sum([join * leg.bags for leg, join in aboard]) <= standing.bags)

    def _cars_at(self, departs: int) -> None:
        """Enough cars for those who leave then with companions and luggage, and no more cars than guests."""
        aboard = [
            (leg, self.rides[leg.id, departs]) for leg in self.choice.legs if (leg.id, departs) in self.rides
        ]
        if not aboard:
            return
        riding = self.choice.legs[0].riding
        seats: list[LinearExprT] = []
        bags: list[LinearExprT] = []
        for offer in self.choice.offers[departs]:
            most = sum(offer.holds([leg]) for leg, _ in aboard)
            cars = self.model.new_int_var(0, most, "")
            self.cars[departs, offer] = cars
            seats.append(cars * riding.room(offer.seats))
            bags.append(cars * offer.bags)
        if riding.alone:
            every = [cars for (at, _), cars in self.cars.items() if at == departs]
            self.model.add(LinearExpr.sum([ride for _, ride in aboard]) <= LinearExpr.sum(every))
            return
        lost = self.choice.room_lost.get(departs, 0)
        load = LinearExpr.sum([ride * leg.load for leg, ride in aboard])
        self.model.add(load + lost <= LinearExpr.sum(seats)).only_enforce_if(self._anybody(aboard))
        self.model.add(LinearExpr.sum([ride * leg.bags for leg, ride in aboard]) <= LinearExpr.sum(bags))

    def _anybody(self, aboard: list[tuple[Leg, IntVar]]) -> list[IntVar]:
        """True when somebody leaves then; nothing to say where no room is to be kept free."""
        if not self.choice.room_lost:
            return []
        somebody = self.model.new_bool_var("")
        for _, ride in aboard:
            self.model.add_implication(ride, somebody)
        return [somebody]

    def _all_rides(self) -> Iterable[tuple[Leg, int, IntVar]]:
        """Every way a leg may be served, on a trip of its own choice or on a standing one."""
        legs = {leg.id: leg for leg in self.choice.legs}
        for (leg_id, departs), ride in self.rides.items():
            yield legs[leg_id], departs, ride
        for (leg_id, run), join in self.joins.items():
            yield legs[leg_id], run.departs, join
