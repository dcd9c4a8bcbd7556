"""Profiles as columns of numbers: what is compared a million times, in a few bytes a profile."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.linkage.commonness import Commonness
from bot.linkage.keys import born, each_key
from bot.linkage.spelling import spelt
from bot.people.nik import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from bot.linkage.profile import Profile

    Ints = npt.NDArray[np.int64]

WORDS: Final = 5  # of a name are compared; more have few, and they are compared as a whole
NOTHING: Final = 0  # what a profile does not say


class Codes:
    """Numbers for texts: each another, in the order in which they come; nothing is 0."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": NOTHING}

    def of(self, text: str) -> int:
        """Return the number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, by their numbers."""
        return list(self._numbers)


class Columns:
    """The profiles that are judged together; `new` of them come first, the rest is known."""

    def __init__(self, profiles: Sequence[Profile], new: int, commonness: Commonness | None = None) -> None:
        self.new = new
        self.size = len(profiles)
        self.nik = _ints(int(one.nik or NOTHING) for one in profiles)
        self.stem = _ints(int(one.digits or NOTHING) for one in profiles)
        self.source = _ints(NOTHING if one.source is None else one.source + 1 for one in profiles)
        self.sex = _ints((NOTHING, 1, 2)[_SEXES.index(one.sex)] for one in profiles)
        places, phones = Codes(), Codes()
        self.district = _ints(places.of(one.district) for one in profiles)
        self.village = _ints(places.of(one.village) for one in profiles)
        self.phone = _ints(phones.of(one.phone) for one in profiles)
        self._read(profiles, commonness)

    def _read(self, profiles: Sequence[Profile], commonness: Commonness | None) -> None:
        """Read names and birth dates once, for columns and keys."""
        sounds, wholes, days, keys, rows = Codes(), Codes(), array("q"), array("q"), array("q")
        words, whole, joined, spelling = array("q"), array("q"), array("q"), []
        for row, profile in enumerate(profiles):
            name, day = spelt(profile.name), born(profile)
            spelling.append(" ".join(sorted(name.words)))
            words.extend(_padded([sounds.of(word) for word in _compared(name.sounds)]))
            whole.append(wholes.of(name.whole))
            joined.append(wholes.of(name.joined))
            days.extend(day or (NOTHING, NOTHING, NOTHING))
            found = [hash(key) for key in each_key(profile, name, day)]
            keys.extend(found)
            rows.extend([row] * len(found))
        self.keys, self.key_rows = (
            np.frombuffer(keys, np.int64),
            np.frombuffer(rows, np.int64).astype(np.int32),
        )
        self.words = np.frombuffer(words, np.int64).reshape(-1, WORDS).astype(np.int32)
        self.whole, self.joined = np.frombuffer(whole, np.int64), np.frombuffer(joined, np.int64)
        self.born = np.frombuffer(days, np.int64).reshape(-1, 3).astype(np.int16)
        self.spelling = np.array(spelling, dtype=object)
        self._weigh(sounds.texts, commonness)

    def _weigh(self, sounds: Sequence[str], commonness: Commonness | None) -> None:
        """Set what each word of a name tells, and each name as a whole."""
        counted = commonness or self._counted(sounds)
        self.word_bits = np.array([0.0, *map(counted.bits, sounds[1:])])
        self.name_bits = self.word_bits[self.words].sum(axis=1)

    def _counted(self, sounds: Sequence[str]) -> Commonness:
        told = np.sort(self.words, axis=1)
        told[:, 1:][told[:, 1:] == told[:, :-1]] = NOTHING  # a word that a name has twice
        counts = np.bincount(told.ravel(), minlength=len(sounds))
        named = int((self.words[:, 0] != NOTHING).sum())
        return Commonness(named, dict(zip(sounds, counts.tolist(), strict=True)))


_SEXES: Final = (None, Sex.MALE, Sex.FEMALE)


def _ints(values: Iterable[int]) -> Ints:
    return np.frombuffer(array("q", values), np.int64)


def _compared(sounds: tuple[str, ...]) -> Sequence[str]:
    """Return the words that are compared one by one: initials may be short for anything."""
    return ([word for word in sounds if len(word) > 1] or sounds)[:WORDS]


def _padded(words: Sequence[int]) -> list[int]:
    return [*words, *[NOTHING] * (WORDS - len(words))]
