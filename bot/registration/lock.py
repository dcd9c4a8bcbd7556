"""Locking a chat: whoever holds the phone next finds nothing of what was entered on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chats.messages import Messages
from bot.dialogue.screen import Screen, Wipe
from bot.front.ways import Enrol, Help, ShowMyData, Status
from bot.privacy import forgetting
from bot.registration.store import Registrations
from bot.registration.taps import LockYes

if TYPE_CHECKING:
    from bot.turns.turn import Turn


def ask_to_lock(turn: Turn) -> None:
    """Say what a lock does, and ask for a yes."""
    drafts = len(Registrations(turn.tx).drafts_of(turn.chat_id))
    text = turn.texts("lock.surely")
    if drafts:
        text = turn.texts("lock.surely_drafts", drafts=turn.texts.number(drafts))
    turn.show(text, (turn.button("lock.yes", LockYes()),), (turn.button("lock.no", Status()),), decides=True)


def lock(turn: Turn) -> None:
    """Lock: throw drafts away, show what was sent only after the proof, take the messages out of the chat."""
    turn.leave_form()
    # What leaving the form would delete is wiped as well; its contact key has to go by a message.
    turn.acts[:] = [act for act in turn.acts if isinstance(act, Screen) and act.drops_keyboard]
    messages = Messages(turn.tx).of_chat(turn.chat_id)
    forgetting.lock(turn.tx, turn.chat_id)
    if messages:
        turn.acts.append(Wipe(messages))
    turn.show(
        turn.texts("lock.done"),
        (turn.button("menu.enrol", Enrol()), turn.button("mydata.by_number", ShowMyData())),
        (turn.button("menu.help", Help()),),
    )
