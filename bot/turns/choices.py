"""How often each choice of a step was sent: without who, and shown only as the order of buttons."""

from __future__ import annotations

from pathlib import Path

from bot.privacy.holding import nobodys
from bot.store.table import Table

_LEAST = 5  # before that the order of buttons would tell of single people


class Choices(Table):
    """Counts choices of the steps that have many."""

    file = Path(__file__).with_suffix(".sql")

    def count(self, step: str, value: str) -> None:
        """Count one more."""
        self._do("add", step=step, value=value)

    def most(self, step: str) -> list[str]:
        """Return the values of a step that several people chose, the most chosen first."""
        return [row["value"] for row in self._all("most_chosen", step=step, least=_LEAST)]

    holdings = (nobodys("choices"),)
