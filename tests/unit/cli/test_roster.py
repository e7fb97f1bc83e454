"""People of the roster: found, absent, recalled."""

from tests.unit.cli.gateway import PlayedGateway, Terminal
from tests.unit.cli.test_by_hand import EDITION, lines

PERSON = {
    "reference": "I014", "name": "Lü Jiayi", "name_zh": "吕佳怡", "languages": ["en", "ko"], "level": "C3",
    "tier": "core", "consent": "given", "home_unit": "Port Authority",
}  # fmt: skip


def test_an_absence_is_recorded_with_its_times(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/interpreters/e.i.I014/absences"
    gateway.answers[f"POST {path}"] = PERSON
    starts, ends = "2019-10-18T06:50:00+00:00", "2019-10-19T00:00:00+00:00"

    typed = terminal.type(
        "absent", "I014", "--starts", starts, "--ends", ends, "--why", "ill", TZ="UTC", **EDITION
    )

    assert gateway.bodies(path) == [{"starts": starts, "ends": ends, "reason": "ill"}]
    assert lines(typed.stdout)[0].startswith("Lü Jiayi is absent from 2019-10-18")
    assert lines(typed.stdout)[0].endswith(": ill.")


def test_a_recall_names_the_unit(gateway: PlayedGateway, terminal: Terminal) -> None:
    path = "/editions/e/interpreters/e.i.I014/recall"
    gateway.answers[f"POST {path}"] = PERSON

    typed = terminal.type("recall", "I014", "--why", "needed at home", **EDITION)

    assert lines(typed.stdout) == ["Lü Jiayi is recalled by Port Authority: needed at home."]
    assert gateway.bodies(path) == [{"reason": "needed at home"}]


def test_people_are_found_by_part_of_what_one_knows(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers["GET /editions/e/interpreter-search"] = {"items": [PERSON]}

    typed = terminal.type("find-interpreter", "lu jia", **EDITION)

    assert lines(typed.stdout)[2] == "I014 Lü Jiayi 吕佳怡 en, ko C3 core given"
    assert gateway.asked == ["GET /editions/e/interpreter-search?text=lu+jia"]
