"""The sheets: two equal pages that hold the whole key, and say what it is."""

from __future__ import annotations

import base64
import re
import zlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.setup.sheets import Sheet, id_of, sheets_of

if TYPE_CHECKING:
    from bot.resources import Resources

SECRET = bytes(range(32))
DAY = date(2026, 11, 30)


def pages(pdf: bytes) -> list[bytes]:
    """Return what is drawn on each page: the streams that set text."""
    found = re.findall(rb"(?<!end)stream\r?\n([^\n]*?)~>endstream", pdf, re.DOTALL)
    drawn = [zlib.decompress(base64.a85decode(one)) for one in found]
    return [one for one in drawn if b" Tf " in one]


@pytest.mark.parametrize("language", ["id", "en"])
def test_there_are_two_pages_that_differ_in_their_number_only(resources: Resources, language: str) -> None:
    pdf = sheets_of(Sheet(SECRET, "Kantor Contoh", DAY, resources.catalogues[language]))
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2
    first, second = (one.split(b"\n") for one in pages(pdf))
    assert len(first) == len(second)
    assert sum(a != b for a, b in zip(first, second, strict=True)) == 1


def test_the_short_name_of_a_key_tells_nothing_of_it_but_tells_keys_apart() -> None:
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", id_of(SECRET))
    assert id_of(SECRET) == id_of(bytes(range(32))) != id_of(bytes(32))
