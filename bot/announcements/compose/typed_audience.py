"""Recipients that are typed where they are chosen: districts, villages, kinds of work, or everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.announcements.audience import Audience
from bot.announcements.compose.entry import AUDIENCE
from bot.announcements.compose.offering import is_long
from bot.announcements.compose.standing import Place, stand
from bot.announcements.criteria import BY_NAME
from bot.announcements.store import Announcements
from bot.announcements.taps import ChooseAudience
from bot.dialogue.form import RefusedError, UnsureError
from bot.dialogue.screens import shortened
from bot.registration.steps.work import OCCUPATIONS
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.dialogue.event import Said
    from bot.resources import Resources
    from bot.turns.turn import Turn

_BETWEEN = re.compile(r"[,;\n]|\b(?:dan|and)\b")


class TypedAudience:
    """Reads recipients, and adds them to those that are chosen."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def take(self, turn: Turn, one: Announcement, said: Said) -> bool:
        """Add what is typed; False where nothing of it is known, and it is rather a message."""
        if plain(said.text) in turn.resources.catalogues.said(key("words.everyone")):
            self._choose(turn, one, Audience())
            return True
        parts = [part.strip() for part in _BETWEEN.split(said.text) if part.strip()]
        read = {part: _read(turn, part) for part in parts}
        unknown = [part for part, values in read.items() if not values]
        if is_long(said.text) and unknown:
            return False
        if unknown:
            stand(turn, one, Place.AUDIENCE)
            turn.show(
                turn.texts(
                    "audience.typed_refused",
                    words=shortened(", ".join(unknown)),
                    example=turn.texts.example(AUDIENCE),
                ),
                (turn.button("audience.back", ChooseAudience(one.id)),),
            )
            return True
        audience = one.audience
        for values in read.values():
            audience = audience.with_all(values)
        self._choose(turn, one, audience)
        return True

    def _choose(self, turn: Turn, one: Announcement, audience: Audience) -> None:
        stand(turn, one, Place.AUDIENCE)
        one = Announcements(turn.tx).save(one, audience=audience)
        self._drafting.count(turn, one, ChooseAudience.action, 0)


def _read(turn: Turn, part: str) -> Mapping[str, str]:
    """Return what a part of a text names, a value by the name of its criterion; nothing that is unknown."""
    return dict(_place(turn.resources, part)) or dict(_work(turn, part))


def _place(resources: Resources, part: str) -> Iterator[tuple[str, str]]:
    district = resources.regions.find_district(part)
    if district.best and district.sure:
        yield "district", district.best.code
        return
    village = resources.regions.find_village_anywhere(part)
    if village.best and village.sure:
        yield "district", village.best.parent
        yield "village", village.best.code


def _work(turn: Turn, part: str) -> Iterator[tuple[str, str]]:
    try:
        value = OCCUPATIONS.read(part, turn.asking({}))
    except (RefusedError, UnsureError):
        return
    if value in OCCUPATIONS.labels:
        yield BY_NAME["occupation"].name, value
