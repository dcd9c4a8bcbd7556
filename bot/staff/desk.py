"""What staff see in the chat. For everybody else these commands do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Commands
from bot.registration.stages import NAMES, Stage
from bot.registration.store import Registrations
from bot.staff.invitations import accept
from bot.staff.roles import ROLE_NAMES, Right, Role, may
from bot.staff.store import Staff
from bot.texts import Html, key
from bot.tickets.asking import INBOX
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from bot.texts import Texts
    from bot.turn import Turn

COMMAND = "kantor"
STAFF_COMMANDS = (
    (COMMAND, key("command.kantor"), Right.SEE_FIGURES),
    ("siarkan", key("command.siarkan"), Right.ANNOUNCE),
    ("staf", key("command.staf"), Right.MANAGE_STAFF),
)
_MENU = (
    ("start", key("command.start")),
    ("daftar", key("command.daftar")),
    ("manfaat", key("command.manfaat")),
    ("iuran", key("command.iuran")),
    ("tanya", key("command.tanya")),
    ("status", key("command.status")),
    ("dataku", key("command.dataku")),
    ("kunci", key("command.kunci")),
    ("berhenti", key("command.berhenti")),
    ("privasi", key("command.privasi")),
    ("bahasa", key("command.bahasa")),
    ("bantuan", key("command.bantuan")),
    ("batal", key("command.batal")),
)


def commands(texts: Texts, role: Role | None = None) -> tuple[tuple[str, str], ...]:
    """Return the menu of commands with descriptions: what staff of a role have on top of everybody's."""
    own = tuple((command, name) for command, name, right in STAFF_COMMANDS if may(role, right))
    return tuple((command, texts(description)) for command, description in own + _MENU)


def welcome_staff(turn: Turn, payload: str) -> None:
    """Take an invitation."""
    role = accept(turn.tx, turn.chat_id, payload, turn.name)
    if role is None:
        turn.show(turn.texts("staff.invitation_refused"))
        return
    turn.acts.append(Commands(commands(turn.texts, role)))
    turn.show(turn.texts("staff.welcome", role=turn.texts(ROLE_NAMES[role])))


def allowed(turn: Turn, right: Right, what: str) -> bool:
    """Tell whether this chat belongs to staff with a right; each try by others is in the audit trail."""
    found = may(Staff(turn.tx).role_of(turn.chat_id), right)
    if not found:
        turn.tx.audit(f"chat:{turn.chat_id}", f"refused {what}")
    return found


def show_desk(turn: Turn) -> None:
    """Show counts: registrations by stage, questions, turns set aside."""
    texts, tx = turn.texts, turn.tx
    counts = Registrations(tx).count_by_stage()
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=texts.number(counts.get(stage, 0)))
        for stage in Stage
    ]
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        questions=texts.number(Tickets(tx).count_waiting()),
        set_aside=texts.number(Turns(tx).count_set_aside()),
        at=texts.moment(turn.now),
    )
    may_answer = may(Staff(tx).role_of(turn.chat_id), Right.ANSWER_QUESTIONS)
    turn.show(text, *([(turn.button("inbox.open", INBOX),)] if may_answer else []))
