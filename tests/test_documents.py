"""Documents as types: what a fault says, and what is read of other versions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import Struct

from bot.documents import (
    Count,
    DocumentError,
    Share,
    Text,
    canonical,
    converted,
    read_toml,
    restored,
    stored,
)
from bot.errors import ConfigurationError
from bot.texts import Html

if TYPE_CHECKING:
    from pathlib import Path


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(Struct, forbid_unknown_fields=True):
    name: Text
    tags: tuple[Text, ...] = ()


class Whole(Struct):
    title: Text
    many: Count = 1
    part: Part | None = None
    share: Share = 0.5
    colour: Colour = Colour.RED
    flag: bool = False
    parts: tuple[Part, ...] = ()
    counts: dict[str, int] = {}

    def __post_init__(self) -> None:
        if self.title == "odd":
            raise ValueError("title must be even")


@pytest.mark.parametrize(
    ("document", "key", "reason"),
    [
        ({}, "title", "must be a text that is not empty"),
        ({"title": 3}, "title", "must be a text that is not empty, not 3"),
        ({"title": " "}, "title", "must be a text that is not empty, not ' '"),
        ({"title": "a", "many": 0}, "many", "must be a whole number above 0, not 0"),
        ({"title": "a", "many": "5"}, "many", "must be a whole number above 0, not '5'"),
        ({"title": "a", "share": 1.5}, "share", "must be a number above 0, at most 1.0, not 1.5"),
        ({"title": "a", "flag": "no"}, "flag", "must be true or false, not 'no'"),
        ({"title": "a", "colour": "green"}, "colour", "must be one of red, blue, not 'green'"),
        ({"title": "a", "colour": 3}, "colour", "must be one of red, blue, not 3"),
        ({"title": "a", "part": 3}, "part", "must be a table, not 3"),
        ({"title": "a", "part": {}}, "part.name", "must be a text that is not empty"),
        ({"title": "a", "part": {"name": "b", "size": 3}}, "part.size", "is not known"),
        ({"title": "a", "part": {"name": "b", "tags": "x"}}, "part.tags", "must be a list of texts, not 'x'"),
        ({"title": "a", "part": {"name": "b", "tags": [""]}}, "part.tags", "must be a list of texts"),
        ({"title": "a", "parts": 3}, "parts", "must be tables, not 3"),
        ({"title": "a", "parts": [3]}, "parts", "must be tables"),
        ({"title": "a", "parts": [{"name": "b"}, {}]}, "parts", "name must be a text that is not empty"),
        ({"title": "a", "parts": [{"name": "b", "tags": [1]}]}, "parts", "tags must be a list of texts"),
        ({"title": "a", "parts": [{"name": "b", "size": 1}]}, "parts", "size is not known"),
        ({"title": "a", "counts": 3}, "counts", "must be a table, not 3"),
        ({"title": "a", "counts": {"x": 1, "y": "z"}}, "counts.y", "must be a whole number, not 'z'"),
        ({"title": "odd"}, "", "title must be even"),
    ],
)
def test_a_fault_names_the_key_and_what_must_stand_there(
    document: dict[str, Any], key: str, reason: str
) -> None:
    with pytest.raises(DocumentError) as raised:
        converted(document, Whole)
    assert (raised.value.key, raised.value.reason) == (key, reason)


def test_a_fault_tells_whether_anything_stands_there() -> None:
    for document, missing in (({}, True), ({"title": 3}, False)):
        with pytest.raises(DocumentError) as raised:
            converted(document, Whole)
        assert raised.value.missing is missing


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"title = 3", "title"), (b"title = ", "syntax"), (b'title = "\xff"', "syntax"), (None, "file")],
)
def test_a_fault_of_a_file_names_the_file(tmp_path: Path, content: bytes | None, key: str) -> None:
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError) as raised:
        read_toml(path, Whole)
    assert (raised.value.key, raised.value.place) == (key, str(path))


def test_a_value_comes_out_of_the_store_as_it_went_in() -> None:
    whole = Whole("é 🙏", 3, Part("b", ("c",)), colour=Colour.BLUE, counts={"d": 1})
    assert restored(stored(whole), Whole) == whole


def test_what_another_version_knew_is_passed_over_and_what_it_did_not_know_is_as_usual() -> None:
    assert restored('{"title": "a", "unheard_of": 1}', Whole) == Whole("a")


def test_what_is_no_such_document_is_refused() -> None:
    for text in ("", "[]", "null", '{"title": 3}', "{"):
        with pytest.raises(ValueError, match=r"."):
            restored(text, Whole)


def test_a_text_of_a_catalogue_is_stored_as_a_text_and_nothing_else_is() -> None:
    assert stored({"text": Html("<b>")}) == '{"text":"<b>"}'
    with pytest.raises(TypeError, match="no document holds a object"):
        stored({"object": object()})


def test_the_same_value_is_the_same_text_whatever_the_order() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a": "\\u00e9", "b": 1}'
