"""From what staff send to the message of an announcement, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from msgspec.structs import replace

from bot.announcements.markup import to_html
from bot.announcements.message import MEDIA, Content
from bot.announcements.states import Action
from bot.dialogue.event import Said, SentThing, Thing

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.dialogue.event import Event
    from bot.texts import Html, Texts


def content_of(one: Announcement, event: Event, language: str) -> Content | None:
    """Return what an event says as the message in a language; None where it is nothing to be announced."""
    if isinstance(event, Said) or _is_changed_text(event):
        words = _words_of(event)
        if one.action is Action.CORRECT:  # a caption goes below the same file
            return replace(one.message.content(language), html=words)
        return Content(words)
    if isinstance(event, SentThing) and event.file_id and event.kind in MEDIA:
        return Content(_words_of(event), event.kind, event.file_id)
    return None


def _is_changed_text(event: Event) -> TypeGuard[SentThing]:
    return isinstance(event, SentThing) and event.thing is Thing.EDIT and not event.file_id


def _words_of(event: Said | SentThing) -> str:
    text = event.text if isinstance(event, Said) else event.caption
    return to_html(event.written or text, event.entities)


def fault_in(texts: Texts, one: Announcement, content: Content, language: str) -> Html | None:
    """Return what is wrong with a message in a language, or None."""
    if unknown := content.unknown():
        written = ", ".join(f"{{{name}}}" for name in unknown)
        return texts("announce.unknown_placeholder", written=written)
    if content.length > content.most:
        return texts(
            "announce.too_long", most=texts.number(content.most), length=texts.number(content.length)
        )
    if not content.bare.strip() and not content.kind:
        return texts("announce.message_refused")
    if one.action is Action.CORRECT and not _may_replace(one.message.content(language), content):
        return texts("announce.correct_same_kind")
    return None


def _may_replace(before: Content, content: Content) -> bool:
    """Tell whether Telegram puts one in the place of the other.

    Bot API, editMessageMedia: no voice, no file for a text.
    """
    other_voice = "voice" in {content.kind, before.kind} and content.file_id != before.file_id
    return not other_voice and bool(content.kind) == bool(before.kind)
