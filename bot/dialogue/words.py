"""Telling what a short text is about before it is taken for an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.texts import key, plain

if TYPE_CHECKING:
    from bot.texts import Catalogues

# As long as a NIK, however it is spaced; sums of money one after the other are none.
_LONG_DIGITS = re.compile(r"(?:\d[ .\-/]?){12,}|(?:\d[\s.,:;/_()\-–—]{0,3}){15,}\d")
_DATE = r"(?:0?[1-9]|[12]\d|3[01])[\-/.](?:0?[1-9]|1[0-2])[\-/.](?:19|20)\d\d"
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
# What is as long and no NIK: sums, years, the same amount again and again, a number to call back, a time.
_NO_NIK = re.compile(
    r"(?:\d{1,3}(?:[.,]\d{3})+[\s,;]*){2,}|(?:(?:19|20)\d\d[\s,;\-–—/.]*){2,}"
    r"|(\d{3,9})(?:[\s,;]+\1){1,}\s*|(?:0|62)[\s.\-]?8(?:[\s.\-]?\d){8,11}\s*"
    rf"|{_DATE}\s+{_HOUR}\s*|{_HOUR}\s+{_DATE}\s*"
)

_AMONG_DIGITS = re.compile(r"\w*\d\w*")
_LIKE_DIGITS = str.maketrans("oOlI", "0011")
_LEAST_DIGITS = 12  # of a number that may be a NIK, some of them misread or left out

# What could tell who wrote a text: numbers of five digits and more, addresses.
_NUMBER = re.compile(r"\d(?:[\s.,:;/_()\-–—]{0,3}\d){4,}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_LONGEST_MASKED = 300

# What people type instead of tapping the engine's own buttons: the button and the entry that lists words.
TYPED = {
    "_yes": key("words.yes"),
    "_no": key("words.no"),
    "_back": key("words.back"),
    "_later": key("words.later"),
    "_cancel": key("words.cancel"),
    "_cancel_yes": key("words.cancel_yes"),
    "_resume": key("words.resume"),
    "_skip": key("words.skip"),
    "send": key("words.send"),
    "change": key("words.change"),
}


def looks_like_question(text: str, catalogues: Catalogues) -> bool:
    """Tell whether a text is more likely a question than an answer: by its mark, or by its first words."""
    if "?" in text:
        return True
    words = plain(text).split()
    asking, ending = catalogues.said(key("words.question")), catalogues.said(key("words.question_end"))
    begins = bool(words) and (words[0] in asking or " ".join(words[:2]) in asking)
    return begins or (len(words) > 1 and words[-1] in ending)


def without_filler(text: str, catalogues: Catalogues, entry: str = key("words.filler")) -> str:
    """Return a text as `plain` gives it, without the words at its ends that say nothing, such as "pak".

    `entry` lists those words; one word is left in any case.
    """
    words, filler = plain(text).split(), catalogues.said(entry)
    while len(words) > 1 and words[-1] in filler:
        words.pop()
    while len(words) > 1 and words[0] in filler:
        words.pop(0)
    return " ".join(words)


def hide_numbers(text: str) -> str:
    """Return a text with dots for every number as long as a NIK."""
    for start, end in reversed(_long_numbers(text)):
        text = f"{text[:start]}•••• {text[end:]}"
    return text


def holds_number(text: str) -> bool:
    """Tell whether a text holds a number as long as a NIK, so that it should not stay in the chat."""
    return bool(_long_numbers(text))


def _long_numbers(text: str) -> list[tuple[int, int]]:
    """Return where numbers as long as a NIK begin and end."""
    if sum(map(str.isdigit, text)) < _LEAST_DIGITS:
        return []
    seen = _AMONG_DIGITS.sub(lambda match: _as_digits(match[0]), text)
    return [match.span() for match in _LONG_DIGITS.finditer(seen) if not _NO_NIK.fullmatch(match[0])]


def _as_digits(word: str) -> str:
    """Return a word that is mostly digits as the number that it is: 61O6a0117 is 6106-0117."""
    many = sum(map(str.isdigit, word)) >= _LEAST_DIGITS
    like = word.translate(_LIKE_DIGITS)
    if many:
        return re.sub(r"[^\W\d_]", "-", like)
    return like if not re.search(r"[^\W\d_]", like) else word


def masked(text: str) -> str:
    """Return a text without what could tell who wrote it: numbers of five digits and more, addresses."""
    return _NUMBER.sub("•••", _ADDRESS.sub("•••", text))[:_LONGEST_MASKED]
