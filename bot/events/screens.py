"""What staff see of events."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from bot.dialogue.screen import Screen
from bot.events import counting, taps
from bot.events.event import link
from bot.events.words import when, where
from bot.figures.numbers import TOTAL
from bot.figures.shown import as_lines, legend
from bot.terms.roles import Right
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.screen import Rows
    from bot.events.event import Agent, Event
    from bot.figures.shown import Shown
    from bot.texts import Texts
    from bot.turns.turn import Turn

_LABEL: Final = 40  # letters of a button


def listed(turn: Turn, events: Sequence[Event]) -> Screen:
    """Return the list of events."""
    texts = turn.texts
    rows = [
        (
            turn.labelled(
                f"{texts.short_date(event.told.day)} · {event.told.what}"[:_LABEL],
                taps.OpenEvent(event.number),
            ),
        )
        for event in events
    ]
    text = texts("acara.list") if events else texts("acara.none")
    return Screen(text, (*rows, (turn.button("acara.new", taps.NewEvent()),)))


def _label(texts: Texts, event: Event) -> str:
    return f"{texts.short_date(event.told.day)} · {event.told.what}"[:_LABEL]


def _handed_out(turn: Turn, event: Event, agent: Agent) -> Html:
    address = link(turn.bot_name, event.payload_of(agent))
    return turn.texts("acara.agent_line", name=agent.name or agent.code, link=address)


def one(turn: Turn, event: Event, shown: Shown, agents: Sequence[Agent]) -> Screen:
    """Return an event: what, where, when, what came of it, its links."""
    texts, told = turn.texts, event.told
    lines = [_handed_out(turn, event, agent) for agent in agents]
    parts = [
        texts("acara.one", what=told.what, where=where(turn.resources, told), day=when(texts, told)),
        texts("acara.may_name", names=event.named.names, day=texts.date(event.named.agreed_on))
        if event.named
        else texts("acara.nobody_named"),
        texts(
            "acara.came",
            opened=shown.of(TOTAL, counting.OPENED),
            enrolled=shown.of(TOTAL, counting.ENROLLED),
            active=shown.of(TOTAL, counting.ACTIVE),
        ),
        texts("acara.link", link=link(turn.bot_name, event.payload)),
        *([Html("\n".join(lines))] if lines else []),
        *([texts("angka.hidden")] if shown.hides else []),
    ]
    return Screen(Html("\n\n".join(parts)), _ways(turn, event))


def _ways(turn: Turn, event: Event) -> Rows:
    number, button = event.number, turn.button
    news = [(button("acara.tell", taps.Tell(number)),)] if turn.may(Right.ANNOUNCE) else []
    unname = [(button("acara.unname", taps.ForgetNamed(number)),)] if event.named else []
    return (
        *news,
        (
            button("poster.as_picture", taps.MakePoster(number, counting.PNG)),
            button("poster.as_pdf", taps.MakePoster(number, counting.PDF)),
        ),
        (
            button("acara.by_village", taps.ShowPlaces(number, counting.BY_VILLAGE)),
            button("acara.by_agent", taps.ShowPlaces(number, counting.BY_AGENT)),
        ),
        (button("acara.add_agent", taps.AddAgent(number)),),
        *unname,
        (button("acara.close", taps.CloseEvent(number)), button("acara.list_button", taps.ListEvents())),
    )


def table(turn: Turn, event: Event, shown: Shown) -> Screen:
    """Return what came of an event in lines."""
    texts = turn.texts
    lines = [texts("angka.line", line=line) for line in as_lines(shown)]
    parts = [
        texts("acara.table", what=event.told.what, title=texts(shown.section.title)),
        Html("\n".join(lines)),
        Html(escape(legend(shown), quote=False)),
        *([texts("angka.hidden")] if shown.hides else []),
    ]
    back = (turn.button("acara.back", taps.OpenEvent(event.number)),)
    return Screen(Html("\n\n".join(parts)), (back,))
