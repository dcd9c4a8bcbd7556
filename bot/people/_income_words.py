"""The words in which people tell an income, each as a token of one kind.

A kind is one letter, so that a whole sentence becomes a short string that patterns can be matched with:
"1,5 jt per bulan" is "NJ.m".
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import OSA

from bot.people._answers import DENIALS
from bot.people._text import plain


class TokenKind(StrEnum):
    """What a word or sign is to an income."""

    DIGITS = "N"  # 2, 1.500.000, 1,5
    COUNT = "U"  # nol to sembilan, sepuluh, sebelas
    HUNDRED = "S"  # seratus
    TEENS = "B"  # belas
    TENS = "P"  # puluh
    HUNDREDS = "H"  # ratus
    THOUSANDS = "R"  # ribu, rb, k
    THOUSAND = "r"  # seribu
    MILLIONS = "J"  # juta, jt
    MILLION = "j"  # sejuta
    BILLIONS = "M"  # miliar
    HALF = "h"  # setengah
    HALF_OR_TWO = "q"  # 1/2: a half, or one or two
    MONTH = "m"
    DAY = "d"
    WEEK = "w"
    YEAR = "y"
    SEASON = "s"  # a harvest, a season, a job
    EACH_TIME = "e"  # "sekali" without saying how often
    FOREIGN = "f"
    BOUND = "n"  # more than, less than, not
    OR = "o"  # to, or
    AND = "+"
    MINUS = "-"
    PER = "/"
    FILLER = "."
    STRANGE = "?"  # a sign that has no business here
    UNKNOWN = "x"  # a word that is not known


NUMERALS: Final = "NUSBPHRrJjMhq"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `value` is set for number words."""

    kind: TokenKind
    text: str
    value: int = 0


def _words(kind: TokenKind, words: str, value: int = 0) -> dict[str, tuple[TokenKind, int]]:
    return dict.fromkeys(words.split(), (kind, value))


def _counts(spelt: Iterable[str]) -> dict[str, tuple[TokenKind, int]]:
    table: dict[str, tuple[TokenKind, int]] = {}
    for value, words in enumerate(spelt):
        table |= _words(TokenKind.COUNT, words, value)
    return table


_COUNTS: Final = _counts(
    (
        "nol zero",
        "satu stu one",
        "dua due duo two",
        "tiga tige three",
        "empat ampat mpat four",
        "lima lime five",
        "enam anam six",
        "tujuh tuju tujoh seven",
        "delapan lapan dlapan eight",
        "sembilan smbilan nine",
        "sepuluh spuluh sepuloh ten",
        "sebelas sblas eleven",
    )
)
_TABLE: Final = MappingProxyType(
    _COUNTS
    | _words(TokenKind.HUNDRED, "seratus sratus srtus", 100)
    | _words(TokenKind.TEENS, "belas blas bls", 10)
    | _words(TokenKind.TENS, "puluh pulu pluh puloh plh", 10)
    | _words(TokenKind.HUNDREDS, "ratus ratos rtus rts hundred", 100)
    | _words(TokenKind.THOUSAND, "seribu serebu sribu srb", 1000)
    | _words(TokenKind.MILLION, "sejuta sejutaan sjuta sejt sjt", 1_000_000)
    | _words(TokenKind.BILLIONS, "miliar milyar miliard milyard billion", 1_000_000_000)
    | _words(TokenKind.HALF, "setengah stengah setenga stngah setngah stgh half ½")
    | _words(TokenKind.HALF_OR_TWO, "1/2")
    | _words(TokenKind.MONTH, "bulan bulannya bln bl bulann blan month monthly")
    | _words(TokenKind.DAY, "hari harinya hr hri malam day daily trip rit shift")
    | _words(TokenKind.WEEK, "minggu minggunya mgg mggu mg pekan week weekly")
    | _words(TokenKind.YEAR, "tahun tahunnya thn th taun year yearly annual")
    | _words(TokenKind.SEASON, "panen panenan panin musim borong proyek kontrak season harvest")
    | _words(TokenKind.EACH_TIME, "sekali skali tiapkali")
    | _words(TokenKind.FOREIGN, "rm ringgit myr usd dolar dollar dollars sgd bnd euro eur yen riyal $ € £ ¥")
    | _words(TokenKind.BOUND, " ".join(DENIALS))
    | _words(
        TokenKind.BOUND,
        "kurang krg kurg lebih lbh dibawah bawah diatas atas keatas kebawah atas bawah hampir nyaris lewat",
    )
    | _words(
        TokenKind.BOUND, "maksimal maksimum maks max minimal minimum min setidaknya mencapai capai nyampe"
    )
    | _words(TokenKind.BOUND, "dikurangi dikurang potong dipotong potongan minus dibagi bagi")
    | _words(
        TokenKind.BOUND,
        "banyak sedikit dikit tinggi rendah besar kecil under over less more below above almost",
    )
    | _words(TokenKind.BOUND, "< > ≤ ≥")
    | _words(
        TokenKind.OR,
        "sampai sampe smpai smp sampek hingga sd atau ato kadang kdg antara ke to or until between",
    )
    | _words(TokenKind.AND, "dan dn tambah ditambah plus and + &")
    | {"-": (TokenKind.MINUS, 0), "/": (TokenKind.PER, 0)}
    | _words(
        TokenKind.FILLER,
        """
        rp rph rupiah rupiahnya idr perak gaji gajinya gajiku gajih gji upah penghasilan penghasilannya
        penghasilanku pendapatan pendapatannya pendapatanku pemasukan hasil hasilnya income salary uang duit
        bersih bersihnya total totalnya jumlah jumlahnya semua semuanya saya sy aku ku kami saye saja aja
        aje sja doang cuma cuman hanya cm pas la lah ya iya yah pak pa bu buk bang kak kk mas mba mbak om
        sih kok itu ini tu nih adalah ialah yaitu kira kiranya sekitar sekitaran sekitarnya sktr skitar
        kisaran rata ratanya perkiraan mungkin barangkali kayaknya kayanya keknya kayak paling palingan plg
        dapat dpt dapet dlm dalam per tiap setiap tetap pasti an nya yang yg sebesar sebanyak senilai di
        terima menerima kasih makasih trims halo hai hallo assalamualaikum permisi ada about around
        approximately my is a the each
        """,
    )
)
_LONG_WORDS: Final = ("delapan", "sembilan", "sepuluh", "seratus", "setengah", "sejuta", "seribu")
_SHORTEST_WITH_SLIP: Final = 6

_MILLIONS = re.compile(r"ju+t+a*h?(?:an)?|ju?to|jute|jua?ta|juata|jtua|jt+a?n?|million|mio|mill")
_THOUSANDS = re.compile(r"ri+bu+h?(?:an)?|ribo|rebu|rb+u?(?:an)?|rib|k|thousand")
_TOKEN = re.compile(r"(?<![\d.,/])1/2(?![\d.,/])|(?:(?<!\S)[.,]+)?\d+(?:[.,]+\d+)*|[^\W\d_]+|\S")
_HARMLESS: Final = frozenset(".,:;!()='\"’‘`…*_~°")

_PERIOD: Final = r"(?:bulan|bln|bl|hari|hr|minggu|mgg|tahun|thn|th|musim|panen)(?:nya)?\b"
_UNIT_WORD: Final = rf"(?:[0-9]{{1,3}}|{'|'.join(_COUNTS)})"
# Ways to write the same thing that are easier to replace than to match.
_SAME: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"(?<=[\da-z])\s*[.,]\s*[-=]+(?!\s*\d)", " "),  # Rp 1.500.000,-
        (r"-(?=an\b)", ""),  # 2 juta-an
        (
            r"\bkurang\s*/?\s*lebih\b|\blebih\s+kurang\b|\bkr?g\s+lbh\b|\bkurleb\b|±|\+/?-|\bmore or less\b",
            " kira ",
        ),
        (r"\bs\s*[/.]\s*d\b\.?", " sampai "),
        (r"(?<=[\da-z])\s*~\s*(?=\d)", "-"),
        (r"\b([a-z]{3,})-\1(?:nya)?\b", r"\1"),  # kira-kira
        (r"\b(?!juta|ribu|rupiah)([a-z]{3,})2(?:an|nya)?\b", r"\1"),  # paling2: the word said twice
        (rf"\b(?:se?|per|tiap|setiap)\s*-?\s*(?={_PERIOD})", " per "),
        (rf"(?<![\d.,])\b(?:1|satu)\s*(?={_PERIOD})", " per "),
        (r"\b(bulan|hari|minggu|tahun|musim|borong)an\b", r" per \1 "),
        (r"(?<![\d.,])\b([1-9]\d{0,2}(?: \d{3})* 000)(?![\d.,])", lambda found: found[1].replace(" ", ".")),
        (r"(?<=\d)(?:\.\s*(?=[a-z])|\s*-\s*(?=j[ut]|r[ib]))", " "),  # 2.jt, 2-juta
        (rf"\b({'|'.join(_COUNTS)})(?=(?:belas|puluh|ratus|ribu|juta)\b)", r"\1 "),  # duajuta
        (r"(?<=\d) 1/2\b(?!/)", " ½"),
        (
            rf"\b({_UNIT_WORD}) koma ({_UNIT_WORD}(?: {_UNIT_WORD})?)\b",
            lambda found: f"{_digit(found[1])},{''.join(map(_digit, found[2].split()))}",
        ),
    )
)


def tidy(text: str) -> str:
    """Return the text in lower case with ASCII digits, and with one spelling of what has several."""
    typed = plain(text).translate(str.maketrans("．，", ".,")).lower()
    for pattern, put in _SAME:
        typed = pattern.sub(put, typed)
    return " ".join(typed.split())


def tokens(typed: str) -> list[Token]:
    """Return the tokens of a tidy text, in order."""
    return [_token(found[0]) for found in _TOKEN.finditer(typed)]


def _token(text: str) -> Token:
    if text[-1].isdecimal() and text != "1/2":
        return Token(TokenKind.DIGITS, text)
    if _MILLIONS.fullmatch(text):
        return Token(TokenKind.MILLIONS, text, 1_000_000)
    if _THOUSANDS.fullmatch(text):
        return Token(TokenKind.THOUSANDS, text, 1000)
    kind, value = _TABLE.get(text) or _TABLE.get(_alike(text)) or (_other(text), 0)
    return Token(kind, text, value)


def _alike(word: str) -> str:
    """Return the one long number word a slip away, or "": a slip in a short one makes another word."""
    if len(word) < _SHORTEST_WITH_SLIP:
        return ""
    found = [known for known in _LONG_WORDS if OSA.distance(word, known) == 1]
    return found[0] if len(found) == 1 else ""


def _other(text: str) -> TokenKind:
    if len(text) > 1 or text.isalpha():
        return TokenKind.UNKNOWN
    decoration = text in _HARMLESS or unicodedata.category(text) in {"So", "Sk", "Cn"}
    return TokenKind.FILLER if decoration else TokenKind.STRANGE


def _digit(word: str) -> str:
    return word if word.isdecimal() else str(_COUNTS[word][1])
