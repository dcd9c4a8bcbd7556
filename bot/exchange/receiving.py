"""/impor: the lists in force and those under way; and the file of a list, sent in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.announcements.compose.standing import walk_away
from bot.dialogue.event import SentThing, Thing
from bot.dialogue.screen import Button
from bot.exchange.screens import list_screen, title
from bot.exchange.taps import Lists, OpenList
from bot.front.pages import on_page
from bot.register.sources import FileNamed, Sources
from bot.terms.roles import Right
from bot.texts import Html

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.register.sources import Source
    from bot.turns.turn import Turn

_MOST: Final = 20  # lists on a screen
_FIRST: Final = Lists()
_DOCUMENT: Final = "document"  # as the Bot API names a file


def show_lists(turn: Turn, data: Lists = _FIRST) -> None:
    """Show a page of the lists that hold, which are under way, and how another is sent."""
    walk_away(turn)  # a file that is sent next is a list, no part of an announcement
    texts, sources = turn.texts, Sources(turn.tx)
    in_force, asked = sources.in_force(), [one for one in sources.waiting() if one.sent_by != turn.chat_id]
    under_way = [*sources.open_of(turn.chat_id), *asked]
    shown, page = on_page(in_force, _MOST, data.page)
    lines = [texts("list.line", name=title(texts, one), rows=texts.number(_people(one))) for one in shown]
    waits = texts.counted("list.under_way", count=len(under_way))
    text = texts(
        "list.overview",
        in_force=Html("\n".join(lines)) or texts("list.none_in_force"),
        under_way=Html(f"\n\n{waits}") if under_way else "",
    )
    rows = [(Button(title(texts, one), OpenList(one.id).pack()),) for one in under_way[:_MOST]]
    turn.show(text, *rows, *page.ways(turn, Lists))


def _people(source: Source) -> int:
    """Return how many people a list in force speaks of."""
    counts = source.counts
    return sum(counts.get(name, 0) for name in ("new", "known", "same", "changed", "conflict", "maybe"))


def show_list(turn: Turn, data: OpenList) -> None:
    """Show one list."""
    source = Sources(turn.tx).get(data.source)
    if source is None:
        turn.show(turn.texts("list.gone"))
        return
    turn.put(list_screen(turn.texts, source), turn.over)


def take_file(turn: Turn, event: Event) -> bool:
    """Take a file that an officer sends as a list; False for everything else."""
    is_file = isinstance(event, SentThing) and event.thing is Thing.FILE and event.kind == _DOCUMENT
    if not isinstance(event, SentThing) or not is_file or not turn.may(Right.IMPORT):
        return False
    named = FileNamed(event.name, event.file_id, event.message_id)
    Sources(turn.tx).add(turn.chat_id, named)
    turn.show(turn.texts("list.file_received"))
    return True


def refuse_picture(turn: Turn, event: Event) -> bool:
    """Say that a list is no picture, to whoever may send lists; False for everything else."""
    is_picture = isinstance(event, SentThing) and event.thing is Thing.PICTURE
    if not is_picture or not turn.may(Right.IMPORT):
        return False
    turn.show(turn.texts("list_file.picture"), (turn.button("list.all", Lists()),))
    return True
