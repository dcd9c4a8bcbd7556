"""Texts that are too long are cut, so that Telegram takes them."""

from __future__ import annotations

import pytest

from bot.gateway.fitting import fitted
from bot.sandbox.markup import parse_html

MOST = 40


def seen(text: str) -> str:
    """Return what a person sees; Telegram's own rules are kept, or this raises."""
    return parse_html(text)[0]


def test_a_text_that_fits_stays_as_it_is_whatever_its_marks_take() -> None:
    text = "<b>" + "a" * MOST + "</b>"
    assert fitted(text, MOST) == text
    entities = "&amp;" * MOST
    assert fitted(entities, MOST) == entities


def test_a_long_text_ends_with_a_whole_line_and_a_sign_of_more() -> None:
    text = "\n".join(f"line {number}" for number in range(20))
    assert fitted(text, MOST) == "line 0\nline 1\nline 2\nline 3\nline 4\n…"


def test_marks_that_are_open_where_it_is_cut_are_closed() -> None:
    text = "<blockquote>one\n<b>two\nthree " + "long " * 20 + "</b></blockquote>"
    assert fitted(text, MOST) == "<blockquote>one\n<b>two\n…</b></blockquote>"


@pytest.mark.parametrize(
    "text", ["x" * 100, "🌾" * 100, "&lt;" * 100, '<a href="https://example.org">' + "y" * 100 + "</a>"]
)
def test_a_line_that_is_too_long_is_cut_within(text: str) -> None:
    cut = seen(fitted(text, MOST))
    assert MOST - 1 <= len(cut.encode("utf-16-le")) // 2 <= MOST
    assert cut.endswith("\n…")
