"""The front door: the first screen, help, language, privacy, what protection gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front import ways
from bot.front.errands import Arrival, KeepFile
from bot.front.feature import Feature
from bot.front.handlers import Command, Tap, taps
from bot.guide import chat
from bot.guide.beginning import Beginning
from bot.guide.benefit_screens import BenefitGuide, Card, CardLaws
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers."""
    benefits = BenefitGuide()
    return Feature(
        handlers=[
            Command("start", Beginning(resources).start, label=key("command.start"), order=19),
            Command("manfaat", benefits.open, label=key("command.manfaat"), order=30),
            Command("privasi", chat.privacy, label=key("command.privasi"), order=100),
            Command("bahasa", chat.choose_language, label=key("command.bahasa"), order=110),
            Command("bantuan", chat.help_, label=key("command.bantuan"), order=120),
            Command("help", chat.help_),
            Tap(ways.ShowBenefits, benefits.open),
            Tap(Card, benefits.show),
            Tap(CardLaws, benefits.show_laws),
            Tap(ways.Language, chat.set_language),
            *taps({ways.Privacy: chat.privacy, ways.Help: chat.help_, ways.WelcomeLaws: chat.welcome_laws}),
        ],
        typed={
            key("menu.benefits"): benefits.open,
            key("menu.help"): chat.help_,
            key("menu.language"): chat.choose_language,
        },
        errands=[Arrival(KeepFile, chat.keep_file)],
        ways_on=chat.menu,
    )
