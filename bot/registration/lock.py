"""Locking a chat: whoever holds the phone next finds nothing of what was entered on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chats.messages import Messages
from bot.dialogue.screen import Screen, Wipe
from bot.front.ways import Enrol, Help, ShowMyData, Status
from bot.privacy import forgetting
from bot.registration.store import Registrations
from bot.registration.taps import LockYes
from bot.registration.whose import whose
from bot.terms.stages import Stage
from bot.texts import Html

if TYPE_CHECKING:
    from bot.people.registration_number import RegistrationNumber
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn


def ask_to_lock(turn: Turn) -> None:
    """Say what a lock does, show the numbers a last time, and ask for a yes."""
    shown = Registrations(turn.tx).shown_in(turn.chat_id)
    numbers = [_number(turn, one, one.number) for one in shown if one.number]
    drafts = sum(one.stage is Stage.DRAFT for one in shown)
    text = turn.texts("lock.surely")
    if drafts:
        text = turn.texts("lock.surely_drafts", drafts=turn.texts.number(drafts))
    if numbers:
        text = Html("\n".join([text, "", turn.texts("lock.write_down"), *numbers]))
    turn.show(text, (turn.button("lock.yes", LockYes()),), (turn.button("lock.no", Status()),), decides=True)


def _number(turn: Turn, registration: Registration, number: RegistrationNumber) -> Html:
    of = whose(turn.texts, Registrations(turn.tx).answers(registration.id))
    return turn.texts("lock.number", number=number.spoken, whose=of)


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
