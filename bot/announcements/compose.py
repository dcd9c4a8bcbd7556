"""/siarkan: writing an announcement.

A draft stands in the store; one screen, the desk, shows all of it, and each part is a tap away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.announcements import entry
from bot.announcements.confirming import CONFIRM, Confirming
from bot.announcements.desk import desk_screen
from bot.announcements.entry import ANNOUNCE, AWAITS, LANGUAGE, OF, PLACEHOLDER, entry_form
from bot.announcements.markup import to_html
from bot.announcements.message import MEDIA, Content, Link
from bot.announcements.parts import Parts
from bot.announcements.saved import SavedAudiences
from bot.announcements.states import Action, State
from bot.announcements.store import Announcements
from bot.announcements.surveys import COUNT, as_count
from bot.announcements.taps import DESK, DROP, HISTORY, NEW, SEND, WRITE, number_of, over_of, put
from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Screen, Survey
from bot.staff.desk import allowed
from bot.staff.roles import Right
from bot.texts import DEFAULT_LANGUAGE, LANGUAGES, Html, key, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bot.announcements.announcement import Announcement
    from bot.announcements.pace import Pace
    from bot.dialogue.event import Event
    from bot.resources import Resources
    from bot.turn import Turn


class Composer:
    """The conversation of writing. Nobody without the right gets anything of it."""

    def __init__(self, pace: Pace, resources: Resources) -> None:
        self._pace, self._form = pace, entry_form(resources.examples)
        self.parts, self.confirming = Parts(self, pace), Confirming(self, pace)

    def actions(self) -> dict[str, Callable[[Turn], None]]:
        """Return what each button does."""
        return {
            NEW: self.begin,
            DESK: self.back_to_desk,
            WRITE: self.write,
            DROP: self.drop,
            **self.parts.actions(),
            **self.confirming.actions(),
        }

    # -- the desk

    def open(self, turn: Turn) -> None:
        """Go on with the draft, or begin one."""
        draft = Announcements(turn.tx).draft_of(turn.chat_id)
        turn.leave_form()
        if draft and (draft.message.contents or draft.action is not Action.SEND):
            self.show_desk(turn, draft)
        else:
            self.begin(turn)

    def begin(self, turn: Turn) -> None:
        """Begin a new announcement: its message is asked for first."""
        one = Announcements(turn.tx).begin(turn.chat_id)
        turn.leave_form()
        turn.show(turn.texts("announce.intro"), (turn.button("announce.history", HISTORY),))
        self.ask(turn, one, entry.MESSAGE, **{LANGUAGE: DEFAULT_LANGUAGE})

    def back_to_desk(self, turn: Turn) -> None:
        """Show the desk."""
        if one := self.draft(turn):
            self.show_desk(turn, one, over_of(turn))

    def draft(self, turn: Turn) -> Announcement | None:
        """Return the draft that a button names, if it is this chat's and still one; else say so."""
        one = Announcements(turn.tx).get(number_of(turn))
        if one and one.state is State.DRAFT and one.written_by == turn.chat_id:
            return one
        if one and one.state is State.DRAFT:
            turn.tx.audit(f"chat:{turn.chat_id}", "refused draft of another", f"announcement:{one.id}")
        turn.show(turn.texts("announce.draft_gone"), (turn.button("announce.history", HISTORY),))
        return None

    def show_desk(self, turn: Turn, one: Announcement, over: int = 0) -> None:
        """Show all of a draft, once its audience has been counted."""
        if turn.position.form == ANNOUNCE:
            turn.leave_form()
        turn.acts.append(Survey(COUNT, {"id": one.id, "then": DESK, "over": over}))

    def counted(self, turn: Turn, values: Mapping[str, Any], found: Mapping[str, Any] | None) -> None:
        """Go on after the audience was counted."""
        one = Announcements(turn.tx).get(values["id"])
        if one is None or one.state is not State.DRAFT or found is None:
            turn.show(
                turn.texts("announce.not_counted"), (turn.button("announce.back", DESK, str(values["id"])),)
            )
        elif values["then"] == CONFIRM:
            self.confirming.counted(turn, one, values, as_count(found))
        elif values["then"] == SEND:
            self.confirming.ask_for_number(turn, one, as_count(found))
        else:
            put(turn, desk_screen(turn, self._pace, one, as_count(found)), values["over"])

    # -- what is typed or sent

    def ask(self, turn: Turn, one: Announcement, awaits: str, **more: str) -> None:
        """Ask for what is to be typed next."""
        turn.leave_form()
        turn.position = replace(
            turn.position, form=ANNOUNCE, scratch={AWAITS: awaits, OF: str(one.id), **more}
        )
        self.repeat(turn)

    def ask_name(self, turn: Turn, one: Announcement) -> None:
        """Ask for the name under which the audience is saved."""
        self.ask(turn, one, entry.NAME)

    def repeat(self, turn: Turn, lead: str = "") -> None:
        """Show what is current again."""
        if self._may(turn):
            turn.play(self._form, turn.position.scratch, None, lead)

    @staticmethod
    def _may(turn: Turn) -> bool:
        """Tell whether this chat may go on; else say so, and close what was being typed."""
        may = allowed(turn, Right.ANNOUNCE, "siarkan")
        if not may:
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
        return may

    def leave(self, turn: Turn) -> None:
        """Leave what was being typed; the draft stays."""
        if not self._may(turn):
            return
        turn.argument = turn.position.scratch.get(OF, "")
        turn.leave_form()
        one = self.draft(turn)
        if one and (one.message.contents or one.action is not Action.SEND):
            self.show_desk(turn, one)
        elif one:
            Announcements(turn.tx).drop(one.id)
            turn.show(turn.texts("announce.dropped"), (turn.button("announce.history", HISTORY),))

    def take(self, turn: Turn, event: Event) -> None:
        """Take one event while something is to be typed."""
        if not self._may(turn):
            return
        turn.argument = turn.position.scratch[OF]
        one = self.draft(turn)
        if one is None:
            turn.leave_form()
            return
        if isinstance(event, Tapped) and event.choice == "_back":
            self.leave(turn)
            return
        if isinstance(event, SentThing) and event.thing is Thing.EDIT:
            self.repeat(turn, turn.texts("announce.edited"))
            return
        if turn.position.scratch[AWAITS] == entry.MESSAGE and self._is_message(turn, event):
            self._take_message(turn, one, event)
            return
        scratch = turn.position.scratch
        reaction = turn.play(self._form, scratch, event)
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
            self.confirming.confirm(turn, one, scratch)
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
        elif awaits == entry.WHEN:
            one = announcements.save(one, due_at=datetime.fromisoformat(value), loud=False)
        else:
            SavedAudiences(turn.tx).add(value, one.audience, turn.chat_id)
            turn.show(turn.texts("audience.kept", name=value))
        self.show_desk(turn, one)

    # -- the message

    def write(self, turn: Turn) -> None:
        """Ask for the message, in one language."""
        one, language = self.draft(turn), turn.argument.partition("|")[2]
        if one:
            self.ask(
                turn,
                one,
                entry.MESSAGE,
                **{LANGUAGE: language if language in LANGUAGES else DEFAULT_LANGUAGE},
            )

    def _take_message(self, turn: Turn, one: Announcement, event: Event) -> None:
        if isinstance(event, SentThing) and event.album:
            self._refuse_album(turn, one, event.album)
            return
        content = self._content(turn, one, event)
        reason = self._fault(turn, one, content) if content else turn.texts("announce.message_refused")
        if content is None or reason:
            self.repeat(turn, reason or "")
            return
        language = turn.position.scratch[LANGUAGE]
        one = Announcements(turn.tx).save(one, message=one.message.with_content(language, content))
        turn.leave_form()
        if not self._asks_fallback(turn, one):
            self.show_desk(turn, one)

    def _refuse_album(self, turn: Turn, one: Announcement, album: str) -> None:
        """Say once that an album cannot be sent: each of its pictures comes as a message of its own."""
        if one.draft.album != album:
            Announcements(turn.tx).save(one, draft=replace(one.draft, album=album))
            self.repeat(turn, turn.texts("announce.album_refused"))

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
            self.ask(turn, one, entry.FALLBACK, **{LANGUAGE: language, PLACEHOLDER: name})
        return missing is not None

    def drop(self, turn: Turn) -> None:
        """Throw the draft away."""
        one = self.draft(turn)
        if one:
            turn.leave_form()
            Announcements(turn.tx).drop(one.id)
            put(turn, Screen(turn.texts("announce.dropped")), over_of(turn))
