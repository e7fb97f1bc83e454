"""The columns of the roster spreadsheet, by the fields of an interpreter."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.matching.domain.absence import Absence
from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.interpreter import Consent, Gender, Team
from services.matching.domain.level import Level
from services.matching.domain.need import Mode
from shared.errors import Invalid
from shared.importing import Column
from shared.importing.moments import day, moment, span
from shared.importing.parsers import Parser, choice, language, list_of, reference, text, yes_no

_TEAMS = {"正式": Team.OFFICIAL, "官方": Team.OFFICIAL, "外聘": Team.CONTRACT, "合同": Team.CONTRACT}
_CONSENTS = {"已征询": Consent.ASKED, "同意": Consent.GIVEN, "召回": Consent.RECALLED}
_GENDERS = {"female": Gender.FEMALE, "女": Gender.FEMALE, "male": Gender.MALE, "男": Gender.MALE}
_TIERS = {"骨干": Tier.CORE, "后备": Tier.RESERVE, "外聘": Tier.CONTRACT, "见习": Tier.TRAINEE}


def _from_day(cell: str, zone: ZoneInfo) -> datetime:
    """A moment, or the beginning of a day."""
    return _moment_or(cell, zone, timedelta())


def _until_day(cell: str, zone: ZoneInfo) -> datetime:
    """A moment, or the end of a day."""
    return _moment_or(cell, zone, timedelta(days=1))


def _moment_or(cell: str, zone: ZoneInfo, after_midnight: timedelta) -> datetime:
    if ":" in cell:
        return moment(cell, zone)
    on = day(cell, zone) + after_midnight
    return datetime(on.year, on.month, on.day, tzinfo=zone)


def _absence(cell: str, zone: ZoneInfo) -> Absence:
    starts, ends = span(cell, zone)
    return Absence(starts=starts, ends=ends)


def foreign_language(cell: str, zone: ZoneInfo) -> str:
    """A language other than Chinese, which everybody interprets from and into."""
    code = language(cell, zone)
    if code == "zh":
        raise Invalid(
            "Everybody interprets from and into Chinese; name the foreign languages.", code="not_foreign"
        )
    return code


def _each(name: Parser, value: Parser) -> Parser:
    """Several pairs in one cell, as `en A; ko C`."""

    def pair(cell: str, zone: ZoneInfo) -> tuple[Any, Any]:
        of, _, stated = cell.partition(" ")
        if not stated.strip():
            raise Invalid("Write pairs divided by semicolons, such as en A; ko C.", code="not_a_pair")
        return str(name(of, zone)), value(stated.strip(), zone)

    def read(cell: str, zone: ZoneInfo) -> dict[str, Any]:
        return dict(list_of(pair)(cell, zone))

    return read


ROSTER = (
    Column("reference", "Reference", "编号", reference, required=True),
    Column("name", "Name", "姓名拼音", required=True),
    Column("name_zh", "Name (zh)", "姓名"),
    Column("home_unit", "Home unit", "所在单位"),
    Column("team", "Team", "队伍", choice(Team, _TEAMS), default=Team.OFFICIAL),
    Column("languages", "Languages", "语种", list_of(foreign_language), required=True),
    Column("level", "Level", "等级", choice(Level), required=True),
    Column("booth", "Booth", "同传", yes_no, default=False),
    Column("topics", "Topics", "专题", list_of(text), default=()),
    Column("gender", "Gender", "性别", choice(Gender, _GENDERS), default=None),
    Column("consent", "Consent", "单位意见", choice(Consent, _CONSENTS), default=Consent.ASKED),
    Column("pledge_signed_on", "Pledge signed on", "承诺书签署日期", day, default=None),
    Column("available_from", "Available from", "可用起始", _from_day, default=None),
    Column("available_until", "Available until", "可用截止", _until_day, default=None),
    Column("absences", "Absent", "缺勤", list_of(_absence), default=()),
    Column("conflicts", "Conflicts", "利益冲突", list_of(text), default=()),
    Column("tier", "Tier", "梯队", choice(Tier, _TIERS), default=None),
    Column(
        "classes", "Language classes", "语言等级", _each(foreign_language, choice(LanguageClass)), default=()
    ),
    Column("mode_levels", "Level by mode", "分方式等级", _each(choice(Mode), choice(Level)), default=()),
    Column("home_place", "Home place", "单位所在地"),
    Column("practised", "Practised", "实战经历", list_of(text), default=()),
    Column("person", "Person", "人员编号", reference),
    Column("phone", "Phone", "电话", sensitive=True),
    Column("email", "E-mail", "邮箱", sensitive=True),
)
