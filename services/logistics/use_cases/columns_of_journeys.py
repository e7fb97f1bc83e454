"""The columns of the organisers' lists of legs, departures, outings and planning times."""

from services.logistics.domain.clearance import Mode
from services.logistics.domain.itinerary import Direction
from services.logistics.domain.outing import OutingKind
from services.logistics.domain.place import Place
from services.logistics.use_cases.columns import DEFAULT_ZONE, DIRECTIONS, MODES
from shared.importing import Column
from shared.importing.moments import moment
from shared.importing.parsers import choice, list_of, reference, text, whole, yes_no, zone_name

LEGS = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("direction", "Direction", "方向", choice(Direction, DIRECTIONS), required=True),
    Column("mode", "Mode", "交通方式", choice(Mode, MODES), required=True),
    Column("number", "Number", "航班号", text, required=True),
    Column("from_place", "From", "出发地", text, required=True),
    Column("from_zone", "From zone", "出发地时区", zone_name, required=True),
    Column("departs", "Departs", "出发时间", text, required=True),
    Column("to_place", "To", "到达地", text, required=True),
    Column("to_zone", "To zone", "到达地时区", zone_name, required=True),
    Column("arrives", "Arrives", "到达时间", text, required=True),
    Column("from_terminal", "From terminal", "出发航站楼", text, default=""),
    Column("to_terminal", "To terminal", "到达航站楼", text, default=""),
    Column("international", "International", "是否国际", yes_no, default=False),
    Column("bags", "Bags", "行李件数", whole(0, 99), default=0),
    Column("zone_of_city", "Zone", "住地片区", choice(Place), default=None),
)  # fmt: skip

DEPARTURES = (
    Column("guest", "Guest", "嘉宾编号", reference, required=True),
    Column("mode", "Mode", "交通方式", choice(Mode, MODES), required=True),
    Column("number", "Number", "航班号", text, default=""),
    Column("gate", "Gate", "离境口岸", choice(Place), required=True),
    Column("terminal", "Terminal", "航站楼", text, default=""),
    Column("scheduled", "Scheduled", "计划离开时间", moment, required=True),
    Column("time_zone", "Time zone", "时区", zone_name, default=DEFAULT_ZONE),
    Column("international", "International", "是否国际", yes_no, default=False),
    Column("bags", "Bags", "行李件数", whole(0, 99), default=0),
    Column("origin", "Origin", "出发片区", choice(Place), required=True),
)

OUTINGS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("kind", "Kind", "类别", choice(OutingKind, {"参观": OutingKind.VISIT, "宴会": OutingKind.BANQUET}),
           required=True),
    Column("name", "Name", "名称", text, default=""),
    Column("place", "Place", "地点", choice(Place), required=True),
    Column("starts", "Starts", "开始时间", moment, required=True),
    Column("ends", "Ends", "结束时间", moment, required=True),
    Column("guests", "Guests", "嘉宾", list_of(reference), required=True),
    Column("by_boat", "By boat", "乘船", yes_no, default=False),
    Column("cancelled", "Cancelled", "是否取消", yes_no, default=False),
)  # fmt: skip

PLANNING_TIMES = (
    Column("origin", "From", "起点", choice(Place), required=True),
    Column("destination", "To", "终点", choice(Place), required=True),
    Column("from_hour", "From hour", "起始小时", whole(0, 23), required=True),
    Column("until_hour", "Until hour", "结束小时", whole(0, 24), required=True),
    Column("minutes", "Minutes", "分钟", whole(1, 1440), required=True),
)
