"""The front door: reading screens aloud, where somebody has recorded them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front.errands import Arrival
from bot.front.feature import Feature
from bot.front.handlers import Command, Tap
from bot.texts import key
from bot.voice import chat
from bot.voice.taps import ReadAloud, Voice

if TYPE_CHECKING:
    from bot.dialogue.screen import Screen
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.transaction import Transaction


def feature(resources: Resources, _: Schedule) -> Feature:
    """Return all that this room answers; where nothing is recorded, nothing is to be seen of it."""

    def dress(tx: Transaction, chat_id: int, screen: Screen) -> Screen:
        return chat.dressed(tx, resources, chat_id, screen)

    voices = resources.recordings.voices
    several = (
        [Command("suara", chat.choose, label=key("voice.command"), order=115)] if len(voices) > 1 else []
    )
    return Feature(
        handlers=[*several, Tap(ReadAloud, chat.read_aloud), Tap(Voice, chat.choose)],
        errands=[Arrival(chat.Played, chat.played)],
        dress=dress if voices else None,
    )
