"""Whose list it is, and of which day: asked in two short questions."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.dialogue.form import Choice, Form, RefusedError, Step, StepKind
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.exchange.screens import list_screen
from bot.people.dates import DateError, read_day
from bot.people.moments import MomentError, read_day_to_come
from bot.register.content import Place
from bot.register.layouts import Layouts
from bot.register.sources import Sources, SourceState
from bot.registration.steps.readers import show_date
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.event import Event
    from bot.dialogue.form import Asking
    from bot.dialogue.reaction import Reaction
    from bot.exchange.taps import NameList
    from bot.people.places import Region
    from bot.register.sources import Source
    from bot.resources import Resources
    from bot.turns.turn import Turn

NAMING: Final = "list"
_AGENCY, _AS_OF, _SOURCE, _KNOWN = "li_agency", "li_as_of", "of", "agencies"
_LONGEST: Final = 60
_OFFERED: Final = 5
_SEPARATOR: Final = "\n"
_OLDEST: Final = date(2000, 1, 1)


class Naming:
    """The conversation in which a list is named."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._form = naming_form()

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of its questions."""
        return tuple(self._form.by_id)

    def ask(self, turn: Turn, data: NameList) -> None:
        """Ask whose list it is."""
        source = Sources(turn.tx).get(data.source)
        if source is None or source.state is not SourceState.READ:
            turn.show(turn.texts("list.gone"))
            return
        turn.leave_form()
        known = _SEPARATOR.join(Sources(turn.tx).agencies(_OFFERED))
        scratch = {_SOURCE: source.id, _KNOWN: known}
        turn.position = Position(form=NAMING, scratch=scratch)
        turn.play(self._form, scratch, None)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take an answer; with the last one the list is named."""
        reaction, entered = turn.play_noting(self._form, event)
        if reaction.outcome is Outcome.COMPLETED:
            self._name(turn, entered)
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    def _name(self, turn: Turn, entered: Mapping[str, str]) -> None:
        turn.leave_form()
        source = Sources(turn.tx).get(entered[_SOURCE])
        if source and source.state is SourceState.READ:
            agency = _as_known(entered[_AGENCY], Sources(turn.tx).agencies(1000))
            Sources(turn.tx).put_agency(source.id, agency, date.fromisoformat(entered[_AS_OF]))
            usual = self._usual(agency)
            Sources(turn.tx).put_reading(source.id, replace(source.reading, usual=usual))
        self._show(turn, entered[_SOURCE])

    def _usual(self, agency: str) -> Place:
        """Return where everybody lives whose list names no place: a village's own list is of that village."""
        found = self._resources.regions.find_village_anywhere(agency)
        named = found.best if found.sure and found.best and _names(agency, found.best) else None
        return Place(named.parent, named.code) if named else Place()

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the questions; the list stays as it is."""
        source_id = turn.position.scratch.get(_SOURCE, "")
        turn.leave_form()
        self._show(turn, source_id)

    @staticmethod
    def _show(turn: Turn, source_id: str) -> None:
        source = Sources(turn.tx).get(source_id)
        if source:
            turn.acts.append(list_screen(turn.texts, source))


def remember(turn: Turn, source: Source) -> None:
    """Remember how the lists of an agency with this heading are read."""
    told = {column.place: column.field for column in source.reading.columns} | dict(source.reading.told)
    Layouts(turn.tx).put(source.reading.signature, source.agency, told)


def naming_form() -> Form:
    """Return the two questions."""
    agency = Step(
        id=_AGENCY,
        kind=StepKind.TEXT,
        question=key("list.agency_question"),
        label=key("list.agency_label"),
        read=_read_agency,
        choices=_known_agencies,
        sealed=False,
        width=1,
    )
    as_of = Step(
        id=_AS_OF,
        kind=StepKind.DATE,
        question=key("list.as_of_question"),
        label=key("list.as_of_label"),
        read=_read_as_of,
        reads_first=True,  # "besok" means later elsewhere
        choices=_likely_days,
        show=show_date,
        sealed=False,
        width=1,
    )
    return Form(
        id=NAMING, steps=(agency, as_of), is_draft=False, takes_questions=False, counts_steps=False
    )  # fmt: skip


def _read_agency(text: str, _: Asking) -> str:
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST or not any(map(str.isalpha, name)):
        raise RefusedError(key("list.agency_refused"))
    return name


def _as_known(name: str, known: Sequence[str]) -> str:
    """Return a name as an earlier list has it, where only capitals and signs differ."""
    return next((one for one in known if plain(one) == plain(name)), name)


def _known_agencies(asking: Asking) -> Sequence[Choice]:
    named = filter(None, asking.answers.get(_KNOWN, "").split(_SEPARATOR))
    return [Choice(one, one) for one in named if len(one.encode()) <= 40]  # noqa: PLR2004 - data of a button


def _read_as_of(text: str, asking: Asking) -> str:
    day = _day_told(text, asking.today)
    if day > asking.today:
        raise RefusedError(key("list.as_of_to_come"), meant=True)
    if day < _OLDEST:
        raise RefusedError(key("list.as_of_refused"))
    return day.isoformat()


def _day_told(text: str, today: date) -> date:
    """Return the day that a text names; without a year the last one. Raise RefusedError where none is."""
    for words in (text, f"{text} {today.year}", f"{text} {today.year - 1}"):
        with suppress(DateError):
            day = read_day(words)
            if words == text or day <= today:
                return day
    try:
        return read_day_to_come(text, today)
    except MomentError:
        raise RefusedError(key("list.as_of_refused")) from None


def _likely_days(asking: Asking) -> Sequence[Choice]:
    """Return today, and the first days of this month and the last one."""
    first = asking.today.replace(day=1)
    days = dict.fromkeys((asking.today, first, (first - timedelta(days=1)).replace(day=1)))
    return [Choice(day.isoformat(), asking.texts.date(day)) for day in days]


def _names(agency: str, region: Region) -> bool:
    """Tell whether an agency's name holds the whole name of a village."""
    return plain(region.name) in plain(agency)
