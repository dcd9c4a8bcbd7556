"""Welcome, help and language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.scheme.contributions import lowest_contribution
from bot.texts import LANGUAGES, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.screen import Button
    from bot.scheme.facts import Fact
    from bot.turn import Turn

_LAW = re.compile(r"\b(?:UU|PP|Permenaker) \d+/\d{4}")
_WELCOME_FACTS = (
    "jkk_first_tier",
    "jkm",
    "jkm_total",
    "jkm_full_after",
    "jkm_before_full",
    "jkk_death_first_tier",
)
_LANGUAGE_NAMES = {"id": key("language.id"), "en": key("language.en")}


def welcome(turn: Turn, *buttons: tuple[Button, ...]) -> None:
    """Show in one screen what protection gives and costs, with figures as of the day."""
    texts, day = turn.texts, office_day(turn.now)
    facts = {name: _fact(turn, name) for name in _WELCOME_FACTS}
    turn.show(
        texts(
            "welcome.text",
            death=texts.money(facts["jkm_total"].value),
            months=facts["jkm_full_after"].value,
            before=texts.money(facts["jkm_before_full"].value),
            death_at_work=texts.money(facts["jkk_death_first_tier"].value),
            price=_price(turn),
            day=texts.date(day),
            laws=", ".join(laws_of(facts.values())),
        ),
        *buttons,
    )


def _price(turn: Turn) -> str:
    texts, cost = turn.texts, lowest_contribution(turn.resources.facts, office_day(turn.now))
    if cost.discount_until is None:
        return texts("welcome.price", full=texts.money(cost.full))
    return texts(
        "welcome.price_discount",
        now=texts.money(cost.now),
        until=texts.month(cost.discount_until),
        full=texts.money(cost.full),
    )


def _fact(turn: Turn, fact_id: str) -> Fact:
    fact = turn.resources.facts.on(fact_id, office_day(turn.now))
    if fact is None:
        raise LookupError(f"no fact {fact_id} is valid on that day")
    return fact


def laws_of(facts: Iterable[Fact]) -> list[str]:
    """Return the laws behind facts, each once and without its article, such as "PP 82/2019"."""
    return list(dict.fromkeys(law for fact in facts for law in _LAW.findall(fact.law)))


def help_(turn: Turn) -> None:
    """Show what the bot can do and how to reach the office."""
    turn.show(turn.texts("help.text", office=turn.office()))


def menu(turn: Turn, text: str) -> None:
    """Show a text with the main ways on."""
    turn.show(
        text,
        (turn.button("menu.enrol", "enrol"),),
        (turn.button("menu.status", "status"), turn.button("menu.my_data", "mydata")),
        (turn.button("menu.language", "language"), turn.button("menu.help", "help")),
    )


def choose_language(turn: Turn) -> None:
    """Offer the languages, each in its own words."""
    turn.show(
        turn.texts("language.choose"),
        tuple(turn.button(_LANGUAGE_NAMES[language], "language", language) for language in LANGUAGES),
    )


def set_language(turn: Turn, language: str) -> None:
    """Change the language of this chat, for good."""
    if language in LANGUAGES:
        turn.tx.do("choose_language", chat_id=turn.chat_id, language=language)
        turn.language = language
    turn.show(turn.texts("language.chosen"))
