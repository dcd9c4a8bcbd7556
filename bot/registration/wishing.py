"""Who is to be enrolled: a choice of two, and sentences in which somebody asks for it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from bot.dialogue.form import RefusedError
from bot.dialogue.options import Options, alike
from bot.dialogue.words import looks_like_question, without_filler
from bot.registration.steps.readers import OTHER, SELF
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking

FOR_WHOM: Final = Options(
    {SELF: key("for_whom.self"), OTHER: key("for_whom.other")},
    {SELF: key("words.self"), OTHER: key("words.someone_else")},
    strange=2,
)
_MOST_WORDS, _MOST_NAMED = 8, 6


def read_for_whom(text: str, asking: Asking) -> str:
    """Read the answer to the question who is to be enrolled. Raise RefusedError."""
    if text in FOR_WHOM.labels:  # as it is stored, and judged again with each answer after it
        return text
    wish = wish_in(text, asking)
    if wish == "" and FOR_WHOM.read(text, asking) != SELF:  # "pak mau daftar": who is addressed is not meant
        raise RefusedError(key("options.refused"))
    return wish or FOR_WHOM.read(text, asking)


def wish_in(text: str, asking: Asking) -> str | None:
    """Return for whom a text asks to enrol: SELF, OTHER, "" where it does not say; None: it asks not.

    Who is enrolled stands behind the verb ("daftarkan ibu saya", "daftar untuk saya"), or before it as who
    wants to ("suami saya mau daftar"). Whoever is only addressed is nobody's wish ("pak mau daftar").
    """
    said = asking.catalogues.said
    words = without_filler(text, asking.catalogues, key("words.polite")).split()
    verbs, beside = said(key("words.enrol")), said(key("words.enrol_beside"))
    if " ".join(words) in verbs:
        return ""
    no_wish = said(key("words.enrol_done")) | said(key("words.question"))
    if len(words) > _MOST_WORDS or looks_like_question(text, asking.catalogues) or no_wish & {*words}:
        return None
    places = [place for place, word in enumerate(words) if any(alike(word, verb) for verb in verbs)]
    if not places:
        return _named(words, asking)
    before = [word for word in words[: places[0]] if word not in beside]
    after = _behind_for(words[places[-1] + 1 :], asking)
    is_addressed = (said(key("words.polite")) | said(key("words.filler"))).issuperset(before)
    if whom := _whom(after, asking):
        return whom if is_addressed else None
    if not beside.issuperset(after):
        return None
    return "" if is_addressed else _whom(before, asking)


def _named(words: Sequence[str], asking: Asking) -> str | None:
    """Return whom a text without a verb names; a word that may only address somebody names nobody."""
    named = _behind_for(words, asking)
    whom = _whom(named, asking) if len(named) <= _MOST_NAMED else None
    return None if whom == OTHER and len(words) == 1 else whom


def _behind_for(words: Sequence[str], asking: Asking) -> Sequence[str]:
    """Return the words without "for" in front."""
    prepositions = asking.catalogues.said(key("words.enrol_for"))
    return next((words[place:] for place, word in enumerate(words) if word not in prepositions), ())


def _whom(words: Sequence[str], asking: Asking) -> str | None:
    with suppress(RefusedError):
        return FOR_WHOM.read(" ".join(words), asking)
    return None
