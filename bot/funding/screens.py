"""What staff see of programmes, of their ledger, and of what ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.cover.pricing import MonthState
from bot.cover.totals import whole as summed
from bot.desk.small_numbers import shown_counts
from bot.dialogue.screen import Button, Screen
from bot.dialogue.screen import rows as in_rows
from bot.funding import taps
from bot.funding.booking import LeftOut
from bot.funding.counting import NOWHERE
from bot.funding.words import GROUNDS, GROUPS
from bot.ledger.entries import Ledger
from bot.ledger.programmes import CLI
from bot.ledger.terms import ProgrammeState
from bot.months import first_day, month_of
from bot.registration.steps.costs import PROGRAM_NAMES
from bot.residents.words import Values
from bot.staff.member_names import name_of
from bot.terms.funds import ENTRY_NAMES, FUNDS, STATE_NAMES
from bot.terms.occupations import LABELS as OCCUPATIONS
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.cover.totals import Sums
    from bot.funding.counting import (
        CandidateFigures,
        EndFigures,
        JoiningFigures,
        LookEnds,
        LookJoining,
        LookMonths,
        MonthFigures,
        ProgrammeFigures,
    )
    from bot.ledger.entries import Booked
    from bot.ledger.terms import FundingProgramme
    from bot.register.sources import Source
    from bot.texts import Texts
    from bot.turns.turn import Turn

_MARKS: Final = {ProgrammeState.DRAFT: "✏️", ProgrammeState.CONFIRMED: "✅", ProgrammeState.ENDED: "⏹"}
_STATES: Final = {
    ProgrammeState.DRAFT: key("programme.draft"),
    ProgrammeState.CONFIRMED: key("programme.confirmed"),
    ProgrammeState.ENDED: key("programme.ended"),
}
_LEFT_OUT: Final = {
    LeftOut.REFUSED: key("left_out.refused"),
    LeftOut.NO_NIK: key("left_out.no_nik"),
    LeftOut.GONE: key("left_out.gone"),
    LeftOut.NOT_ALLOWED: key("left_out.not_allowed"),
    LeftOut.MEMBER: key("left_out.member"),
    LeftOut.TWICE: key("left_out.twice"),
    LeftOut.PARTED: key("left_out.parted"),
}
_ENTRIES_SHOWN: Final = 8
_LISTS_SHOWN: Final = 12
_PLACES_SHOWN: Final = 25


def month_name(texts: Texts, month: int) -> str:
    """Return a month by its name and year."""
    return texts.month(first_day(month))


def months_named(texts: Texts, first: int, last: int) -> str:
    """Return months by their names: one, or the first and the last."""
    if first == last:
        return month_name(texts, first)
    return texts("cover.months", first=month_name(texts, first), last=month_name(texts, last))


# -- programmes


def overview(turn: Turn, programmes: Sequence[FundingProgramme]) -> Screen:
    """Return all programmes, and the ways to what ends and what nobody pays."""
    texts = turn.texts
    lines = [_line(texts, one) for one in programmes]
    text = texts("programme.overview", lines=Html("\n".join(lines)) if lines else texts("programme.none"))
    opened = [
        Button(texts("programme.open", number=one.id), taps.OpenProgramme(one.id).pack())
        for one in programmes
    ]
    rows = [
        *in_rows(opened, 3),
        (turn.button("programme.months_ahead", taps.Months()), turn.button("programme.ends", taps.Ends())),
    ]
    if turn.may(Right.FUND):
        rows.append((turn.button("programme.new", taps.NewProgramme()),))
    return Screen(text, tuple(rows))


def _line(texts: Texts, one: FundingProgramme) -> Html:
    return texts(
        "programme.line",
        mark=_MARKS[one.state],
        number=one.id,
        name=one.terms.name,
        kind=texts(FUNDS.labels[one.terms.kind]),
        first=month_name(texts, one.terms.first),
        last=month_name(texts, one.terms.last),
    )


def programme(turn: Turn, one: FundingProgramme, figures: ProgrammeFigures | None) -> Screen:
    """Return one programme: its terms, and what it has promised and paid."""
    texts = turn.texts
    told = texts("programme.not_counted") if figures is None else _figures(turn, one, figures)
    text = texts(
        "programme.screen",
        number=one.id,
        name=one.terms.name,
        state=texts(_STATES[one.state]),
        terms=Html("\n".join(_terms(turn, one))),
        figures=told,
    )
    return Screen(text, tuple(_ways(turn, one)))


def _terms(turn: Turn, one: FundingProgramme) -> Iterator[Html]:
    texts, terms = turn.texts, one.terms
    yield texts("term.kind", kind=texts(FUNDS.labels[terms.kind]))
    months = texts.counted("programme.months_shown", count=terms.months)
    first, last = month_name(texts, terms.first), month_name(texts, terms.last)
    yield texts("term.months", first=first, last=last, months=months)
    programs = ", ".join(texts(PROGRAM_NAMES[each]) for each in terms.programs)
    yield texts("term.pays", programs=programs, share=terms.share)
    if terms.money:
        yield texts("term.money", sum=texts.money(terms.money))
    if terms.fund:
        rule = turn.resources.tariff.funds.on(terms.kind, one.at.date())
        yield texts("term.fund", sum=texts.money(terms.fund), percent=rule.most_percent, law=rule.law)
    if terms.places:
        yield texts("term.places", count=texts.number(terms.places))
    yield from _criteria(turn, one)
    if terms.document:
        yield texts("term.document", document=terms.document)
    if one.contact:
        yield texts("term.contact", contact=one.contact)
    who = texts("export.by_command") if one.entered_by == CLI else name_of(turn.tx, texts, one.entered_by)
    yield texts("term.entered", who=who, day=texts.date(office_day(one.at)))
    rule = turn.resources.tariff.funds.on(terms.kind, one.at.date())
    if not rule.is_running:
        yield texts("term.not_running")
    if rule.doubt:
        yield texts("term.doubt", law=rule.doubt)


def _criteria(turn: Turn, one: FundingProgramme) -> Iterator[Html]:
    texts, terms = turn.texts, one.terms
    if terms.works:
        yield texts("term.works", works=", ".join(texts(OCCUPATIONS[each]) for each in terms.works))
    if terms.districts or terms.villages:
        place = Values.of(turn).place
        yield texts("term.where", places="; ".join(map(place, (*terms.districts, *terms.villages))))
    if terms.decile:
        yield texts("programme.deciles", highest=terms.decile)
    if terms.age_to:
        yield texts("programme.ages_shown", ages=f"{terms.age_from}–{terms.age_to}")
    if terms.agencies:
        yield texts("term.lists", lists=", ".join(terms.agencies))
    if terms.fresh_days:
        yield texts("term.fresh", days=texts.number(terms.fresh_days))


def _figures(turn: Turn, one: FundingProgramme, figures: ProgrammeFigures) -> Html:
    texts, this = turn.texts, month_of(office_day(turn.now))
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    people, gone, double = count([figures.people, figures.gone, figures.double])
    lines = [
        texts(
            "programme.sums", people=people, owed=texts.money(figures.owed), paid=texts.money(figures.paid),
            left=texts.money(max(0, figures.owed - figures.paid)),
        )
    ]  # fmt: skip
    if one.terms.money:
        lines.append(texts("programme.money_left", sum=texts.money(one.terms.money - figures.owed)))
    now = next((each for each in figures.months if each.month == this), None)
    if now and now.people:
        lines.append(
            texts("programme.this_month", month=month_name(texts, this), owed=texts.money(now.owed),
                  paid=texts.money(now.paid))
        )  # fmt: skip
    if figures.unassigned:
        lines.append(texts("programme.unassigned", sum=texts.money(figures.unassigned)))
    if figures.double:
        lines.append(texts("programme.double", count=double))
    if figures.gone:
        lines.append(texts("programme.gone", count=gone))
    if figures.went_on + figures.fell:
        on, fell = count([figures.went_on, figures.fell])
        lines.append(texts("programme.after", on=on, fell=fell))
    if figures.lost:
        lines.append(texts("programme.lost", sum=texts.money(figures.lost)))
    return Html("\n".join(lines))


def _ways(turn: Turn, one: FundingProgramme) -> Iterator[tuple[Button, ...]]:
    number = one.id
    if turn.may(Right.FUND) and one.state is ProgrammeState.DRAFT:
        yield (turn.button("programme.confirm", taps.ConfirmProgramme(number)),)
    if turn.may(Right.FUND) and one.state is not ProgrammeState.ENDED:
        yield (
            turn.button("programme.candidates", taps.Candidates(number)),
            turn.button("programme.change", taps.ChangeProgramme(number)),
        )
    if turn.may(Right.FUND) and one.state is ProgrammeState.CONFIRMED:
        yield (turn.button("programme.take_list", taps.ChooseList(number)),)
        yield (
            turn.button("programme.pay", taps.Pay(number)),
            turn.button("programme.leave", taps.Leave(number)),
        )
    yield (turn.button("programme.book", taps.Book(number)),)
    if turn.may(Right.FUND) and one.state is not ProgrammeState.ENDED:
        yield (turn.button("programme.end", taps.AskToEnd(number)),)
    yield (turn.button("programme.all", taps.ListProgrammes()),)


# -- candidates


def candidates(turn: Turn, number: int, figures: CandidateFigures) -> Screen:
    """Return how many people fit, are set apart, or do not fit, and why."""
    texts = turn.texts
    groups = [
        texts("candidates.group", name=texts(name), count=texts.number(figures.groups.get(group, 0)))
        for group, name in GROUPS.items()
    ]
    grounds = [
        texts("candidates.ground", name=texts(name), count=texts.number(figures.grounds[ground]))
        for ground, name in GROUNDS.items()
        if figures.grounds.get(ground)
    ]
    text = texts(
        "candidates.screen", number=number, groups=Html("\n".join(groups)),
        grounds=Html("\n".join(grounds)) or Html("–"),
    )  # fmt: skip
    return Screen(
        text,
        (
            (turn.button("candidates.file", taps.Candidates(number, 1)),),
            (turn.button("programme.back", taps.OpenProgramme(number)),),
        ),
    )


# -- people out of a list


def choose_list(turn: Turn, one: FundingProgramme, sources: Sequence[Source]) -> Screen:
    """Return the lists in force, of which one names the people of the programme."""
    texts = turn.texts
    rows = [
        (
            turn.labelled(
                texts("joining.list", agency=each.agency, day=texts.short_date(each.as_of)),
                taps.TryList(one.id, each.id),
            ),
        )
        for each in sources[:_LISTS_SHOWN]
    ]
    text = texts("joining.choose", name=one.terms.name) if rows else texts("joining.no_list")
    return Screen(text, (*rows, (turn.button("programme.back", taps.OpenProgramme(one.id)),)))


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


def book(turn: Turn, one: FundingProgramme, page: int) -> Screen:
    """Return the entries of a programme, the newest first."""
    texts, ledger = turn.texts, Ledger(turn.tx)
    entries = ledger.of_programme(one.id)
    shown = entries[page * _ENTRIES_SHOWN : (page + 1) * _ENTRIES_SHOWN]
    lines = [entry_line(turn, each) for each in shown]
    text = texts(
        "ledger.book", name=one.terms.name, lines=Html("\n".join(lines)) if lines else texts("ledger.empty")
    )
    buttons = [
        Button(texts("ledger.number", number=each.id), taps.OpenEntry(each.id).pack()) for each in shown
    ]
    pages = [
        turn.button(key("residents.before") if to < page else key("residents.more"), taps.Book(one.id, to))
        for to in (page - 1, page + 1)
        if to >= 0 and to * _ENTRIES_SHOWN < len(entries)
    ]
    rows = [*in_rows(buttons, 4), *([tuple(pages)] if pages else [])]
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
    counts, agreed = ledger.counts(one.id), ledger.is_agreed(one.id)
    if one.needs_second and not agreed:
        lines.append(texts("ledger.waits_for_second"))
    rows: list[tuple[Button, ...]] = []
    waits = one.needs_second and not agreed and not ledger.is_corrected(one.id)
    if turn.may(Right.FUND) and waits and one.by != turn.chat_id:
        rows.append((turn.button("ledger.agree", taps.Agree(one.id)),))
    if turn.may(Right.FUND) and (counts or waits):
        rows.append((turn.button("ledger.correct", taps.AskToCorrect(one.id)),))
    rows.append((turn.button("ledger.back", taps.Book(one.programme)),))
    return Screen(Html("\n".join(lines)), tuple(rows))


# -- months, and what ends


def months(turn: Turn, errand: LookMonths, found: MonthFigures) -> Screen:
    """Return who pays the months ahead, by month and by place."""
    texts, values = turn.texts, Values.of(turn)
    whole = summed(found.by_month)
    by_month = [
        texts("months.line", month=month_name(texts, month),
              states=_states(texts, sums), open=texts.money(sums.open))
        for month, sums in sorted(found.by_month.items())
    ]  # fmt: skip
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    places = sorted(found.by_place.items(), key=lambda each: -each[1].open)[:_PLACES_SHOWN]
    opened = count([sums.months.get(MonthState.OPEN, 0) for _, sums in places])
    by_place = [
        texts("months.place", place=_place_name(texts, values, code), open=shown, sum=texts.money(sums.open))
        for (code, sums), shown in zip(places, opened, strict=True)
    ]
    text = texts(
        "months.screen",
        heading=values.place(errand.of) if errand.of else texts("people.everywhere"),
        people=count([found.people])[0],
        legend=texts("months.legend"),
        by_month=Html("\n".join(by_month)) or Html("–"),
        price=texts.money(whole.price), paid=texts.money(whole.paid), promised=texts.money(whole.promised),
        own=texts.money(whole.own), open=texts.money(whole.open),
        by_place=Html("\n".join(by_place)) or Html("–"),
        notes=Html("\n".join(_notes(texts, whole, found.lost))),
    )  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    if not errand.of:
        rows += in_rows(
            [turn.labelled(values.place(code), taps.Months(code)) for code, _ in places if code != NOWHERE], 2
        )
        rows.append((turn.button("programme.all", taps.ListProgrammes()),))
    else:
        rows.append((turn.button("months.all", taps.Months()),))
    return Screen(text, tuple(rows))


def _place_name(texts: Texts, values: Values, code: str) -> str:
    return texts("people.no_village") if code == NOWHERE else values.place(code).split(",")[0]


def _states(texts: Texts, sums: Sums) -> Html:
    parts = [
        texts(
            "months.state", state=texts(STATE_NAMES[state]).split()[0], count=texts.number(sums.months[state])
        )
        for state in STATE_NAMES
        if sums.months.get(state)
    ]
    return Html(" ".join(parts))


def _notes(texts: Texts, whole: Sums, lost: int) -> Iterator[Html]:
    if whole.cheapest != whole.price:
        yield texts("months.cheapest", sum=texts.money(whole.cheapest))
    if whole.over:
        yield texts("months.double", count=texts.number(whole.double), sum=texts.money(whole.over))
    yield texts("months.confirmed", count=texts.number(whole.confirmed))
    if lost:
        yield texts("programme.lost", sum=texts.money(lost))


def ends(turn: Turn, errand: LookEnds, found: EndFigures) -> Screen:
    """Return how many fall when, by village, and how many another programme takes over."""
    texts, values = turn.texts, Values.of(turn)
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    lines, buttons = [], []
    for month in sorted({*found.falls, *found.taken_over}):
        villages = found.falls.get(month, {})
        falls, over, reached = count(
            [sum(villages.values()), found.taken_over.get(month, 0), found.reachable.get(month, 0)]
        )
        lines.append(
            texts("ends.month", month=month_name(texts, month), falls=falls, over=over, reached=reached)
        )
        ordered = sorted(villages.items(), key=lambda each: -each[1])[:_PLACES_SHOWN]
        shown = count([each for _, each in ordered])
        for (code, _), told in zip(ordered, shown, strict=True):
            lines.append(texts("ends.village", village=_place_name(texts, values, code), count=told))
            if turn.may(Right.VILLAGE_SHEETS) and code != NOWHERE:
                buttons.append(
                    Button(_place_name(texts, values, code), taps.EndsOfVillage(code, month).pack())
                )
    text = texts(
        "ends.screen",
        first=month_name(texts, errand.first),
        last=month_name(texts, errand.last),
        lines=Html("\n".join(lines)) if lines else texts("ends.none"),
    )
    rows = in_rows(buttons[:_PLACES_SHOWN], 2)
    return Screen(text, (*rows, (turn.button("programme.all", taps.ListProgrammes()),)))
