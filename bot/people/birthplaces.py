"""Places of birth, as printed on the identity card (KTP-el): a regency, a town or a village, anywhere."""

import re
from enum import StrEnum
from typing import Final

from bot.people._answers import says_nothing, says_unknown
from bot.people._letters import capitalised, holds_link, in_one_case, is_latin, is_number, straightened
from bot.people._months import find_month
from bot.people._text import plain
from bot.people.places import written_out

SHORTEST: Final = 2
LONGEST: Final = 40
_MOST_WORDS: Final = 5

_LEAD_IN = re.compile(
    r"^(?:(?:tempat|tmpt|tpt|tanggal|tgl|(?:ke)?lahir(?:an|nya|ku)?|lhr|ttl|saya|sy|aku|adalah|ialah|yaitu|di|pada)"
    r"(?:[\s:=/,]+|$))+",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?<=\w)(?:[\s,.!]+(?:ya|pak|bu|buk|kak|kk|bang|min|saja|aja)\b)+[\s.,;:!-]*$", re.IGNORECASE
)
_BEFORE_DATE = re.compile(r"[\s,/;:(-]*(?:\b(?:pada|hari|tanggal|tgl|tg)\b[\s.:]*)*$", re.IGNORECASE)
_DATE_WORDS: Final = frozenset({"bln", "bulan", "thn", "tahun", "th", "tgl", "tanggal"})
_DATE_DIGITS: Final = range(3, 9)  # 3 Mei 75 to 17-08-1980
_SHORT_WORD = re.compile(r"([^\W\d_]+)(?:\.(?P<glued>(?=[^\W\d_]))?)?")
_NO_PLACES: Final = frozenset(
    """
    ya iya tidak tdk ga gak enggak sama sini disini sana disana kampung desa kota dusun hutan ladang sungai
    kapal halo hai ok oke skip lewati lanjut indonesia dukun bidan
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_BUILDINGS: Final = frozenset({"rumah", "rs", "rsud", "rumkit", "puskesmas", "klinik", "jalan", "jl"})
_QUESTIONS: Final = frozenset(
    {"apa", "mana", "dimana", "siapa", "kenapa", "mengapa", "bagaimana", "gimana", "kapan", "maksudnya"}
)
_SENTENCES: Final = frozenset(
    {"dan", "atau", "di", "pada", "yang", "tapi", "lahir", "bukan", "waktu", "saya"}
)


class BirthplaceReason(StrEnum):
    """Why a text is not a place of birth."""

    EMPTY = "empty"
    UNKNOWN = "unknown"  # the person does not know, or gives no place: "lupa", "di rumah"
    QUESTION = "question"
    DIGITS = "digits"
    SYMBOLS = "symbols"  # emoji, @ and other signs
    LINK = "link"
    SCRIPT = "script"  # letters other than Latin ones
    SEVERAL = "several"  # more than a place and a date: something after a comma, or a sentence
    SHORT = "short"  # under 2 letters
    LONG = "long"  # over 40 characters or five words


class BirthplaceError(ValueError):
    """The text is not a place of birth; `reason` says why. The text itself is not kept."""

    def __init__(self, reason: BirthplaceReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read_birthplace(text: str) -> str:
    """Return a place of birth of 2 to 40 characters from typed text; raises BirthplaceError.

    A lead-in and a date of birth that follows are taken off, abbreviations are written out. Capitals are set
    only where the text has none, or nothing else.
    """
    typed = _FILLER.sub("", _without_date(plain(straightened(text))))
    place = _LEAD_IN.sub("", typed).strip(" ,-:;!.")
    if fault := _char_faults(place):
        raise BirthplaceError(fault)
    place = _SHORT_WORD.sub(_written_out, capitalised(place) if in_one_case(place) else place)
    if fault := _word_fault(re.findall(r"[^\W\d_]+", place.lower())):
        raise BirthplaceError(fault)
    if len(place) > LONGEST or len(place.split()) > _MOST_WORDS:
        raise BirthplaceError(BirthplaceReason.LONG)
    return place


def _without_date(typed: str) -> str:
    """Take off a date after a place: what follows the first digit is digits, months and their labels."""
    first = re.search(r"\d", typed)
    head, tail = (typed[: first.start()], typed[first.start() :]) if first else (typed, "")
    words = re.findall(r"[^\W\d_]+", tail.lower())
    is_date = all(word in _DATE_WORDS or find_month(word, typos=True) for word in words)
    if not is_date or len(re.findall(r"\d", tail)) not in _DATE_DIGITS or not re.search(r"\w", head):
        return typed
    return _BEFORE_DATE.sub("", head)


def _written_out(word: re.Match[str]) -> str:
    full = written_out(word[1].lower())
    if full == word[1].lower():
        return word[0]
    return full.capitalize() + (" " if word["glued"] is not None else "")


def _char_faults(place: str) -> BirthplaceReason | None:
    if not place:
        return BirthplaceReason.EMPTY
    if "?" in place:
        return BirthplaceReason.QUESTION
    if holds_link(place):
        return BirthplaceReason.LINK
    if says_unknown(place.lower()) or says_nothing(place.lower()):
        return BirthplaceReason.UNKNOWN
    if fault := next(filter(None, map(_char_fault, place)), None):
        return fault
    return BirthplaceReason.SHORT if sum(map(str.isalpha, place)) < SHORTEST else None


def _word_fault(words: list[str]) -> BirthplaceReason | None:
    if _QUESTIONS.intersection(words):
        return BirthplaceReason.QUESTION
    if words[0] in _BUILDINGS or _NO_PLACES.issuperset(words):
        return BirthplaceReason.UNKNOWN
    return BirthplaceReason.SEVERAL if _SENTENCES.intersection(words) else None


def _char_fault(char: str) -> BirthplaceReason | None:
    if char in " '.-":
        return None
    if char in ",/;&+":
        return BirthplaceReason.SEVERAL
    if is_number(char):
        return BirthplaceReason.DIGITS
    if not char.isalpha():
        return BirthplaceReason.SYMBOLS
    return None if is_latin(char) else BirthplaceReason.SCRIPT
