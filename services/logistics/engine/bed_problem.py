"""What is asked about beds and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.logistics.domain.lodging import Hotel, RoomBlock
from services.logistics.domain.stay import Stay


class WithoutBed:
    """Why a stay has no bed."""

    NO_LICENSED_HOTEL = "no_licensed_hotel"
    NIGHTS_OUTSIDE_BLOCKS = "nights_outside_blocks"
    NO_ROOM_FREE = "no_room_free"


BED_EXPLANATIONS = {
    WithoutBed.NO_LICENSED_HOTEL: "No hotel that may take the guest has rooms there.",
    WithoutBed.NIGHTS_OUTSIDE_BLOCKS: "No block of rooms covers all the guest's nights.",
    WithoutBed.NO_ROOM_FREE: "Every room that could be the guest's is taken on one of the nights.",
}


@dataclass(frozen=True)
class Bed:
    """A room of a block for one stay."""

    stay_id: str
    block_id: str
    number: int


@dataclass(frozen=True)
class Unlodged:
    """A stay without a bed, and the rule that stands in the way."""

    stay_id: str
    rule: str


@dataclass(frozen=True)
class BedProblem:
    """Stays, hotels, blocks, and the beds in force; `fixed` are stays whose guests are in their room."""

    stays: tuple[Stay, ...]
    hotels: Mapping[str, Hotel]
    blocks: tuple[RoomBlock, ...]
    in_force: Mapping[str, Bed] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beds:
    """The answer; `penalty` and `bound` are the objective and what no answer can beat."""

    beds: tuple[Bed, ...]
    unlodged: tuple[Unlodged, ...]
    penalty: int
    bound: int
