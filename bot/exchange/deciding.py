"""What an officer says of a list, and the second person: it is read rightly, it may hold, it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.screen import Button, Notify, Screen
from bot.exchange.naming import remember
from bot.exchange.screens import FIELDS, counts_text, field_of, letters, list_screen, title
from bot.exchange.taps import (
    Agree,
    Apply,
    ApplyYes,
    Columns,
    DropList,
    NameList,
    OpenList,
    OtherSheet,
    TellColumn,
    TryRows,
)
from bot.lists.words import Field
from bot.register.sources import Sources, SourceState
from bot.staff.member_names import name_of
from bot.staff.store import Staff
from bot.terms.roles import Right, may

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.exchange.naming import Naming
    from bot.register.sources import Source
    from bot.resources import Resources
    from bot.turns.turn import Turn

_MOST_BUTTONS = 60  # of columns on one screen


class Deciding:
    """Moves lists on at the word of staff."""

    def __init__(self, resources: Resources, naming: Naming) -> None:
        self._resources, self._naming = resources, naming

    def try_rows(self, turn: Turn, data: TryRows) -> None:
        """Have the rows tried, as the columns were understood."""
        source = self._in(turn, data.source, SourceState.READ)
        if source is None:
            return
        if not source.agency:
            self._naming.ask(turn, NameList(source.id))
            return
        remember(turn, source)
        self._move(turn, source, SourceState.PLANNING)

    def apply(self, turn: Turn, data: Apply) -> None:
        """Ask a second person, or where the office needs none, for a yes."""
        source = self._in(turn, data.source, SourceState.PLANNED)
        if source is None:
            return
        texts = turn.texts
        if not self._resources.lists.second_person:
            turn.show(
                texts("list.surely", name=title(texts, source)),
                (turn.button("list.apply_yes", ApplyYes(source.id)),),
                (turn.button("list.back", OpenList(source.id)),),
                decides=True,
            )
            return
        others = list(self._others(turn))
        if not others:
            turn.show(texts("list.nobody_else"))
            return
        if Sources(turn.tx).move(source, SourceState.ASKED, f"chat:{turn.chat_id}"):
            turn.acts += [Notify(chat_id, self._question(turn, chat_id, source)) for chat_id in others]
            turn.show(texts.counted("list.second_asked", count=len(others)))
        else:
            self._gone(turn)

    def _others(self, turn: Turn) -> Iterator[int]:
        for one in Staff(turn.tx).reachable():
            if one.chat_id != turn.chat_id and may(one.role, Right.IMPORT):
                yield one.chat_id

    @staticmethod
    def _question(turn: Turn, chat_id: int, source: Source) -> Screen:
        texts = turn.texts_of(chat_id)
        text = texts(
            "list.second_question", who=name_of(turn.tx, texts, turn.chat_id), name=title(texts, source),
            counts=counts_text(texts, source.counts),
        )  # fmt: skip
        return Screen(
            text,
            (
                (Button(texts("list.agree"), Agree(source.id, 1).pack()),),
                (Button(texts("list.disagree"), Agree(source.id, 0).pack()),),
            ),
        )

    def apply_alone(self, turn: Turn, data: ApplyYes) -> None:
        """Put a list in force by one person's word, where the office has it so."""
        source = self._in(turn, data.source, SourceState.PLANNED)
        if source and not self._resources.lists.second_person:
            self._move(turn, source, SourceState.APPLYING)

    def agree(self, turn: Turn, data: Agree) -> None:
        """Hear the second person; whoever sent the list is none."""
        source = self._in(turn, data.source, SourceState.ASKED)
        if source is None:
            return
        texts = turn.texts
        if source.sent_by == turn.chat_id:
            turn.show(texts("list.not_yourself"))
            return
        state = SourceState.APPLYING if data.yes else SourceState.PLANNED
        if not Sources(turn.tx).move(source, state, f"chat:{turn.chat_id}"):
            self._gone(turn)
            return
        if data.yes:
            Sources(turn.tx).agree(source.id, turn.chat_id)
            turn.show(texts("list.agreed"), (turn.button("list.open", OpenList(source.id)),))
        else:
            turn.acts.append(Notify(source.sent_by, _disagreed(turn, source)))
            turn.show(texts("list.disagreed"))

    def drop(self, turn: Turn, data: DropList) -> None:
        """Throw a list away that is not in force; only whoever sent it may."""
        source = Sources(turn.tx).get(data.source)
        able = {SourceState.READ, SourceState.PLANNED, SourceState.ASKED}
        if source is None or source.state not in able or source.sent_by != turn.chat_id:
            self._gone(turn)
        elif Sources(turn.tx).move(source, SourceState.DROPPING, f"chat:{turn.chat_id}"):
            turn.show(turn.texts("list.thrown_away"))

    # -- columns and sheets

    def other_sheet(self, turn: Turn, data: OtherSheet) -> None:
        """Have another sheet of the file read."""
        source = self._in(turn, data.source, SourceState.READ)
        if source and 1 <= data.sheet <= len(source.reading.sheets):
            Sources(turn.tx).put_reading(source.id, replace(source.reading, sheet=data.sheet, told={}))
            self._move(turn, source, SourceState.RECEIVED)

    def columns(self, turn: Turn, data: Columns) -> None:
        """Show the columns to choose one of, or what the chosen one may be."""
        source = self._in(turn, data.source, SourceState.READ)
        if source is None:
            return
        if data.place.isdigit() and int(data.place) < len(source.reading.columns):
            self._fields(turn, source, int(data.place))
        else:
            self._places(turn, source)

    def _places(self, turn: Turn, source: Source) -> None:
        texts = turn.texts
        buttons = [
            Button(
                texts(
                    "list.column_button",
                    column=f"{letters(one.place)} {one.heading[:20]}".strip(),
                    what=_what(turn, source, one.place),
                ),
                Columns(source.id, str(one.place)).pack(),
            )
            for one in source.reading.columns[:_MOST_BUTTONS]
        ]
        self._choice(turn, source, texts("list.which_column"), buttons)

    def _fields(self, turn: Turn, source: Source, place: int) -> None:
        texts, column = turn.texts, source.reading.columns[place]
        buttons = [
            Button(texts(label), TellColumn(source.id, str(place), field.value).pack())
            for field, label in FIELDS.items()
        ]
        buttons.append(Button(texts("column.nothing"), TellColumn(source.id, str(place)).pack()))
        named = f"{letters(place)} {column.heading}".strip()
        self._choice(turn, source, texts("list.what_is_it", column=named), buttons, width=2)

    @staticmethod
    def _choice(turn: Turn, source: Source, text: str, buttons: Sequence[Button], width: int = 1) -> None:
        rows = [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
        back = (turn.button("list.back", OpenList(source.id)),)
        turn.put(Screen(text, (*rows, back)), turn.over)

    def tell_column(self, turn: Turn, data: TellColumn) -> None:
        """Note what a column is; no other column is the same thing then."""
        source = self._in(turn, data.source, SourceState.READ)
        if source is None or not data.place.isdigit() or data.field not in {"", *FIELDS}:
            return
        field = Field(data.field) if data.field else None
        told = {place: was for place, was in source.reading.told.items() if was is not field or field is None}
        if field:
            same = [one.place for one in source.reading.columns if one.field is field]
            told |= dict.fromkeys(same, Field.PASSED_OVER)
        told[int(data.place)] = field or Field.PASSED_OVER
        reading = replace(source.reading, told=told)
        Sources(turn.tx).put_reading(source.id, reading)
        turn.tx.audit(f"chat:{turn.chat_id}", "tell column", f"list:{source.id}")
        after = Sources(turn.tx).get(source.id)
        if after:
            turn.put(list_screen(turn.texts, after), turn.over)

    # --

    def _in(self, turn: Turn, source_id: str, state: SourceState) -> Source | None:
        """Return a list that is at a point of its way; else show where it is by now."""
        source = Sources(turn.tx).get(source_id)
        if source and source.state is state:
            return source
        if source is None:
            self._gone(turn)
        else:
            turn.show(turn.texts("list.moved_on"))
            turn.acts.append(list_screen(turn.texts, source))
        return None

    def _move(self, turn: Turn, source: Source, state: SourceState) -> None:
        """Let the program go on with a list."""
        if Sources(turn.tx).move(source, state, f"chat:{turn.chat_id}"):
            turn.show(turn.texts("list.at_work"))
        else:
            self._gone(turn)

    @staticmethod
    def _gone(turn: Turn) -> None:
        turn.show(turn.texts("list.gone"))


def _disagreed(turn: Turn, source: Source) -> Screen:
    """Return what whoever sent a list hears where the second person does not agree."""
    texts = turn.texts_of(source.sent_by)
    text = texts("list.disagreed_with", name=title(texts, source), who=name_of(turn.tx, texts, turn.chat_id))
    return Screen(text, ((Button(texts("list.open"), OpenList(source.id).pack()),),))


def _what(turn: Turn, source: Source, place: int) -> str:
    field = field_of(source.reading, source.reading.columns[place])
    label = FIELDS.get(field) if field else None
    return turn.texts(label) if label else "–"
