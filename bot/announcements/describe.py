"""An announcement in the words that staff read: its message, its audience, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.arriving import WAYS
from bot.announcements.criteria import CRITERIA
from bot.announcements.states import REASON_NAMES, Action, Reason
from bot.dialogue.screens import cut
from bot.terms.news import KIND_NAMES
from bot.texts import DEFAULT_LANGUAGE, Html, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Audience, Count
    from bot.announcements.criteria import Wanted
    from bot.announcements.message import Content, Message
    from bot.resources import Resources
    from bot.texts import Texts

_FILE_NAMES = {
    "photo": key("file.photo"),
    "video": key("file.video"),
    "animation": key("file.animation"),
    "document": key("file.document"),
    "voice": key("file.voice"),
    "audio": key("file.audio"),
}
_PREVIEW, _VALUES = 60, 6
MOST_DISTRICTS, ALL = 8, 1000  # that are counted by name; the others are summed up


def message(texts: Texts, shown: Message, language: str) -> Html:
    """Return what a message is, and what stands in for its placeholders."""
    content = shown.contents.get(language)
    if content is None:
        return texts("announce.none_yet")
    stand_ins = [
        texts("announce.stands_in", written=f"{{{placeholder}}}", words=stand_in)
        for placeholder in content.placeholders()
        if (stand_in := shown.fallbacks.get(f"{language} {placeholder}"))
    ]
    return Html("\n".join([content_words(texts, content), *stand_ins]))


def content_words(texts: Texts, content: Content) -> Html:
    """Return the beginning of a message in one language, with the kind of its file."""
    words = cut(" ".join(content.bare.split()), _PREVIEW)
    name = texts(_FILE_NAMES[content.kind]) if content.kind else Html("")
    quoted = texts("announce.quoted", words=words) if words else Html("")
    return Html(" ".join(part for part in (name, quoted) if part))


def first_words(texts: Texts, one: Announcement) -> Html:
    """Return an announcement in a line: the beginning of its message, or what it takes back."""
    if one.action is Action.RECALL:
        return texts("history.recall", number=one.original_id)
    return Html(message(texts, one.message, DEFAULT_LANGUAGE).partition("\n")[0])


def audience(texts: Texts, resources: Resources, chosen: Audience) -> Html:
    """Return whom an audience wants: a line for each criterion."""
    if chosen.is_everyone:
        return texts("audience.everyone")
    wanted = [
        texts("audience.line", criterion=name, values=values, more=more)
        for name, values, more in _named(texts, resources, chosen.wanted)
    ]
    unwanted = [
        texts("audience.line_without", criterion=name, values=values, more=more)
        for name, values, more in _named(texts, resources, chosen.unwanted)
    ]
    return Html("\n".join([*(wanted or [texts("audience.everyone")]), *unwanted]))


def _named(texts: Texts, resources: Resources, chosen: Wanted) -> Iterable[tuple[Html, str, Html]]:
    """Give the name of each criterion, a few of its values, and how many more there are."""
    for criterion in CRITERIA:
        values = [criterion.value_name(texts, resources, one) for one in chosen.get(criterion.name, ())]
        if values:
            rest = len(values) - _VALUES
            more = texts("audience.more", count=rest) if rest > 0 else Html("")
            yield texts(criterion.label), ", ".join(values[:_VALUES]), more


def count(
    texts: Texts,
    resources: Resources,
    found: Count,
    action: Action = Action.SEND,
    most: int = MOST_DISTRICTS,
) -> Html:
    """Return how many get it, by district (`most` of them by name), and who is left out."""
    lines: list[str] = [
        texts.counted("audience.people", count=found.people)
        if action is Action.SEND
        else texts.counted("audience.chats", count=found.people)
    ]
    most_first = sorted(found.districts.items(), key=lambda pair: -pair[1])
    if len(most_first) > 1 or (most_first and most_first[0][0]):
        lines += list(_by_district(texts, resources, most_first, most))
    lines += [
        texts("audience.left_out", reason=texts(REASON_NAMES[Reason(reason)]), count=texts.number(number))
        for reason, number in sorted(found.left_out.items())
    ]
    if found.copies:
        lines.append(texts.counted("audience.copies", count=found.copies))
    if found.without_chat:
        lines.append(texts.counted("audience.without_chat", count=found.without_chat))
    return Html("\n".join(lines))


def _by_district(
    texts: Texts, resources: Resources, found: list[tuple[str, int]], most: int
) -> Iterable[Html]:
    for code, number in found[:most]:
        region = resources.regions.get(code) if code else None
        name = region.name if region else texts("report.no_district")
        yield texts("audience.district", name=name, count=texts.number(number))
    rest = sum(number for _, number in found[most:])
    if rest:
        yield texts("audience.district", name=texts("audience.others"), count=texts.number(rest))


def links(texts: Texts, shown: Message) -> str:
    """Return the buttons of a message."""
    names = [*(link.label for link in shown.links), *(texts(WAYS[way]) for way in shown.ways)]
    return ", ".join(names) or texts("announce.no_buttons")


def kind(texts: Texts, one: Announcement) -> Html:
    """Return what it is about."""
    return texts(KIND_NAMES[one.kind])
