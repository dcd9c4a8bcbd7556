"""/berhenti: which unasked messages somebody gets. Their registration is not touched by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.own import discount_end, own_registration
from bot.announcements.states import KIND_NAMES, Kind
from bot.announcements.taps import BELOW, over_of, put
from bot.clock import office_day
from bot.dialogue.screen import Screen
from bot.mutes.store import Mutes, Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogue.screen import Button
    from bot.turn import Turn

OPEN, MUTE, UNMUTE, MUTE_ALL, UNMUTE_ALL, WISH, UNWISH = (
    "mutes", "mute", "unmute", "mute_all", "unmute_all", "wish", "unwish",
)  # fmt: skip
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
    texts, muted = turn.texts, Mutes(turn.tx).of_chat(turn.chat_id)
    rows: list[tuple[Button, ...]] = [
        (
            turn.labelled(texts("mute.off", kind=texts(name)), UNMUTE, kind)
            if kind in muted
            else turn.labelled(texts("mute.on", kind=texts(name)), MUTE, kind, _HERE),
        )
        for kind, name in KIND_NAMES.items()
    ]
    everything = (
        turn.button("mute.none", UNMUTE_ALL) if muted.everything else turn.button("mute.all", MUTE_ALL)
    )
    rows += [(everything,), *_wish_row(turn)]
    put(turn, Screen(texts("mute.screen"), tuple(rows)), 0 if turn.argument == BELOW else over_of(turn))


def _wish_row(turn: Turn) -> list[tuple[Button, ...]]:
    found = own_registration(turn.tx, turn.chat_id)
    if not found or not discount_end(turn.resources, found[1], office_day(turn.now)):
        return []
    wished = Mutes(turn.tx).has_wish(turn.chat_id, Wish.DISCOUNT)
    return [(turn.button("wish.drop", UNWISH) if wished else turn.button("wish.make", WISH),)]


def mute(turn: Turn) -> None:
    """Mute one kind: at once, also by the button under an announcement, which stays as it is."""
    kind, _, where = turn.argument.partition("|")
    if kind in list(Kind):
        Mutes(turn.tx).mute(turn.chat_id, Kind(kind))
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
        Mutes(turn.tx).unmute(turn.chat_id, Kind(turn.argument))
    show(turn)


def mute_all(turn: Turn) -> None:
    """Mute every kind, also those to come."""
    Mutes(turn.tx).mute_all(turn.chat_id)
    show(turn)


def unmute_all(turn: Turn) -> None:
    """Take every kind again."""
    Mutes(turn.tx).unmute_all(turn.chat_id)
    show(turn)


def wish(turn: Turn) -> None:
    """Ask to be told before the discount ends."""
    Mutes(turn.tx).wish(turn.chat_id, Wish.DISCOUNT)
    show(turn)


def unwish(turn: Turn) -> None:
    """Ask no longer."""
    Mutes(turn.tx).drop_wish(turn.chat_id, Wish.DISCOUNT)
    show(turn)
