"""/berhenti: which unasked messages somebody gets. Their registration is not touched by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Screen
from bot.front.ways import BELOW, HERE, Mute, News
from bot.mutes import taps
from bot.mutes.store import Mutes, Wish
from bot.registration.own import discount_end, own_registration
from bot.terms.news import KIND_NAMES

if TYPE_CHECKING:
    from bot.dialogue.screen import Button
    from bot.turns.turn import Turn

_IN_PLACE = News()


def show(turn: Turn, data: News = _IN_PLACE) -> None:
    """Show what is wanted and what is not, each a tap away from the other."""
    texts, muted = turn.texts, Mutes(turn.tx).of_chat(turn.chat_id)
    rows: list[tuple[Button, ...]] = [
        (
            turn.labelled(texts("mute.off", kind=texts(name)), taps.Unmute(kind))
            if kind in muted
            else turn.labelled(texts("mute.on", kind=texts(name)), Mute(kind, HERE)),
        )
        for kind, name in KIND_NAMES.items()
    ]
    everything = (
        turn.button("mute.none", taps.UnmuteAll())
        if muted.everything
        else turn.button("mute.all", taps.MuteAll())
    )
    rows += [(everything,), *_wish_row(turn)]
    turn.put(Screen(texts("mute.screen"), tuple(rows)), 0 if data.where == BELOW else turn.over)


def _wish_row(turn: Turn) -> list[tuple[Button, ...]]:
    found = own_registration(turn.tx, turn.chat_id)
    if not found or not discount_end(turn.resources, found[1], office_day(turn.now)):
        return []
    wished = Mutes(turn.tx).has_wish(turn.chat_id, Wish.DISCOUNT)
    return [
        (turn.button("wish.drop", taps.Unwish()) if wished else turn.button("wish.make", taps.MakeWish()),)
    ]


def mute(turn: Turn, data: Mute) -> None:
    """Mute one kind: at once, also by the button under an announcement, which stays as it is."""
    Mutes(turn.tx).mute(turn.chat_id, data.kind)
    if data.where == HERE:
        show(turn)
    else:
        kind = turn.texts(KIND_NAMES[data.kind])
        turn.show(turn.texts("mute.done", kind=kind), (turn.button("mute.open", News()),))


def unmute(turn: Turn, data: taps.Unmute) -> None:
    """Take one kind again; after all were muted, only that one."""
    Mutes(turn.tx).unmute(turn.chat_id, data.kind)
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
