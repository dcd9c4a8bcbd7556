"""What planners are working out, in the store: one plan for each."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from bot.budgeting.candidates import Candidates
from bot.budgeting.scenario import Scenario
from bot.documents import restored, stored
from bot.privacy.holding import Holding, Kept
from bot.store.table import Table


class Plan(Struct, frozen=True, omit_defaults=True):
    """Up to three ways to spend a budget, and whom it may reach; None until that was looked up."""

    ways: tuple[Scenario, ...]
    candidates: Candidates | None = None
    by_number: bool = False  # reckon with the branch's figures, though lists hold people


class Plans(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, chat_id: int) -> Plan | None:
        """Return the plan of a chat; None where there is none."""
        row = self._one("get", chat_id=chat_id)
        return restored(row["plan"], Plan) if row else None

    def put(self, chat_id: int, plan: Plan) -> None:
        """Keep the plan of a chat, in the place of the one before."""
        self._do("put", chat_id=chat_id, plan=stored(plan))

    _STAFF = Kept("it is about the work of a planner, and counts people only")
    holdings = (
        Holding(
            "budget_plans", _STAFF, _STAFF, Kept("one plan for each planner, until the next takes its place")
        ),
    )
