"""Badges for the printer: whoever somebody is and in whichever script, nothing of their card is cut or unreadable."""

from typing import Any

import pytest

from tests.e2e.conftest import FOLDER, PASSWORD, House
from tests.e2e.desk_house import need_browser_and_pages, tell_story

EDITION = "badges-2019"
LONG = "Permanent Mission for International Cooperation in Energy, Maritime Economy and Regional Development"
# Invented people: family name, given name, in their own script, post, organisation, country, language.
PEOPLE = {
    "PT": ("de Albuquerque Cavalcanti e Vasconcelos", "Maria da Conceição", "",
           "Secretária de Estado dos Assuntos do Mar", f"{LONG}, Direção-Geral da Política do Mar", "PT", "pt"),
    "AR": ("Al-Abdulrahman Al-Mansouri", "Abdulaziz bin Mohammed", "عبد العزيز بن محمد بن عبد الرحمن المنصوري",
           "وكيل وزارة الطاقة والصناعة والثروة المعدنية", "المؤسسة العامة للتعاون الاقتصادي الدولي", "SA", "ar"),
    "TH": ("Thepphasadin na Ayutthaya", "Chulalongkorn", "จุฬาลงกรณ์ เทพหัสดิน ณ อยุธยาศรีสุวรรณภูมิ",
           "ปลัดกระทรวงพลังงานและทรัพยากรธรรมชาติ", LONG, "TH", "en"),
    "KO": ("NAMGOONG", "Young-ho", "남궁영호뷁쀍", "산업통상자원부 에너지정책실장", "한국석유가스협력재단", "KR", "ko"),
    "HI": ("Venkatanarasimharajuvaripeta", "Krishnamurthy", "कृष्णमूर्ति वेंकटनरसिंहराजुवारिपेटा",
           "पेट्रोलियम एवं प्राकृतिक गैस मंत्रालय के सचिव", LONG, "IN", "en"),
    "RU": ("Преображенская-Рождественская", "Александра Константиновна", "Александра Константиновна",
           "Заместитель министра энергетики", "Федеральное агентство по международному сотрудничеству", "RU", "ru"),
    "ZH": ("CHEN", "Yi", "陈㛃𠮷龘䶮𬱖", "国际石油天然气合作与区域发展事务常务副主任",
           "某某省国际经济技术合作与海洋经济发展委员会办公室", "CN", "zh"),
    "VI": ("Nguyễn Phước Bảo Ân", "Hoàng Thị Mỹ Duyên", "", "Thứ trưởng", LONG, "VN", "en"),
    "ONE": ("W" * 60, "", "", "W" * 80, "W" * 100, "DE", "de"),
}  # fmt: skip


@pytest.fixture(scope="module")
def seen(house: House) -> dict[str, Any]:
    """What a browser laid out of these people's badges."""
    need_browser_and_pages()
    shots = FOLDER / "desk"
    shots.mkdir(exist_ok=True)
    with house.http() as api:
        api.post("/editions", json={
            "edition": EDITION, "conference": "IPEC", "number": 3, "name_zh": "第三届世界油商大会",
            "name_en": "International Petroleum and Natural Gas Enterprises Conference",
            "first_day": "2019-10-17", "opening_day": "2019-10-18", "last_day": "2019-10-19",
        }).raise_for_status()  # fmt: skip
        for reference, (family, given, own, post, organisation, country, language) in PEOPLE.items():
            api.post(f"/editions/{EDITION}/guests", json={
                "reference": reference, "family_name": family, "given_name": given, "own_script_name": own,
                "post": post, "organisation": organisation, "country": country, "language": language,
                "rank": "V4",
            }).raise_for_status()  # fmt: skip
    told = {"url": house.url, "account": {"name": "anna", "password": PASSWORD}, "edition": EDITION}
    return tell_story("badges.ts", told, shots, 200)


def test_every_guest_gets_one_page_of_the_right_size(seen: dict[str, Any]) -> None:
    (box,) = seen["boxes"]
    width, height = (float(number) for number in box.strip("]").split()[-2:])

    assert seen["pages"] == len(PEOPLE)
    assert (int(width), int(height)) == (244, 351)


def test_nothing_on_a_badge_is_cut(seen: dict[str, Any]) -> None:
    assert {card["reference"]: card["cut"] for card in seen["cards"]} == {one: [] for one in PEOPLE}


def test_every_sign_on_a_badge_has_a_font(seen: dict[str, Any]) -> None:
    assert {card["reference"]: card["missing"] for card in seen["cards"]} == {one: [] for one in PEOPLE}


def test_arabic_runs_from_right_to_left(seen: dict[str, Any]) -> None:
    turned = {card["reference"]: len(card["right_to_left"]) for card in seen["cards"]}

    assert turned == {one: 3 if one == "AR" else 0 for one in PEOPLE}
