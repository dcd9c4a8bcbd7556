"""Comparing what was stored with what people meant."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.people.story import Story

CHECKED = (
    "for_whom", "relation", "nik", "as_card", "birth_date", "sex", "name", "birthplace", "phone", "district",
    "village", "occupation", "job", "workplace", "income", "payer", "programs", "months",
)  # fmt: skip
_PAY_THEMSELVES = frozenset({"self", "family"})


class Wrong(NamedTuple):
    """A value in the store that the person did not mean."""

    story: Story
    step: str
    kind: str  # of the input that was taken for it
    typed: str
    stored: str


def wrongs(stories: Sequence[Story], exported: str) -> list[Wrong]:
    """Return every value of `payung export` that is not what its person meant."""
    rows = {row["registration"]: row for row in csv.DictReader(io.StringIO(exported))}
    found = []
    for story in stories:
        if story.number:
            found += list(_wrongs(story, rows.get(story.number, {})))
    return found


def _wrongs(story: Story, row: dict[str, str]) -> Iterator[Wrong]:
    if not row:
        yield Wrong(story, "(all)", "registration not exported", "", "")
        return
    for step in CHECKED:
        stored, said = row.get(step, ""), story.meant.get(step)
        meant = said.means if said and said.means else frozenset({story.meaning.get(step, "")})
        if not _asked(step, row) or plain(stored) in map(plain, meant):
            continue
        kind, typed = (said.kind, said.text) if said else ("something never meant as an answer", "")
        yield Wrong(story, step, kind, typed, stored)


def _asked(step: str, row: dict[str, str]) -> bool:
    """Tell whether a step is part of this registration: some follow from others."""
    if step == "months":
        return row["payer"] in _PAY_THEMSELVES
    if step == "job":
        return row["occupation"] == "other"
    if step in {"birth_date", "sex"}:
        return row["as_card"] == "differs"
    return step != "relation" or row["for_whom"] == "other"


def plain(value: str) -> str:
    """Return a value as it is compared: the card is in capitals, so their use does not matter."""
    return " ".join(value.split()).casefold().rstrip(".")
