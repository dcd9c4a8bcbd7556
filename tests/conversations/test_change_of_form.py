"""The form changes while people are in the middle of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.dialogue.form import Form, Step, StepKind
from bot.dialogue.options import Options
from bot.folders import ROOT
from bot.registration.form import enrolment
from bot.resources import Resources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conversation import Conversation, Town


_SEX = Options({"man": "nik.man", "woman": "nik.woman"})
_NEW = Step(
    id="hair",
    kind=StepKind.CHOICE,
    question="nik.man",
    label="nik.label",
    example="Perempuan",
    read=_SEX.read,
    choices=_SEX.choices,
    show=_SEX.show,
)


def with_new_step(resources: Resources) -> Form:
    """Return the form with one question more, before the name."""
    form = enrolment(resources)
    place = [step.id for step in form.steps].index("name")
    return replace(form, steps=(*form.steps[:place], _NEW, *form.steps[place:]))


def without_phone(resources: Resources) -> Form:
    """Return the form with one question less."""
    form = enrolment(resources)
    return replace(form, steps=tuple(step for step in form.steps if step.id != "phone"))


def change(monkeypatch: pytest.MonkeyPatch, form: Any) -> None:
    for place in ("bot.registration.group", "bot.commands.export"):
        monkeypatch.setattr(f"{place}.enrolment", form)


def test_a_new_question_is_asked_in_the_middle_of_a_draft_and_exported(
    siti: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.at("name")
    change(monkeypatch, with_new_step)
    town.restarts()
    asked = siti.says("Siti Aminah").sees("Pertanyaan 2 dari 13").seen
    assert asked.data[:2] == ["f1|hair|man", "f1|hair|woman"]
    siti.taps("Perempuan").sees("Siapa nama")
    siti.at("summary").hands_in()
    (row,) = town.exported()
    assert row["hair"] == "woman"


def test_a_question_taken_out_is_neither_asked_nor_exported(
    siti: Conversation, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    siti.at("phone")
    change(monkeypatch, without_phone)
    town.restarts()
    siti.taps_data("f1|phone|_back").sees("kecamatan mana")
    siti.at("summary").hands_in()
    assert "phone" not in town.payung("export")


def with_mother_switched_on(folder: Path) -> Resources:
    """Return what is read from a config in which the office asks for the mother's name."""
    shutil.copytree(ROOT / "config", folder)
    path = folder / "payung.toml"
    path.write_text(path.read_text().replace("mother_name = false", "mother_name = true"))
    return Resources.load(folder)


def test_a_step_switched_on_in_config_is_asked_of_a_draft_that_was_ready_to_send(
    siti: Conversation, town: Town, tmp_path: Path
) -> None:
    siti.at("summary")
    town.restarts(with_mother_switched_on(tmp_path / "config"))
    siti.taps("✅ Kirim").sees("nama ibu kandung")
    siti.says("Maria Lestari").sees("Nama ibu: Maria Lestari")
    siti.hands_in()
    town.environment["PAYUNG_CONFIG"] = str(tmp_path / "config")
    (row,) = town.exported()
    assert row["mother_name"] == "Maria Lestari"
    assert [step["id"] for step in json.loads(town.payung("form", "--json"))] == list(row)[4:]


def test_a_step_switched_off_again_is_neither_asked_nor_exported(
    siti: Conversation, town: Town, tmp_path: Path, resources: Resources
) -> None:
    town.restarts(with_mother_switched_on(tmp_path / "config"))
    siti.at("birthplace")
    siti.taps("Putussibau").sees("nama ibu kandung")
    town.restarts(resources)
    siti.says("Maria Lestari").sees("nomor HP")
    siti.says("081200009001").sees("kecamatan mana")
    siti.at("summary").hands_in()
    assert "Maria" not in town.payung("export")
