"""/angka: figures of a month as text, as pictures, as a workbook, and the report for the regent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.screen import Document, Screen
from bot.figures import screens
from bot.figures.counting import MAIN, PDF, XLSX, CountFigures, MakeFile, file_name, shown_of
from bot.figures.sections import BY_NAME
from bot.figures.words import Words
from bot.months import last_day, month_in, month_of, written
from bot.terms.roles import Right

if TYPE_CHECKING:
    from datetime import date

    from bot.figures import taps
    from bot.figures.counting import Found, Made
    from bot.turns.turn import Turn

_EARLIEST: Final = 2020 * 12


def ask(turn: Turn) -> None:
    """Have the main figures of the month counted."""
    turn.acts.append(CountFigures(month_of(office_day(turn.now))))


def ask_month(turn: Turn, data: taps.Overview) -> None:
    """Have the main figures of another month counted."""
    turn.acts.append(CountFigures(_month(turn, data.month), over=turn.over))


def ask_section(turn: Turn, data: taps.ShowSection) -> None:
    """Have a section counted and drawn."""
    turn.acts.append(CountFigures(_month(turn, data.month), _name(data.section)))


def ask_text(turn: Turn, data: taps.ShowText) -> None:
    """Have a section counted and told."""
    turn.acts.append(CountFigures(_month(turn, data.month), _name(data.section), as_text=True))


def ask_file(turn: Turn, data: taps.TakeFile) -> None:
    """Have a file made."""
    if data.kind not in {XLSX, PDF}:
        raise OutdatedError(data.kind)
    month = _month(turn, data.month)
    turn.tx.audit(f"chat:{turn.chat_id}", f"figures {data.kind}", f"month:{written(month)}")
    turn.acts.append(MakeFile(month, data.kind, turn.language))
    turn.show(turn.texts("angka.being_made"))


def _month(turn: Turn, text: str) -> int:
    """Return the month that a button names, if figures of it can be had."""
    this = month_of(office_day(turn.now))
    try:
        month = month_in(text) if text else this
    except ValueError:
        raise OutdatedError(text) from None
    if not _EARLIEST <= month <= this:
        raise OutdatedError(text)
    return month


def _name(section: str) -> str:
    if section not in BY_NAME:
        raise OutdatedError(section)
    return section


def show(turn: Turn, errand: CountFigures, found: Found | None) -> None:
    """Show what was counted."""
    if found is None or not found.sections.keys() >= ({errand.section} if errand.section else set(MAIN)):
        turn.show(turn.texts("angka.not_counted"))
        return
    words, day = Words(turn.texts, turn.resources, errand.month), _last_counted(turn, errand.month)
    small = turn.may(Right.SEE_SMALL_NUMBERS)
    if not errand.section:
        shown = shown_of(found.sections, words, small=small)
        is_last = errand.month == month_of(office_day(turn.now))
        turn.put(screens.overview(turn, shown, errand.month, day, is_last=is_last), errand.over)
        return
    shown = shown_of(found.sections, words, small=small and errand.as_text)
    one = shown[errand.section]
    if errand.as_text or not one.drawn:
        turn.acts.append(screens.told(turn, one, errand.month))
    else:
        turn.acts.append(screens.drawn(turn, one, errand.month, day))


def _last_counted(turn: Turn, month: int) -> date:
    return min(last_day(month), office_day(turn.now))


def send_file(turn: Turn, errand: MakeFile, made: Made | None) -> None:
    """Send the file that was made."""
    if made is None:
        turn.show(turn.texts("angka.not_counted"))
        return
    words = Words(turn.texts, turn.resources, errand.month)
    document = Document(file_name(words, errand.kind), made.content)
    month = words.month_name
    is_report = errand.kind == PDF
    said = (
        turn.texts("angka.report_made", month=month)
        if is_report
        else turn.texts("angka.workbook_made", month=month)
    )
    turn.acts.append(Screen(said, document=document))
