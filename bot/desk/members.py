"""/staf: who is staff, inviting, changing roles, removing; and becoming staff by a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.desk import taps
from bot.dialogue.screen import Commands, Notify, Screen
from bot.staff.invitations import accept, invite
from bot.staff.member_names import shown_name
from bot.staff.store import Staff
from bot.terms.roles import RIGHT_NAMES, ROLE_NAMES, Role, may
from bot.texts import Html

if TYPE_CHECKING:
    from bot.texts import Texts
    from bot.turns.turn import Turn

_LISTED = 40


def show(turn: Turn) -> None:
    """List everybody."""
    texts = turn.texts
    rows = [
        (
            turn.labelled(
                texts("staff.member", name=shown_name(texts, one.name), role=texts(ROLE_NAMES[one.role])),
                taps.ShowMember(one.chat_id),
            ),
        )
        for one in Staff(turn.tx).all()[:_LISTED]
    ]
    turn.show(
        texts.counted("staff.list", count=len(rows)), *rows, (turn.button("staff.invite", taps.Invite()),)
    )


def show_member(turn: Turn, data: taps.ShowMember) -> None:
    """Show one of them, with the ways to change."""
    member = Staff(turn.tx).get(data.chat)
    if member is None:
        show(turn)
        return
    texts = turn.texts
    roles = [role for role in Role if role is not member.role]
    turn.show(
        texts(
            "staff.member_card",
            name=shown_name(texts, member.name),
            role=texts(ROLE_NAMES[member.role]),
            rights=_rights(texts, member.role),
            since=texts.date(office_day(member.since)),
        ),
        *[
            (
                turn.labelled(
                    texts("staff.make", role=texts(ROLE_NAMES[role])), taps.Change(member.chat_id, role)
                ),
            )
            for role in roles
        ],
        (turn.button("staff.remove", taps.Remove(member.chat_id)),),
        (turn.button("staff.back", taps.ListMembers()),),
    )


def _rights(texts: Texts, role: Role) -> Html:
    """Return what a role may do."""
    return Html(", ".join(texts(name) for right, name in RIGHT_NAMES.items() if may(role, right)))


def _all_roles(texts: Texts) -> Html:
    """Return every role with what it may do, a line each."""
    return Html(
        "\n".join(
            texts("staff.role_may", role=texts(ROLE_NAMES[role]), rights=_rights(texts, role))
            for role in Role
        )
    )


def invite_member(turn: Turn, data: taps.Invite) -> None:
    """Ask for the role of somebody new; then give out the link, once."""
    if data.role not in list(Role):
        rows = [(turn.button(ROLE_NAMES[role], taps.Invite(role)),) for role in Role]
        turn.show(
            turn.texts("staff.which_role", roles=_all_roles(turn.texts)),
            *rows,
            (turn.button("staff.back", taps.ListMembers()),),
        )
        return
    hours = turn.resources.limits.invitation_hours
    payload = invite(turn.tx, Role(data.role), hours, f"chat:{turn.chat_id}")
    turn.show(
        turn.texts(
            "staff.link",
            role=turn.texts(ROLE_NAMES[Role(data.role)]),
            link=f"https://t.me/{turn.bot_name}?start={payload}",
            hours=turn.texts.number(hours),
        ),
        (turn.button("staff.back", taps.ListMembers()),),
    )


def change(turn: Turn, data: taps.Change) -> None:
    """Give somebody another role."""
    member, role = Staff(turn.tx).get(data.chat), data.role
    if member is None or role is member.role:
        show(turn)
        return
    if Staff(turn.tx).is_indispensable(member.chat_id):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", taps.ListMembers()),))
        return
    Staff(turn.tx).change_role(member.chat_id, role)
    turn.tx.audit(f"chat:{turn.chat_id}", f"make {role}", f"chat:{member.chat_id}")
    _tell(turn, member.chat_id)
    turn.show(turn.texts("staff.changed"), (turn.button("staff.back", taps.ListMembers()),))


def ask_to_remove(turn: Turn, data: taps.Remove) -> None:
    """Ask for a yes."""
    member = Staff(turn.tx).get(data.chat)
    if member is None:
        show(turn)
    elif Staff(turn.tx).is_indispensable(member.chat_id):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", taps.ListMembers()),))
    else:
        turn.show(
            turn.texts("staff.remove_surely", name=shown_name(turn.texts, member.name)),
            (turn.button("staff.remove_yes", taps.RemoveYes(member.chat_id)),),
            (turn.button("staff.back", taps.ListMembers()),),
        )


def remove(turn: Turn, data: taps.RemoveYes) -> None:
    """Take somebody's role away: every button and command of staff ends for them at once."""
    member = Staff(turn.tx).get(data.chat)
    if member is None:
        show(turn)
        return
    if Staff(turn.tx).is_indispensable(member.chat_id):
        turn.show(turn.texts("staff.last_admin"), (turn.button("staff.back", taps.ListMembers()),))
        return
    Staff(turn.tx).remove(member.chat_id)
    turn.tx.audit(f"chat:{turn.chat_id}", "remove staff", f"chat:{member.chat_id}")
    _tell(turn, member.chat_id)
    if member.chat_id != turn.chat_id:
        turn.show(turn.texts("staff.removed"), (turn.button("staff.back", taps.ListMembers()),))


def _tell(turn: Turn, chat_id: int) -> None:
    """Tell somebody what they are now, and let their menu of commands show only that."""
    role, texts = Staff(turn.tx).role_of(chat_id), turn.texts_of(chat_id)
    turn.acts.append(Commands(turn.menu(texts, role), chat_id))
    news = _welcome(texts, role) if role else texts("staff.no_more")
    turn.acts.append(Notify(chat_id, Screen(news)))


def welcome(turn: Turn) -> None:
    """Take an invitation."""
    role = accept(turn.tx, turn.chat_id, turn.words, turn.name)
    if role is None:
        turn.show(turn.texts("staff.invitation_refused"))
        return
    turn.acts.append(Commands(turn.menu(turn.texts, role)))
    turn.show(_welcome(turn.texts, role))


def _welcome(texts: Texts, role: Role) -> Html:
    return texts("staff.welcome", role=texts(ROLE_NAMES[role]), rights=_rights(texts, role))
