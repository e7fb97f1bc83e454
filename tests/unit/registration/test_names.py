"""Names are found however they are typed, and never changed."""

import pytest

from services.registration.domain.names import folded, romanised
from tests.unit.registration.builders import House, a_guest


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("KIM, Young-Ho", "kimyoungho"),
        ("Túndé", "tunde"),
        ("김영호", "김영호"),
        ("Ａｎｄｅｒｓｅｎ", "andersen"),
        ("ÅSE", "ase"),
        ("Straße", "strasse"),
    ],
)
def test_name_is_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_romanised_names_compare_without_hyphen_and_case() -> None:
    assert romanised("KIM", "Young-ho") == romanised("Kim", "Youngho")


@pytest.fixture
def full(house: House) -> House:
    house.guests.save(found("A001", "KIM", "Young-ho", "김영호"))
    house.guests.save(found("A002", "Nwachukwu", "Túndé", "Túndé Nwachukwu"))
    house.guests.save(found("A003", "Ōe", "Kenzaburō", "大江健三郎"))
    house.guests.save(found("B004", "Al-Sabah", "Nasser", "ناصر الصباح"))
    return house


def found(reference: str, family: str, given: str, own: str) -> object:
    from services.registration.domain.names import starts_of

    names = {"family_name": family, "given_name": given, "own_script_name": own}
    return a_guest(reference, **names, found_by=starts_of((family, given, own, reference)))


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("kim", ["A001"]),
        ("young ho", ["A001"]),
        ("youngho kim", ["A001"]),
        ("김", ["A001"]),
        ("영호", ["A001"]),
        ("tund", ["A002"]),
        ("NWACHUKWU", ["A002"]),
        ("健三", ["A003"]),
        ("oe", ["A003"]),
        ("ناصر", ["B004"]),
        ("a00", ["A001", "A002", "A003"]),
        ("b004", ["B004"]),
        ("kim tunde", []),
        ("zzz", []),
        ("-", []),
    ],
)
def test_guest_is_found_by_what_a_desk_types(full: House, typed: str, references: list[str]) -> None:
    assert [guest.reference for guest in full.guests.named("ipec-2019", typed)] == references


def test_search_ends_once_enough_are_found(full: House) -> None:
    assert [guest.reference for guest in full.guests.named("ipec-2019", "a00", 2)] == ["A001", "A002"]


@pytest.mark.parametrize(
    ("written", "typed"), [("Ødegård", "odegard"), ("Wałęsa", "WALESA"), ("Æbelø", "aebelo")]
)
def test_letters_no_keyboard_has_are_folded_in_names_and_in_what_is_typed(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


def test_guest_of_another_edition_is_not_found(full: House) -> None:
    assert full.guests.named("iitc-2019", "kim") == []
