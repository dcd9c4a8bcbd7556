"""/staf: who is staff, inviting, changing roles, removing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Commands, Notify, Screen
from bot.dialogue.screens import cut
from bot.staff.desk import commands
from bot.staff.invitations import invite, role_of
from bot.staff.roles import ROLE_NAMES, Role
from bot.store.errors import SealBrokenError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turn import Turn

LIST, MEMBER, INVITE, CHANGE, REMOVE, REMOVE_YES = (
    "st_list", "st_member", "st_invite", "st_change", "st_remove", "st_remove_yes",
)  # fmt: skip
_LISTED, _NAME = 40, 30


def actions() -> dict[str, Callable[[Turn], None]]:
    """Return what each button does."""
    return {
        LIST: show,
        MEMBER: show_member,
        INVITE: invite_member,
        CHANGE: change,
        REMOVE: ask_to_remove,
        REMOVE_YES: remove,
    }


def name_of(tx: Transaction, texts: Texts, chat_id: int | None) -> str:
    """Return what Telegram called a member of staff when they joined, also of one who has left."""
    row = tx.one("named_staff", chat_id=chat_id)
    return _name(tx, texts, row) if row else "–"


def _name(tx: Transaction, texts: Texts, row: sqlite3.Row) -> str:
    try:
        name = tx.keys.unseal("staff", "name", row["chat_id"], row["name"]) if row["name"] else ""
    except SealBrokenError:
        name = ""
    return cut(name, _NAME) or texts.bare("staff.without_name")


def show(turn: Turn) -> None:
    """List everybody."""
    texts = turn.texts
    rows = [
        (
            turn.labelled(
                texts(
                    "staff.member", name=_name(turn.tx, texts, row), role=texts(ROLE_NAMES[Role(row["role"])])
                ),
                MEMBER,
                str(row["chat_id"]),
            ),
        )
        for row in turn.tx.all("all_staff")[:_LISTED]
    ]
    turn.show(texts.counted("staff.list", count=len(rows)), *rows, (turn.button("staff.invite", INVITE),))


def show_member(turn: Turn) -> None:
    """Show one of them, with the ways to change."""
    row = _member(turn)
    if row is None:
        show(turn)
        return
    texts = turn.texts
    roles = [role for role in Role if role != row["role"]]
    turn.show(
        texts(
            "staff.member_card",
            name=_name(turn.tx, texts, row),
            role=texts(ROLE_NAMES[Role(row["role"])]),
            since=texts.date(office_day(datetime.fromisoformat(row["since"]))),
        ),
        *[
            (
                turn.labelled(
                    texts("staff.make", role=texts(ROLE_NAMES[role])), CHANGE, str(row["chat_id"]), role
                ),
            )
            for role in roles
        ],
        (turn.button("staff.remove", REMOVE, str(row["chat_id"])),),
        (turn.button("staff.back", LIST),),
    )


def invite_member(turn: Turn) -> None:
    """Ask for the role of somebody new; then give out the link, once."""
    if turn.argument not in list(Role):
        rows = [(turn.button(ROLE_NAMES[role], INVITE, role),) for role in Role]
        turn.show(turn.texts("staff.which_role"), *rows, (turn.button("staff.back", LIST),))
        return
    hours = turn.resources.limits.invitation_hours
    payload = invite(turn.tx, Role(turn.argument), hours, f"chat:{turn.chat_id}")
    turn.show(
        turn.texts(
            "staff.link",
            role=turn.texts(ROLE_NAMES[Role(turn.argument)]),
            link=f"https://t.me/{turn.bot_name}?start={payload}",
            hours=turn.texts.number(hours),
        ),
        (turn.button("staff.back", LIST),),
    )


def change(turn: Turn) -> None:
    """Give somebody another role."""
    row, role = _member(turn), turn.argument.partition("|")[2]
    if row is None or role not in list(Role) or role == row["role"]:
        show(turn)
        return
    if _is_last_admin(turn, row):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
        return
    turn.tx.do("change_role", chat_id=row["chat_id"], role=role)
    turn.tx.audit(f"chat:{turn.chat_id}", f"make {role}", f"chat:{row['chat_id']}")
    _tell(turn, row["chat_id"])
    turn.show(turn.texts("staff.changed"), (turn.button("staff.back", LIST),))


def ask_to_remove(turn: Turn) -> None:
    """Ask for a yes."""
    row = _member(turn)
    if row is None:
        show(turn)
    elif _is_last_admin(turn, row):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
    else:
        turn.show(
            turn.texts("staff.remove_surely", name=_name(turn.tx, turn.texts, row)),
            (turn.button("staff.remove_yes", REMOVE_YES, str(row["chat_id"])),),
            (turn.button("staff.back", LIST),),
        )


def remove(turn: Turn) -> None:
    """Take somebody's role away: every button and command of staff ends for them at once."""
    row = _member(turn)
    if row is None:
        show(turn)
        return
    if _is_last_admin(turn, row):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
        return
    turn.tx.do("remove_staff", chat_id=row["chat_id"])
    turn.tx.audit(f"chat:{turn.chat_id}", "remove staff", f"chat:{row['chat_id']}")
    _tell(turn, row["chat_id"])
    if row["chat_id"] != turn.chat_id:
        turn.show(turn.texts("staff.removed"), (turn.button("staff.back", LIST),))


def _member(turn: Turn) -> sqlite3.Row | None:
    chat_id = turn.argument.partition("|")[0]
    return next((row for row in turn.tx.all("all_staff") if str(row["chat_id"]) == chat_id), None)


def _is_last_admin(turn: Turn, row: sqlite3.Row) -> bool:
    return row["role"] == Role.ADMIN and not turn.tx.count("count_other_admins", chat_id=row["chat_id"])


def _tell(turn: Turn, chat_id: int) -> None:
    """Tell somebody what they are now, and let their menu of commands show only that."""
    role, texts = role_of(turn.tx, chat_id), turn.texts_of(chat_id)
    turn.acts.append(Commands(commands(texts, role), chat_id))
    news = texts("staff.welcome", role=texts(ROLE_NAMES[role])) if role else texts("staff.no_more")
    turn.acts.append(Notify(chat_id, Screen(news)))
