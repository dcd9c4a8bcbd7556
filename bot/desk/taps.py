"""What the buttons about members of staff say."""

from __future__ import annotations

from bot.dialogue.data import Data
from bot.terms.roles import Role
from bot.terms.stages import Stage


class ListMembers(Data, action="st_list"):
    """List everybody."""


class ShowMember(Data, action="st_member"):
    """Show a member of staff."""

    chat: int


class Invite(Data, action="st_invite"):
    """Ask for the role of somebody new, or give out the link for one."""

    role: str = ""


class Change(Data, action="st_change"):
    """Give a member of staff another role."""

    chat: int
    role: Role


class Remove(Data, action="st_remove"):
    """Ask for a yes to taking a role away."""

    chat: int


class RemoveYes(Data, action="st_remove_yes"):
    """Take a role away."""

    chat: int


class MoveTo(Data, action="st_move"):
    """Ask what is needed to move a registration to a stage."""

    registration: str
    stage: Stage


class MoveYes(Data, action="st_move_yes"):
    """Move a registration to a stage for which nothing is recorded."""

    registration: str
    stage: Stage


class Duty(Data, action="duty"):
    """Begin (1) or end (0) to read what is urgent at any hour."""

    on: int = 0
