"""What came of an event: who opened, enrolled, is active; by village, and by who handed out the link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.drawing.poster import as_pdf, as_svg
from bot.events.event import codes_in
from bot.events.store import Events
from bot.events.words import poster_of
from bot.figures.numbers import NOWHERE, TOTAL, Counted, Line
from bot.figures.section import Column, Section
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.events.store import Came
    from bot.figures.words import Words
    from bot.resources import Resources
    from bot.store.transaction import Transaction

BY_VILLAGE, BY_AGENT = "village", "agent"
PNG, PDF = "png", "pdf"
NOBODY: Final = "nobody"  # code of the line of the link that nobody hands out: that of poster and news
OPENED, ENROLLED, ACTIVE = range(3)  # columns of the table by agent


class CountEvent(Errand, frozen=True, tag="event"):
    """Count what came of an event; to be shown `by` village or agent, or (without) the sums."""

    number: int
    by: str = ""
    over: int = 0


class Result(Struct, frozen=True):
    """What came of an event, by agent and by village; the sums are the last lines."""

    by_agent: Counted
    by_village: Counted


class DrawPoster(Errand, frozen=True, tag="event_poster"):
    """Make the poster of an event, as PDF or as a picture."""

    number: int
    kind: str
    language: str
    bot_name: str


class Made(Struct, frozen=True):
    """The poster: a PDF, or a picture as SVG."""

    content: bytes = b""
    svg: str = ""


def look(tx: Transaction, errand: CountEvent) -> Result | None:
    """Count; None where there is no such event."""
    event = Events(tx).get(errand.number)
    if event is None:
        return None
    came, opened = Events(tx).enrolled(event), Events(tx).opened(event)
    links = {event.payload_of(one): one.code for one in Events(tx).agents(event)}
    links |= {
        link: codes_in(link)[1] or NOBODY for link in (event.payload, *opened, *[one.link for one in came])
    }
    lines = [
        Line(code, (opened.get(link, 0), *_people(one for one in came if one.link == link)))
        for link, code in sorted(links.items())
    ]
    whole = Line(TOTAL, (sum(opened.values()), *_people(came)))
    return Result(Counted((*lines, whole)), _by_village(came))


def _people(came: Iterable[Came]) -> tuple[int, int]:
    """Return how many enrolled, and how many of them are active."""
    found = list(came)
    return sum(one.people for one in found), sum(one.people for one in found if one.is_active)


def _by_village(came: list[Came]) -> Counted:
    villages = sorted({one.village for one in came})
    lines = [
        Line(code, _people(one for one in came if (one.village or NOWHERE) == code)) for code in villages
    ]
    return Counted((*lines, Line(TOTAL, _people(came))))


def by_village() -> Section:
    """Return how the table by village is told."""
    return Section(
        BY_VILLAGE, key("acara.by_village"), key("acara.by_village"), key("acara.by_village"),
        (Column(key("acara.enrolled")), Column(key("acara.active"))), _not_counted, _village, down=True,
    )  # fmt: skip


def by_agent(names: dict[str, str]) -> Section:
    """Return how the table by agent is told, whose names are given by code."""
    return Section(
        BY_AGENT, key("acara.by_agent"), key("acara.by_agent"), key("acara.by_agent"),
        (Column(key("acara.opened")), Column(key("acara.enrolled")), Column(key("acara.active"))),
        _not_counted, lambda words, code: _agent(words, code, names), down=True,
    )  # fmt: skip


def _not_counted(_: object) -> Counted:
    return Counted(())


def _village(words: Words, code: str) -> str:
    return words.place(code or NOWHERE)


def _agent(words: Words, code: str, names: dict[str, str]) -> str:
    if code == TOTAL:
        return words.bare("angka.total")
    if code == NOBODY:
        return words.bare("acara.own_link")
    return names.get(code) or words.bare("acara.unnamed", code=code)


def look_poster(tx: Transaction, errand: DrawPoster, resources: Resources) -> Made | None:
    """Make the poster; None where there is no such event."""
    event = Events(tx).get(errand.number)
    if event is None:
        return None
    poster = poster_of(resources.catalogues[errand.language], resources, event, errand.bot_name)
    return Made(as_pdf(poster)) if errand.kind == PDF else Made(svg=as_svg(poster))
