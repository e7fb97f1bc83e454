"""The columns of the organisers' lists, by the fields of our things."""

from enum import StrEnum

from services.registration.domain.state import Gender, Rank
from shared.importing import Column
from shared.importing.moments import day
from shared.importing.parsers import choice, country, language, list_of, reference, whole, yes_no


class Reply(StrEnum):
    """What a reply slip says."""

    CONFIRMED = "confirmed"
    WITHDREW = "withdrew"


_REPLIES = {
    "确认": Reply.CONFIRMED,
    "参加": Reply.CONFIRMED,
    "取消": Reply.WITHDREW,
    "不参加": Reply.WITHDREW,
}
_GENDERS = {"female": Gender.FEMALE, "女": Gender.FEMALE, "male": Gender.MALE, "男": Gender.MALE}

DELEGATIONS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name_en", "Name", "英文名称", required=True),
    Column("name_zh", "Name (zh)", "中文名称"),
    Column("country", "Country", "国家代码", country, required=True),
    Column("sister_city", "Sister city", "友城", yes_no, default=False),
)

GUESTS = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("person_id", "Person", "人员编号", reference),
    Column("family_name", "Family name", "姓", required=True),
    Column("given_name", "Given name", "名"),
    Column("own_script_name", "Name in own script", "本国文字姓名"),
    Column("birth_date", "Birth date", "出生日期", day, default=None),
    Column("country", "Country", "国家代码", country, required=True),
    Column("organisation", "Organisation", "单位"),
    Column("post", "Post", "职务"),
    Column("rank", "Rank", "级别", choice(Rank), required=True),
    Column("language", "Language", "语种", language, required=True),
    Column("fallback_language", "Fallback language", "备用语种", language, default=None),
    Column("fallback_accepted_by", "Fallback accepted by", "备用语种确认人", default=None),
    Column("delegation_id", "Delegation", "代表团", reference, default=None),
    Column("precedence", "Order", "礼宾次序", whole(1, 9999), default=0),
    Column("head_of_delegation", "Head", "团长", yes_no, default=False),
    Column("email", "E-mail", "电子邮箱"),
    Column("passport", "Passport", "护照号", sensitive=True),
    Column("dietary_needs", "Dietary needs", "饮食要求", sensitive=True),
    Column("attention", "Attention", "接待提示", sensitive=True),
    Column("refuses", "Refuses", "不接受译员", list_of(reference), default=()),
    Column("interpreter_gender", "Interpreter gender", "译员性别", choice(Gender, _GENDERS), default=None),
)

REPLIES = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("reply", "Reply", "回执", choice(Reply, _REPLIES), required=True),
    Column("replied_on", "Received on", "收到日期", day, required=True),
)
