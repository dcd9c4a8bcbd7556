"""Who belongs to a group, as it is typed or pasted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.people.members import Member, MemberReader, Members, Refused

if TYPE_CHECKING:
    from bot.resources import Resources

TODAY = date(2026, 11, 30)
NIK, OTHER_NIK = "6106011708809001", "6106015708859002"


@pytest.fixture(scope="module")
def reader(resources: Resources) -> MemberReader:
    return MemberReader(resources.divisions, resources.names)


@pytest.mark.parametrize(
    "text",
    [
        f"{NIK} Siti Aminah",
        f"Siti Aminah {NIK}",
        f"1. {NIK} Siti Aminah",
        f"12) Siti Aminah, {NIK}",
        f"- {NIK} - Siti Aminah",
        f"{NIK}\nSiti Aminah",
        f"Siti Aminah\n{NIK}",
        f"\n\n{NIK};Siti Aminah\n",
        f"{NIK}\tSiti Aminah",
        "6106 0117 0880 9001 siti aminah",
        "6106.0117.0880.9001 SITI AMINAH",
        f"NIK: {NIK} nama: Siti Aminah",
    ],
)
def test_one_person_is_read_however_it_is_written(reader: MemberReader, text: str) -> None:
    found = reader.read(text, TODAY)
    assert [(one.nik, one.name.lower()) for one in found.people] == [(NIK, "siti aminah")]
    assert not found.refused


@pytest.mark.parametrize("parted", [";", "\t", "|", ","])
def test_place_of_birth_and_telephone_may_stand_beside(reader: MemberReader, parted: str) -> None:
    text = parted.join([NIK, "Siti Aminah", "Semitau", "081200009001"])
    assert reader.read(text, TODAY).people == (Member(NIK, "Siti Aminah", "Semitau", "+6281200009001"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Siti Aminah", "no_nik"),
        (NIK, "no_name"),
        (f"{NIK[:-1]} Siti Aminah", "length"),
        (f"{NIK}1 Siti Aminah", "length"),
        ("6106013213809001 Siti Aminah", "date"),
        ("081200009001 Siti Aminah", "no_nik"),
    ],
)
def test_a_line_that_is_not_understood_says_why(reader: MemberReader, text: str, why: str) -> None:
    assert reader.read(text, TODAY).refused == (Refused(1, why),)


def test_each_line_is_somebody(reader: MemberReader) -> None:
    found = reader.read(f"{NIK} Siti Aminah\nYohanes\n{OTHER_NIK} Markus Lunsa", TODAY)
    assert [one.name for one in found.people] == ["Siti Aminah", "Markus Lunsa"]
    assert [one.line for one in found.refused] == [2]


def test_a_group_grows_and_shrinks_and_is_read_again() -> None:
    siti, markus = Member(NIK, "Siti Aminah"), Member(OTHER_NIK, "Markus Lunsa")
    group = Members((siti,), (Refused(2, "length"),)).joined_by(
        Members((markus, Member(NIK, "Siti A. Umar")))
    )
    assert [one.name for one in group.people] == ["Siti A. Umar", "Markus Lunsa"]
    assert not group.refused
    assert Members.of(group.value()) == group
    assert group.without(1) == Members((markus,))
    assert group.without(3) == group
    assert Members.of("") == Members()
