"""The front door: which news somebody gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front import ways
from bot.front.feature import Feature
from bot.front.handlers import Command, Tap, taps
from bot.mutes import chat
from bot.mutes import taps as data
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    return Feature(
        handlers=[
            Command("berhenti", chat.show, label=key("command.berhenti"), order=90),
            Command("stop", chat.show),
            Tap(ways.News, chat.show),
            Tap(ways.Mute, chat.mute),
            Tap(data.Unmute, chat.unmute),
            *taps(
                {
                    data.MuteAll: chat.mute_all,
                    data.UnmuteAll: chat.unmute_all,
                    data.MakeWish: chat.wish,
                    data.Unwish: chat.unwish,
                }
            ),
        ],
    )
