"""What is asked of a programme: what nobody can do without, and the rest on the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.dialogue.form import Choice, Form, RefusedError, Rule, Step, StepKind, never
from bot.funding.programme_readers import (
    deciles,
    known_agencies,
    months_on_button,
    next_months,
    parts,
    read_agency,
    read_ages,
    read_decile,
    read_line,
    read_month_step,
    read_months,
    read_places,
    read_rupiah_step,
    read_share,
    read_works,
    several,
    show_month,
    show_rupiah,
    show_works,
)
from bot.ledger.terms import Terms
from bot.months import first_day, month_in, written
from bot.registration.steps.costs import PROGRAM_SETS, PROGRAMS
from bot.registration.steps.work import OCCUPATIONS
from bot.scheme.funding import FundKind
from bot.terms.funds import FUNDS
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.form import Asking
    from bot.people.places import Regions
    from bot.resources import Resources

PROGRAMME: Final = "programme"
OF: Final = "of"  # known before anything is asked: which programme is put right
_MONTHS: Final = (3, 6, 9, 12)
_SHARES: Final = (100, 50, 25)
_MOST_PERCENT: Final = 100
_DECILES: Final = (2, 4)  # the usual filters
_DAYS_OF_MONTH: Final = 30
_SEPARATOR: Final = ","


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
    ages, places = answers.get("pr_ages", "").partition("-"), several(answers.get("pr_where", ""))
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
        works=several(answers.get("pr_works", "")),
        districts=tuple(one for one in places if not _is_village(one)),
        villages=tuple(filter(_is_village, places)),
        age_from=int(ages[0] or 0),
        age_to=int(ages[2] or 0),
        decile=int(answers.get("pr_decile") or 0),
        agencies=several(answers.get("pr_lists", ""), "\n"),
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
        label=key("programme.first_label"), read=read_month_step, reads_first=True, choices=next_months,
        show=show_month, width=1,
    )  # fmt: skip


def _months() -> Step:
    return Step(
        id="pr_months", kind=StepKind.NUMBER, question=key("programme.months"),
        label=key("programme.months_label"), read=read_months, reads_first=True,
        choices=lambda asking: [months_on_button(asking, count) for count in _MONTHS],
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
        label=key("programme.places_label"), read=read_places, reads_first=True, extra=True, required=never,
        show=lambda value, asking: asking.texts.counted("programme.places_shown", count=int(value or 0)),
    )  # fmt: skip


def _share() -> Step:
    return Step(
        id="pr_share", kind=StepKind.NUMBER, question=key("programme.share"),
        label=key("programme.share_label"), read=read_share, reads_first=True, extra=True, required=never,
        choices=lambda _: [Choice(str(one), f"{one} %") for one in _SHARES],
        show=lambda value, _: f"{value} %",
    )  # fmt: skip


def _works() -> Step:
    return Step(
        id="pr_works", kind=StepKind.TEXT, question=key("programme.works"),
        label=key("programme.works_label"),
        read=read_works, reads_first=True, extra=True, required=never, show=show_works,
        choices=OCCUPATIONS.choices,
    )  # fmt: skip


def _places_of(resources: Resources) -> Step:
    regions = resources.regions

    def read(text: str, _: Asking) -> str:
        codes = [part if regions.get(part) else _code_of(part, regions) for part in parts(text)]
        return _SEPARATOR.join(dict.fromkeys(codes))

    def show(value: str, _: Asking) -> str:
        return ", ".join(region.name for code in several(value) if (region := regions.get(code)))

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
        label=key("programme.decile_label"), read=read_decile, reads_first=True, extra=True, required=never,
        choices=lambda asking: [Choice(str(one), deciles(asking, one)) for one in _DECILES],
        show=lambda value, asking: deciles(asking, int(value)) if value else "",
    )  # fmt: skip


def _ages() -> Step:
    return Step(
        id="pr_ages", kind=StepKind.TEXT, question=key("programme.ages"), label=key("programme.ages_label"),
        read=read_ages, reads_first=True, extra=True, required=never,
        show=lambda value, asking: asking.texts("programme.ages_shown", ages=value.replace("-", "–")),
    )  # fmt: skip


def _agencies() -> Step:
    return Step(
        id="pr_lists", kind=StepKind.TEXT, question=key("programme.lists"),
        label=key("programme.lists_label"),
        read=read_agency, reads_first=True, extra=True, required=never, choices=known_agencies, width=1,
    )  # fmt: skip


def _fresh() -> Step:
    return Step(
        id="pr_fresh", kind=StepKind.NUMBER, question=key("programme.fresh"),
        label=key("programme.fresh_label"), read=read_months, reads_first=True, extra=True, required=never,
        choices=lambda asking: [months_on_button(asking, count) for count in (6, 12, 24)],
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
