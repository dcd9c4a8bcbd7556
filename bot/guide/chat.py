"""Welcome, help and language."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.answers.reply import named_laws
from bot.chats.store import Chats
from bot.clock import office_day
from bot.dialogue.screen import Commands, rows
from bot.front.ways import (
    AskAnything,
    Calculate,
    Enrol,
    ForgetQuestions,
    Help,
    InDanger,
    Language,
    Lock,
    ShowBenefits,
    ShowMyData,
    Status,
)
from bot.registration.store import Registrations
from bot.scheme.benefits import Benefits
from bot.scheme.laws import laws_named
from bot.scheme.tariff import lowest_contribution
from bot.turns.sent_files import SentFiles

if TYPE_CHECKING:
    from bot.dialogue.screen import Button
    from bot.front.errands import KeepFile
    from bot.scheme.benefits import Benefit
    from bot.scheme.facts import Fact
    from bot.scheme.tariff import LowestContribution
    from bot.terms.verdicts import Done
    from bot.texts import Texts
    from bot.turns.turn import Turn


def welcome(turn: Turn, *buttons: tuple[Button, ...]) -> None:
    """Show in one screen what protection gives and costs, with figures as of the day."""
    texts, promise = turn.texts, _promised(turn)
    turn.show(
        texts(
            "welcome.text",
            death=texts.money(promise.death.amount),
            months=promise.full_after.value,
            before=texts.money(promise.before.amount),
            death_at_work=texts.money(promise.at_work.amount),
            price=_price(texts, promise.cost),
        ),
        *buttons,
    )


def welcome_laws(turn: Turn) -> None:
    """Tell what the first screen rests on."""
    promise = _promised(turn)
    grounds = (
        *promise.cost.facts, *promise.death.grounds, promise.full_after, *promise.before.grounds,
        *promise.at_work.grounds,
    )  # fmt: skip
    turn.show(named_laws([one.law for one in grounds], turn.texts, office_day(turn.now)))


class _Promise(NamedTuple):
    """What the first screen tells of today."""

    death: Benefit
    full_after: Fact
    before: Benefit
    at_work: Benefit
    cost: LowestContribution


def _promised(turn: Turn) -> _Promise:
    day, tariff = office_day(turn.now), turn.resources.tariff
    benefits, full_after = Benefits(tariff, day), _fact(turn, "jkm_full_after")
    cost = lowest_contribution(tariff, day)
    return _Promise(benefits.death(), full_after, benefits.death_early(), benefits.death_at_work(0), cost)


def _price(texts: Texts, cost: LowestContribution) -> str:
    if cost.discount_until is None:
        return texts("welcome.price", full=texts.money(cost.now))
    return texts(
        "welcome.price_discount",
        now=texts.money(cost.now),
        month=texts.month(cost.discount_until + timedelta(days=1)),
        full=texts.money(cost.full),
    )


def _fact(turn: Turn, fact_id: str) -> Fact:
    fact = turn.resources.facts.on(fact_id, office_day(turn.now))
    if fact is None:
        raise LookupError(f"no fact {fact_id} is valid on that day")
    return fact


def privacy(turn: Turn) -> None:
    """Show who keeps which data, why, how long, and what one may ask for (UU 27/2022)."""
    hours = _fact(turn, "data_request_hours")
    turn.show(
        turn.texts(
            "privacy.text",
            law=", ".join(laws_named([hours.law])),
            hours=hours.value,
            draft_days=turn.resources.limits.draft_days,
            over_days=turn.resources.limits.over_days,
            question_days=turn.resources.questions.question_days,
        ),
        (turn.button("menu.my_data", ShowMyData()), turn.button("menu.lock", Lock())),
        (turn.button("office.forget", ForgetQuestions()),),
    )


def help_(turn: Turn) -> None:
    """Show what the bot can do and how to reach the office."""
    turn.show(turn.texts("help.text", office=turn.office()))


def menu(turn: Turn, text: str) -> None:
    """Show a text with the main ways on; what was begun comes first."""
    drafts = Registrations(turn.tx).drafts_of(turn.chat_id)
    turn.show(
        text,
        *([(turn.button("enrolment.go_on", Enrol()),)] if drafts else []),
        (turn.button("menu.enrol", Enrol()), turn.button("menu.benefits", ShowBenefits())),
        (turn.button("menu.calculate", Calculate()), turn.button("menu.ask", AskAnything())),
        (turn.button("menu.status", Status()), turn.button("menu.my_data", ShowMyData())),
        (turn.button("menu.language", Language()), turn.button("menu.help", Help())),
        (turn.button("menu.danger", InDanger()),),
    )


def choose_language(turn: Turn) -> None:
    """Offer the languages, each in its own words."""
    catalogues = turn.resources.catalogues
    buttons = [
        turn.labelled(catalogues[language].bare("language.name"), Language(language))
        for language in catalogues.languages
    ]
    turn.show(turn.texts("language.choose"), *rows(buttons, 2))


def set_language(turn: Turn, data: Language) -> None:
    """Change the language of this chat, for good; offer the languages where none is named."""
    language = data.code
    if not language:
        choose_language(turn)
        return
    if language in turn.resources.catalogues.languages:
        Chats(turn.tx).choose_language(turn.chat_id, language)
        turn.language = language
        if role := turn.role:
            turn.acts.append(Commands(turn.menu(turn.texts, role)))
    if turn.in_form:
        turn.show(turn.texts("language.chosen"))
    else:
        menu(turn, turn.texts("language.chosen"))


def keep_file(turn: Turn, errand: KeepFile, done: Done | None) -> None:
    """Keep the id of a file that arrived, for the next time it is sent."""
    if done and done.file_id:
        SentFiles(turn.tx).keep(errand.seal, turn.bot_name, done.file_id)
