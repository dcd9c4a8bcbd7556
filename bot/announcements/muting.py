"""/berhenti: which unasked messages somebody gets. Their registration is not touched by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.own import DISCOUNT_WISH, discount_end, own_registration
from bot.announcements.states import KIND_NAMES, Kind
from bot.announcements.taps import BELOW, over_of, put
from bot.clock import office_day
from bot.dialogue.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogue.screen import Button
    from bot.turn import Turn

OPEN, MUTE, UNMUTE, MUTE_ALL, UNMUTE_ALL, WISH, UNWISH = (
    "mutes", "mute", "unmute", "mute_all", "unmute_all", "wish", "unwish",
)  # fmt: skip
_ALL = "all"
_HERE = "here"  # the button stands on the screen itself


def actions() -> dict[str, Callable[[Turn], None]]:
    """Return what each button does."""
    return {
        OPEN: show,
        MUTE: mute,
        UNMUTE: unmute,
        MUTE_ALL: mute_all,
        UNMUTE_ALL: unmute_all,
        WISH: wish,
        UNWISH: unwish,
    }


def show(turn: Turn) -> None:
    """Show what is wanted and what is not, each a tap away from the other."""
    texts, muted = turn.texts, _muted(turn)
    rows: list[tuple[Button, ...]] = [
        (
            turn.labelled(texts("mute.off", kind=texts(name)), UNMUTE, kind)
            if _ALL in muted or kind in muted
            else turn.labelled(texts("mute.on", kind=texts(name)), MUTE, kind, _HERE),
        )
        for kind, name in KIND_NAMES.items()
    ]
    rows += [(turn.button("mute.none", UNMUTE_ALL) if _ALL in muted else turn.button("mute.all", MUTE_ALL),)]
    rows += _wish_row(turn)
    put(turn, Screen(texts("mute.screen"), tuple(rows)), 0 if turn.argument == BELOW else over_of(turn))


def _wish_row(turn: Turn) -> list[tuple[Button, ...]]:
    found = own_registration(turn.tx, turn.chat_id)
    if not found or not discount_end(turn.resources, found[1], office_day(turn.now)):
        return []
    wished = turn.tx.one("get_wish", chat_id=turn.chat_id, wish=DISCOUNT_WISH)
    return [(turn.button("wish.drop", UNWISH) if wished else turn.button("wish.make", WISH),)]


def _muted(turn: Turn) -> set[str]:
    return {row["kind"] for row in turn.tx.all("mutes_of_chat", chat_id=turn.chat_id)}


def mute(turn: Turn) -> None:
    """Mute one kind: at once, also by the button under an announcement, which stays as it is."""
    kind, _, where = turn.argument.partition("|")
    if kind in list(Kind):
        turn.tx.do("mute", chat_id=turn.chat_id, kind=kind)
    if where != _HERE and kind in list(Kind):
        turn.show(
            turn.texts("mute.done", kind=turn.texts(KIND_NAMES[Kind(kind)])),
            (turn.button("mute.open", OPEN),),
        )
    else:
        show(turn)


def unmute(turn: Turn) -> None:
    """Take one kind again; after all were muted, only that one."""
    if turn.argument in list(Kind):
        if _ALL in _muted(turn):
            turn.tx.do("unmute_all", chat_id=turn.chat_id)
            for kind in Kind:
                turn.tx.do("mute", chat_id=turn.chat_id, kind=kind)
        turn.tx.do("unmute", chat_id=turn.chat_id, kind=turn.argument)
    show(turn)


def mute_all(turn: Turn) -> None:
    """Mute every kind, also those to come."""
    turn.tx.do("mute", chat_id=turn.chat_id, kind=_ALL)
    show(turn)


def unmute_all(turn: Turn) -> None:
    """Take every kind again."""
    turn.tx.do("unmute_all", chat_id=turn.chat_id)
    show(turn)


def wish(turn: Turn) -> None:
    """Ask to be told before the discount ends."""
    turn.tx.do("make_wish", chat_id=turn.chat_id, wish=DISCOUNT_WISH, at=turn.tx.clock.stamp())
    show(turn)


def unwish(turn: Turn) -> None:
    """Ask no longer."""
    turn.tx.do("drop_wish", chat_id=turn.chat_id, wish=DISCOUNT_WISH)
    show(turn)
