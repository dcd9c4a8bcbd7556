"""What an audience can be chosen by: one object for each criterion, in the order of the buttons.

One more is one more object here, a migration where the store lacks its column, and a label in the catalogues.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.announcements.lists import NumberLists
from bot.registration.store import Registrations
from bot.terms.occupations import LABELS as OCCUPATION_NAMES
from bot.terms.payers import PAYERS
from bot.terms.stages import NAMES as STAGE_NAMES
from bot.terms.stages import Stage
from bot.texts import key

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.store.crypto import Keys
    from bot.store.transaction import Transaction
    from bot.texts import Texts

Wanted = Mapping[str, tuple[str, ...]]  # the values that are wanted, by criterion
LIST = "list"  # by registration numbers that were typed, or stood in a file
_MOST_LINKS, _MOST_LISTS = 30, 20
# coalesce: registrations are found by their chat, never for each chat by an index on what is wanted.
_HOLDS = "coalesce({column}, '') IN ({values})"
_LISTED = "{column} IN (SELECT m.registration_id FROM list_members m WHERE m.list_id IN ({values}))"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `column` is one of the view `selectable` (s) or of `chats` (c)."""

    name: str  # as kept in the store and in the data of buttons
    column: str
    label: str  # message id
    values: Callable[[Transaction, Resources, Wanted], Sequence[str]]  # what is offered
    value_name: Callable[[Texts, Resources, str], str]
    within: str = ""  # name of the criterion whose values hold these, as 61.06.10 holds 61.06.10.2001
    is_long: bool = False  # values may not fit into the data of a button
    test: str = _HOLDS  # SQL that is true of a registration or a chat with one of the values
    today: Callable[[str], str] = str  # what a value of before is called today

    @property
    def is_of_chat(self) -> bool:
        """Whether it is about the chat; else it is about a registration."""
        return self.column.startswith("c.")

    def is_offered(self, wanted: Wanted) -> bool:
        """Tell whether it can be chosen: values within others only once one of those is wanted."""
        return not self.within or bool(wanted.get(self.within))

    def kept(self, values: tuple[str, ...], wanted: Wanted) -> tuple[str, ...]:
        """Return those of the values that still lie within what is wanted."""
        if not self.within:
            return values
        return tuple(one for one in values if one.rpartition(".")[0] in wanted.get(self.within, ()))

    def short(self, keys: Keys, value: str) -> str:
        """Return a value as it fits into the data of a button."""
        return keys.lookup(self.name, value).hex()[:12] if self.is_long else value

    def condition(self, values: Sequence[str], use: str = "", of: str = "s") -> str:
        """Return as SQL that it has one of the values, each a parameter of `bound`; `of` a registration."""
        names = ", ".join(f":{name}" for name in self.bound(values, use))
        table, _, column = self.column.partition(".")
        return self.test.format(column=f"{table if self.is_of_chat else of}.{column}", values=names)

    def bound(self, values: Sequence[str], use: str = "") -> dict[str, str]:
        """Return the parameters of `condition`; `use` tells those of one condition from another's."""
        return {f"{use}{self.name}_{number}": value for number, value in enumerate(values)}


def _villages(_: Transaction, resources: Resources, wanted: Wanted) -> Sequence[str]:
    districts = wanted.get("district", ())
    return [region.code for code in districts for region in resources.regions.villages(code)]


def _region_name(_: Texts, resources: Resources, value: str) -> str:
    region = resources.regions.get(value)
    return region.name if region else value


def _language_name(_: Texts, resources: Resources, value: str) -> str:
    catalogues = resources.catalogues
    return catalogues[value].bare("language.name") if value in catalogues.languages else value


def _always(values: Sequence[str]) -> Callable[[Transaction, Resources, Wanted], Sequence[str]]:
    return lambda _, __, ___: values


def _named(labels: Mapping[Any, str]) -> Callable[[Texts, Resources, str], str]:
    return lambda texts, _, value: texts(labels[value]) if value in labels else value


def _stage_today(value: str) -> str:
    return str(Stage(value)) if value in {*Stage, "closed"} else value


CRITERIA = (
    Criterion(
        "district", "s.district", key("criterion.district"),
        lambda _, resources, __: [region.code for region in resources.regions.districts], _region_name,
    ),
    Criterion(
        "village", "s.village", key("criterion.village"), _villages, _region_name, within="district",
    ),
    Criterion(
        "occupation", "s.occupation", key("criterion.occupation"),
        _always(list(OCCUPATION_NAMES)), _named(OCCUPATION_NAMES),
    ),
    Criterion(
        "stage", "s.stage", key("criterion.stage"), _always(list(Stage)), _named(STAGE_NAMES),
        today=_stage_today,
    ),
    Criterion(
        "payer", "s.payer", key("criterion.payer"), _always(list(PAYERS.labels)), _named(PAYERS.labels),
    ),
    Criterion(
        "language", "c.language", key("criterion.language"),
        lambda _, resources, __: resources.catalogues.languages, _language_name,
    ),
    Criterion(
        "link", "s.start_link", key("criterion.link"),
        lambda tx, _, __: Registrations(tx).start_links(_MOST_LINKS),
        lambda _, __, value: value,
        is_long=True,
    ),
    Criterion(
        LIST, "s.id", key("criterion.list"),
        lambda tx, _, __: [str(one.id) for one in NumberLists(tx).newest(_MOST_LISTS)],
        lambda texts, _, value: texts("audience.list_name", number=value),
        test=_LISTED,
    ),
)  # fmt: skip
BY_NAME: Mapping[str, Criterion] = {one.name: one for one in CRITERIA}
