"""`payung preview`: the screens on one page, as the bot really shows them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.cli import main
from bot.clock import Clock
from bot.commands import preview
from bot.preview.library import answers
from bot.preview.page import not_shown, page, shown_on
from bot.preview.stories import STORIES, played, shown_in, with_discount
from bot.scheme.contributions import Payer, Sector

if TYPE_CHECKING:
    from pathlib import Path

    from bot.preview.stories import Played
    from bot.preview.walk import Moment, Shown
    from bot.resources import Resources

_BY_NAME = {one.name: one for one in STORIES}


def shown(moments: tuple[Moment, ...]) -> list[Shown]:
    return [one for moment in moments for one in moment.shown]


@pytest.fixture(scope="module")
def walked(resources: Resources) -> Played:
    """A few stories; the others are walked through one by one below."""
    return played(resources, Clock(), [_BY_NAME["card"], _BY_NAME["data"]])


def test_a_screen_is_shown_with_the_ids_of_its_texts_and_buttons(
    walked: Played, resources: Resources
) -> None:
    first = walked["id"][0][0]
    assert (first.who, first.did) == ("Siti", "61060117")
    (screen,) = first.shown
    assert screen.message_ids == ("nik.refused_length", "dialogue.progress", "nik.question")
    texts = resources.catalogues["id"]
    assert screen.text.startswith(texts("nik.refused_length", digits=8))
    keys = [key for row in screen.keys for key in row]
    assert [key.message_id for key in keys] == ["dialogue.back", "dialogue.later", "dialogue.cancel"]


def test_the_languages_go_through_the_same_moments_each_in_its_own_words(walked: Played) -> None:
    indonesian, english = walked["id"], walked["en"]
    assert [len(moments) for moments in indonesian] == [len(moments) for moments in english]
    pairs = list(zip(shown(indonesian[0]), shown(english[0]), strict=True))
    assert all(one.message_ids[0] == other.message_ids[0] for one, other in pairs)
    assert all(one.text != other.text for one, other in pairs)


def test_help_is_offered_after_three_failures_and_refusals_say_why(walked: Played) -> None:
    fourth = walked["en"][0][3].shown[0]
    assert any(key.message_id == "dialogue.help" for row in fourth.keys for key in row)
    reasons = {one for screen in shown(walked["en"][0]) for one in screen.message_ids}
    assert {"nik.refused_date", "nik.family_card", "age.too_old", "date.refused_incomplete"} <= reasons
    assert {"mother_name.question", "family_card.read_back", "dialogue.cancel_surely"} <= reasons


def test_what_a_file_says_is_shown_too(walked: Played) -> None:
    (file,) = [one for one in shown(walked["en"][1]) if one.file]
    assert "Siti Aminah" in file.content
    assert "mydata.file_heading" in file.message_ids


def test_every_variant_of_every_answer_is_there(resources: Resources) -> None:
    found = list(answers(resources, Clock().today()))
    variants = sum(len(entry.variants["id"]) for entry in resources.library.entries.values())
    assert len(found) == variants
    assert all(one.words["id"] != one.words["en"] for one in found)
    worked_out = [one for one in found if not re.search(r"\{\w+\}", one.words["id"])]
    assert len(worked_out) == len(found)
    assert "figure.percent" in {one for answer in found for one in answer.message_ids}


def test_the_page_stands_alone_and_lists_what_it_does_not_show(walked: Played, resources: Resources) -> None:
    stories, replies = [_BY_NAME["card"], _BY_NAME["data"]], list(answers(resources, Clock().today()))
    written = page(stories, walked, replies, resources.catalogues, Clock().today())
    assert not re.search(r"<script|src='(?!data:)|<link", written)
    assert "<code>nik.refused_length</code>" in written
    left = not_shown(resources.catalogues, shown_on(walked, replies))
    assert "welcome.text" in left
    assert "nik.question" not in left
    assert not any(one.startswith("words.") for one in left)
    assert written.count("<li>") == len(left) + sum(
        one.startswith("words.") for one in resources.catalogues["id"].own
    )


@pytest.mark.long
def test_every_story_can_be_walked_through_and_shows_something(resources: Resources) -> None:
    stories = [one for one in STORIES if one.name not in {"card", "data"}]
    found = played(resources, Clock(), stories)
    for story, *in_languages in zip(stories, *found.values(), strict=True):
        assert len({len(moments) for moments in in_languages}) == 1, story.name
        assert all(shown(moments) for moments in in_languages), story.name
    assert {"stage_news.heading", "own.discount", "announce.desk", "report.column_phone"} <= shown_in(found)


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 11, 30), date(2027, 1, 1), date(2030, 6, 30)])
def test_what_is_said_of_a_discount_is_shown_also_when_none_runs(resources: Resources, day: date) -> None:
    on_stage = with_discount(resources, Clock(datetime.combine(day, time(2), UTC)))
    found = resources.tariff.discount_until(Sector.FARMER, Payer.SELF, on_stage.today())
    assert bool(found) is (day.year > 2026 or day.month > 3)  # before the first one there is none to show


@pytest.mark.long
def test_after_the_last_discount_the_stories_about_it_go_on(resources: Resources) -> None:
    clock = Clock(datetime(2030, 6, 30, 2, tzinfo=UTC))
    found = played(resources, clock, [_BY_NAME["news"], _BY_NAME["reminders"]])
    assert {"wish.drop", "own.discount"} <= shown_in(found)


def test_the_command_writes_over_a_file_and_says_how_much_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = (_BY_NAME["first"],)
    monkeypatch.setattr(preview, "STORIES", few)
    monkeypatch.setattr(preview, "played", lambda resources, clock: played(resources, clock, few))
    file = tmp_path / "screens.html"
    file.write_text("old")
    assert main(["preview", str(file)]) == 0
    assert "consent.question" in file.read_text()
    assert re.search(r"\d+ texts on screens; \d+ that no screen shows", capsys.readouterr().out)


@pytest.mark.parametrize("name", ["nowhere/screens.html", ""])
def test_a_file_that_cannot_be_written_is_one_clear_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preview", str(tmp_path / name)]) == 2
    complaint = capsys.readouterr().err
    assert "cannot be written" in complaint
    assert len(complaint.splitlines()) == 1
