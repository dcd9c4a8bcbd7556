"""/siarkan: writing an announcement.

A draft stands in the store; one screen, the desk, shows all of it, and each part is a tap away.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements.compose import entry
from bot.announcements.compose.confirming import CONFIRM
from bot.announcements.compose.desk import desk_screen
from bot.announcements.compose.entry import AWAITS, LANGUAGE, OF, PLACEHOLDER
from bot.announcements.markup import to_html
from bot.announcements.message import MEDIA, Content, Link
from bot.announcements.saved import SavedAudiences
from bot.announcements.states import Action, State
from bot.announcements.store import Announcements
from bot.announcements.taps import Desk, History, Send
from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Screen
from bot.texts import DEFAULT_LANGUAGE, Html, key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.compose.confirming import Confirming
    from bot.announcements.compose.drafting import Drafting
    from bot.announcements.surveying import CountRecipients
    from bot.announcements.taps import DropDraft, Write
    from bot.dialogue.event import Event
    from bot.front.schedule import Schedule
    from bot.turns.turn import Turn


class Composer:
    """The conversation of writing. Nobody without the right gets anything of it."""

    def __init__(self, drafting: Drafting, confirming: Confirming, schedule: Schedule) -> None:
        self._drafting, self._confirming, self._schedule = drafting, confirming, schedule

    # -- the desk

    def open(self, turn: Turn) -> None:
        """Go on with the draft, or begin one."""
        draft = Announcements(turn.tx).draft_of(turn.chat_id)
        turn.leave_form()
        if draft and (draft.message.contents or draft.action is not Action.SEND):
            self._drafting.show_desk(turn, draft)
        else:
            self.begin(turn)

    def begin(self, turn: Turn) -> None:
        """Begin a new announcement: its message is asked for first."""
        one = Announcements(turn.tx).begin(turn.chat_id)
        turn.leave_form()
        turn.show(turn.texts("announce.intro"), (turn.button("announce.history", History()),))
        self._drafting.ask(turn, one, entry.MESSAGE, **{LANGUAGE: DEFAULT_LANGUAGE})

    def back_to_desk(self, turn: Turn, data: Desk) -> None:
        """Show the desk."""
        if one := self._drafting.draft(turn, data.number):
            self._drafting.show_desk(turn, one, turn.over)

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
            turn.put(desk_screen(turn, self._schedule, one, found), errand.over)

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
        one = self._drafting.draft(turn, number)
        if one and (one.message.contents or one.action is not Action.SEND):
            self._drafting.show_desk(turn, one)
        elif one:
            Announcements(turn.tx).drop(one.id)
            turn.show(turn.texts("announce.dropped"), (turn.button("announce.history", History()),))

    def take(self, turn: Turn, event: Event) -> None:
        """Take one event while something is to be typed."""
        if not self._drafting.may_go_on(turn):
            return
        one = self._drafting.draft(turn, int(turn.position.scratch[OF]))
        if one is None:
            turn.leave_form()
            return
        if entry.NOW in turn.position.scratch:  # "besok" is told from the day of the answer
            scratch = {**turn.position.scratch, entry.NOW: turn.now.isoformat()}
            turn.position = replace(turn.position, scratch=scratch)
        if isinstance(event, Tapped) and event.choice == "_back":
            self.leave(turn)
            return
        if isinstance(event, SentThing) and event.thing is Thing.EDIT:
            self._drafting.repeat(turn, turn.texts("announce.edited"))
            return
        if turn.position.scratch[AWAITS] == entry.MESSAGE and self._is_message(turn, event):
            self._take_message(turn, one, event)
            return
        scratch = turn.position.scratch
        reaction = turn.play(self._drafting.form, scratch, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._typed(turn, one, scratch, reaction.saved[scratch[AWAITS]] or "")
        elif reaction.outcome:
            self.leave(turn)

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
            if self._asks_fallback(turn, one):
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
        content = self._content(turn, one, event)
        reason = self._fault(turn, one, content) if content else turn.texts("announce.message_refused")
        if content is None or reason:
            self._drafting.repeat(turn, reason or "")
            return
        language = turn.position.scratch[LANGUAGE]
        one = Announcements(turn.tx).save(one, message=one.message.with_content(language, content))
        turn.leave_form()
        if not self._asks_fallback(turn, one):
            self._drafting.show_desk(turn, one)

    def _refuse_album(self, turn: Turn, one: Announcement, album: str) -> None:
        """Say once that an album cannot be sent: each of its pictures comes as a message of its own."""
        if one.draft.album != album:
            Announcements(turn.tx).save(one, draft=replace(one.draft, album=album))
            self._drafting.repeat(turn, turn.texts("announce.album_refused"))

    @staticmethod
    def _content(turn: Turn, one: Announcement, event: Event) -> Content | None:
        if isinstance(event, Said):
            words = to_html(event.written or event.text, event.entities)
            if one.action is Action.CORRECT:  # a caption goes below the same file
                return replace(one.message.content(turn.position.scratch[LANGUAGE]), html=words)
            return Content(words)
        if isinstance(event, SentThing) and event.file_id and event.kind in MEDIA:
            return Content(to_html(event.written or event.caption, event.entities), event.kind, event.file_id)
        return None

    @staticmethod
    def _fault(turn: Turn, one: Announcement, content: Content) -> Html | None:
        """Return what is wrong with a message, or None."""
        texts = turn.texts
        if unknown := content.unknown():
            written = ", ".join(f"{{{name}}}" for name in unknown)
            return texts("announce.unknown_placeholder", written=written)
        if content.length > content.most:
            return texts(
                "announce.too_long", most=texts.number(content.most), length=texts.number(content.length)
            )
        if not content.bare.strip() and not content.kind:
            return texts("announce.message_refused")
        if one.action is Action.CORRECT:
            before = one.message.content(turn.position.scratch[LANGUAGE])
            other_voice = "voice" in {content.kind, before.kind} and content.file_id != before.file_id
            if other_voice or bool(content.kind) != bool(before.kind):
                return texts(
                    "announce.correct_same_kind"
                )  # Bot API, editMessageMedia: no voice, no file for a text
        return None

    def _asks_fallback(self, turn: Turn, one: Announcement) -> bool:
        """Ask what stands in for a placeholder, if something is missing."""
        missing = one.message.missing_fallback()
        if missing:
            language, name = missing
            self._drafting.ask(turn, one, entry.FALLBACK, **{LANGUAGE: language, PLACEHOLDER: name})
        return missing is not None

    def drop(self, turn: Turn, data: DropDraft) -> None:
        """Throw the draft away."""
        one = self._drafting.draft(turn, data.number)
        if one:
            turn.leave_form()
            Announcements(turn.tx).drop(one.id)
            turn.put(Screen(turn.texts("announce.dropped")), turn.over)
