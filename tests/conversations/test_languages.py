"""A language that is a folder only: a catalogue for Iban, which Babel does not know, and no answers in it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.commands import check
from bot.folders import ROOT
from bot.resources import Resources
from bot.texts import catalogue_path
from tests.conversations.announcing import confirms, tries_it, writes
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot
    from tests.conversation import Conversation, Town


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


def chooses_iban(person: Conversation) -> None:
    person.starts().sees("perlindungan kerja")
    offered = person.says("/bahasa").sees("Bahasa apa").seen
    assert offered.buttons == ["Bahasa Indonesia", "English", "Jaku Iban"]
    menu = person.taps("Jaku Iban").sees("aku bejaku Iban").seen
    assert "❓ Nanya" in menu.buttons


def test_the_new_language_is_without_fault_and_its_missing_answers_are_only_said(
    town: Town, resources: Resources, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "resources_of", lambda _: resources)
    assert town.payung("check") == "everything is in order\n"
    assert "warning: config/answers/iba: without any answer: given in id" in capsys.readouterr().err


def test_a_language_that_babel_does_not_know_is_written_and_counted_as_indonesian(
    resources: Resources,
) -> None:
    texts = resources.catalogues["iba"]
    assert texts.money(1_500_000) == "Rp1.500.000"
    assert texts.number(12_000) == "12.000"
    assert texts.date(dt.date(1980, 8, 17)) == "17 Agustus 1980"
    assert {texts.counted("answer.months", count=count) for count in (1, 2)} == {"1 month", "2 month"}


def test_the_language_is_chosen_on_a_button_and_kept(siti: Conversation, town: Town) -> None:
    chooses_iban(siti)
    town.restarts()
    siti.says("/iuran").sees("What is your work")
    siti.says("/batal")
    siti.says("❓ Nanya").sees("write your question")


def test_what_is_not_answered_in_the_language_is_answered_in_indonesian_and_says_so(
    siti: Conversation,
) -> None:
    chooses_iban(siti)
    answer = siti.says("santunan kematian berapa").sees("Saut tu bedau bisi").seen
    assert answer.text.startswith("ℹ️ Saut tu bedau bisi dalam jaku Iban.")
    assert "Rp42.000.000" in answer.text
    assert any("law" in label or "Dasar" in label for label in answer.buttons)
    assert "Siapa yang dapat santunannya?" in answer.buttons
    siti.taps("Siapa yang dapat santunannya?").sees("Saut tu bedau bisi")


def test_an_announcement_is_written_in_every_language(siti: Conversation, town: Town) -> None:
    rina = town.staff("announcer")
    chooses_iban(siti)
    john = town.person(1002)
    john.starts().sees("protection at work")
    desk = writes(rina, "Kantor tutup besok.").seen
    assert "Versi Inggris: belum ada\nVersi Iban: belum ada\nTombol: " in desk.text
    assert desk.buttons[:3] == ["✏️ Pesan", "🌐 Versi Inggris", "🌐 Versi Iban"]
    rina.taps("Versi Iban").sees("dalam bahasa Iban")
    rina.says("Opis tutup pagila, {nama}.").sees("Versi Iban: untuk sebagian orang {nama}")
    rina.says("wai").sees("“Opis tutup pagila, {nama}.”")
    tries_it(rina)
    confirms(rina, 3)
    siti.sees("Opis tutup pagila, wai.")
    john.sees("Kantor tutup besok")


async def test_commands_are_set_only_in_languages_whose_code_telegram_takes(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    await until(lambda: sum(call.method == "setMyShortDescription" for call in sandbox.calls) == 3)
    sent = [call.args.get("language_code") for call in sandbox.calls if call.method == "setMyCommands"]
    assert sent == [None, "id", "en"]
