"""The columns of the organisers' lists, by the fields of our things."""

from services.scheduling.domain.calendar import HostLevel
from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import MeetingKind, Mode
from services.scheduling.domain.room import RoomKind
from services.scheduling.domain.session import SessionType
from services.scheduling.domain.travel import ZONES
from shared.errors import Invalid
from shared.importing import Column
from shared.importing.moments import clock_time, moment
from shared.importing.parsers import choice, language, list_of, reference, whole, yes_no

_KINDS = {"会见": MeetingKind.MEETING, "会谈": MeetingKind.TALKS, "拜会": MeetingKind.CALL}
_MODES = {"交传": Mode.CONSECUTIVE, "同传": Mode.SIMULTANEOUS, "无": Mode.NONE}


class UnknownPlace(Invalid):
    """Write one of the zones of the city: ZHUJIAJIAN, PUTUO, LINCHENG, DINGHAI."""

    code = "unknown_place"


def zone(cell: str, _: object) -> str:
    """A zone of the city, in any case."""
    if cell.upper() in ZONES:
        return cell.upper()
    raise UnknownPlace


VENUES = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "英文名称", required=True),
    Column("name_zh", "Name (zh)", "中文名称"),
    Column("place", "Place", "地点", zone, required=True),
    Column("address", "Address", "地址"),
)

ROOMS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "英文名称", required=True),
    Column("name_zh", "Name (zh)", "中文名称"),
    Column("kind", "Kind", "类型", choice(RoomKind), required=True),
    Column("seats", "Seats", "座位数", whole(1, 100_000), required=True),
    Column("place", "Place", "地点", zone, required=True),
    Column("opens", "Opens", "开放时间", clock_time, required=True),
    Column("closes", "Closes", "关闭时间", clock_time, required=True),
    Column("venue", "Venue", "场馆", reference, default=None),
    Column("equipment", "Equipment", "设备", list_of(reference), default=()),
    Column("admits", "Admits", "准入级别", list_of(choice(Rank)), default=()),
)

HOSTS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "英文姓名", required=True),
    Column("name_zh", "Name (zh)", "中文姓名"),
    Column("post", "Post", "职务"),
    Column("level", "Level", "级别", choice(HostLevel), required=True),
)

HOST_WINDOWS = (
    Column("reference", "Host", "主人编号", reference, required=True),
    Column("starts", "Starts", "开始", moment, required=True),
    Column("ends", "Ends", "结束", moment, required=True),
)

SESSIONS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("title", "Title", "英文标题", required=True),
    Column("title_zh", "Title (zh)", "中文标题"),
    Column("session_type", "Type", "类型", choice(SessionType), required=True),
    Column("room", "Room", "会场", reference, default=None),
    Column("starts", "Starts", "开始", moment, required=True),
    Column("ends", "Ends", "结束", moment, required=True),
    Column("working_languages", "Working languages", "工作语言", list_of(language), default=()),
    Column("speakers", "Speakers", "演讲人", list_of(reference), default=()),
    Column("texts_due", "Texts due", "交稿期限", moment, default=None),
)

MEETINGS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("kind", "Kind", "形式", choice(MeetingKind, _KINDS), required=True),
    Column("guest", "Guest", "客人编号", reference, required=True),
    Column("accompanying", "Accompanying", "陪同", list_of(reference), default=()),
    Column("host", "Wanted host", "拟请主人", reference, required=True),
    Column("may_be_delegated", "May be delegated", "可改由他人", yes_no, default=False),
    Column("speech_minutes", "Speech minutes", "发言分钟", whole(5, 120), required=True),
    Column("mode", "Mode", "翻译方式", choice(Mode, _MODES), default=Mode.CONSECUTIVE),
    Column("language", "Language", "语种", language, required=True),
    Column("priority", "Priority", "优先级", whole(1, 9), default=5),
    Column("not_before", "Not before", "不早于", moment, default=None),
    Column("not_after", "Not after", "不晚于", moment, default=None),
    Column("host_side", "Host side", "主方陪同", list_of(reference), default=()),
    Column("equipment", "Equipment", "设备", list_of(reference), default=()),
    Column("photo", "Photo", "合影", yes_no, default=False),
)
