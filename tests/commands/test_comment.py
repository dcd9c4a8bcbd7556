"""What translators are told of each text: one file says it, every catalogue bears it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from bot.cli import main
from bot.commands._comments import Comments
from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.texts import Catalogues, catalogue_path

if TYPE_CHECKING:
    from pathlib import Path

    from bot.resources import Resources


_LOCALES = ROOT / "locales"


@pytest.fixture(scope="module")
def comments() -> Comments:
    return Comments.load(_LOCALES)


def test_every_text_and_every_placeholder_is_explained_and_nothing_else(
    comments: Comments, resources: Resources
) -> None:
    assert list(comments.faults(resources.catalogues)) == []


def test_every_catalogue_bears_the_comments(comments: Comments, resources: Resources) -> None:
    assert list(comments.stale(resources.catalogues)) == []


def test_a_comment_says_where_the_text_stands_and_what_its_placeholders_hold(comments: Comments) -> None:
    where, held = comments.of("nik.question_other", ("example",))
    assert where.startswith("Identity number (NIK), in the enrolment. The same question, asked of whoever")
    assert held == "{example}: an example of an answer, from config/payung.toml"


def test_a_placeholder_may_mean_something_else_in_one_table(comments: Comments) -> None:
    assert comments.of("report.file", ("note",))[-1] == "{note}: report.file_cut, or empty"
    assert comments.of("months.question", ("note",))[-1] == "{note}: a further sentence, or empty"


def test_what_is_missing_or_explains_nothing_is_named(resources: Resources) -> None:
    tables = {name: dict(table) for name, table in Comments.load(_LOCALES).tables.items()}
    del tables["age"]["_where"], tables["placeholders"]["limit"]
    tables["announce"]["dance"] = "A dance."
    tables["placeholders"]["dancer"] = "who dances"
    assert set(Comments(tables).faults(resources.catalogues)) == {
        "comments.toml: age.too_old: [age] has no _where",
        "comments.toml: age.young: [age] has no _where",
        "comments.toml: age.too_old: {limit} is not explained",
        "comments.toml: announce.dance: there is no such text",
        "comments.toml: placeholders.dancer: there is no such text",
    }


def test_a_catalogue_with_other_comments_is_named_with_the_remedy(tmp_path: Path, comments: Comments) -> None:
    shutil.copytree(_LOCALES, tmp_path / "locales")
    english = catalogue_path(tmp_path / "locales", "en")
    english.write_text(english.read_text().replace("#. {limit}: an age", "#. {limit}: the age"))
    (fault,) = comments.stale(Catalogues(tmp_path / "locales", {"id": {}, "en": {}}))
    assert fault.startswith("en: 1 comments, such as that of age.too_old, are not those of")
    assert "make i18n" in fault


def test_the_command_comments_a_template_also_for_texts_that_have_no_words_yet(tmp_path: Path) -> None:
    template = tmp_path / "payung.pot"
    template.write_text('msgid "age.too_old"\nmsgstr ""\n\nmsgid "age.new"\nmsgstr ""\n')
    assert main(["comment", str(template)]) == 0
    with template.open("rb") as file:
        found = {message.id: message.auto_comments for message in read_po(file) if message.id}
    assert found["age.too_old"][-1].startswith("{law}: ")
    assert found["age.new"] == ["Below the read-back of a NIK or of a birth date."]


def test_a_template_that_is_not_there_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["comment", str(tmp_path / "none.pot")]) == 1
    assert "there is no template" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["[a\n", "[a]\nb = 1\n", "a = 'b'\n"])
def test_a_file_of_comments_that_cannot_be_read_is_a_clear_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / "comments.toml").write_text(content)
    with pytest.raises(ConfigurationError, match=r"comments\.toml"):
        Comments.load(tmp_path)
