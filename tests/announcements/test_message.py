"""What an announcement says: placeholders, lengths, languages, and how it is kept."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.announcements.message import Content, Link, Message
from bot.documents import canonical, restored, stored


def said(html: str, **fallbacks: str) -> Message:
    return Message({"id": Content(html)}, {f"id {name}": words for name, words in fallbacks.items()})


@pytest.mark.parametrize("written", ["{nama}", "{NAMA}", "{ nama }", "{name}", "{Name}", "{nama }"])
def test_a_placeholder_is_known_however_it_is_written(written: str) -> None:
    message = said(f"Halo {written}!", nama="Bapak/Ibu")
    assert message.filled("id", {"nama": "Siti"}) == "Halo Siti!"
    assert message.filled("id", {}) == "Halo Bapak/Ibu!"
    assert Content(f"Halo {written}!").unknown() == []


def test_every_placeholder_is_filled_wherever_it_stands() -> None:
    message = said("<b>{nama}</b> dari {desa}, {kecamatan}; {nama}!", nama="-", desa="desa", kecamatan="kec")
    values = {"nama": "Siti", "desa": "Sibau Hulu", "kecamatan": "Putussibau Utara"}
    assert message.filled("id", values) == "<b>Siti</b> dari Sibau Hulu, Putussibau Utara; Siti!"
    assert message.filled("id", {"desa": "Sibau Hulu"}) == "<b>-</b> dari Sibau Hulu, kec; -!"
    assert Content("{desa} {village} {nama}").placeholders() == ["desa", "nama"]


def test_a_value_is_no_markup_and_fills_nothing_else() -> None:
    message = said("Halo {nama}", nama="<i>&{desa}")
    assert message.filled("id", {"nama": "<b>{desa}</b>"}) == "Halo &lt;b&gt;{desa}&lt;/b&gt;"
    assert message.filled("id", {}) == "Halo &lt;i&gt;&amp;{desa}"


def test_a_value_takes_no_more_room_than_was_counted_for_it() -> None:
    message = said("{nama}", nama="x")
    assert len(message.filled("id", {"nama": "y" * 500})) == message.content("id").length


def test_an_address_is_left_as_it_is() -> None:
    link = '<a href="https://contoh.example/?a={id}&amp;b={nama}">peta</a>'
    message = said(f"{link} {{nama}}", nama='"')
    assert message.filled("id", {"nama": "Siti"}) == f"{link} Siti"
    assert message.content("id").unknown() == []


def test_a_value_is_cut_in_the_units_that_are_counted() -> None:
    message = said("{nama}", nama="😀" * 60)
    assert message.filled("id", {}) == "😀" * 32


@pytest.mark.parametrize(
    ("html", "unknown"),
    [
        ("Halo {nana}", ["nana"]),
        ("{nama} {alamat} {no hp}", ["alamat", "no hp"]),
        ("{}", [""]),
        ("{nama", []),
        ("nama}", []),
        ("{na<b>ma</b>}", ["nama"]),
        ("{<b>nama</b>}", ["nama"]),
        ("<b>{nama}</b>", []),
        ("{a &amp; b}", ["a & b"]),
        ("{{nama}}", []),
    ],
)
def test_what_stands_in_braces_and_is_no_placeholder_is_found(html: str, unknown: list[str]) -> None:
    assert Content(html).unknown() == unknown


@pytest.mark.parametrize(
    ("html", "length"),
    [
        ("kabar", 5),
        ("<b>kabar</b>", 5),
        ("a &lt; b &amp; c", 9),
        ("😀", 2),
        ('<a href="https://x.id/panjang">sini</a>', 4),
        ("{nama}", 64),
        ("{nama} {desa}", 64 + 1 + 64),
    ],
)
def test_the_length_is_what_telegram_counts_with_room_for_values(html: str, length: int) -> None:
    assert Content(html).length == length


def test_a_caption_may_be_shorter_than_a_text() -> None:
    assert Content("x").most == 4096
    assert Content("x", "photo", "file").most == 1024


def test_each_person_gets_it_in_the_own_language_or_else_in_indonesian() -> None:
    message = said("Besok libur", nama="-").with_content("en", Content("Closed tomorrow"))
    assert message.filled("id", {}) == "Besok libur"
    assert message.filled("en", {}) == "Closed tomorrow"
    assert said("Besok libur").filled("en", {}) == "Besok libur"
    assert message.content("en").html == "Closed tomorrow"


def test_each_language_has_fallbacks_of_its_own() -> None:
    message = said("Halo {nama}").with_content("en", Content("Hello {name}"))
    assert message.missing_fallback() == ("id", "nama")
    message = message.with_fallback("id", "nama", "Bapak/Ibu")
    assert message.missing_fallback() == ("en", "nama")
    message = message.with_fallback("en", "nama", "friend")
    assert message.missing_fallback() is None
    assert message.filled("en", {}) == "Hello friend"
    assert message.filled("id", {}) == "Halo Bapak/Ibu"


def test_a_language_that_was_not_written_uses_the_fallbacks_of_what_was() -> None:
    assert said("Halo {nama}", nama="Bapak/Ibu").filled("en", {}) == "Halo Bapak/Ibu"


def test_only_a_message_with_placeholders_is_personal() -> None:
    message = said("Besok libur").with_content("en", Content("Hello {name}"))
    assert not message.is_personal("id")
    assert message.is_personal("en")


WHOLE = Message(
    {"id": Content("<b>Halo</b> {nama} 😀"), "en": Content("Hello", "photo", "file-1")},
    {"id nama": "Bapak/Ibu"},
    (Link("Peta", "https://x.id/?a=1&b=2"),),
    ("enrol",),
)


def test_a_message_is_read_as_it_was_kept() -> None:
    assert restored(stored(WHOLE), Message) == WHOLE
    assert restored(stored(Message()), Message) == Message()


def test_the_same_message_is_kept_in_the_same_words() -> None:
    turned = replace(WHOLE, contents=dict(reversed(list(WHOLE.contents.items()))))
    assert canonical(turned) == canonical(WHOLE)
    assert canonical(replace(WHOLE, ways=())) != canonical(WHOLE)


def test_what_a_message_is_sealed_by_is_what_it_was_in_the_version_before() -> None:
    kept = (
        '{"contents": {"id": {"file_id": "", "html": "<b>Halo</b> \\ud83d\\ude00", "kind": ""}}, '
        '"fallbacks": {"id nama": "Bapak/Ibu"}, "links": [{"label": "Peta", "url": "https://x.id/"}], '
        '"ways": []}'
    )
    message = Message(
        {"id": Content("<b>Halo</b> 😀")}, {"id nama": "Bapak/Ibu"}, (Link("Peta", "https://x.id/"),)
    )
    assert canonical(message) == kept
    assert restored(kept, Message) == message
