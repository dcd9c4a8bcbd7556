"""What every screen about a draft needs: the draft that a button names, its desk, a question about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements.compose.entry import ANNOUNCE, AWAITS, NOW, OF, TEMPLATE_OF, WHEN, entry_form
from bot.announcements.compose.standing import stand
from bot.announcements.states import State
from bot.announcements.store import Announcements
from bot.announcements.surveying import CountRecipients
from bot.announcements.taps import Desk, History
from bot.terms.roles import Right

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.dialogue.form import Form
    from bot.dialogue.screen import Button
    from bot.resources import Resources
    from bot.turns.turn import Turn


class Drafting:
    """Finds and shows drafts. Nobody without the right gets anything of them."""

    def __init__(self, resources: Resources) -> None:
        self.form: Form = entry_form(resources.stand_ins)

    @staticmethod
    def draft(turn: Turn, number: int) -> Announcement | None:
        """Return the draft with a number, if it is this chat's and still one; else say so."""
        one = Announcements(turn.tx).get(number)
        if one and one.state is State.DRAFT and one.written_by == turn.chat_id:
            return one
        if one and one.state is State.DRAFT:
            turn.tx.audit(f"chat:{turn.chat_id}", "refused draft of another", f"announcement:{one.id}")
        turn.show(turn.texts("announce.draft_gone"), (turn.button("announce.history", History()),))
        return None

    def show_desk(self, turn: Turn, one: Announcement, over: int = 0, whole: int = 0) -> None:
        """Show all of a draft (`whole`: with every district), once its audience has been counted."""
        stand(turn, one)
        turn.acts.append(CountRecipients(one.id, Desk.action, over, whole=whole))

    @staticmethod
    def refuse(turn: Turn, one: Announcement, obstacle: str, *ways: tuple[Button, ...]) -> None:
        """Say by a message id why a draft cannot be sent as it is, and the ways on; it stays open."""
        stand(turn, one)
        turn.show(turn.texts(obstacle), *ways, (turn.button("announce.back", Desk(one.id)),))

    @staticmethod
    def count(turn: Turn, one: Announcement, then: str, over: int) -> None:
        """Have the audience counted; `then` says who goes on with what was found."""
        turn.acts.append(CountRecipients(one.id, then, over))

    def ask(self, turn: Turn, one: Announcement, awaits: str, **more: str) -> None:
        """Ask for what is to be typed next."""
        self.expect(turn, one, awaits, **more)
        self.repeat(turn)

    @staticmethod
    def expect(turn: Turn, one: Announcement, awaits: str, **more: str) -> None:
        """Take what is typed next as the answer to a question, without asking it."""
        turn.leave_form()
        turn.position = replace(
            turn.position, form=ANNOUNCE, scratch={AWAITS: awaits, OF: str(one.id), **more}
        )

    def expect_of(self, turn: Turn, awaits: str, template: int) -> None:
        """Ask for something about a template, which belongs to no draft."""
        turn.leave_form()
        scratch = {AWAITS: awaits, TEMPLATE_OF: str(template)}
        turn.position = replace(turn.position, form=ANNOUNCE, scratch=scratch)
        self.repeat(turn)

    def ask_when(self, turn: Turn, one: Announcement, **kept: str) -> None:
        """Ask for the time, or, of a day that is kept, for its hour."""
        self.ask(turn, one, WHEN, **{NOW: turn.now.isoformat(), **kept})

    def repeat(self, turn: Turn, lead: str = "") -> None:
        """Show what is current again."""
        if self.may_go_on(turn):
            turn.play(self.form, turn.position.scratch, None, lead)

    @staticmethod
    def may_go_on(turn: Turn) -> bool:
        """Tell whether this chat may go on; else say so, and close what was being typed."""
        may = turn.allowed(Right.ANNOUNCE, "siarkan")
        if not may:
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
        return may
