"""Announcements: how many went out, whom they reached and whom not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.announcements.states import DELIVERY_NAMES, Delivery
from bot.figures.numbers import Counted, Kind, Line
from bot.figures.section import MONTHS, Section
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

ANNOUNCED = "announced"
_SHOWN: Final = (Delivery.SENT, Delivery.BLOCKED, Delivery.FAILED, Delivery.UNKNOWN, Delivery.SKIPPED)


def _count(look: Look) -> Counted:
    went, became = [], []
    for span in look.spans:
        went.append(look.store.announced(span.begin, span.end))
        became.append(look.store.deliveries(span.begin, span.end))
    lines = [Line(state, tuple(one.get(state, 0) for one in became)) for state in _SHOWN]
    return Counted((Line(ANNOUNCED, tuple(went), Kind.THINGS), *lines))


def _tells(read: Reader) -> Sequence[str]:
    count, sent, blocked = read.of(ANNOUNCED), read.of(Delivery.SENT), read.of(Delivery.BLOCKED)
    return (read.words.bare("laporan.new_news", count=count, sent=sent, blocked=blocked),)


SECTION: Final = Section(
    "news",
    key("angka.news"),
    key("angka.news_button"),
    key("angka.news_about"),
    MONTHS,
    _count,
    lambda words, code: words.bare(
        key("angka.announced") if code == ANNOUNCED else DELIVERY_NAMES[Delivery(code)]
    ),
    drawn=(0, 1),
    tells=_tells,
)
