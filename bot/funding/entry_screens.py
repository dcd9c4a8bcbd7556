"""What staff see when people are taken out of a list, and of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.dialogue.screen import Button, Screen
from bot.dialogue.screen import rows as in_rows
from bot.front.pages import on_page
from bot.funding import taps
from bot.funding.booking import LeftOut
from bot.funding.screens import month_name, months_named
from bot.ledger.entries import Ledger
from bot.ledger.programmes import CLI
from bot.staff.member_names import name_of
from bot.terms.funds import ENTRY_NAMES
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.funding.counting import (
        JoiningFigures,
        LookJoining,
    )
    from bot.ledger.entries import Booked
    from bot.ledger.terms import FundingProgramme
    from bot.register.sources import Source
    from bot.texts import Texts
    from bot.turns.turn import Turn

_LEFT_OUT: Final = {
    LeftOut.REFUSED: key("left_out.refused"),
    LeftOut.UNDECIDED: key("left_out.undecided"),
    LeftOut.NO_NIK: key("left_out.no_nik"),
    LeftOut.GONE: key("left_out.gone"),
    LeftOut.NOT_ALLOWED: key("left_out.not_allowed"),
    LeftOut.MEMBER: key("left_out.member"),
    LeftOut.TWICE: key("left_out.twice"),
    LeftOut.PARTED: key("left_out.parted"),
}
_ENTRIES_SHOWN: Final = 8
_LISTS_SHOWN: Final = 12


# -- people out of a list


def choose_list(turn: Turn, one: FundingProgramme, sources: Sequence[Source], number: int) -> Screen:
    """Return a page of the lists in force, of which one names the people of the programme."""
    texts = turn.texts
    shown, page = on_page(sources, _LISTS_SHOWN, number)
    rows = [
        (
            turn.labelled(
                texts("joining.list", agency=each.agency, day=texts.short_date(each.as_of)),
                taps.TryList(one.id, each.id),
            ),
        )
        for each in shown
    ]
    text = texts("joining.choose", name=one.terms.name) if rows else texts("joining.no_list")
    ways = page.ways(turn, lambda other: taps.ChooseList(one.id, other))
    return Screen(text, (*rows, *ways, (turn.button("programme.back", taps.OpenProgramme(one.id)),)))


def joining(turn: Turn, one: FundingProgramme, errand: LookJoining, found: JoiningFigures) -> Screen:
    """Return whom a list brings, what that costs, and whether there is room and money for it."""
    texts = turn.texts
    left_out = [
        texts("joining.left_out", why=texts(_LEFT_OUT[why]), count=texts.number(count))
        for why, count in found.left_out.items()
    ]
    lines = [
        texts(
            "joining.screen", agency=found.agency, name=one.terms.name, new=texts.number(found.new),
            sum=texts.money(found.rupiah), first=month_name(texts, errand.first),
            last=month_name(texts, errand.last), members=texts.number(found.members),
        ),
        *left_out,
    ]  # fmt: skip
    if found.elsewhere:
        lines.append(texts("joining.elsewhere", count=texts.number(found.elsewhere)))
    if found.missing:
        lines.append(texts("joining.missing", count=texts.number(found.missing)))
    hindered = _hindrance(texts, one, found)
    if hindered:
        lines.append(hindered)
    rows: list[tuple[Button, ...]] = []
    take = (errand.number, errand.source, errand.first)
    if found.new and not hindered:
        rows.append((turn.button("joining.take", taps.TakeList(*take)),))
    if found.missing and not hindered:
        rows.append((turn.button("joining.take_and_leave", taps.TakeList(*take, 1)),))
    later = [month for month in (errand.first + 1, errand.first + 2) if month <= one.terms.last]
    rows += in_rows(
        [
            Button(
                texts("joining.from", month=month_name(texts, month)),
                taps.TryList(errand.number, errand.source, month).pack(),
            )
            for month in later
        ],
        2,
    )
    rows.append((turn.button("programme.back", taps.OpenProgramme(one.id)),))
    return Screen(Html("\n".join(lines)), tuple(rows))


def _hindrance(texts: Texts, one: FundingProgramme, found: JoiningFigures) -> Html | None:
    """Return why the people cannot be taken: no room, or no money."""
    room = one.terms.places - found.members
    if one.terms.places and found.new > room:
        return texts(
            "joining.no_room", places=texts.number(one.terms.places), over=texts.number(found.new - room)
        )
    short = found.promised + found.rupiah - one.terms.money
    if one.terms.money and short > 0:
        return texts("joining.no_money", sum=texts.money(one.terms.money), short=texts.money(short))
    return None


def fits(one: FundingProgramme, found: JoiningFigures) -> bool:
    """Tell whether a programme has room and money for whom a list brings."""
    has_room = not one.terms.places or found.members + found.new <= one.terms.places
    return has_room and (not one.terms.money or found.promised + found.rupiah <= one.terms.money)


# -- the ledger


def book(turn: Turn, one: FundingProgramme, number: int) -> Screen:
    """Return a page of the entries of a programme, the newest first."""
    texts, ledger = turn.texts, Ledger(turn.tx)
    shown, page = on_page(ledger.of_programme(one.id), _ENTRIES_SHOWN, number)
    lines = [entry_line(turn, each) for each in shown]
    text = texts(
        "ledger.book", name=one.terms.name, lines=Html("\n".join(lines)) if lines else texts("ledger.empty")
    )
    buttons = [
        Button(texts("ledger.number", number=each.id), taps.OpenEntry(each.id).pack()) for each in shown
    ]
    rows = [*in_rows(buttons, 4), *page.ways(turn, lambda other: taps.Book(one.id, other))]
    return Screen(text, (*rows, (turn.button("programme.back", taps.OpenProgramme(one.id)),)))


def entry_line(turn: Turn, entry: Booked) -> Html:
    """Return an entry in one line."""
    texts = turn.texts
    line = texts(
        "ledger.line",
        number=entry.id,
        day=texts.short_date(entry.day),
        kind=texts(ENTRY_NAMES[entry.kind]),
        what=_what(texts, entry),
    )
    if entry.in_work:
        return texts("ledger.in_work", line=line)
    return line if Ledger(turn.tx).counts(entry.id) else texts("ledger.struck", line=line)


def _what(texts: Texts, entry: Booked) -> Html:
    if entry.about:
        return texts("ledger.about", number=entry.about)
    parts = [texts.counted("ledger.people", count=entry.people)] if entry.people else []
    parts += [texts.money(entry.rupiah)] if entry.rupiah else []
    return Html(", ".join(parts))


def entry(turn: Turn, one: Booked) -> Screen:
    """Return one entry, who wrote it, what became of it."""
    texts, ledger = turn.texts, Ledger(turn.tx)
    lines = [entry_line(turn, one)]
    if one.first:
        lines.append(texts("ledger.months", months=months_named(texts, one.first, one.last or one.first)))
    if one.document:
        lines.append(texts("ledger.document", document=one.document))
    who = texts("export.by_command") if one.by == CLI else name_of(turn.tx, texts, one.by)
    lines.append(texts("ledger.by", who=who, at=texts.moment(one.at)))
    lines += [entry_line(turn, each) for each in ledger.about(one.id)]
    taking_back = ledger.taking_back(one.id)
    if taking_back:
        lines.append(texts("ledger.correction_waits"))
    counts, agreed = ledger.counts(one.id), ledger.is_agreed(one.id)
    if one.needs_second and not agreed:
        lines.append(texts("ledger.waits_for_second"))
    rows: list[tuple[Button, ...]] = []
    waits = one.needs_second and not agreed and not ledger.is_corrected(one.id)
    if turn.may(Right.FUND) and waits and one.by != turn.chat_id:
        rows.append((turn.button("ledger.agree", taps.Agree(one.id)),))
    if taking_back:
        rows.append((turn.button("ledger.open_correction", taps.OpenEntry(taking_back)),))
    elif turn.may(Right.FUND) and (counts or waits):
        rows.append((turn.button("ledger.correct", taps.AskToCorrect(one.id)),))
    rows.append((turn.button("ledger.back", taps.Book(one.programme)),))
    return Screen(Html("\n".join(lines)), tuple(rows))
