"""The pretend students and staff."""

import unicodedata
from collections import Counter
from pathlib import Path

import font_source_sans_pro
import pytest
from fontTools.ttLib import TTFont

from kiosk.demo.school import pretend_school
from kiosk.faults import BadInput
from kiosk.plans.model import Role
from tests.demo.maple import BLAKE, maple, planned, students


def test_there_are_400_students_each_with_a_number_of_her_own() -> None:
    assert len(maple().students) == len(students()) == 400


def test_every_room_has_about_as_many_students_all_of_one_grade() -> None:
    rooms = Counter(each.homeroom for each in maple().students)
    assert sorted(rooms) == [f"{room:02d}" for room in range(1, 13)]
    assert all(28 <= count <= 40 for count in rooms.values())
    assert len({(each.homeroom, each.grade) for each in maple().students}) == 12


def test_blake_is_in_room_12() -> None:
    blake = students()[BLAKE]
    assert (blake.name, blake.grade, blake.homeroom) == ("Blake Bennett", "5", "12")
    assert blake.contacts[0].phone == "+1 503 555 0142"


@pytest.mark.parametrize("name", ["Blake Benoit", "Blair Keane", "Blanca Reyes"])
def test_others_have_names_near_his_and_plans_too(name: str) -> None:
    found = next(each for each in maple().students if each.name == name)
    assert found.grade == "5"
    assert found.id in planned()


@pytest.mark.parametrize(
    "piece", ["García", "Nguyễn", "Łukasz", "O'Neill", "Ørsted", "van 't", "de la ", "-"]
)
def test_names_are_of_real_life(piece: str) -> None:
    assert any(piece in each.name for each in maple().students)


@pytest.mark.parametrize(
    "script", ["GREEK", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "HANGUL", "DEVANAGARI", "THAI"]
)
def test_names_are_written_in_many_scripts(script: str) -> None:
    assert any(
        unicodedata.name(letter, "").startswith(script)
        for each in students().values()
        for letter in each.name
    )


def test_some_names_are_one_letter_and_some_very_long() -> None:
    assert any(len(each.given_name) == 1 for each in maple().students)
    assert any(len(each.family_name) == 1 for each in maple().students)
    assert max(len(each.name) for each in maple().students) > 40


def test_names_are_whole_and_composed() -> None:
    for each in maple().students:
        for name in (each.given_name, each.family_name, each.preferred_name):
            assert name == unicodedata.normalize("NFC", name).strip()
        assert each.given_name
        assert each.family_name


def test_students_go_by_the_pronouns_that_they_chose_or_by_none() -> None:
    counted = Counter(each.pronouns for each in maple().students)
    assert {"he/him", "she/her", "they/them", ""} <= set(counted)
    assert any(each.preferred_name for each in maple().students)


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_name_with_a_plan_can_be_printed_in_the_cards_own_face(seed: int) -> None:
    pretend = pretend_school(seed, 400, 40)
    with_plans = {name.split("-")[0] for name, _ in pretend.plan_files}
    faces = _faces()
    for each in pretend.students:
        if each.id in with_plans:
            for letter in unicodedata.normalize("NFC", each.name):
                assert all(ord(letter) in face for face in faces), (each.name, letter)


def _faces() -> list[set[int]]:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return [set(TTFont(folder / f"SourceSansPro-{style}.ttf").getBestCmap()) for style in ("Regular", "Bold")]


def test_every_student_has_someone_to_call_and_no_number_is_a_real_one() -> None:
    for each in maple().students:
        assert each.contacts
        assert all(contact.phone[-8:-2] == "555 01" for contact in each.contacts)
        assert all(contact.email.endswith("@example.org") for contact in each.contacts if contact.email)


def test_there_is_one_member_of_staff_for_each_role() -> None:
    assert {each.role for each in maple().staff} == set(Role)
    rooms = {each.id: each.rooms for each in maple().staff}
    assert rooms["abara"] == rooms["lane"] == ("12",)
    assert next(each for each in maple().staff if each.id == "ortiz").role is Role.COORDINATOR


@pytest.mark.parametrize(("how_many", "plans"), [(1, 1), (2, 2), (5, 3), (40, 40), (60, 60), (1000, 10)])
def test_a_school_of_any_size_has_blake_and_as_many_students_as_asked_for(how_many: int, plans: int) -> None:
    pretend = pretend_school(1, how_many, plans)
    numbers = [each.id for each in pretend.students]
    assert len(numbers) == len(set(numbers)) == how_many
    assert BLAKE in numbers


@pytest.mark.parametrize(("how_many", "plans"), [(0, 1), (1, 0), (39, 40)])
def test_more_plans_than_students_or_none_at_all_are_refused(how_many: int, plans: int) -> None:
    with pytest.raises(BadInput, match=r"a pretend school has|need at least 40 students"):
        pretend_school(1, how_many, plans)
