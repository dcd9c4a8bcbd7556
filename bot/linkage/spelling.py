"""Names as they are compared: without titles, in one spelling, by how they sound.

"Hj. St. Aminah, S.Pd" and "Siti Aminah" are one name, as are "Soerjadi" and "Suryadi" (the spelling before
1972), "Moh. Saleh" and "Muhammad Soleh" but nearly. What is cut off or written out is never shown to anybody.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

_MANY: Final = 1 << 16  # words of names that are kept: a regency has about 20,000
_TITLES: Final = frozenset(
    """
    h hj hja haji hajah hajjah kh ustad ustadz ust drs dra dr drg ir prof pdt pst pastor romo sr suster bruder
    alm almh almarhum almarhumah pak bu bapak ibu bpk sdr sdri tn ny nn
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_DEGREES: Final = frozenset(
    """
    spd spdi spdk spdsd spdaud se sh shi ssos skom sip sag sth sp spt shut skm skep sst str strkeb skh spi sak
    mpd msi mm mh mkes mkom map amd amdkeb amdkep amk ama apt ners
    """.split()  # noqa: SIM905
)
_DOTTED_DEGREES: Final = _DEGREES | {"st", "si", "ma", "ba", "bsc", "mt"}
_LINKS: Final = frozenset({"bin", "binti", "bt", "bte", "bti", "al", "anak", "ak", "van", "de", "da"})
_IN_FULL: Final = MappingProxyType(
    dict.fromkeys(("md", "mhd", "moh", "mohd", "muh", "muhd", "mochd", "moch", "much", "mohamd"), "muhamad")
    | dict.fromkeys(("abd", "abdl", "abdu"), "abdul")
    | dict.fromkeys(("st", "sti", "sitti"), "siti")
    | dict.fromkeys(("fr", "frans", "frs", "fransiscus"), "fransiskus")
    | dict.fromkeys(("yoh", "yhs", "yohs", "yohanis", "yohannes"), "yohanes")
    | {"agst": "agustinus", "ibr": "ibrahim", "ism": "ismail", "ahm": "ahmad", "sy": "syarif", "mr": "maria"}
    | {"ptr": "petrus", "stef": "stefanus", "ant": "antonius", "nrl": "nurul", "hrl": "hairul"}
)
_FIRST_IN_FULL: Final = MappingProxyType({"m": "muhamad"})
_MUHAMMAD: Final = re.compile(r"m[uo](?:h|ch|kh)?am+[aeu]d")
_OLD: Final = re.compile(r"oe|dj|tj|sj")
_OLD_LETTERS: Final = (
    ("oe", "u"),
    ("dj", "\0"),
    ("tj", "c"),
    ("sj", "sy"),
    ("nj", "ny"),
    ("j", "y"),
    ("\0", "j"),
)
_J_FOR_Y: Final = re.compile(r"^j(?=oh|us[uo]f|os[ei]f|akob|akub|erem)|(?<=h)j")
_LETTERS: Final = (
    (re.compile(r"ch(?=[mndt]|ai|oi|us)|kh"), "h"),  # Achmad, Chairul, Khairul
    (re.compile(r"ch"), "c"),
    (re.compile(r"sh"), "sy"),
    (re.compile(r"(?<=[tdg])h"), ""),  # Thamrin, Ridho, Ghani
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SOUNDS: Final = (
    (re.compile(r"sy"), "s"),
    (re.compile(r"iy|y"), "i"),
    (re.compile(r"uw"), "u"),
    (re.compile(r"h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SOUND_OF: Final = str.maketrans("dfvzj", "tppss")


class Spelt(NamedTuple):
    """A name as it is compared: its words in order, how they sound, and the whole however it is divided."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def whole(self) -> str:
        """How all words sound, in the order of the alphabet."""
        return " ".join(sorted(self.sounds))

    @property
    def joined(self) -> str:
        """How it sounds without a pause: "Nur Hayati" as "Nurhayati"."""
        return "".join(self.sounds)


def spelt(name: str) -> Spelt:
    """Return a name as it is compared; of one that consists of titles only, these."""
    found = [word for word in _words(name) if word]
    named = [word for word in found if word not in _LINKS and word not in _TITLES]
    if len(named) > 1:
        named = [named[0], *(word for word in named[1:] if word not in _DEGREES)]
    if len(named) > 1 and named[-1] == "st":  # an engineer; in front it is short for Siti
        named.pop()
    named = named or found
    if len(named) > 1 and named[0] in _FIRST_IN_FULL:
        named[0] = _FIRST_IN_FULL[named[0]]
    words = tuple(map(_modern, named))
    return Spelt(words, tuple(map(sound, words)))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).lower() if not name.isascii() else name.lower()
    return [part for word in re.split(r"[\s,/()\-]+", plain) for part in _parts(word)]


@lru_cache(_MANY)
def _parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word that have dots, as "M.Yusuf"; of "S.Pd" there are none."""
    letters = re.sub(r"[^a-z.]", "", word)
    if "." in letters.strip(".") and letters.replace(".", "") in _DOTTED_DEGREES:
        return ()
    return tuple(letters.split("."))


@lru_cache(_MANY)
def _modern(word: str) -> str:
    """Return a word in one spelling."""
    word = _IN_FULL.get(word, word)
    if _MUHAMMAD.fullmatch(word):
        return "muhamad"
    if _OLD.search(word):
        for old, new in _OLD_LETTERS:
            word = word.replace(old, new)
    word = _J_FOR_Y.sub("y", word)
    for letters, one in _LETTERS:
        word = letters.sub(one, word)
    return _IN_FULL.get(word, word)


@lru_cache(_MANY)
def sound(word: str) -> str:
    """Return how a word sounds: d as t, f and v as p, z and j as s, y as i, doubled once, no h at the end."""
    heard = word
    for letters, one in _SOUNDS[:2]:
        heard = letters.sub(one, heard)
    heard = heard.translate(_SOUND_OF)
    for letters, one in _SOUNDS[2:]:
        heard = letters.sub(one, heard)
    return heard or word
