from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.links import detect
from bot.sandbox.markup import parse_html
from bot.sandbox.refusals import RefusedError

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

    from .client import Bot


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("halo", "halo", []),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#33; &#x1F600; &copy;", 'a <b> & "c" ! 😀 &copy;', []),
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", n, 1) for n in range(3)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("😀<b>😀</b>", "😀😀", [entity("bold", 2, 2)]),
        ("é<b>é</b>", "éé", [entity("bold", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<B>a</B>", "a", [entity("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        (
            '<a href="https://x.id/?a=1&amp;b=2">t</a>',
            "t",
            [entity("text_link", 0, 1, url="https://x.id/?a=1&b=2")],
        ),
        ("<a href='x.id'>t</a>", "t", [entity("text_link", 0, 1, url="http://x.id")]),
        ("<a>😀 https://x.id</a>", "😀 https://x.id", []),
        ("<a>https://x.id</a>", "https://x.id", [entity("text_link", 0, 12, url="https://x.id")]),
        ("<a href='nothing'>t</a>", "t", []),
        (
            '<a href="tg://user?id=7">t</a>',
            "t",
            [entity("text_mention", 0, 1, user={"id": 7, "is_bot": False, "first_name": ""})],
        ),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">a</tg-emoji>', "a", [entity("custom_emoji", 0, 1, custom_emoji_id="5")]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
    ],
)
def test_html_becomes_text_with_entities(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert parse_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("é <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_that_does_not_fit_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.usefixtures("siti")
async def test_the_refusal_of_html_reaches_the_bot(bot: Bot) -> None:
    answer = await bot("sendMessage", chat_id=1001, text="<x>", parse_mode="HTML")
    assert answer.words == 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0'


@pytest.mark.usefixtures("siti")
async def test_space_around_a_text_goes_and_entities_move_with_it(bot: Bot) -> None:
    sent = await bot.says(1001, " \n😀 <b>a </b> ", parse_mode="HTML")
    assert sent["text"] == "😀 a"
    assert sent["entities"] == [entity("bold", 3, 1)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/start abc", [entity("bot_command", 0, 6)]),
        ("😀 /bantuan@x_bot", [entity("bot_command", 3, 14)]),
        ("1/2 dan a/b", []),
        ("lihat https://example.com/a?b=c.", [entity("url", 6, 25)]),
        ("bpjs.go.id ya", [entity("url", 0, 10)]),
        ("tanya @kantor_bpjs", [entity("mention", 6, 12)]),
        ("a@b.id", [entity("email", 0, 6)]),
        ("#aman 1", [entity("hashtag", 0, 5)]),
        ("Rp16.800 saja", []),
    ],
)
def test_commands_and_links_are_found_in_plain_texts(text: str, entities: list[dict[str, Any]]) -> None:
    assert detect(text) == entities


async def test_a_persons_command_carries_its_entity(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("/start muat")
    (update,) = await bot.updates()
    assert update["message"]["entities"] == [entity("bot_command", 0, 6)]


@pytest.mark.usefixtures("siti")
async def test_links_inside_of_links_and_code_are_not_found_again(bot: Bot) -> None:
    sent = await bot.says(1001, "<code>/iuran</code> /daftar", parse_mode="HTML")
    assert sent["entities"] == [entity("code", 0, 6), entity("bot_command", 7, 7)]
