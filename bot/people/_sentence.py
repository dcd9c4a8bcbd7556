"""A sentence about an income: its amounts, how they stand to each other, and what else is said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Self

from bot.people._amounts import MOST_GUESSED, Amount, find_amounts
from bot.people._income_words import NUMERALS, TokenKind, tidy, tokens

_RANGE = re.compile(
    r"[^aA]*(?:a(?=[aA])|[aA][.mdwyse+]*[-o/]+[.]*(?=[aA])|o[.]*[aA][.mdwyse]*[+][.]*)[aA][^aA]*"
)
_ORPHAN = re.compile(f"[{NUMERALS}]")  # a multiplier that belongs to no amount
_ONE_AMOUNT = re.compile(r"A(?:[.?]*A)+[.?]*")  # said again, as on a receipt: 1.000.000 = satu juta
_UNITS: Final = (1000, 10_000, 100_000, 1_000_000)
_SHORTEST_WORD: Final = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A tidy text, its kinds with each amount as "A", or "a" where its unit is missing, and its amounts."""

    typed: str
    pattern: str
    amounts: tuple[Amount, ...]
    garbled: bool  # bits of words, as in "1.5OO.OOO", so that an amount may be torn

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the sentence that was typed."""
        typed = tidy(text)
        found = tokens(typed)
        pattern, amounts = find_amounts(found)
        bits = any(token.kind is TokenKind.UNKNOWN and len(token.text) < _SHORTEST_WORD for token in found)
        garbled = bits or bool(_ORPHAN.search(pattern))
        if len({amount.value for amount in amounts}) == 1 and amounts[0].value is not None:
            pattern, amounts = (
                _ONE_AMOUNT.sub("A", pattern),
                amounts[: _ONE_AMOUNT.sub("A", pattern).count("A")],
            )
        return cls(typed, _ORPHAN.sub(TokenKind.UNKNOWN, pattern), amounts, garbled)

    def has(self, *kinds: TokenKind) -> bool:
        """Tell whether something of one of these kinds is said."""
        return any(kind in self.pattern for kind in kinds)

    @property
    def sure(self) -> tuple[int, ...]:
        """The amounts in rupiah, if all of them are sure."""
        values = tuple(amount.value for amount in self.amounts if amount.value is not None)
        return values if len(values) == len(self.amounts) else ()

    @property
    def ends(self) -> tuple[int, int] | None:
        """Both ends of a range; one that lacks its unit gets that which brings it nearest: 2-3 juta."""
        if len(self.amounts) != 2 or not _RANGE.fullmatch(self.pattern):  # noqa: PLR2004 - two ends
            return None
        if self.sure:
            return min(self.sure), max(self.sure)
        first, second = self.amounts
        units = (_UNITS[0], _UNITS[-1]) if first.value is None and second.value is None else _UNITS
        pairs = [(low, high) for low in _sizes(first, units) for high in _sizes(second, units) if low < high]
        likely = [pair for pair in pairs if pair[1] <= MOST_GUESSED] or pairs
        return max(likely, key=lambda pair: (Fraction(*pair), pair), default=None)

    @property
    def figures(self) -> tuple[int, ...]:
        """The ends of a range with its middle, what one amount may mean, or a sum and its parts; or none."""
        if ends := self.ends:
            return (ends[0], rounded(Fraction(sum(ends), 2)), ends[1])
        if len(self.amounts) == 1:
            return self.sure or self.amounts[0].readings
        return (sum(self.sure), *self.sure) if self.sure else ()

    @property
    def mentioned(self) -> tuple[int, ...]:
        """The figures without a sum: "2 juta, bukan 3 juta" says nothing of 5 million."""
        return self.figures if len(self.amounts) == 1 or self.ends else self.sure

    @property
    def middle(self) -> int:
        """The one figure that stands for all of them; 0 if there is none."""
        return next(iter(self.figures[1:] if self.ends else self.figures), 0)


def rounded(amount: Fraction) -> int:
    """Return an amount in whole thousands."""
    return round(amount / 1000) * 1000


def _sizes(amount: Amount, units: Iterable[int]) -> list[int]:
    if amount.value is not None:
        return [amount.value]
    return [int(amount.number * unit) for unit in units] if amount.number else []
