"""Counting: the look through the store beside the turns, for a screen, a picture or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.figures.files import workbook
from bot.figures.looking import Look
from bot.figures.numbers import Counted
from bot.figures.report import report
from bot.figures.sections import ALL, BY_NAME
from bot.figures.shown import Shown
from bot.figures.words import Words
from bot.months import month_of, written
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.resources import Resources
    from bot.store.transaction import Transaction

XLSX, PDF = "xlsx", "pdf"
# What the first screen tells: all that is counted in an instant.
MAIN: Final = ("coverage", "funnel", "desk", "questions")


class CountFigures(Errand, frozen=True, tag="figures_of"):
    """Count some sections of a month, to show one (without a name the main figures), drawn or as text."""

    month: int
    section: str = ""
    as_text: bool = False
    over: int = 0


class Found(Struct, frozen=True):
    """What was counted, by the name of the section."""

    sections: dict[str, Counted]


class MakeFile(Errand, frozen=True, tag="figures_file"):
    """Make a file of all figures of a month, in a language."""

    month: int
    kind: str
    language: str


class Made(Struct, frozen=True):
    """The file."""

    content: bytes


def look(tx: Transaction, errand: CountFigures, resources: Resources) -> Found:
    """Count."""
    names = [errand.section] if errand.section else MAIN
    return Found(counted(Look(tx, resources, errand.month), names))


def counted(at: Look, names: Iterable[str] = BY_NAME) -> dict[str, Counted]:
    """Return what sections count, by their names."""
    return {name: BY_NAME[name].count(at) for name in names}


def look_file(tx: Transaction, errand: MakeFile, resources: Resources) -> Made:
    """Count everything, and make the file."""
    at = Look(tx, resources, errand.month)
    if errand.kind == PDF:
        return Made(made_report(at))
    return Made(made_workbook(at, Words(resources.catalogues[errand.language], resources, errand.month)))


def shown_of(found: Mapping[str, Counted], words: Words, *, small: bool = False) -> dict[str, Shown]:
    """Return what was counted in words, by the name of the section."""
    return {one.name: Shown(one, found[one.name], words, small=small) for one in ALL if one.name in found}


def made_workbook(at: Look, words: Words) -> bytes:
    """Return all figures as a workbook, without small numbers."""
    shown = shown_of(counted(at), words)
    return workbook(list(shown.values()), words.month_name, at.day, at.tx.clock.now())


def made_report(at: Look) -> bytes:
    """Return the report for the regent, without small numbers, in the language of the office."""
    words = Words(at.resources.catalogues[DEFAULT_LANGUAGE], at.resources, at.month)
    return report(shown_of(counted(at), words), at)


def file_name(words: Words, kind: str) -> str:
    """Return what a file of a month is called."""
    if kind == PDF:
        return words.bare("angka.file_report", month=written(words.month))
    return words.bare("angka.file_workbook", month=written(words.month))


def this_month(tx: Transaction) -> int:
    """Return the month that goes on at the office."""
    return month_of(tx.clock.today())
