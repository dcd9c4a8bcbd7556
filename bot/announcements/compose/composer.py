"""/siarkan: writing an announcement.

A draft stands in the store; one screen, the desk, shows all of it, and each part is a tap away.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements import describe
from bot.announcements.compose import entry
from bot.announcements.compose.confirming import CONFIRM
from bot.announcements.compose.contents import content_of, fault_in
from bot.announcements.compose.desk import desk_screen
from bot.announcements.compose.editing import Editing
from bot.announcements.compose.entry import AWAITS, LANGUAGE, OF, PLACEHOLDER
from bot.announcements.compose.offering import is_long
from bot.announcements.compose.repeating import repeat
from bot.announcements.compose.standing import stand
from bot.announcements.message import Link
from bot.announcements.saved import SavedAudiences
from bot.announcements.states import Action, State
from bot.announcements.store import Announcements
from bot.announcements.taps import Desk, History, ListTemplates, New, Send
from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Screen
from bot.dialogue.words import masked
from bot.texts import DEFAULT_LANGUAGE, key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.compose.confirming import Confirming
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.compose.offering import Offering
    from bot.announcements.compose.patterns import Patterns
    from bot.announcements.surveying import CountRecipients
    from bot.announcements.taps import DropDraft, Write
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.front.schedule import Schedule
    from bot.turns.turn import Turn


class Composer:
    """The conversation of writing. Nobody without the right gets anything of it."""

    def __init__(
        self, drafting: Drafting, confirming: Confirming, offering: Offering, patterns: Patterns,
        schedule: Schedule,
    ) -> None:  # fmt: skip
        self._drafting, self._confirming, self._patterns = drafting, confirming, patterns
        self._offering, self._editing, self._schedule = offering, Editing(drafting, offering), schedule

    # -- the desk

    def open(self, turn: Turn) -> None:
        """Ask what to do with the draft that waits, or begin one."""
        draft = Announcements(turn.tx).draft_of(turn.chat_id)
        if draft and (draft.message.contents or draft.action is not Action.SEND):
            self._show_older(turn, draft)
        else:
            self.begin(turn)

    @staticmethod
    def _show_older(turn: Turn, one: Announcement) -> None:
        """Say that a draft waits, and offer to go on with it, or to begin another."""
        stand(turn, one)
        turn.show(
            turn.texts(
                "announce.older_draft",
                at=turn.texts.moment(one.created_at),
                words=describe.first_words(turn.texts, one),
            ),
            (turn.button("announce.go_on", Desk(one.id)),),
            (turn.button("history.new", New()), turn.button("template.list", ListTemplates())),
        )

    def begin(self, turn: Turn) -> None:
        """Begin a new announcement: its message is asked for first."""
        one = Announcements(turn.tx).begin(turn.chat_id)
        turn.leave_form()
        ways = (turn.button("template.list", ListTemplates()), turn.button("announce.history", History()))
        turn.show(turn.texts("announce.intro"), ways)
        self._drafting.ask(turn, one, entry.MESSAGE, **{LANGUAGE: DEFAULT_LANGUAGE})

    def back_to_desk(self, turn: Turn, data: Desk) -> None:
        """Show the desk."""
        if one := self._drafting.draft(turn, data.number):
            self._drafting.show_desk(turn, one, turn.over, data.whole)

    def counted(self, turn: Turn, errand: CountRecipients, found: Count | None) -> None:
        """Go on after the audience was counted."""
        one = Announcements(turn.tx).get(errand.number)
        if one is None or one.state is not State.DRAFT or found is None:
            back = turn.button("announce.back", Desk(errand.number))
            turn.show(turn.texts("announce.not_counted"), (back,))
        elif errand.then == CONFIRM:
            self._confirming.counted(turn, one, errand, found)
        elif errand.then == Send.action:
            self._confirming.ask_for_number(turn, one, found)
        else:
            screen = desk_screen(turn, self._schedule, one, found, whole=bool(errand.whole))
            turn.put(screen, errand.over)

    # -- what is typed or sent

    def repeat(self, turn: Turn) -> None:
        """Show what is current again."""
        self._drafting.repeat(turn)

    def leave(self, turn: Turn) -> None:
        """Leave what was being typed; the draft stays."""
        if not self._drafting.may_go_on(turn):
            return
        number = int(turn.position.scratch.get(OF) or 0)
        turn.leave_form()
        if not number:
            self._patterns.show_all(turn)
            return
        one = self._drafting.draft(turn, number)
        if one and (one.message.contents or one.action is not Action.SEND):
            self._drafting.show_desk(turn, one)
        elif one:
            Announcements(turn.tx).drop(one.id)
            turn.show(turn.texts("announce.dropped"), (turn.button("announce.history", History()),))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while something is to be typed; hand back what is a question after all."""
        if not self._drafting.may_go_on(turn):
            return None
        if entry.TEMPLATE_OF in turn.position.scratch:
            self._patterns.take_name(turn, event)
            return None
        one = self._drafting.draft(turn, int(turn.position.scratch[OF]))
        if one is None:
            turn.leave_form()
            return None
        if entry.NOW in turn.position.scratch:  # "besok" is told from the day of the answer
            scratch = {**turn.position.scratch, entry.NOW: turn.now.isoformat()}
            turn.position = replace(turn.position, scratch=scratch)
        if isinstance(event, Tapped) and event.choice == "_back":
            self.leave(turn)
        elif isinstance(event, SentThing) and event.thing is Thing.EDIT:
            self._take_edit(turn, one, event)
        elif turn.position.scratch[AWAITS] == entry.MESSAGE and self._is_message(turn, event):
            self._take_message(turn, one, event)
        elif turn.position.scratch[AWAITS] == entry.OFFER:
            return self._offering.take(turn, one, event)
        elif isinstance(event, Said) and self._may_be_message(turn, event):
            self._offering.offer(turn, one, event)
        else:
            self._play(turn, one, event)
        return None

    def _take_edit(self, turn: Turn, one: Announcement, event: SentThing) -> None:
        """Take a changed message where it became, or may become, the message of a draft."""
        if turn.position.scratch.get(entry.SOURCE) != str(event.message_id):
            self._take_other_edit(turn, event)
        elif turn.position.scratch[AWAITS] == entry.MESSAGE:
            self._take_message(turn, one, event)
        else:
            self._offering.offer(turn, one, event)

    def _take_other_edit(self, turn: Turn, event: SentThing) -> None:
        if not self._editing.hear(turn, event):
            self._drafting.repeat(turn, turn.texts("announce.edited"))

    def _may_be_message(self, turn: Turn, said: Said) -> bool:
        """Tell whether what is typed is too long for what is asked, and nothing that could be it."""
        awaits = turn.position.scratch[AWAITS]
        if awaits not in {entry.WHEN, entry.PEOPLE} or not is_long(said.text):
            return False
        return not entry.reads(self._drafting.form.by_id[awaits], said.text, turn)

    def _play(self, turn: Turn, one: Announcement, event: Event) -> None:
        scratch = turn.position.scratch
        reaction = turn.play(self._drafting.form, scratch, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._typed(turn, one, scratch, reaction.saved[scratch[AWAITS]] or "")
        elif reaction.outcome:
            self.leave(turn)

    def hear_time(self, turn: Turn, one: Announcement, event: Said) -> None:
        """Take a time that is typed at a screen of the draft."""
        self._drafting.expect(turn, one, entry.WHEN, **{entry.NOW: turn.now.isoformat()})
        self._play(turn, one, event)

    @staticmethod
    def _is_message(turn: Turn, event: Event) -> bool:
        """Tell whether an event is the message itself: not the word for a button, nor one from before."""
        if isinstance(event, Said):
            typed = plain(event.text) in turn.resources.catalogues.said(key("words.cancel"))
            return not typed and event.message_id > turn.question_id
        return isinstance(event, SentThing)

    def _typed(self, turn: Turn, one: Announcement, scratch: Mapping[str, str], value: str) -> None:
        """Do what was typed for."""
        awaits, announcements = scratch[AWAITS], Announcements(turn.tx)
        if awaits == entry.PEOPLE:
            self._confirming.confirm(turn, one, scratch)
            return
        if awaits == entry.FALLBACK:
            message = one.message.with_fallback(scratch[LANGUAGE], scratch[PLACEHOLDER], value)
            one = announcements.save(one, message=message)
            if self._offering.asks_fallback(turn, one):
                return
        elif awaits == entry.LINK:
            label, _, url = value.partition("\n")
            links = (*one.message.links, Link(label, url))
            one = announcements.save(one, message=replace(one.message, links=links))
        elif awaits == entry.WHEN and (kept := entry.open_day(value)):
            self._drafting.ask_when(turn, one, **kept)
            return
        elif awaits == entry.WHEN:
            one = announcements.save(one, due_at=datetime.fromisoformat(value), loud=False)
        elif awaits == entry.TEMPLATE:
            self._patterns.kept(turn, one, value)
        elif awaits == entry.REASON:
            one = repeat(turn, one, masked(value))
        else:
            SavedAudiences(turn.tx).add(value, one.audience, turn.chat_id)
            turn.show(turn.texts("audience.kept", name=value))
        self._drafting.show_desk(turn, one)

    # -- the message

    def write(self, turn: Turn, data: Write) -> None:
        """Ask for the message, in one language."""
        one, language = self._drafting.draft(turn, data.number), data.language
        if one:
            known = language in turn.resources.catalogues.languages
            self._drafting.ask(
                turn, one, entry.MESSAGE, **{LANGUAGE: language if known else DEFAULT_LANGUAGE}
            )  # fmt: skip

    def _take_message(self, turn: Turn, one: Announcement, event: Event) -> None:
        if isinstance(event, SentThing) and event.album:
            self._refuse_album(turn, one, event.album)
            return
        language = turn.position.scratch[LANGUAGE]
        content = content_of(one, event, language)
        # What is refused may be changed instead of being sent again.
        scratch = {**turn.position.scratch, entry.SOURCE: str(turn.message_id)}
        turn.position = replace(turn.position, scratch=scratch)
        if content is None:
            self._drafting.repeat(turn, turn.texts("announce.message_refused"))
        elif reason := fault_in(turn.texts, one, content, language):
            self._drafting.repeat(turn, reason)
        else:
            self._offering.keep(turn, one, language, content, turn.message_id)

    def _refuse_album(self, turn: Turn, one: Announcement, album: str) -> None:
        """Say once that an album cannot be sent: each of its pictures comes as a message of its own."""
        if one.draft.album != album:
            Announcements(turn.tx).save(one, draft=replace(one.draft, album=album))
            self._drafting.repeat(turn, turn.texts("announce.album_refused"))

    def drop(self, turn: Turn, data: DropDraft) -> None:
        """Throw the draft away."""
        one = self._drafting.draft(turn, data.number)
        if one:
            turn.leave_form()
            Announcements(turn.tx).drop(one.id)
            turn.put(Screen(turn.texts("announce.dropped")), turn.over)
