"""Naming laws as people do."""

from __future__ import annotations

from bot.scheme.laws import laws_named, without_asides


def test_a_law_is_named_once_without_its_article() -> None:
    references = ["PP 1/2001 art. 5; UU 2/2002 art. 7", "Permenaker 3/2003 row 4", "PP 1/2001 art. 9"]
    assert laws_named(references) == ["PP 1/2001", "UU 2/2002", "Permenaker 3/2003"]
    assert laws_named(["a circular of 2001"]) == []


def test_what_a_reference_says_in_brackets_is_left_out() -> None:
    assert without_asides("PP 1/2001 art. 5 (as amended) jo. UU 2/2002 (annex)") == (
        "PP 1/2001 art. 5 jo. UU 2/2002"
    )
