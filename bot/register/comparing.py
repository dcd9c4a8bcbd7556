"""Whether two sources say the same of a person, field by field. Pure."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.register.content import Content, Place


class Known(StrEnum):
    """What of a person sources may say differently."""

    NAME = "name"
    NIK = "nik"
    BORN = "born"
    SEX = "sex"
    LIFE = "life"
    VILLAGE = "village"
    ADDRESS = "address"
    OCCUPATION = "occupation"
    PHONE = "phone"
    INCOME = "income"
    DECILE = "decile"
    PAYER = "payer"
    KPJ = "kpj"
    COVERED = "covered_until"


FIELD_NAMES: Mapping[Known, str] = MappingProxyType({
    Known.NAME: key("known.name"),
    Known.NIK: key("known.nik"),
    Known.BORN: key("known.born"),
    Known.SEX: key("known.sex"),
    Known.LIFE: key("known.life"),
    Known.VILLAGE: key("known.village"),
    Known.ADDRESS: key("known.address"),
    Known.OCCUPATION: key("known.occupation"),
    Known.PHONE: key("known.phone"),
    Known.INCOME: key("known.income"),
    Known.DECILE: key("known.decile"),
    Known.PAYER: key("known.payer"),
    Known.KPJ: key("known.kpj"),
    Known.COVERED: key("known.covered_until"),
})  # fmt: skip
# What cannot be true twice: the others change with time.
LASTING: Final = frozenset({Known.NIK, Known.BORN, Known.SEX, Known.LIFE})
# What an officer is asked to settle. A telephone or an income may differ, and both be right in their time.
TO_SETTLE: Final = (
    Known.NIK, Known.BORN, Known.SEX, Known.LIFE, Known.VILLAGE, Known.OCCUPATION, Known.DECILE,
)  # fmt: skip

_VALUES: Final[Mapping[Known, Callable[[Content, Place], str]]] = {
    Known.NAME: lambda one, _: plain(one.name),
    Known.NIK: lambda one, _: one.nik,
    Known.BORN: lambda one, _: one.born.isoformat() if one.born else "",
    Known.SEX: lambda one, _: one.sex,
    Known.LIFE: lambda one, _: one.life,
    Known.VILLAGE: lambda _, place: place.village,
    Known.ADDRESS: lambda one, _: plain(one.address),
    Known.OCCUPATION: lambda one, _: one.work,
    Known.PHONE: lambda one, _: one.phone,
    Known.INCOME: lambda one, _: one.income,
    Known.DECILE: lambda one, _: str(one.decile) if one.decile else "",
    Known.PAYER: lambda one, _: one.payer,
    Known.KPJ: lambda one, _: one.kpj,
    Known.COVERED: lambda one, _: one.covered_until.isoformat() if one.covered_until else "",
}


def value_of(field: Known, content: Content, place: Place) -> str:
    """Return what a source says of a field, as it is compared; empty where it says nothing."""
    return _VALUES[field](content, place)


def differing(
    one: tuple[Content, Place], other: tuple[Content, Place], fields: Iterable[Known]
) -> list[Known]:
    """Return the fields of which both say something, and not the same."""
    return [
        field
        for field in fields
        if (mine := value_of(field, *one)) and (theirs := value_of(field, *other)) and mine != theirs
    ]


def contradicts(one: tuple[Content, Place], other: tuple[Content, Place]) -> list[Known]:
    """Return of what two sources cannot both be right. Who lives is told by silence, too."""
    found = differing(one, other, [field for field in LASTING if field is not Known.LIFE])
    return [*found, *([Known.LIFE] if one[0].life != other[0].life else [])]
