"""Telling whether a text outside of any form asks to enrol, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.options import alike
from bot.dialogue.words import looks_like_question, without_filler
from bot.registration.steps.readers import OTHER
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.texts import Catalogues

_MOST_WORDS, _MOST_NAMED = 8, 6


class Wishes:
    """Reads them by the words of the catalogues; `read`: SELF or OTHER, as whom a few words name, or None."""

    def __init__(self, catalogues: Catalogues, read: Callable[[str], str | None]) -> None:
        said = catalogues.said
        self._catalogues, self._read = catalogues, read
        self._verbs, self._beside = said(key("words.enrol")), said(key("words.enrol_beside"))
        self._for, self._done = said(key("words.enrol_for")), said(key("words.enrol_done"))
        self._asking = said(key("words.question"))
        self._address = said(key("words.polite")) | said(key("words.filler"))

    def of(self, text: str) -> str | None:
        """Return for whom a text asks to enrol: SELF, OTHER, "" where it does not say; None: it asks not.

        Who is enrolled stands behind the verb ("daftarkan ibu saya", "daftar untuk saya"), or before it as
        who wants to ("suami saya mau daftar"). Whoever is only addressed is nobody's wish ("pak mau daftar").
        """
        words = without_filler(text, self._catalogues, key("words.polite")).split()
        if " ".join(words) in self._verbs:
            return ""
        asks = looks_like_question(text, self._catalogues) or not self._asking.isdisjoint(words)
        if asks or len(words) > _MOST_WORDS or not self._done.isdisjoint(words):
            return None
        verbs = [number for number, word in enumerate(words) if self._is_verb(word)]
        if not verbs:
            return self._named(words)
        before = [word for word in words[: verbs[0]] if word not in self._beside]
        after = self._behind_for(words[verbs[-1] + 1 :])
        if whom := self._read(" ".join(after)):
            return whom if self._address.issuperset(before) else None
        if not self._beside.issuperset(after):
            return None
        return "" if self._address.issuperset(before) else self._read(" ".join(before))

    def _is_verb(self, word: str) -> bool:
        return any(alike(word, verb) for verb in self._verbs)

    def _named(self, words: Sequence[str]) -> str | None:
        """Return whom a text without a verb names; a word that may only address somebody names nobody."""
        named = self._behind_for(words)
        whom = self._read(" ".join(named)) if len(named) <= _MOST_NAMED else None
        return None if whom == OTHER and len(words) == 1 else whom

    def _behind_for(self, words: Sequence[str]) -> Sequence[str]:
        """Return the words without "for" in front."""
        return next((words[number:] for number, word in enumerate(words) if word not in self._for), ())
