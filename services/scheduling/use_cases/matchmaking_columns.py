"""The columns of the lists of business matchmaking."""

from services.scheduling.domain.matchmaking import Answer, Wish
from shared.importing import Column
from shared.importing.moments import moment
from shared.importing.parsers import choice, list_of, reference, whole

_ANSWERS = {"接受": Answer.ACCEPTED, "谢绝": Answer.DECLINED, "待复": Answer.OPEN}
_WISHES = {"上午": Wish.MORNING, "下午": Wish.AFTERNOON, "均可": Wish.EITHER}

SLOTS = (
    Column("reference", "Slot", "时段", reference, required=True),
    Column("starts", "Starts", "开始", moment, required=True),
    Column("ends", "Ends", "结束", moment, required=True),
    Column("seats", "Seats", "每桌座位", whole(2, 100), required=True),
    Column("number", "Tables", "桌数", whole(0, 10_000), required=True),
)

PARTICIPANTS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "名称", required=True),
    Column("guest", "Guest", "客人编号", reference, default=None),
    Column("people", "People", "人数", whole(1, 20), default=1),
    Column("most", "Most meetings", "最多场次", whole(0, 1000), default=6),
    Column("away", "Away in slots", "不便时段", list_of(reference), default=()),
    Column("refuses", "Does not meet", "不见", list_of(reference), default=()),
)

REQUESTS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("asks", "Asks", "提出方", reference, required=True),
    Column("asked", "Asked", "受邀方", reference, required=True),
    Column("answer", "Answer", "答复", choice(Answer, _ANSWERS), default=Answer.OPEN),
    Column("expires", "Answer by", "答复期限", moment, default=None),
    Column("wish", "Wish", "时间意向", choice(Wish, _WISHES), default=Wish.EITHER),
    Column("slot", "Fixed slot", "固定时段", reference, default=None),
    Column("after", "After", "在其后", list_of(reference), default=()),
)
