"""A pair as an officer sees it: both sides, field by field, on a small screen."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from bot.dialogue.screen import Screen
from bot.register.comparing import Known
from bot.register.pairs import LEAST, Pairs, PairState
from bot.residents.taps import Decide, LikelyPairs
from bot.residents.words import Values, label, reasons, source
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.register.pairs import Pair
    from bot.residents.person import Person, Said
    from bot.turns.turn import Turn

LIKELY: Final = 2.0  # bits, from which pairs are confirmed in a list as well
_SOURCES, _VALUES = 6, 3  # of a side on the screen, and of a field of it
_COUNTED: Final = 500  # pairs that are left: a turn counts no further
_FEWEST: Final = 5  # decided pairs, before a share is told of them
_SHOWN: Final = tuple(one for one in Known if one is not Known.COVERED)


class Side:
    """One side of a pair: its person, of whom the statement in question speaks first."""

    def __init__(self, person: Person, statement_id: int) -> None:
        self.person = person
        self.sayings = sorted(person.live, key=lambda one: one.statement.id != statement_id)

    def said(self, known: Known) -> list[Said]:
        """Return who says something of a field, each value once."""
        found: dict[str, Said] = {}
        for one in self.sayings:
            if value := one.value(known):
                found.setdefault(value, one)
        return list(found.values())


def pair_screen(turn: Turn, pair: Pair, one: Side, other: Side, lead: str = "") -> Screen:
    """Return a pair, with what can be said of it."""
    texts = turn.texts
    text = texts(
        "pair.shown",
        lead=Html(f"{lead}\n\n") if lead else "",
        left=_left(turn),
        one=sources(turn, one),
        other=sources(turn, other),
        fields=Html("\n".join(_fields(turn, one, other))),
        reasons=reasons(texts, pair.reasons),
        share=_share(turn, pair.bits),
    )
    rows = [
        (turn.button("pair.same", Decide(pair.id, PairState.SAME)),),
        (
            turn.button("pair.different", Decide(pair.id, PairState.DIFFERENT)),
            turn.button("pair.later", Decide(pair.id, PairState.LATER)),
        ),
    ]
    if pair.bits >= LIKELY:
        rows.append((turn.button("pair.likely", LikelyPairs()),))
    return Screen(
        Html(text.strip()), tuple(rows), vanishes_after=turn.resources.lists.hold_minutes * 60, silent=True
    )


def _left(turn: Turn) -> Html:
    count = Pairs(turn.tx).count_open(_COUNTED + 1)
    if count > _COUNTED:
        return turn.texts("pair.left_many", count=turn.texts.number(_COUNTED))
    return turn.texts.counted("pair.left", count=count)


def sources(turn: Turn, side: Side) -> Html:
    """Return who speaks of a side, a line each."""
    lines = list(dict.fromkeys(source(turn.texts, one) for one in side.sayings))
    return Html("\n".join([*lines[:_SOURCES], *(["…"] if len(lines) > _SOURCES else [])]))


def _fields(turn: Turn, one: Side, other: Side) -> Iterator[Html]:
    values, texts = Values.of(turn), turn.texts
    for known in _SHOWN:
        mine, theirs = one.said(known), other.said(known)
        if not mine and not theirs:
            continue
        first, second = (
            " / ".join(values.shown(known, said) for said in side[:_VALUES]) or texts("pair.nothing")
            for side in (mine, theirs)
        )
        if {said.value(known) for said in mine} == {said.value(known) for said in theirs}:
            yield texts("pair.equal", field=label(texts, known), value=first)
        else:
            yield texts("pair.unequal", field=label(texts, known), one=first, other=second)


def _share(turn: Turn, bits: float) -> Html | str:
    """Return how often pairs with as much for them were one person so far."""
    low = floor(bits) if bits > LEAST else LEAST
    same, whole = Pairs(turn.tx).share(low, low + 1)
    if whole < _FEWEST:
        return ""
    return turn.texts("pair.share", same=turn.texts.number(same), whole=turn.texts.number(whole))
