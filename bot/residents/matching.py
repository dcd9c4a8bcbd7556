"""/cocokkan: pairs of which the program is not sure, held by one officer, decided once."""

from __future__ import annotations

import zlib
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.dialogue.screen import Button, Delete, Screen
from bot.register.comparing import Known
from bot.register.links import Links, new_id
from bot.register.pairs import Pairs, PairState
from bot.residents.comparing import LIKELY, Side, pair_screen
from bot.residents.reading import Reading
from bot.residents.taps import JoinThese, LikelyPairs, NextPair, TakeBack, TakeOut
from bot.residents.words import Values, label
from bot.texts import Html, key

if TYPE_CHECKING:
    from bot.register.pairs import Pair
    from bot.residents.taps import Decide
    from bot.turns.turn import Turn

_TRIED: Final = 5  # pairs, where others are quicker
_VALUES: Final = 2  # of a field of one side
AT_ONCE: Final = 10  # pairs that are confirmed together
_SAID: Final = {
    PairState.SAME: key("pair.said_same"),
    PairState.DIFFERENT: key("pair.said_different"),
    PairState.LATER: key("pair.said_later"),
}


def show_next(turn: Turn) -> None:
    """Show the pair of which most speaks for one person, and hold it."""
    turn.acts.append(_next(turn))


def _next(turn: Turn, lead: str = "") -> Screen:
    for pair in Pairs(turn.tx).open(turn.chat_id, _TRIED):
        if Pairs(turn.tx).hold(pair.id, turn.chat_id, turn.resources.lists.hold_minutes):
            sides = sides_of(turn, pair)
            if sides:
                turn.tx.audit(f"chat:{turn.chat_id}", "open pair", f"pair:{pair.id}")
                return pair_screen(turn, pair, *sides, lead)
    return Screen(turn.texts("pair.none", lead=Html(f"{lead}\n\n") if lead else ""))


def sides_of(turn: Turn, pair: Pair) -> tuple[Side, Side] | None:
    """Return both sides of a pair; None where one of them is gone, or they are one person by now."""
    links, reading = Links(turn.tx), Reading(turn.tx, turn.resources.lists.civil_register)
    ids = links.person_of(pair.one), links.person_of(pair.other)
    if None in ids or ids[0] == ids[1]:
        return None
    one, other = (reading.person(person or 0) for person in ids)
    if one is None or other is None:
        return None
    sides = sorted((Side(one, pair.one), Side(other, pair.other)), key=lambda one: one.sayings[0].agency)
    return sides[0], sides[1]


def decide(turn: Turn, data: Decide) -> None:
    """Do what an officer says of a pair that they hold; then show the next one."""
    pair = Pairs(turn.tx).get(data.pair)
    if data.state not in _SAID or pair is None:
        show_next(turn)
        return
    deed = new_id()
    if not _decided(turn, pair, data.state, deed):
        _fold(turn, turn.texts("pair.not_yours"))
        show_next(turn)
        return
    _fold(turn, turn.texts(_SAID[data.state]), turn.button("pair.take_back", TakeBack(deed)))
    turn.acts.append(_next(turn))


def _decided(turn: Turn, pair: Pair, state: PairState, deed: int) -> bool:
    days = timedelta(days=turn.resources.lists.later_days)
    later = turn.now + days if state is PairState.LATER else None
    if state is not PairState.LATER and sides_of(turn, pair) is None:
        return False
    if not Pairs(turn.tx).decide(pair.id, turn.chat_id, state, deed, later):
        return False
    turn.tx.audit(f"chat:{turn.chat_id}", f"pair {state}", f"pair:{pair.id}")
    if state is PairState.SAME:
        links = Links(turn.tx)
        person, other = links.person_of(pair.one), links.person_of(pair.other)
        links.join(person or 0, other or 0, f"chat:{turn.chat_id}", deed)
    return True


def _fold(turn: Turn, text: Html, *buttons: Button) -> None:
    """Put a line in the place of the screen whose button was tapped: nothing of the two stays in the chat."""
    turn.acts += [Delete(turn.over)] if turn.over else []
    turn.show(text, *((one,) for one in buttons))


def take_back(turn: Turn, deed: int) -> bool:
    """Take a decision, a join or a split back; False where nothing is left of it."""
    joined = Links(turn.tx).undo(deed, f"chat:{turn.chat_id}")
    reopened = Pairs(turn.tx).reopen(deed)
    if reopened:
        turn.tx.audit(f"chat:{turn.chat_id}", "ask again", f"deed:{deed}")
    return joined or bool(reopened)


def take_back_decision(turn: Turn, data: TakeBack) -> None:
    """Take the last decision back, and show what comes now: the pair itself, unless others have it."""
    pairs = Pairs(turn.tx).decided_by(data.deed)
    done = take_back(turn, data.deed)
    _fold(turn, turn.texts("pair.taken_back") if done else turn.texts("pair.gone"))
    if len(pairs) == 1 and done:
        _show(turn, pairs[0])
    else:
        show_next(turn)


def _show(turn: Turn, pair: Pair) -> None:
    held = Pairs(turn.tx).hold(pair.id, turn.chat_id, turn.resources.lists.hold_minutes)
    sides = sides_of(turn, pair)
    if held and sides:
        turn.acts.append(pair_screen(turn, pair, *sides))
    else:
        show_next(turn)


# -- many at once


def show_likely(turn: Turn) -> None:
    """Hold the pairs that are most likely one person, and show them."""
    pairs, minutes = Pairs(turn.tx), turn.resources.lists.hold_minutes
    for pair in pairs.open(turn.chat_id, AT_ONCE, LIKELY):
        if pairs.hold(pair.id, turn.chat_id, minutes):
            turn.tx.audit(f"chat:{turn.chat_id}", "open pair", f"pair:{pair.id}")
    turn.put(_likely(turn), turn.over)


def _held(turn: Turn) -> list[tuple[Pair, tuple[Side, Side]]]:
    held = Pairs(turn.tx).held(turn.chat_id, LIKELY)
    found = [(pair, sides) for pair in held if (sides := sides_of(turn, pair))]
    return found[:AT_ONCE]


def _seal(held: list[tuple[Pair, tuple[Side, Side]]]) -> int:
    """Return by what it is known that the same pairs are confirmed that were shown."""
    return zlib.crc32("|".join(str(pair.id) for pair, _ in held).encode())


def _likely(turn: Turn) -> Screen:
    texts, held = turn.texts, _held(turn)
    if not held:
        return Screen(texts("pair.no_likely"), ((turn.button("pair.next", NextPair()),),))
    lines = [_line(turn, number, *sides) for number, (_, sides) in enumerate(held, 1)]
    out = [turn.labelled(f"✖ {number}", TakeOut(pair.id)) for number, (pair, _) in enumerate(held, 1)]
    join = turn.labelled(texts.counted("pair.join_all", count=len(held)), JoinThese(_seal(held)))
    return Screen(
        texts("pair.likely_shown", lines=Html("\n\n".join(lines))),
        ((join,), *(tuple(out[start : start + 5]) for start in range(0, len(out), 5)),
         (turn.button("pair.next", NextPair()),)),
    )  # fmt: skip


def _line(turn: Turn, number: int, one: Side, other: Side) -> Html:
    """Return both names, and of number, birth date and village what is the same and what is not."""
    values, texts = Values.of(turn), turn.texts
    same, differs = [], []
    for known in (Known.NIK, Known.BORN, Known.VILLAGE):
        mine, theirs = one.said(known), other.said(known)
        if not mine or not theirs:
            continue
        if {said.value(known) for said in mine} == {said.value(known) for said in theirs}:
            same.append(label(texts, known))
        else:
            first, second = (
                " / ".join(values.shown(known, said) for said in side[:_VALUES]) for side in (mine, theirs)
            )
            differs.append(texts("pair.differs", field=label(texts, known), one=first, other=second))
    beside = [texts("pair.alike", fields=", ".join(same)), *differs] if same else differs
    return texts(
        "pair.line", number=number, one=values.name(one.person), other=values.name(other.person),
        beside=Html("\n".join(beside)),
    )  # fmt: skip


def take_out(turn: Turn, data: TakeOut) -> None:
    """Let go of a pair that is not to be confirmed with the others."""
    Pairs(turn.tx).release(data.pair, turn.chat_id)
    turn.put(_likely(turn), turn.over)


def join_these(turn: Turn, data: JoinThese) -> None:
    """Confirm the pairs that were shown, if the officer still holds all of them."""
    held, deed = _held(turn), new_id()
    if not held or _seal(held) != data.seal:
        turn.put(_likely(turn), turn.over)
        return
    count = sum(_decided(turn, pair, PairState.SAME, deed) for pair, _ in held)
    said = turn.texts.counted("pair.joined", count=count)
    _fold(turn, said, turn.button("pair.take_all_back", TakeBack(deed)))
    more = Pairs(turn.tx).open(turn.chat_id, 1, LIKELY)
    if more:
        turn.show(turn.texts("pair.more_likely"), (turn.button("pair.likely", LikelyPairs()),),
                  (turn.button("pair.next", NextPair()),))  # fmt: skip
    else:
        show_next(turn)
