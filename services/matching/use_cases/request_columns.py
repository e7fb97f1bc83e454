"""The columns of the spreadsheet of requests for interpreters."""

from services.matching.domain.level import Rank
from services.matching.domain.need import Mode
from services.matching.domain.request import RequestKind
from services.matching.use_cases.columns import foreign_language
from shared.importing import Column
from shared.importing.moments import moment
from shared.importing.parsers import choice, list_of, reference, text, whole

_KINDS = {
    "会议": RequestKind.SESSION,
    "宴会": RequestKind.BANQUET,
    "考察": RequestKind.SITE_VISIT,
    "标识检查": RequestKind.SIGN_INSPECTION,
    "会见": RequestKind.MEETING,
    "记者会": RequestKind.PRESS,
    "其他": RequestKind.OTHER,
}
_MODES = {"同传": Mode.SIMULTANEOUS, "交传": Mode.CONSECUTIVE, "陪同": Mode.ESCORT}
MOST_INTERPRETERS = 20

REQUESTS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("kind", "Kind", "事项", choice(RequestKind, _KINDS), required=True),
    Column("title", "Title", "名称"),
    Column("mode", "Mode", "方式", choice(Mode, _MODES), required=True),
    Column("languages", "Languages", "语种", list_of(foreign_language), required=True),
    Column("place", "Place", "地点", required=True),
    Column("starts", "Starts", "开始", moment, required=True),
    Column("ends", "Ends", "结束", moment, required=True),
    Column("rank", "Rank", "级别", choice(Rank), default=Rank.V5),
    Column("guests", "Guests", "外宾编号", list_of(reference), default=()),
    Column("topics", "Topics", "专题", list_of(text), default=()),
    Column("interpreters", "Interpreters", "译员数", whole(1, MOST_INTERPRETERS), default=None),
)
