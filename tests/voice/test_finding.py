"""Which recorded text stands on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.voice.finding import key_on

if TYPE_CHECKING:
    from bot.resources import Resources

KEYS = ("nik.question", "nik.question_other", "dialogue.progress", "welcome.text", "dialogue.read_back")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_text_is_found_among_others_and_with_its_values(resources: Resources, language: str) -> None:
    texts = resources.catalogues[language]
    question = texts("nik.question", example="6106011708809001")
    shown = f"{texts('dialogue.progress', number=1, of=12)}\n{question}\n\n<i>…</i>"
    assert key_on(shown, texts, KEYS) == "nik.question"
    assert key_on(question, texts, ("welcome.text", "name.question")) == ""


def test_every_text_is_known_by_its_own_words(resources: Resources) -> None:
    texts = resources.catalogues["id"]
    for key in ("consent.question", "consent.question_other", "name.question", "birth_date.question"):
        words = texts(key, **dict.fromkeys(texts.placeholders(key), "17-08-1980"))
        assert key_on(words, texts, texts.entries) == key


def test_what_is_hardly_a_text_is_not_recognised(resources: Resources) -> None:
    texts = resources.catalogues["id"]
    assert key_on("apa saja: ya", texts, ("dialogue.yes", "ticket.quote", "no.such")) == ""
