"""/staf: who is staff, inviting, changing roles, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Commands, Notify, Screen
from bot.dialogue.screens import cut
from bot.staff.desk import commands
from bot.staff.invitations import invite
from bot.staff.roles import ROLE_NAMES, Role
from bot.staff.store import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.staff.store import Member
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
    name = Staff(tx).name_of(chat_id) if chat_id is not None else None
    return "–" if name is None else _shown(texts, name)


def _shown(texts: Texts, name: str) -> str:
    return cut(name, _NAME) or texts.bare("staff.without_name")


def show(turn: Turn) -> None:
    """List everybody."""
    texts = turn.texts
    rows = [
        (
            turn.labelled(
                texts("staff.member", name=_shown(texts, one.name), role=texts(ROLE_NAMES[one.role])),
                MEMBER,
                str(one.chat_id),
            ),
        )
        for one in Staff(turn.tx).all()[:_LISTED]
    ]
    turn.show(texts.counted("staff.list", count=len(rows)), *rows, (turn.button("staff.invite", INVITE),))


def show_member(turn: Turn) -> None:
    """Show one of them, with the ways to change."""
    member = _member(turn)
    if member is None:
        show(turn)
        return
    texts = turn.texts
    roles = [role for role in Role if role is not member.role]
    turn.show(
        texts(
            "staff.member_card",
            name=_shown(texts, member.name),
            role=texts(ROLE_NAMES[member.role]),
            since=texts.date(office_day(member.since)),
        ),
        *[
            (
                turn.labelled(
                    texts("staff.make", role=texts(ROLE_NAMES[role])), CHANGE, str(member.chat_id), role
                ),
            )
            for role in roles
        ],
        (turn.button("staff.remove", REMOVE, str(member.chat_id)),),
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
    member, role = _member(turn), turn.argument.partition("|")[2]
    if member is None or role not in list(Role) or role == member.role:
        show(turn)
        return
    if _is_last_admin(turn, member):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
        return
    Staff(turn.tx).change_role(member.chat_id, Role(role))
    turn.tx.audit(f"chat:{turn.chat_id}", f"make {role}", f"chat:{member.chat_id}")
    _tell(turn, member.chat_id)
    turn.show(turn.texts("staff.changed"), (turn.button("staff.back", LIST),))


def ask_to_remove(turn: Turn) -> None:
    """Ask for a yes."""
    member = _member(turn)
    if member is None:
        show(turn)
    elif _is_last_admin(turn, member):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
    else:
        turn.show(
            turn.texts("staff.remove_surely", name=_shown(turn.texts, member.name)),
            (turn.button("staff.remove_yes", REMOVE_YES, str(member.chat_id)),),
            (turn.button("staff.back", LIST),),
        )


def remove(turn: Turn) -> None:
    """Take somebody's role away: every button and command of staff ends for them at once."""
    member = _member(turn)
    if member is None:
        show(turn)
        return
    if _is_last_admin(turn, member):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", LIST),))
        return
    Staff(turn.tx).remove(member.chat_id)
    turn.tx.audit(f"chat:{turn.chat_id}", "remove staff", f"chat:{member.chat_id}")
    _tell(turn, member.chat_id)
    if member.chat_id != turn.chat_id:
        turn.show(turn.texts("staff.removed"), (turn.button("staff.back", LIST),))


def _member(turn: Turn) -> Member | None:
    chat_id = turn.argument.partition("|")[0]
    return next((one for one in Staff(turn.tx).all() if str(one.chat_id) == chat_id), None)


def _is_last_admin(turn: Turn, member: Member) -> bool:
    return Staff(turn.tx).is_last(member.chat_id, Role.ADMIN)


def _tell(turn: Turn, chat_id: int) -> None:
    """Tell somebody what they are now, and let their menu of commands show only that."""
    role, texts = Staff(turn.tx).role_of(chat_id), turn.texts_of(chat_id)
    turn.acts.append(Commands(commands(texts, role), chat_id))
    news = texts("staff.welcome", role=texts(ROLE_NAMES[role])) if role else texts("staff.no_more")
    turn.acts.append(Notify(chat_id, Screen(news)))
