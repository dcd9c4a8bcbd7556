"""A language that is a folder only: a catalogue for Iban, which Babel does not know, and no answers in it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands import check
from bot.resources import Resources
from bot.settings import ROOT
from bot.texts import catalogue_path
from tests.scenarios.announcing import arrives, confirms, tries_it, writes

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite

IBAN = {
    "language.name": "Jaku Iban",
    "language.chosen": "👍 Au, aku bejaku Iban.",
    "answer.in_indonesian": "ℹ️ Saut tu bedau bisi dalam jaku Iban. Tu dalam jaku Indonesia:",
    "menu.ask": "❓ Nanya",
}


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """Everything as it is, and the English catalogue with some words of Iban in a folder of its own."""
    locales = tmp_path_factory.mktemp("languages") / "locales"
    shutil.copytree(ROOT / "locales", locales)
    path = catalogue_path(locales, "iba")
    path.parent.mkdir(parents=True)
    path.write_text(in_iban(catalogue_path(locales, "en")), encoding="utf-8")
    return Resources.load(ROOT / "config", locales)


def in_iban(english: Path) -> str:
    """Return an English catalogue, with some words of Iban and no rule about plurals."""
    text = english.read_text(encoding="utf-8").replace('"Language: en\\n"', '"Language: iba\\n"')
    text = re.sub(r'"Plural-Forms: .*\n', "", text)
    for name, words in IBAN.items():
        text, count = re.subn(rf'(msgid "{re.escape(name)}"\nmsgstr ).*\n', rf'\1"{words}"\n', text)
        assert count == 1
    return text


@pytest.fixture
async def rina(invited: Invite) -> PersonDriver:
    """Who may announce."""
    return await invited(1003, "announcer")


async def chooses_iban(person: PersonDriver) -> None:
    await arrives(person)
    await person.says("/bahasa")
    offered = await person.hears_until("Bahasa apa")
    assert offered.buttons == ["Bahasa Indonesia", "English", "Jaku Iban"]
    await person.taps("Jaku Iban")
    menu = await person.hears_until("aku bejaku Iban")
    assert "❓ Nanya" in menu.buttons


def test_the_new_language_is_without_fault_and_its_missing_answers_are_only_said(
    resources: Resources, command: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "resources_of", lambda _: resources)
    assert command("check") == 0
    said = capsys.readouterr()
    assert said.out == "everything is in order\n"
    assert "warning: config/answers/iba: without any answer: given in id" in said.err


def test_a_language_that_babel_does_not_know_is_written_and_counted_as_indonesian(
    resources: Resources,
) -> None:
    texts = resources.catalogues["iba"]
    assert texts.money(1_500_000) == "Rp1.500.000"
    assert texts.number(12_000) == "12.000"
    assert texts.date(dt.date(1980, 8, 17)) == "17 Agustus 1980"
    assert {texts.counted("answer.months", count=count) for count in (1, 2)} == {"1 month", "2 month"}


async def test_the_language_is_chosen_on_a_button_and_kept(siti: PersonDriver, bot: RunningBot) -> None:
    await chooses_iban(siti)
    await bot.stop()
    await bot.start()
    await siti.says("/iuran")
    await siti.hears_until("What is your work")
    await siti.says("/batal")
    await siti.says("❓ Nanya")
    await siti.hears_until("write your question")


async def test_what_is_not_answered_in_the_language_is_answered_in_indonesian_and_says_so(
    siti: PersonDriver,
) -> None:
    await chooses_iban(siti)
    await siti.says("santunan kematian berapa")
    answer = await siti.hears_until("Saut tu bedau bisi")
    assert answer.text.startswith("ℹ️ Saut tu bedau bisi dalam jaku Iban.")
    assert "Rp42.000.000" in answer.text
    assert "Dasar: " in answer.text
    assert "Siapa yang dapat santunannya?" in answer.buttons
    await siti.taps("Siapa yang dapat santunannya?")
    await siti.hears_until("Saut tu bedau bisi")


async def test_an_announcement_is_written_in_every_language(
    siti: PersonDriver, rina: PersonDriver, sandbox: Sandbox
) -> None:
    await chooses_iban(siti)
    john = sandbox.person(1002)
    await john.starts()
    await john.hears_until("protection at work")
    desk = await writes(rina, "Kantor tutup besok.")
    assert "Versi Inggris: belum ada\nVersi Iban: belum ada\nTombol: " in desk.text
    assert desk.buttons[:3] == ["✏️ Pesan", "🌐 Versi Inggris", "🌐 Versi Iban"]
    await rina.taps("Versi Iban")
    await rina.hears_until("dalam bahasa Iban")
    await rina.says("Opis tutup pagila, {nama}.")
    await rina.hears_until("Versi Iban: untuk sebagian orang {nama}")
    await rina.says("wai")
    await rina.hears_until("“Opis tutup pagila, {nama}.”")
    await tries_it(rina)
    await confirms(rina, 3)
    await siti.hears_until("Opis tutup pagila, wai.")
    await john.hears_until("Kantor tutup besok")


async def test_commands_are_set_only_in_languages_whose_code_telegram_takes(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    for _ in range(100):
        if sum(call.method == "setMyShortDescription" for call in sandbox.calls) == 3:
            break
        await asyncio.sleep(0.05)
    sent = [call.args.get("language_code") for call in sandbox.calls if call.method == "setMyCommands"]
    assert sent == [None, "id", "en"]
