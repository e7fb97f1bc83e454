"""The columns of the organisers' lists of arrivals, vehicles and news from carriers."""

from services.logistics.domain.clearance import Mode
from services.logistics.domain.itinerary import Direction
from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import VehicleKind
from shared.importing import Column
from shared.importing.moments import moment
from shared.importing.parsers import choice, reference, text, whole, yes_no, zone_name

DEFAULT_ZONE = "Asia/Shanghai"

MODES = {"航班": Mode.FLIGHT, "飞机": Mode.FLIGHT, "火车": Mode.TRAIN, "公路": Mode.ROAD, "轮船": Mode.SHIP}
DIRECTIONS = {"来": Direction.ARRIVAL, "离": Direction.DEPARTURE}
_KINDS = {
    "轿车": VehicleKind.SEDAN,
    "七座车": VehicleKind.SEVEN_SEATER,
    "19座": VehicleKind.COACH_19,
    "45座": VehicleKind.COACH_45,
    "快艇": VehicleKind.FAST_BOAT,
    "客轮": VehicleKind.REGULAR_BOAT,
}

ARRIVALS = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("mode", "Mode", "交通方式", choice(Mode, MODES), required=True),
    Column("number", "Number", "航班号", text),
    Column("gate", "Gate", "抵达口岸", choice(Place), required=True),
    Column("scheduled", "Scheduled", "计划抵达时间", moment, required=True),
    Column("time_zone", "Time zone", "时区", zone_name, default=DEFAULT_ZONE),
    Column("international", "International", "是否国际", yes_no, default=False),
    Column("bags", "Bags", "行李件数", whole(0, 99), default=0),
    Column("destination", "Destination", "目的地", choice(Place), required=True),
    Column("leaves_at", "Leaves at", "离开时间", moment, default=None),
    Column("terminal", "Terminal", "航站楼", text, default=""),
    Column("meeting_point", "Meeting point", "接站地点", text, default=""),
    Column("liaison", "Liaison", "联络员", text, default=""),
    Column("liaison_phone", "Liaison phone", "联络员电话", text, default=""),
)

VEHICLES = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("plate", "Plate", "车牌", text, required=True),
    Column("kind", "Kind", "车型", choice(VehicleKind, _KINDS), required=True),
    Column("seats", "Seats", "座位数", whole(1, 99), required=True),
    Column("driver", "Driver", "司机", text),
    Column("phone", "Phone", "电话", text),
    Column("base", "Base", "驻地", choice(Place), required=True),
    Column("bags", "Bags", "行李件数", whole(0, 999), default=0),
    Column("drivers", "Drivers", "司机人数", whole(1, 9), default=1),
)

ARRIVAL_UPDATES = (
    Column("guest", "Guest", "嘉宾编号", reference, default=None),
    Column("number", "Number", "航班号", text, default=None),
    Column("expected", "Expected", "预计抵达时间", moment, default=None),
    Column("cancelled", "Cancelled", "是否取消", yes_no, default=False),
    Column("received_at", "Received at", "收到时间", moment, required=True),
    Column("direction", "Direction", "方向", choice(Direction, DIRECTIONS), default=Direction.ARRIVAL),
)
