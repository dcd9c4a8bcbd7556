"""Money, people and shares as planners type them: "500 juta", "2.000 orang", "kabupaten 60 desa 40"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.budgeting.scenario import Fault, ScenarioError
from bot.people.rupiah import is_negative, read_rupiah
from bot.scheme.funding import FundKind
from bot.texts import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_PEOPLE = re.compile(
    r"(\d{1,3}(?:[.,\s]\d{3})+|\d+)\s*(ribu|rb|k)?\s*(?:orang|org|jiwa|pekerja|people|persons?|workers?)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_THOUSAND: Final = 1000
_LEAST_MONEY: Final = 1_000_000  # a bare number from here on is rupiah
_MOST_BARE: Final = 100_000  # and up to here people; between them nobody can tell
_NUMBER = re.compile(r"\d+")
_IN_ORDER: Final = (FundKind.APBD_REGENCY, FundKind.APBD_PROVINCE, FundKind.VILLAGE)  # of bare percents


class Size(NamedTuple):
    """What was said of money and people; None where nothing was."""

    money: int | None = None
    people: int | None = None


def read_size(text: str) -> Size:
    """Return the money, the people, or both that a text tells. Raise ScenarioError."""
    if is_negative(text):
        raise ScenarioError(Fault.NOTHING_GIVEN)
    said = _PEOPLE.search(text)
    people = _whole(said[1]) * (_THOUSAND if said[2] else 1) if said else None
    rest = text.replace(said[0], " ") if said else text
    if people == 0:
        raise ScenarioError(Fault.PEOPLE)
    if not re.search(r"\d|[sS]e|[a-zA-Z]{3}", rest) and people:
        return Size(people=people)
    bare = _BARE.fullmatch(rest.strip())
    if bare and not people:
        return _of_bare(_whole(bare[0]))
    money = _money(rest)
    if money is None and not people:
        raise ScenarioError(Fault.NOTHING_GIVEN)
    return Size(money, people)


def _money(text: str) -> int | None:
    try:
        return read_rupiah(text)
    except ValueError:
        return None


def _of_bare(number: int) -> Size:
    if number >= _LEAST_MONEY:
        return Size(money=number)
    if 0 < number <= _MOST_BARE:
        return Size(people=number)
    raise ScenarioError(Fault.NOTHING_GIVEN)


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def read_shares(text: str, kind_of: Callable[[str], FundKind | None]) -> dict[FundKind, int]:
    """Return who pays how many percent: "60 30 10", "kabupaten 60 desa 40", "60 % kabupaten, 40 % desa".

    Bare percents are those of regency, province and village; one payer without a percent pays all. `kind_of`
    tells the kind of money by one or two words. Raise ScenarioError.
    """
    words = plain(text.replace("_", " ")).split()
    numbers = [int(word) for word in words if _NUMBER.fullmatch(word)]
    names = [word for word in words if not _NUMBER.fullmatch(word)]
    kinds = _kinds(names, kind_of)
    if numbers and not names and len(numbers) <= len(_IN_ORDER):
        kinds = list(_IN_ORDER[: len(numbers)])
    if len(kinds) == 1 and not numbers:
        numbers = [100]
    if not kinds or len(kinds) != len(numbers):
        raise ScenarioError(Fault.NO_PAYER)
    shares = {kind: percent for kind, percent in zip(kinds, numbers, strict=True) if percent}
    if not shares:
        raise ScenarioError(Fault.SHARE)
    if sum(numbers) > 100:  # noqa: PLR2004 - percent
        raise ScenarioError(Fault.ABOVE_WHOLE, sum(numbers))
    return shares


def _kinds(names: list[str], kind_of: Callable[[str], FundKind | None]) -> list[FundKind]:
    """Return the kinds of money that words name, each once, in their order; two words before one."""
    found: list[FundKind] = []
    at = 0
    while at < len(names):
        pair = kind_of(" ".join(names[at : at + 2]))
        kind = pair or kind_of(names[at])
        at += 2 if pair and at + 1 < len(names) else 1
        if kind and kind not in found:
            found.append(kind)
    return found
