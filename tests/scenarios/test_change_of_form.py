"""The form changes while people are in the middle of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.dialogue.form import Form, Step, StepKind
from bot.dialogue.options import Options
from bot.registration.form import enrolment
from bot.resources import Resources
from bot.settings import ROOT
from tests.talk import gives_name_and_phone, reaches_end, reaches_name, reaches_summary, sends

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot

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
    for place in ("bot.registration.enrolment", "bot.registration.mydata", "bot.commands.export"):
        monkeypatch.setattr(f"{place}.enrolment", form)


async def test_a_new_question_is_asked_in_the_middle_of_a_draft_and_exported(
    bot: RunningBot, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, command: Any, capsys: Any
) -> None:
    siti = sandbox.person(1001)
    await reaches_name(siti)
    await bot.stop()
    change(monkeypatch, with_new_step)
    await bot.start()
    await siti.says("Siti Aminah")
    asked = await siti.hears_until("Pertanyaan 2 dari 13")
    assert asked.data[:2] == ["f1|hair|man", "f1|hair|woman"]
    await siti.taps("Perempuan")
    await siti.hears_until("Siapa nama")
    await gives_name_and_phone(siti, "Siti Aminah")
    await reaches_end(siti)
    await sends(siti)
    capsys.readouterr()
    assert command("export") == 0
    header, row = capsys.readouterr().out.splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["hair"] == "woman"


async def test_a_question_taken_out_is_neither_asked_nor_exported(
    bot: RunningBot, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, command: Any, capsys: Any
) -> None:
    siti = sandbox.person(1001)
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")
    await siti.taps("Putussibau")
    await siti.hears_until("nomor HP")
    await bot.stop()
    change(monkeypatch, without_phone)
    await bot.start()
    await siti.taps_data("f1|phone|_back")
    await siti.hears_until("kecamatan mana")
    await reaches_end(siti)
    await sends(siti)
    capsys.readouterr()
    assert command("export") == 0
    assert "phone" not in capsys.readouterr().out


def with_mother_switched_on(folder: Path) -> Resources:
    """Return what is read from a config in which the office asks for the mother's name."""
    shutil.copytree(ROOT / "config", folder)
    path = folder / "payung.toml"
    path.write_text(path.read_text().replace("mother_name = false", "mother_name = true"))
    return Resources.load(folder)


async def test_a_step_switched_on_in_config_is_asked_of_a_draft_that_was_ready_to_send(
    bot: RunningBot, sandbox: Sandbox, tmp_path: Path, environment: dict[str, str], command: Any, capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    siti = sandbox.person(1001)
    await reaches_summary(siti)
    await bot.stop()
    bot.resources = with_mother_switched_on(tmp_path / "config")
    await bot.start()
    await siti.taps("✅ Kirim")
    await siti.hears_until("nama ibu kandung")
    await siti.says("Maria Lestari")
    await siti.hears_until("Nama ibu: Maria Lestari")
    await sends(siti)
    monkeypatch.setenv("PAYUNG_CONFIG", str(tmp_path / "config"))
    capsys.readouterr()
    assert command("export") == 0
    header, row = capsys.readouterr().out.splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["mother_name"] == "Maria Lestari"
    assert command("form", "--json") == 0
    listed = [step["id"] for step in json.loads(capsys.readouterr().out)]
    assert listed == header.split(",")[4:]


async def test_a_step_switched_off_again_is_neither_asked_nor_exported(
    bot: RunningBot, sandbox: Sandbox, tmp_path: Path, command: Any, capsys: Any
) -> None:
    siti, usual = sandbox.person(1001), bot.resources
    await bot.stop()
    bot.resources = with_mother_switched_on(tmp_path / "config")
    await bot.start()
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")
    await siti.taps("Putussibau")
    await siti.hears_until("nama ibu kandung")
    await bot.stop()
    bot.resources = usual
    await bot.start()
    await siti.says("Maria Lestari")
    await siti.hears_until("nomor HP")
    await siti.says("081200009001")
    await siti.hears_until("kecamatan mana")
    await reaches_end(siti)
    await sends(siti)
    capsys.readouterr()
    assert command("export") == 0
    assert "Maria" not in capsys.readouterr().out
