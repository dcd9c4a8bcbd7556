"""The form changes while people are in the middle of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.dialogue.form import Form, Kind, Step
from bot.registration.form import enrolment
from bot.registration.steps.options import Options
from tests.talk import gives_name_and_phone, reaches_end, reaches_name, sends

if TYPE_CHECKING:
    import pytest

    from bot.resources import Resources
    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot

_SEX = Options({"man": "nik.man", "woman": "nik.woman"})
_NEW = Step(
    id="hair",
    kind=Kind.CHOICE,
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
    for place in ("bot.registration.enrolment", "bot.registration.mydata", "bot.commands.looking"):
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
