"""Templates: messages that staff keep, list, use again, rename and throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements import describe
from bot.announcements.compose import entry
from bot.announcements.store import Announcements
from bot.announcements.taps import (
    YES,
    DropTemplate,
    History,
    KeepTemplate,
    ListTemplates,
    New,
    RenameTemplate,
    ShowTemplate,
    UseTemplate,
)
from bot.announcements.templates import Templates
from bot.dialogue.event import Tapped
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Screen
from bot.dialogue.screens import cut
from bot.terms.roles import Right
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.templates import Template
    from bot.dialogue.event import Event
    from bot.dialogue.screen import Button
    from bot.turns.turn import Turn

_MOST, _LABEL = 20, 40


class Patterns:
    """The screens of templates. Everybody who announces may use all; changing one's own, or as an admin."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def keep(self, turn: Turn, data: KeepTemplate) -> None:
        """Ask for the name under which the message of a draft is kept."""
        one = self._drafting.draft(turn, data.number)
        if one:
            self._drafting.ask(turn, one, entry.TEMPLATE)

    @staticmethod
    def kept(turn: Turn, one: Announcement, name: str) -> None:
        """Keep the message of a draft under a name."""
        Templates(turn.tx).add(name, one.message, one.kind, turn.chat_id)
        turn.show(turn.texts("template.kept", name=name), (turn.button("template.list", ListTemplates()),))

    def show_all(self, turn: Turn) -> None:
        """List the newest."""
        found = Templates(turn.tx).newest(_MOST)
        rows = tuple((turn.labelled(cut(one.name, _LABEL), ShowTemplate(one.id)),) for one in found)
        text = turn.texts("template.which") if found else turn.texts("template.none")
        last = (turn.button("history.new", New()), turn.button("announce.history", History()))
        turn.put(Screen(text, (*rows, last)), turn.over)

    def show(self, turn: Turn, data: ShowTemplate) -> None:
        """Show one, and what can be done with it."""
        one = self._found(turn, data.number)
        if one is None:
            return
        rows: list[tuple[Button, ...]] = [(turn.button("template.use", UseTemplate(one.id)),)]
        if self._may_change(turn, one):
            rename = turn.button("template.rename", RenameTemplate(one.id))
            rows.append((rename, turn.button("template.drop", DropTemplate(one.id))))
        rows.append((turn.button("template.list", ListTemplates()),))
        message = describe.message(turn.texts, one.message, DEFAULT_LANGUAGE)
        turn.put(Screen(turn.texts("template.card", name=one.name, message=message), tuple(rows)), turn.over)

    def use(self, turn: Turn, data: UseTemplate) -> None:
        """Begin an announcement with the words of one."""
        one = self._found(turn, data.number)
        if one:
            announcements = Announcements(turn.tx)
            draft = announcements.begin(turn.chat_id)
            self._drafting.show_desk(turn, announcements.save(draft, message=one.message, kind=one.kind))

    def ask_to_rename(self, turn: Turn, data: RenameTemplate) -> None:
        """Ask for another name."""
        one = self._own(turn, data.number)
        if one:
            self._drafting.expect_of(turn, entry.TEMPLATE, one.id)

    def take_name(self, turn: Turn, event: Event) -> None:
        """Take one event while another name for a template is to be typed."""
        scratch = turn.position.scratch
        if isinstance(event, Tapped) and event.choice == "_back":
            turn.leave_form()
            self.show_all(turn)
            return
        reaction = turn.play(self._drafting.form, scratch, event)
        if reaction.outcome:
            turn.leave_form()
        if reaction.outcome is Outcome.COMPLETED:
            self.rename(turn, int(scratch[entry.TEMPLATE_OF]), reaction.saved[entry.TEMPLATE] or "")
        elif reaction.outcome:
            self.show_all(turn)

    def rename(self, turn: Turn, number: int, name: str) -> None:
        """Give one another name."""
        one = self._own(turn, number)
        if one:
            Templates(turn.tx).rename(one.id, name)
            self.show(turn, ShowTemplate(one.id))

    def drop(self, turn: Turn, data: DropTemplate) -> None:
        """Throw one away, after a yes."""
        one = self._own(turn, data.number)
        if one is None:
            return
        if data.sure == YES:
            Templates(turn.tx).drop(one.id)
            turn.tx.audit(f"chat:{turn.chat_id}", "drop template", f"template:{one.id}")
            self.show_all(turn)
            return
        yes = turn.button("template.drop_yes", DropTemplate(one.id, YES))
        back = turn.button("template.list", ListTemplates())
        turn.put(Screen(turn.texts("template.drop_surely", name=one.name), ((yes,), (back,))), turn.over)

    def _own(self, turn: Turn, number: int) -> Template | None:
        """Return a template that this chat may change; else say so."""
        one = self._found(turn, number)
        if one and not self._may_change(turn, one):
            turn.show(turn.texts("template.not_yours"), (turn.button("template.list", ListTemplates()),))
            return None
        return one

    @staticmethod
    def _may_change(turn: Turn, one: Template) -> bool:
        return one.saved_by == turn.chat_id or turn.may(Right.DROP_ANY_AUDIENCE)

    @staticmethod
    def _found(turn: Turn, number: int) -> Template | None:
        one = Templates(turn.tx).get(number)
        if one is None:
            turn.show(turn.texts("template.gone"), (turn.button("template.list", ListTemplates()),))
        return one
