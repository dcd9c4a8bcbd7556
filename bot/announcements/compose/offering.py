"""What is typed or sent while a draft is open, and may be its message: it is read back before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements import describe
from bot.announcements.compose import entry
from bot.announcements.compose.contents import content_of, fault_in
from bot.announcements.compose.entry import ACTION, LANGUAGE, OFFERED, SOURCE, WORDS
from bot.announcements.compose.standing import walk_away
from bot.announcements.message import Content
from bot.announcements.store import Announcements
from bot.announcements.taps import Desk
from bot.dialogue.event import Said, SentThing, Tapped
from bot.dialogue.reaction import Outcome, Reaction
from bot.dialogue.words import hide_numbers
from bot.documents import restored, stored
from bot.texts import DEFAULT_LANGUAGE, bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.dialogue.event import Event
    from bot.turns.turn import Turn

_LONG, _LONG_WITH_FIGURES = 5, 9  # words: more than a time, a number or a place has


def is_long(text: str) -> bool:
    """Tell whether a text is rather a message than an answer to something at a desk."""
    return len(text.split()) >= (_LONG_WITH_FIGURES if any(map(str.isdigit, text)) else _LONG)


class Offering:
    """Asks whether it is the new message, another announcement, or a question; and does what was chosen."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def offer(self, turn: Turn, one: Announcement, event: Said | SentThing) -> None:
        """Read back what was typed or sent, and ask what it is."""
        content = content_of(one, event, DEFAULT_LANGUAGE)
        if content is None:
            turn.show(turn.texts("announce.message_refused"), (turn.button("announce.back", Desk(one.id)),))
            return
        more = {
            OFFERED: stored(content), SOURCE: str(event.message_id), ACTION: one.action,
            WORDS: event.text if isinstance(event, Said) else event.caption,
            "preview": bare(describe.content_words(turn.texts, content)),
        }  # fmt: skip
        self._drafting.ask(turn, one, entry.OFFER, **more)

    def take(self, turn: Turn, one: Announcement, event: Event) -> Reaction | None:
        """Take one event while it is asked what something is: what comes next is offered in its place."""
        scratch = turn.position.scratch
        if isinstance(event, Said) and turn.resources.tells_danger(hide_numbers(event.text)):
            return self._hand_over(turn, event.text)
        if isinstance(event, Tapped) and event.message_id < turn.question_id:
            self._drafting.repeat(turn)  # a choice about something that was read back earlier
            return None
        if isinstance(event, SentThing) and event.file_id:
            self.offer(turn, one, event)
            return None
        position, shown = turn.position, list(turn.acts)
        reaction = turn.play(self._drafting.form, scratch, event)
        if reaction.outcome is Outcome.COMPLETED:
            return self._chosen(turn, one, scratch, reaction.saved[entry.OFFER] or "")
        if isinstance(event, Said) and not reaction.outcome:
            turn.acts, turn.position = shown, position
            self.offer(turn, one, event)
        elif reaction.outcome:
            self._drafting.show_desk(turn, one)
        return None

    def _chosen(
        self, turn: Turn, one: Announcement, scratch: Mapping[str, str], choice: str
    ) -> Reaction | None:
        content, message_id = restored(scratch[OFFERED], Content), int(scratch[SOURCE])
        if choice == entry.QUESTION:
            return self._hand_over(turn, scratch[WORDS])
        if choice == entry.BEGIN:
            one = Announcements(turn.tx).begin(turn.chat_id)
        if reason := fault_in(turn.texts, one, content, DEFAULT_LANGUAGE):
            turn.leave_form()
            turn.show(reason, (turn.button("announce.back", Desk(one.id)),))
        else:
            self.keep(turn, one, DEFAULT_LANGUAGE, content, message_id)
        return None

    @staticmethod
    def _hand_over(turn: Turn, text: str) -> Reaction:
        """Close the draft's screen, and let the text be answered as everybody's is."""
        turn.leave_form()
        walk_away(turn)
        return Reaction(turn.position, outcome=Outcome.QUESTION, text=text)

    # -- the message

    def keep(self, turn: Turn, one: Announcement, language: str, content: Content, message_id: int) -> None:
        """Make something the message of a draft; ask for words that stand in, or show the desk."""
        draft = replace(one.draft, sources={**one.draft.sources, language: message_id})
        message = one.message.with_content(language, content)
        one = Announcements(turn.tx).save(one, message=message, draft=draft)
        turn.leave_form()
        if not self.asks_fallback(turn, one):
            self._drafting.show_desk(turn, one)

    def asks_fallback(self, turn: Turn, one: Announcement) -> bool:
        """Ask what stands in for a placeholder, if something is missing."""
        missing = one.message.missing_fallback()
        if missing:
            language, name = missing
            more = {LANGUAGE: language, entry.PLACEHOLDER: name}
            self._drafting.ask(turn, one, entry.FALLBACK, **more)
        return missing is not None
