"""From entities to HTML: what staff formatted arrives as they saw it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.announcements.markup import to_html
from bot.sandbox.markup import parse_html

if TYPE_CHECKING:
    from collections.abc import Sequence


def entity(kind: str, offset: object, length: object, **more: object) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("bold", "<b>", "</b>"),
        ("italic", "<i>", "</i>"),
        ("underline", "<u>", "</u>"),
        ("strikethrough", "<s>", "</s>"),
        ("spoiler", "<tg-spoiler>", "</tg-spoiler>"),
        ("code", "<code>", "</code>"),
        ("pre", "<pre>", "</pre>"),
        ("blockquote", "<blockquote>", "</blockquote>"),
        ("expandable_blockquote", "<blockquote expandable>", "</blockquote>"),
    ],
)
def test_each_format_has_its_tag(kind: str, before: str, after: str) -> None:
    assert to_html("kabar baik sekali", [entity(kind, 6, 4)]) == f"kabar {before}baik{after} sekali"


@pytest.mark.parametrize("kind", ["url", "mention", "hashtag", "bot_command", "custom_emoji", "unheard_of"])
def test_what_finds_itself_stays_plain(kind: str) -> None:
    assert to_html("kabar baik", [entity(kind, 0, 5)]) == "kabar baik"


def test_signs_of_markup_in_the_text_are_only_text() -> None:
    assert to_html("a < b & c > d", [entity("bold", 4, 5)]) == "a &lt; <b>b &amp; c</b> &gt; d"
    assert to_html("<b>bukan tebal</b>", []) == "&lt;b&gt;bukan tebal&lt;/b&gt;"


def test_places_are_counted_as_telegram_counts_them() -> None:
    assert to_html("😀 tebal", [entity("bold", 3, 5)]) == "😀 <b>tebal</b>"
    assert to_html("a😀b", [entity("italic", 1, 2)]) == "a<i>😀</i>b"
    assert to_html("👨‍👩‍👧 é", [entity("bold", 0, 8)]) == "<b>👨‍👩‍👧</b> é"


def test_a_link_keeps_its_address() -> None:
    link = entity("text_link", 5, 4, url='https://x.id/?a=1&b="2"')
    assert to_html("baca sini", [link]) == 'baca <a href="https://x.id/?a=1&amp;b=&quot;2&quot;">sini</a>'


def test_formats_inside_of_each_other_close_in_turn() -> None:
    inside = [entity("bold", 0, 11), entity("italic", 6, 5)]
    assert to_html("tebal dan m", inside) == "<b>tebal <i>dan m</i></b>"
    same = [entity("bold", 0, 5), entity("italic", 0, 5)]
    assert to_html("kabar", same) == "<b><i>kabar</i></b>"


def test_formats_that_overlap_are_cut_where_the_first_ends() -> None:
    overlap = [entity("bold", 0, 5), entity("italic", 3, 5)]
    assert to_html("abcdefgh", overlap) == "<b>abc<i>de</i></b><i>fgh</i>"


def test_formats_side_by_side_do_not_run_into_each_other() -> None:
    assert to_html("abcd", [entity("bold", 0, 2), entity("bold", 2, 2)]) == "<b>ab</b><b>cd</b>"


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "bold"},
        entity("bold", None, 2),
        entity("bold", "0", 2),
        entity("bold", 0, 0),
        entity("bold", 0, -1),
        entity("bold", 9, 5),
        {},
    ],
)
def test_an_entity_that_makes_no_sense_is_passed_over(bad: dict[str, Any]) -> None:
    assert to_html("kabar", [bad]) == "kabar"


def test_an_entity_that_reaches_too_far_ends_with_the_text() -> None:
    assert to_html("kabar", [entity("bold", 3, 99)]) == "kab<b>ar</b>"
    assert to_html("kabar", [entity("bold", -2, 4)]) == "<b>ka</b>bar"


def test_nothing_is_nothing() -> None:
    assert to_html("", []) == ""
    assert to_html("", [entity("bold", 0, 3)]) == ""


_KINDS = st.sampled_from(["bold", "italic", "underline", "strikethrough", "spoiler", "text_link"])
_ENTITIES = st.lists(
    st.builds(
        lambda kind, offset, length: entity(kind, offset, length, url="https://x.id"),
        _KINDS,
        st.integers(0, 12),
        st.integers(1, 12),
    ),
    max_size=5,
)


@given(st.text(st.sampled_from("ab <>&\"'é😀\n"), max_size=12), _ENTITIES)
def test_every_letter_is_kept_and_every_tag_closed(text: str, entities: Sequence[dict[str, Any]]) -> None:
    # Telegram never cuts a sign that is two UTF-16 units; here each entity is moved to where one begins.
    units = [len(text[:index].encode("utf-16-le")) // 2 for index in range(len(text) + 1)]
    whole = [
        {**one, "offset": units[begin], "length": units[end] - units[begin]}
        for one in entities
        for begin in [min(one["offset"], len(text))]
        for end in [min(begin + one["length"], len(text))]
    ]
    made = to_html(text, whole)
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == text
    open_now: list[str] = []
    for closing, name in re.findall(r"<(/?)([a-z-]+)[^>]*>", made):
        if closing:
            assert open_now.pop() == name
        else:
            open_now.append(name)
    assert open_now == []


def test_telegram_reads_it_back_as_the_same_entities() -> None:
    text = "Halo 😀 tebal dan miring & sini"
    entities = [
        entity("bold", 8, 16),
        entity("italic", 18, 6),
        entity("text_link", 27, 4, url="https://x.id/?a=1&b=2"),
    ]
    assert parse_html(to_html(text, entities)) == (text, entities)
