"""What staff see in the chat. For everybody else these commands do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Commands
from bot.registration.stages import NAMES, Stage
from bot.staff.invitations import accept, role_of
from bot.staff.roles import ROLE_NAMES, Right, may
from bot.texts import Html, key
from bot.tickets.asking import INBOX

if TYPE_CHECKING:
    from bot.texts import Texts
    from bot.turn import Turn

COMMAND = "kantor"
_MENU = (
    ("start", key("command.start")),
    ("daftar", key("command.daftar")),
    ("manfaat", key("command.manfaat")),
    ("iuran", key("command.iuran")),
    ("tanya", key("command.tanya")),
    ("status", key("command.status")),
    ("dataku", key("command.dataku")),
    ("kunci", key("command.kunci")),
    ("privasi", key("command.privasi")),
    ("bahasa", key("command.bahasa")),
    ("bantuan", key("command.bantuan")),
    ("batal", key("command.batal")),
)


def commands(texts: Texts, *, staff: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the menu of commands with descriptions: everybody's, and staff's on top."""
    own = ((COMMAND, key("command.kantor")),) if staff else ()
    return tuple((command, texts(description)) for command, description in own + _MENU)


def welcome_staff(turn: Turn, payload: str) -> None:
    """Take an invitation."""
    role = accept(turn.tx, turn.chat_id, payload)
    if role is None:
        turn.show(turn.texts("staff.invitation_refused"))
        return
    turn.acts.append(Commands(commands(turn.texts, staff=True)))
    turn.show(turn.texts("staff.welcome", role=turn.texts(ROLE_NAMES[role])))


def is_staff(turn: Turn) -> bool:
    """Tell whether this chat belongs to staff who may see figures."""
    return may(role_of(turn.tx, turn.chat_id), Right.SEE_FIGURES)


def show_desk(turn: Turn) -> None:
    """Show counts: registrations by stage, questions, turns set aside."""
    texts, tx = turn.texts, turn.tx
    counts = {row["stage"]: row["count"] for row in tx.all("count_stages")}
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=texts.number(counts.get(stage, 0)))
        for stage in Stage
    ]
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        questions=texts.number(tx.count("count_questions")),
        set_aside=texts.number(tx.count("count_set_aside")),
        at=texts.moment(turn.now),
    )
    may_answer = may(role_of(tx, turn.chat_id), Right.ANSWER_QUESTIONS)
    turn.show(text, *([(turn.button("inbox.open", INBOX),)] if may_answer else []))
