"""Every fault of the answers that would only show when somebody asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.answers.checking import faults, missing
from bot.matching.library import Variant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.resources import Resources

TODAY = dt.date(2026, 11, 22)
LABEL = "kartu_peserta"


def both(variant: Variant) -> dict[str, tuple[Variant, ...]]:
    return {"id": (variant,), "en": (variant,)}


def changed(resources: Resources, **fields: Any) -> Resources:
    """Return resources in which the answers of one kind of question are others."""
    library = resources.library
    entry = replace(library.entries[LABEL], **fields)
    return replace(resources, library=replace(library, entries={**library.entries, LABEL: entry}))


def found(resources: Resources, day: dt.date = TODAY) -> list[str]:
    return list(faults(resources, day))


@pytest.mark.parametrize("day", [TODAY, dt.date(2026, 2, 1), dt.date(2027, 1, 15), dt.date(2027, 4, 15)])
def test_what_the_project_ships_is_without_fault(resources: Resources, day: dt.date) -> None:
    assert found(resources, day) == []


SOUND = Variant("Anggota: {jkm_total}")
OTHER = replace(SOUND, ask_for="age")
BARE = replace(SOUND, rests_on=("nothing",))
_DIGIT = "id: holds a digit: figures stand in config/scheme/"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"next": ("nowhere",)}, "next: nowhere is no kind of question"),
        ({"rests_on": ("nothing",)}, "rests_on: nothing is no fact and no rule"),
        ({"ask": {"id": "?" * 36, "en": "?" * 37}}, "en: ask has more than 36 characters"),
        ({"variants": {"id": (SOUND,), "en": (OTHER,)}}, "en: other variants than in id"),
        ({"variants": both(BARE)}, "rests_on: nothing is no fact and no rule"),
        ({"variants": both(replace(SOUND, ask_for="name"))}, "id: ask_for: name cannot be asked for"),
        ({"variants": both(Variant("{nothing} {jkm_total}"))}, "en: {nothing} is no figure"),
        ({"variants": both(Variant("Bayar 5 kali {jkm_total}"))}, _DIGIT),
        ({"variants": both(Variant("x" * 450 + "{jkm_total}"))}, "id: is longer than 450 characters"),
        ({"variants": both(Variant("Tanpa apa-apa")), "rests_on": ()}, "en: names no law"),
        (
            {"variants": both(Variant("{age} {jkm_total}"))},
            "id: cannot be answered today: the question named no number",
        ),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_the_file_and_the_reason(
    resources: Resources, fields: Mapping[str, Any], fault: str
) -> None:
    assert f"{LABEL}.toml: {fault}" in found(changed(resources, **fields))


def test_an_answer_that_a_language_lacks_is_said_and_no_fault(resources: Resources) -> None:
    assert list(missing(resources)) == []
    lacking = changed(resources, ask={"id": "?"}, variants={"id": (SOUND,)})
    assert found(lacking) == []
    assert list(missing(lacking)) == [f"en: without an answer for {LABEL}: given in id"]


def test_a_condition_that_is_none_is_named(resources: Resources) -> None:
    variants = (Variant("a {jkm_total}", ("rich",)), SOUND)
    faulty = changed(resources, variants={"id": variants, "en": variants})
    assert f"{LABEL}.toml: id: when: rich is no condition" in found(faulty)


def test_more_variants_in_one_language_are_a_fault_and_no_crash(resources: Resources) -> None:
    faulty = changed(resources, variants={"id": (SOUND,), "en": (replace(SOUND, when=("income",)), SOUND)})
    assert f"{LABEL}.toml: en: other variants than in id" in found(faulty)


def test_a_changed_answer_that_is_sound_is_no_fault(resources: Resources) -> None:
    assert found(changed(resources, variants=both(SOUND))) == []


def test_a_figure_that_is_not_valid_yet_is_named(resources: Resources) -> None:
    early = found(resources, dt.date(2019, 1, 1))
    assert any(fault.startswith("manfaat_jkm.toml: id: cannot be answered today") for fault in early)


def test_a_wording_of_two_kinds_is_named_however_it_is_written(resources: Resources) -> None:
    library = resources.library
    text = next(text for text, label in library.wordings if label == "cek_saldo")
    twice = replace(library, wordings=(*library.wordings, (f"  {text.upper()}?! ", "beasiswa")))
    (fault,) = found(replace(resources, library=twice))
    assert fault.startswith("beasiswa and cek_saldo: the same wording: ")


def test_too_few_wordings_are_named(resources: Resources) -> None:
    library, kept = resources.library, 0
    wordings = []
    for text, label in library.wordings:
        kept += label == "beasiswa"
        if label != "beasiswa" or kept < 30:
            wordings.append((text, label))
    fewer = replace(resources, library=replace(library, wordings=tuple(wordings)))
    assert found(fewer) == ["beasiswa.toml: has fewer than 30 wordings"]
