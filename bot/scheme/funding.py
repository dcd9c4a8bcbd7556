"""Kinds of money that pay contributions, and the rules of each, as in config/scheme/funding.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.scheme.contributions import Payer  # noqa: TC001 - msgspec reads it
from bot.scheme.facts import Ground, Rule, RuleRow, SchemeError, overlaps, read_row, read_tables, reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

_FILE = "funding.toml"
_HUNDRED_PERCENT = 100
_WORD = re.compile(r"\w+")


class FundKind(StrEnum):
    """Where money for contributions comes from."""

    APBD_REGENCY = "apbd_regency"  # the budget of the regency
    APBD_PROVINCE = "apbd_province"  # the budget of the province
    APBN = "apbn"  # the budget of the state
    VILLAGE = "village"  # the budget of a village (APBDes)
    DBH_SAWIT = "dbh_sawit"  # the regency's share of palm-oil revenue
    COMPANY = "company"  # a company, for people around it
    SERTAKAN = "sertakan"  # anybody, through the programme of BPJS Ketenagakerjaan for that
    SELF = "self"  # the worker


@dataclass(frozen=True, slots=True, kw_only=True)
class FundRule(Rule):
    """What the law says of one kind of money for a time.

    `work_words`: only who names such a word for their work; empty: any. `most_percent`: the most of a fund
    that may be used. `doubt` names a later rule that was not read.
    """

    payer: Payer
    work_words: frozenset[str]
    most_percent: int
    is_running: bool
    doubt: str

    def allows_work(self, named: str) -> bool:
        """Tell whether it may pay for somebody, by the words in which their work is named."""
        return not self.work_words or bool(self.work_words & set(_WORD.findall(named.casefold())))

    def most_of(self, fund: int) -> int:
        """Return how much of a fund may be used, in whole rupiah."""
        return fund * self.most_percent // _HUNDRED_PERCENT


class _Row(RuleRow, kw_only=True):
    id: FundKind
    payer: Payer
    work_words: frozenset[str] = frozenset()
    most_percent: int = _HUNDRED_PERCENT
    is_running: bool = True
    doubt: str = ""

    def rule(self) -> FundRule:
        """Return the rule. Raise ValueError where it is no percentage, or its time makes no sense."""
        if not 0 < self.most_percent <= _HUNDRED_PERCENT:
            raise ValueError("most_percent must be a percentage above 0")
        return FundRule(
            **self.dated(_FILE), says=self.says, payer=self.payer, doubt=self.doubt,
            work_words=self.work_words, most_percent=self.most_percent, is_running=self.is_running,
        )  # fmt: skip


class FundRules:
    """All kinds of config/scheme/funding.toml."""

    def __init__(self, rules: Iterable[FundRule]) -> None:
        self._rules = tuple(rules)

    @classmethod
    def load(cls, folder: Path) -> FundRules:
        """Read the file. Raise SchemeError with file, key and reason; also where a kind is missing."""
        path, rules = folder / _FILE, []
        for number, row in enumerate(read_tables(path).kind, start=1):
            name = f"kind {row.get('id', number)}"
            found = read_row(row, _Row, path, name)
            with reading(path, name):
                rules.append(found.rule())
        missing = set(FundKind) - {FundKind(rule.id) for rule in rules}
        if missing:
            raise SchemeError(f"kind {min(missing)}", "is missing", str(path))
        return cls(rules)

    def on(self, kind: FundKind, day: date) -> FundRule:
        """Return the rule of a kind on a day; where none holds then, the one nearest to it."""
        of_kind = [rule for rule in self._rules if rule.id == kind]
        holding = [rule for rule in of_kind if rule.holds_on(day)]
        if holding:
            return holding[0]
        return min(of_kind, key=lambda rule: abs(rule.valid_from - day))

    def all(self) -> list[Ground]:
        """Return all rules."""
        return list(self._rules)

    def faults(self) -> list[str]:
        """Return what is wrong with them, as "file: id: reason"."""
        by_kind = [[one for one in self._rules if one.id == kind] for kind in FundKind]
        return [fault for rules in by_kind for fault in overlaps(rules)]
