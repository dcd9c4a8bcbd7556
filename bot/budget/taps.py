"""What the buttons about budgets say; a slot is the place of one of three ways."""

from __future__ import annotations

from bot.budgeting.scenario import Order
from bot.dialogue.data import Data


class Anew(Data, action="bg"):
    """Ask for another budget."""


class ShowPlan(Data, action="bg_plan"):
    """Show the three ways."""


class OpenWay(Data, action="bg_way"):
    """Show what of one way can be changed."""

    slot: int


class ChangeWay(Data, action="bg_change"):
    """Ask for one thing of one way: the id of its question."""

    slot: int
    step: str


class ShowOrders(Data, action="bg_orders"):
    """Show who may come first."""


class TakeOrder(Data, action="bg_order"):
    """Let those come first."""

    order: Order


class CountWho(Data, action="bg_who"):
    """Count whom each way reaches."""


class TakePool(Data, action="bg_pool"):
    """Reckon with whom lists hold, or with the branch's figures."""

    by_number: int


class MakeFile(Data, action="bg_file"):
    """Send the workbook."""
