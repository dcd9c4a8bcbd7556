"""How what is said of people is shown: values, sources with their day, reasons."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.dialogue.screens import shortened
from bot.linkage.reasons import Reason
from bot.people.names import PersonName, PersonNameError
from bot.people.nik import Sex
from bot.register.comparing import FIELD_NAMES, Known
from bot.residents.person import Origin
from bot.terms.occupations import LABELS as OCCUPATIONS
from bot.terms.payers import PAYERS
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.people.places import Regions
    from bot.register.statements import Statement
    from bot.residents.person import Held, Person, Said
    from bot.texts import Texts
    from bot.turns.turn import Turn

_LONGEST: Final = 60  # letters of an address on a small screen
_HIDDEN: Final = "•••• "
_SEX: Final[Mapping[str, str]] = {Sex.MALE: key("said.male"), Sex.FEMALE: key("said.female")}
_LIFE: Final[Mapping[str, str]] = {
    "dead": key("said.dead"), "moved": key("said.moved"), "": key("said.alive"),
}  # fmt: skip
REASONS: Mapping[str, str] = MappingProxyType({
    Reason.SAME_ROW: key("why.same_row"),
    Reason.NIK_SAME: key("why.nik_same"),
    Reason.NIK_ROUNDED: key("why.nik_rounded"),
    Reason.NIK_ONE_DIGIT: key("why.nik_one_digit"),
    Reason.NIK_SAME_DAY: key("why.nik_same_day"),
    Reason.NIK_OTHER: key("why.nik_other"),
    Reason.NAME_SAME: key("why.name_same"),
    Reason.NAME_SOUNDS: key("why.name_sounds"),
    Reason.NAME_NEARLY: key("why.name_nearly"),
    Reason.NAME_PART: key("why.name_part"),
    Reason.NAME_ALIKE: key("why.name_alike"),
    Reason.NAME_OTHER: key("why.name_other"),
    Reason.BIRTH_SAME: key("why.birth_same"),
    Reason.BIRTH_COMMON: key("why.birth_common"),
    Reason.BIRTH_SWAPPED: key("why.birth_swapped"),
    Reason.BIRTH_TWO: key("why.birth_two"),
    Reason.BIRTH_YEAR: key("why.birth_year"),
    Reason.BIRTH_OTHER: key("why.birth_other"),
    Reason.VILLAGE_SAME: key("why.village_same"),
    Reason.DISTRICT_SAME: key("why.district_same"),
    Reason.VILLAGE_OTHER: key("why.village_other"),
    Reason.DISTRICT_OTHER: key("why.district_other"),
    Reason.PHONE_SAME: key("why.phone_same"),
    Reason.SEX_OTHER: key("why.sex_other"),
    Reason.ONE_LIST: key("why.one_list"),
    Reason.OTHER_NEAR: key("why.other_near"),
    Reason.PERSON_NIK_OTHER: key("why.person_nik_other"),
    Reason.PERSON_BIRTH_OTHER: key("why.person_birth_other"),
})  # fmt: skip


def reasons(texts: Texts, names: Iterable[str]) -> Html:
    """Return what speaks for one person and against it, a line each."""
    known = [Reason(name) for name in names if name in REASONS]
    lines = [texts("why.for", why=texts(REASONS[one])) for one in known if one.speaks_for]
    lines += [texts("why.against", why=texts(REASONS[one])) for one in known if not one.speaks_for]
    return Html("\n".join(lines))


def label(texts: Texts, known: Known) -> Html:
    """Return the name of a field as a heading."""
    name = texts("said.life") if known is Known.LIFE else texts(FIELD_NAMES[known])
    return Html(f"{name[:1].upper()}{name[1:]}")


def masked_nik(nik: str) -> str:
    """Return a NIK of which only the last four digits show."""
    return f"{_HIDDEN}{nik[-4:]}"


def masked_name(name: str) -> str:
    """Return a name of which only the first letters show; a list may hold what is no name."""
    try:
        return PersonName(name).masked
    except PersonNameError:
        return f"{name[:1]}•••"


def source(texts: Texts, said: Said) -> Html:
    """Return who says something, and when, as: Dinas Pertanian, 1 November 2026."""
    who = texts("said.registration") if said.origin is Origin.OWN else said.agency
    return texts("said.source", who=who, day=texts.short_date(said.day))


class Values:
    """Shows values in one language; the NIK whole only to whoever may see it."""

    def __init__(self, texts: Texts, regions: Regions, *, whole: bool) -> None:
        self._texts, self._regions, self._whole = texts, regions, whole
        self._shown: Mapping[Known, Callable[[Statement], str]] = {
            Known.NAME: lambda one: shortened(one.content.name, _LONGEST),
            Known.NIK: lambda one: self._nik(one.content.nik),
            Known.BORN: lambda one: texts.date(one.content.born) if one.content.born else "",
            Known.SEX: lambda one: self._named(_SEX, one.content.sex),
            Known.LIFE: lambda one: self._named(_LIFE, one.content.life),
            Known.VILLAGE: lambda one: self.place(one.place.village),
            Known.ADDRESS: lambda one: shortened(one.content.address, _LONGEST),
            Known.OCCUPATION: self._occupation,
            Known.PHONE: lambda one: one.content.phone,
            Known.INCOME: lambda one: self._income(one.content.income),
            Known.DECILE: lambda one: texts("said.decile", decile=one.content.decile or ""),
            Known.PAYER: lambda one: self._named(PAYERS.labels, one.content.payer),
            Known.KPJ: lambda one: one.content.kpj,
            Known.COVERED: lambda one: (
                texts.date(one.content.covered_until) if one.content.covered_until else ""
            ),
        }

    @classmethod
    def of(cls, turn: Turn) -> Values:
        """Return how values are shown in a turn."""
        return cls(turn.texts, turn.resources.regions, whole=turn.may(Right.SEE_UNMASKED))

    def shown(self, known: Known, said: Said) -> str:
        """Return what a source says of a field, as people read it."""
        return self._shown[known](said.statement)

    def field(self, held: Held) -> Html:
        """Return a line: a field, what is taken to be true of it, and since when."""
        value, day = self.shown(held.known, held.said), self._texts.short_date(held.said.day)
        text = key("said.field_settled") if held.is_settled else key("said.field")
        return self._texts(text, field=label(self._texts, held.known), value=value, day=day)

    def place(self, code: str) -> str:
        """Return the name of a village or district, with the district of the village."""
        region = self._regions.get(code)
        if region is None:
            return code
        above = self._regions.get(region.parent)
        is_village = code.count(".") > 2  # noqa: PLR2004 - 61.06.01.2004
        return f"{region.name}, {above.name}" if above and is_village else region.name

    def name(self, person: Person) -> str:
        """Return what a person is called."""
        held = person.held(Known.NAME)
        return self.shown(Known.NAME, held.said) if held else self._texts("said.nameless")

    def _nik(self, nik: str) -> str:
        if not self._whole:
            return masked_nik(nik)
        return " ".join(nik[start : start + 4] for start in range(0, len(nik), 4))

    def _named(self, names: Mapping[str, str], value: str) -> str:
        return self._texts(names[value]) if value in names else value

    def _occupation(self, one: Statement) -> str:
        named = self._named(OCCUPATIONS, one.content.work)
        own = shortened(one.content.occupation, _LONGEST)
        return f"{named} ({own})" if named and own and own.casefold() != named.casefold() else named or own

    def _income(self, income: str) -> str:
        return self._texts.money(int(income)) if income.isdigit() else self._texts("said.income_varies")
