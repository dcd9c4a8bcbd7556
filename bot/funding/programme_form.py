"""What is asked of a programme: what nobody can do without, and the rest on the summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.dialogue.form import Choice, Form, RefusedError, Rule, Step, StepKind, never
from bot.ledger.terms import Terms
from bot.months import first_day, month_in, month_of, written
from bot.people.months_to_come import read_month
from bot.people.rupiah import read_rupiah
from bot.registration.steps.costs import PROGRAM_SETS, PROGRAMS
from bot.registration.steps.work import OCCUPATIONS
from bot.scheme.funding import FundKind
from bot.terms.funds import FUNDS
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.people.places import Regions
    from bot.resources import Resources

PROGRAMME: Final = "programme"
OF, AGENCIES = (
    "of",
    "agencies",
)  # known before anything is asked: which programme is put right; whose lists there are
_ANY: Final = "any"
_MONTHS: Final = (3, 6, 9, 12)
_MOST_MONTHS: Final = 60
_BEFORE, _AHEAD = 24, 60  # months from this one that anybody plans with, or still enters
_SHARES: Final = (100, 50, 25)
_MOST_PERCENT: Final = 100
_DECILES: Final = (2, 4)  # the usual filters
_HIGHEST_DECILE: Final = 10
_LONGEST: Final = 80
_DAYS_OF_MONTH: Final = 30
_FITS: Final = 40  # bytes that are left in the data of a button
_SEPARATOR: Final = ","
_AGES = re.compile(r"(\d{1,2})\s*(?:-|–|sampai|s/?d|to)\s*(\d{1,2})")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_BETWEEN = re.compile(r"[,;\n]|\b(?:dan|and)\b")


def programme_form(resources: Resources) -> Form:
    """Return the questions."""
    return Form(
        id=PROGRAMME,
        summary=key("programme.summary"),
        is_draft=False,
        takes_questions=False,
        steps=(
            _kind(), _name(), _first(), _months(), _fund(), _money(), _programs(), _places(), _share(),
            _works(), _places_of(resources), _decile(), _ages(), _agencies(), _fresh(), _document(),
            _contact(),
        ),
    )  # fmt: skip


def terms_of(answers: Mapping[str, str], resources: Resources) -> Terms:
    """Return what a programme pays, by what was answered. A fund without a sum gives what the law lets it."""
    first, kind = month_in(answers["pr_first"]), FundKind(answers["pr_kind"])
    fund = _rupiah(answers.get("pr_fund", ""))
    money = _rupiah(answers.get("pr_money", ""))
    most = resources.tariff.funds.on(kind, first_day(first)).most_of(fund)
    ages, places = answers.get("pr_ages", "").partition("-"), _several(answers.get("pr_where", ""))
    return Terms(
        name=answers["pr_name"],
        kind=kind,
        first=first,
        last=first + int(answers["pr_months"]) - 1,
        money=min(money, most) if money and fund else money or most,
        fund=fund,
        places=int(answers.get("pr_places") or 0),
        programs=PROGRAMS[answers["pr_programs"]],
        share=int(answers.get("pr_share") or _MOST_PERCENT),
        works=_several(answers.get("pr_works", "")),
        districts=tuple(one for one in places if not _is_village(one)),
        villages=tuple(filter(_is_village, places)),
        age_from=int(ages[0] or 0),
        age_to=int(ages[2] or 0),
        decile=int(answers.get("pr_decile") or 0),
        agencies=_several(answers.get("pr_lists", ""), "\n"),
        fresh_days=int(answers.get("pr_fresh") or 0) * _DAYS_OF_MONTH,
        document=answers.get("pr_document", ""),
    )


def answers_of(terms: Terms, contact: str) -> dict[str, str]:
    """Return what would have to be answered for a programme to pay what it pays."""
    programs = next(name for name, programs in PROGRAMS.items() if set(programs) == set(terms.programs))
    answers = {
        "pr_kind": terms.kind.value,
        "pr_name": terms.name,
        "pr_first": written(terms.first),
        "pr_months": str(terms.months),
        "pr_fund": str(terms.fund or ""),
        "pr_money": str(terms.money or ""),
        "pr_programs": programs,
        "pr_places": str(terms.places or ""),
        "pr_share": str(terms.share),
        "pr_works": _SEPARATOR.join(terms.works),
        "pr_where": _SEPARATOR.join((*terms.districts, *terms.villages)),
        "pr_decile": str(terms.decile or ""),
        "pr_ages": f"{terms.age_from}-{terms.age_to}" if terms.age_to else "",
        "pr_lists": "\n".join(terms.agencies),
        "pr_fresh": str(terms.fresh_days // _DAYS_OF_MONTH or ""),
        "pr_document": terms.document,
        "pr_contact": contact,
    }
    asked = {"pr_kind", "pr_name", "pr_first", "pr_months", "pr_money", "pr_programs"}
    return {step: value for step, value in answers.items() if value or step in asked}


def _is_village(code: str) -> bool:
    return code.count(".") > 2  # noqa: PLR2004 - 61.06.01.2004


def _rupiah(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _several(text: str, separator: str = _SEPARATOR) -> tuple[str, ...]:
    return tuple(part for part in text.split(separator) if part)


# -- the steps


def _kind() -> Step:
    return Step(
        id="pr_kind", kind=StepKind.CHOICE, question=key("programme.kind"), label=key("programme.kind_label"),
        read=FUNDS.read, choices=FUNDS.choices, show=FUNDS.show, width=1,
    )  # fmt: skip


def _name() -> Step:
    return _text("pr_name", key("programme.name"), key("programme.name_label"))


def _first() -> Step:
    return Step(
        id="pr_first", kind=StepKind.TEXT, question=key("programme.first"),
        label=key("programme.first_label"), read=read_month_step, reads_first=True, choices=_next_months,
        show=show_month, width=1,
    )  # fmt: skip


def _months() -> Step:
    return Step(
        id="pr_months", kind=StepKind.NUMBER, question=key("programme.months"),
        label=key("programme.months_label"), read=read_months, reads_first=True,
        choices=lambda asking: [_months_on_button(asking, count) for count in _MONTHS],
        show=lambda value, asking: asking.texts.counted("programme.months_shown", count=int(value)),
    )  # fmt: skip


def _fund() -> Step:
    return _rupiah_step("pr_fund", key("programme.fund"), key("programme.fund_label"), applies=_is_palm)


def _money() -> Step:
    return _rupiah_step("pr_money", key("programme.money"), key("programme.money_label"))


def _programs() -> Step:
    return Step(
        id="pr_programs", kind=StepKind.CHOICE, question=key("programme.programs"),
        label=key("programme.programs_label"), read=PROGRAM_SETS.read, choices=PROGRAM_SETS.choices,
        show=PROGRAM_SETS.show, width=1,
    )  # fmt: skip


def _places() -> Step:
    return Step(
        id="pr_places", kind=StepKind.NUMBER, question=key("programme.places"),
        label=key("programme.places_label"), read=_read_places, reads_first=True, extra=True, required=never,
        show=lambda value, asking: asking.texts.counted("programme.places_shown", count=int(value or 0)),
    )  # fmt: skip


def _share() -> Step:
    return Step(
        id="pr_share", kind=StepKind.NUMBER, question=key("programme.share"),
        label=key("programme.share_label"), read=_read_share, reads_first=True, extra=True, required=never,
        choices=lambda _: [Choice(str(one), f"{one} %") for one in _SHARES],
        show=lambda value, _: f"{value} %",
    )  # fmt: skip


def _works() -> Step:
    return Step(
        id="pr_works", kind=StepKind.TEXT, question=key("programme.works"),
        label=key("programme.works_label"),
        read=_read_works, reads_first=True, extra=True, required=never, show=_show_works,
        choices=OCCUPATIONS.choices,
    )  # fmt: skip


def _places_of(resources: Resources) -> Step:
    regions = resources.regions

    def read(text: str, _: Asking) -> str:
        codes = [part if regions.get(part) else _code_of(part, regions) for part in _parts(text)]
        return _SEPARATOR.join(dict.fromkeys(codes))

    def show(value: str, _: Asking) -> str:
        return ", ".join(region.name for code in _several(value) if (region := regions.get(code)))

    return Step(
        id="pr_where", kind=StepKind.TEXT, question=key("programme.where"),
        label=key("programme.where_label"),
        read=read, reads_first=True, extra=True, required=never, show=show,
    )  # fmt: skip


def _code_of(name: str, regions: Regions) -> str:
    """Return the code of a district, or of a village. Raise RefusedError."""
    found = [
        match.best
        for match in (regions.find_district(name), regions.find_village_anywhere(name))
        if match.best and match.sure
    ]
    if not found:
        raise RefusedError(key("programme.refused_district"), meant=True)
    same = [one for one in found if plain(one.name) == plain(name)]  # Semitau Hilir is no district
    return (same or found)[0].code


def _decile() -> Step:
    return Step(
        id="pr_decile", kind=StepKind.NUMBER, question=key("programme.decile"),
        label=key("programme.decile_label"), read=_read_decile, reads_first=True, extra=True, required=never,
        choices=lambda asking: [Choice(str(one), _deciles(asking, one)) for one in _DECILES],
        show=lambda value, asking: _deciles(asking, int(value)) if value else "",
    )  # fmt: skip


def _ages() -> Step:
    return Step(
        id="pr_ages", kind=StepKind.TEXT, question=key("programme.ages"), label=key("programme.ages_label"),
        read=_read_ages, reads_first=True, extra=True, required=never,
        show=lambda value, asking: asking.texts("programme.ages_shown", ages=value.replace("-", "–")),
    )  # fmt: skip


def _agencies() -> Step:
    return Step(
        id="pr_lists", kind=StepKind.TEXT, question=key("programme.lists"),
        label=key("programme.lists_label"),
        read=_read_agency, reads_first=True, extra=True, required=never, choices=_known_agencies, width=1,
    )  # fmt: skip


def _fresh() -> Step:
    return Step(
        id="pr_fresh", kind=StepKind.NUMBER, question=key("programme.fresh"),
        label=key("programme.fresh_label"), read=read_months, reads_first=True, extra=True, required=never,
        choices=lambda asking: [_months_on_button(asking, count) for count in (6, 12, 24)],
        show=lambda value, asking: asking.texts.counted("programme.months_shown", count=int(value)),
    )  # fmt: skip


def _document() -> Step:
    return _text("pr_document", key("programme.document"), key("programme.document_label"), extra=True)


def _contact() -> Step:
    return _text("pr_contact", key("programme.contact"), key("programme.contact_label"), extra=True)


def _text(step: str, question: str, label: str, *, extra: bool = False) -> Step:
    return Step(
        id=step, kind=StepKind.TEXT, question=question, label=label, read=read_line, reads_first=True,
        extra=extra, required=never if extra else _always, free_text=False,
    )  # fmt: skip


def _always(_: Mapping[str, str]) -> bool:
    return True


def _rupiah_step(step: str, question: str, label: str, applies: Rule = _always) -> Step:
    return Step(
        id=step, kind=StepKind.MONEY, question=question, label=label, read=read_rupiah_step, reads_first=True,
        required=never, applies=applies, show=show_rupiah,
    )  # fmt: skip


def _is_palm(answers: Mapping[str, str]) -> bool:
    return answers.get("pr_kind") == FundKind.DBH_SAWIT


# -- from what was typed to the value, and back


def read_line(text: str, _: Asking) -> str:
    """Return a line of words."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        raise RefusedError(key("programme.refused_text"), meant=True)
    return line


def read_month_step(text: str, asking: Asking) -> str:
    """Return a month as YYYY-MM."""
    try:
        month = read_month(text, asking.today)
    except ValueError:
        raise RefusedError(key("programme.refused_month")) from None
    if not -_BEFORE <= month - month_of(asking.today) <= _AHEAD:
        raise RefusedError(key("programme.refused_far"), meant=True)
    return written(month)


def show_month(value: str, asking: Asking) -> str:
    """Return a month by its name."""
    return asking.texts.month(first_day(month_in(value)))


def read_months(text: str, _: Asking) -> str:
    """Return a number of months."""
    found = re.match(r"\s*(\d{1,3})\b", text)
    if not found or not 0 < int(found[1]) <= _MOST_MONTHS:
        raise RefusedError(key("programme.refused_months"), most=_MOST_MONTHS)
    return str(int(found[1]))


def _months_on_button(asking: Asking, count: int) -> Choice:
    return Choice(str(count), asking.texts.counted("programme.months_shown", count=count))


def _next_months(asking: Asking) -> Sequence[Choice]:
    ahead = month_of(asking.today) + 1
    january = (asking.today.year + 1) * 12
    return [
        Choice(written(month), show_month(written(month), asking))
        for month in dict.fromkeys((ahead, january))
    ]


def read_rupiah_step(text: str, _: Asking) -> str:
    """Return a sum in rupiah."""
    try:
        return str(read_rupiah(text))
    except ValueError:
        raise RefusedError(key("programme.refused_sum")) from None


def show_rupiah(value: str, asking: Asking) -> str:
    """Return a sum as people read it."""
    return asking.texts.money(int(value)) if value else asking.texts("programme.unknown")


def _read_places(text: str, _: Asking) -> str:
    found = _NUMBER.search(text)
    count = int(re.sub(r"\D", "", found[0])) if found else 0
    if not count:
        raise RefusedError(key("programme.refused_places"))
    return str(count)


def _read_share(text: str, _: Asking) -> str:
    found = re.match(r"\s*(\d{1,3})\s*(?:%|persen)?\s*$", text)
    if not found or not 0 < int(found[1]) <= _MOST_PERCENT:
        raise RefusedError(key("programme.refused_share"))
    return str(int(found[1]))


def _read_decile(text: str, _: Asking) -> str:
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if not numbers or not 1 <= numbers[-1] <= _HIGHEST_DECILE:
        raise RefusedError(key("programme.refused_decile"))
    return str(numbers[-1])


def _deciles(asking: Asking, highest: int) -> str:
    return asking.texts("programme.deciles", highest=highest)


def _read_ages(text: str, _: Asking) -> str:
    found = _AGES.search(text)
    if not found or int(found[1]) > int(found[2]):
        raise RefusedError(key("programme.refused_ages"))
    return f"{int(found[1])}-{int(found[2])}"


def _read_works(text: str, asking: Asking) -> str:
    return _SEPARATOR.join(dict.fromkeys(OCCUPATIONS.read(part, asking) for part in _parts(text)))


def _show_works(value: str, asking: Asking) -> str:
    return ", ".join(OCCUPATIONS.show(one, asking) for one in _several(value))


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        raise RefusedError(key("programme.refused_text"))
    return parts


def _known_agencies(asking: Asking) -> Sequence[Choice]:
    known = asking.answers.get(AGENCIES, "").split("\n")
    return [Choice(one, one) for one in known if one and len(one.encode()) <= _FITS]


def _read_agency(text: str, asking: Asking) -> str:
    known = {plain(one.label): one.id for one in _known_agencies(asking)}
    found = known.get(plain(text))
    if found is None and text not in known.values():
        raise RefusedError(key("programme.refused_list"))
    return found or text
