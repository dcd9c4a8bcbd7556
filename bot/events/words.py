"""How an event is told: where, when, on a poster, in an announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.poster import Poster
from bot.events.event import link

if TYPE_CHECKING:
    from bot.events.event import Event, Told
    from bot.resources import Resources
    from bot.texts import Html, Texts


def where(resources: Resources, told: Told) -> str:
    """Return the place of an event, its village and its district."""
    regions = [resources.regions.get(code) for code in (told.village, told.district) if code]
    place = told.place[:1].upper() + told.place[1:]  # it begins a line of a poster
    return ", ".join([place, *[one.name for one in regions if one]])


def when(texts: Texts, told: Told) -> str:
    """Return its day."""
    return texts.weekday(told.day)


def news(texts: Texts, resources: Resources, event: Event) -> Html:
    """Return the words of an announcement of an event; whoever did not agree is not named."""
    told = event.told
    text = texts("acara.news", what=told.what, where=where(resources, told), day=when(texts, told))
    if event.named is None:
        return text
    return texts("acara.news_named", text=text, names=event.named.names)


def poster_of(texts: Texts, resources: Resources, event: Event | None, bot_name: str) -> Poster:
    """Return the words of the poster of an event, or without one of the bot itself."""
    office = resources.office
    reach = " · ".join(one for one in (office.address, office.phone) if one.strip())
    lines = (
        (texts.bare("poster.what"), texts.bare("poster.for_whom"), texts.bare("poster.how"))
        if event is None
        else (event.told.what, where(resources, event.told), when(texts, event.told))
    )
    return Poster(
        name=texts.bare("poster.name"),
        lines=lines,
        scan=texts.bare("poster.scan"),
        free=texts.bare("poster.free"),
        address=link(bot_name).removeprefix("https://"),
        office=[one for one in (office.name, reach) if one],
        link=link(bot_name, event.payload if event else ""),
    )
