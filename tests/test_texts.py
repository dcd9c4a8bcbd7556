"""Every text in every language, and every screen that the program can show."""

from __future__ import annotations

import ast
import datetime as dt
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from bot.folders import ROOT
from bot.sandbox.markup import parse_html
from bot.texts import (
    PLACEHOLDER,
    Catalogues,
    Html,
    Texts,
    bare,
    catalogue_path,
    formats_of,
    language_of,
    languages_in,
    plain,
    units,
)

if TYPE_CHECKING:
    from pathlib import Path

    from bot.resources import Resources

_LANGUAGES = languages_in(ROOT / "locales")
_LONGEST = {"command.": 256, "profile.description": 512, "profile.short_description": 120}
_CAPTIONS = {"mydata.file_sent": 1024}


@pytest.fixture(params=_LANGUAGES)
def texts(request: pytest.FixtureRequest, resources: Resources) -> Texts:
    return resources.catalogues[request.param]


def all_forms(texts: Texts) -> list[tuple[str, str]]:
    return [
        (name, form)
        for name, entry in texts.entries.items()
        for form in ([entry] if isinstance(entry, str) else entry)
    ]


def test_the_catalogues_hold_exactly_the_message_ids_of_the_code(tmp_path: Path) -> None:
    target = tmp_path / "payung.pot"
    makefile = (ROOT / "Makefile").read_text()
    keywords = re.search(r"^KEYWORDS := (.*)$", makefile, re.MULTILINE)
    assert keywords
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *keywords[1].split(),
         "-o", str(target), str(ROOT / "bot")],
        check=True,
    )  # fmt: skip

    def ids(path: Path) -> set[str]:
        with path.open("rb") as file:
            return {one.id if isinstance(one.id, str) else one.id[0] for one in read_po(file) if one.id}

    for language in _LANGUAGES:
        assert ids(catalogue_path(ROOT / "locales", language)) == ids(target)


def test_no_language_misses_a_text_or_a_placeholder(resources: Resources) -> None:
    assert resources.catalogues.faults() == []


def test_every_text_is_balanced_html_with_all_placeholders_filled(texts: Texts) -> None:
    for name, entry in texts.entries.items():
        forms = entry if isinstance(entry, tuple) else (entry,)
        values = {one: "<&>" for form in forms for one in PLACEHOLDER.findall(form)}
        if isinstance(entry, tuple):
            values.pop("count", None)
            said = texts.counted(name, count=2, **values)
        else:
            said = texts(name, **values)
        shown, _ = parse_html(said)
        assert "{" not in shown, name
        assert shown.strip(), name


def test_every_text_fits_into_what_telegram_takes(texts: Texts) -> None:
    for name, form in all_forms(texts):
        limit = next((most for start, most in (_LONGEST | _CAPTIONS).items() if name.startswith(start)), 3500)
        assert len(form) <= limit, name


def test_no_text_holds_an_amount_a_percentage_or_a_telephone_number(texts: Texts) -> None:
    figure = re.compile(r"Rp ?\d|\d ?%|\b0\d{6,}|\b175\b|\b\d{3}\.\d{3}\b")
    for name, form in all_forms(texts):
        assert not figure.search(form), name


def test_values_are_escaped_and_html_is_not(texts: Texts) -> None:
    assert "&lt;b&gt;" in texts("dialogue.early", text="<b>")
    assert "<b>" in texts("dialogue.early", text=Html("<b>"))


@pytest.mark.parametrize(
    ("language", "money", "day"),
    [("id", "Rp1.500.000", "17 Agustus 1980"), ("en", "Rp1,500,000", "17 August 1980")],
)
def test_amounts_and_dates_read_as_the_language_does(
    resources: Resources, language: str, money: str, day: str
) -> None:
    texts = resources.catalogues[language]
    assert texts.money(1_500_000) == money
    assert texts.date(dt.date(1980, 8, 17)) == day


def test_english_counts_one_and_many(resources: Resources) -> None:
    english = resources.catalogues["en"]
    assert "1 try left" in english.counted("mydata.wrong", count=1)
    assert "4 tries left" in english.counted("mydata.wrong", count=4)


@pytest.mark.parametrize(
    ("code", "language"),
    [("id", "id"), ("en-GB", "en"), ("EN", "en"), ("ms", "id"), (None, "id"), ("", "id")],
)
def test_other_languages_get_indonesian(code: str | None, language: str) -> None:
    assert language_of(code, ("id", "en")) == language
    assert language_of("iba", ("id", "iba")) == "iba"


def test_a_language_is_a_folder_that_holds_a_catalogue_and_the_default_comes_first(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    for language in ("pl", "ar", "id"):
        a_catalogue(tmp_path, language, "")
    assert languages_in(tmp_path) == ("id", "ar", "pl")
    assert languages_in(ROOT / "locales") == ("id", "en")


@pytest.mark.parametrize(("language", "formats"), [("en", "en"), ("iba", "id"), ("not a language", "id")])
def test_what_babel_does_not_know_is_written_as_in_indonesian(language: str, formats: str) -> None:
    assert str(formats_of(language)) == formats


def a_catalogue(folder: Path, language: str, *forms: str) -> None:
    """Write a catalogue with one counted text and no word about plurals."""
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True)
    lines = [f'msgstr[{place}] "{form}"' for place, form in enumerate(forms)]
    path.write_text("\n".join(['msgid "one"', 'msgid_plural "one"', *lines, ""]))


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        ("pl", ("a", "b", "c"), {1: "a", 2: "b", 5: "c", 22: "b", 1_000_000: "c"}),
        ("fr", ("a", "b"), {0: "a", 1: "a", 2: "b", 1_000_000: "b"}),
        ("id", ("a",), {0: "a", 1: "a", 2: "a"}),
        ("iba", ("a", ""), {0: "a", 1: "a", 2: "a"}),
    ],
)
def test_a_language_counts_by_its_own_rule(
    tmp_path: Path, language: str, forms: tuple[str, ...], said: dict[int, str]
) -> None:
    a_catalogue(tmp_path, language, *forms)
    catalogues = Catalogues(tmp_path, {language: {}})
    assert {count: catalogues[language].counted("one", count=count) for count in said} == said


def test_a_form_of_a_counted_text_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    for language in ("id", "pl", "iba"):
        a_catalogue(tmp_path, language, "a")
    found = Catalogues(tmp_path, {"id": {}, "iba": {}, "pl": {}}).faults()
    assert found == ["pl: one: is missing"]


def test_a_text_that_is_not_translated_yet_is_said_in_indonesian(tmp_path: Path) -> None:
    a_catalogue(tmp_path, "id", "satu")
    a_catalogue(tmp_path, "pl", "a", "", "")
    texts = Catalogues(tmp_path, {"id": {}, "pl": {}})["pl"]
    assert {texts.counted("one", count=count) for count in (1, 2, 5)} == {"satu"}


def test_a_chat_whose_language_is_gone_gets_indonesian(resources: Resources) -> None:
    assert resources.catalogues["iba"].language == "id"


def test_labels_and_typed_words_compare_without_signs() -> None:
    assert plain("✅ Ya, benar!") == plain("ya benar")


def test_a_catalogue_that_cannot_be_read_is_a_clear_fault(tmp_path: Path) -> None:
    from bot.errors import ConfigurationError  # noqa: PLC0415

    path = catalogue_path(tmp_path, "id")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "x\n')
    with pytest.raises(ConfigurationError, match=r"payung\.po"):
        Catalogues(tmp_path, {"id": {}, "en": {}})


def test_no_text_is_asked_for_inside_an_f_string() -> None:
    """Whatever collects the texts of the code does not look into these: the text would be in no catalogue."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in sorted((ROOT / "bot").rglob("*.py"))
        for joined in ast.walk(ast.parse(path.read_text()))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and _names_a_text(call)
    ]
    assert hidden == []


def _names_a_text(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    is_literal = isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value
    return name in {"bare", "texts", "counted", "button", "key"} and is_literal


def test_markup_with_an_address_or_a_dash_goes_too_and_telegram_counts_utf_16_units() -> None:
    text = bare('<a href="https://x.id/panjang">sini</a> <tg-spoiler>&lt;3</tg-spoiler> 😀')
    assert text == "sini <3 😀"
    assert units(text) == 10
