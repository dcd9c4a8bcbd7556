"""Where registrations stand, without opening the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Delete, Fold
from bot.front.ways import BELOW, Enrol, HowToPay, Lock, News, ShowMyData
from bot.registration.cover import cover_lines
from bot.registration.paying import PAYABLE, stage_text
from bot.registration.receipt import masked_number, receipt_screen, stage_lines
from bot.registration.store import Registrations
from bot.registration.taps import NumberOnPicture, ShowReceipt
from bot.registration.telling import reasons_told, rows_to_put_right, ways_told
from bot.registration.whose import whose
from bot.terms.stages import NAMES, Stage
from bot.texts import Html, key

if TYPE_CHECKING:
    from bot.drawing.receipt import StageLine
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn

_MOST_CARDS = 3  # above that, a line each in one message
_MOST_LINES = 40
_MOST_PICTURES = 10


def show_status(turn: Turn) -> None:
    """Show the registrations of the chat: whose, the stages with dates, what comes next."""
    found = Registrations(turn.tx).shown_in(turn.chat_id)
    submitted = [one for one in found if one.stage is not Stage.DRAFT]
    if 0 < len(submitted) <= _MOST_CARDS:
        for registration in submitted:
            show_card(turn, registration)
    elif submitted:
        _show_list(turn, submitted)
    if len(found) > len(submitted):
        turn.show(turn.texts("status.draft"), (turn.button("enrolment.go_on", Enrol()),))
    elif not submitted:
        turn.show(
            turn.texts("status.nothing"),
            (turn.button("menu.enrol", Enrol()),),
            (turn.button("mydata.by_number", ShowMyData()),),
        )


def show_card(turn: Turn, registration: Registration) -> None:
    """Show where one registration stands."""
    texts, registrations = turn.texts, Registrations(turn.tx)
    history, answers = registrations.history(registration.id), registrations.answers(registration.id)
    lines = [
        texts(_mark(line), stage=line.name, date=line.date)
        for line in stage_lines(turn, registration.stage, history)
    ]
    news = stage_text(texts, turn.resources, registration, answers, office_day(turn.now))
    told = reasons_told(turn.tx, texts, turn.resources, registration)
    told += cover_lines(turn.tx, texts, turn.resources, registration.id, office_day(turn.now))
    turn.show(
        texts(
            "status.card",
            whose=whose(texts, answers),
            number=masked_number(registration),
            stages=Html("\n".join(lines)),
            news=Html("\n".join([news, *told])),
        ),
        *ways_told(turn.tx, texts, registration),
        *([(turn.button("pay.button", HowToPay(registration.id)),)] if registration.stage in PAYABLE else []),
        (
            turn.button("status.picture", ShowReceipt(registration.id)),
            turn.button("menu.my_data", ShowMyData()),
        ),
        (turn.button("mute.open", News(BELOW)), turn.button("menu.lock", Lock())),
    )


def _mark(line: StageLine) -> str:
    """Return how a stage on the way is written."""
    if not line.reached:
        return key("status.to_come")
    return key("status.halted") if line.halts else key("status.reached")


def _show_list(turn: Turn, submitted: list[Registration]) -> None:
    texts, registrations = turn.texts, Registrations(turn.tx)
    newest = submitted[-_MOST_PICTURES:]
    lines = [
        texts(
            "status.line",
            whose=whose(texts, registrations.answers(one.id)),
            number=masked_number(one),
            stage=texts(NAMES[one.stage]),
            date=texts.date(office_day(registrations.history(one.id)[-1][1])),
        )
        for one in submitted[-_MOST_LINES:]
    ]
    turn.show(
        texts.counted("status.list", count=len(submitted), lines=Html("\n".join(lines))),
        *rows_to_put_right(turn.tx, texts, submitted),
        *[
            (turn.labelled(texts("status.picture_of", number=_named(turn, one)), ShowReceipt(one.id)),)
            for one in newest
        ],
        (turn.button("menu.my_data", ShowMyData()), turn.button("menu.lock", Lock())),
    )


def _named(turn: Turn, registration: Registration) -> str:
    of = whose(turn.texts, Registrations(turn.tx).answers(registration.id))
    return f"{of} {masked_number(registration)}"


def choose_number(turn: Turn, data: NumberOnPicture) -> None:
    """Keep whether the whole number stands on the picture; send the one with it."""
    registrations = Registrations(turn.tx)
    if data.registration not in _sent_here(turn):
        show_status(turn)
        return
    registrations.show_number(data.registration, whole=bool(data.whole))
    if data.whole:
        turn.acts.append(Delete(turn.message_id))  # the one with the masked number
        send_receipt(turn, ShowReceipt(data.registration))
    else:
        turn.acts.append(Fold(turn.message_id))
        turn.show(turn.texts("card.stays_masked"))


def _sent_here(turn: Turn) -> dict[str, Registration]:
    """Return what was sent in this chat and is not locked, by id."""
    shown = Registrations(turn.tx).shown_in(turn.chat_id)
    return {one.id: one for one in shown if one.stage is not Stage.DRAFT}


def send_receipt(turn: Turn, data: ShowReceipt) -> None:
    """Send the picture of the registration that a button names, as it stands today."""
    registration = _sent_here(turn).get(data.registration)
    if registration:
        answers = Registrations(turn.tx).answers(registration.id)
        turn.acts.append(receipt_screen(turn, registration, answers))
    else:
        show_status(turn)
