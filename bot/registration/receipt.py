"""The proof of a registration: a picture to keep, and what its QR code tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Picture, Screen
from bot.drawing.receipt import Receipt, StageLine, receipt_svg
from bot.drawing.sheet import SheetWords, sheets
from bot.front.ways import Enrol, OpenRegistration, Status
from bot.registration.steps.readers import mask_name
from bot.registration.store import Registrations
from bot.registration.taps import NumberOnPicture, Recover
from bot.terms.roles import Right
from bot.terms.stages import HALTS, NAMES, NEWS_OF_OTHER, TO_DO, Stage, way
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.drawing.sheet import Slip
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn

PREFIX = "bukti_"  # of the payload of a start link, which the QR code holds
_SHOWN_DIGITS = 3
_PROTECTED, _NOT_PROTECTED = key("card.protected"), key("card.not_protected")


def masked_number(registration: Registration) -> str:
    """Return a registration's number with only its last digits."""
    number = registration.number
    return f"•••-•••-{number.value[-_SHOWN_DIGITS:]}" if number else ""


def receipt_screen(turn: Turn, registration: Registration, answers: Mapping[str, str]) -> Screen:
    """Return the picture with its caption, and the question whether it is to bear the whole number."""
    texts, number, one = turn.texts, registration.number, registration.id
    shown = number.spoken if number and registration.whole_number else masked_number(registration)
    history = Registrations(turn.tx).history(registration.id)
    card = Receipt(
        title=texts.bare("card.title"),
        name=mask_name(answers["name"], turn.asking(answers)),
        number=texts.bare("card.number", number=shown),
        made=texts.bare("card.made", at=texts.moment(turn.now)),
        stages=stage_lines(turn, registration.stage, history),
        still_to_do=texts.bare(TO_DO[registration.stage]),
        warning=texts.bare(_PROTECTED if registration.stage is Stage.ACTIVE else _NOT_PROTECTED),
        link=receipt_link(turn, registration.id),
        scan=texts.bare("card.scan"),
    )
    name = texts.bare("card.file_name")
    picture = Picture(name, receipt_svg(card))
    if registration.whole_number is not None:
        return Screen(texts("card.caption"), picture=picture)
    whole = turn.button("card.whole", NumberOnPicture(one, 1))
    masked = turn.button("card.masked", NumberOnPicture(one, 0))
    return Screen(texts("card.caption_asks"), ((whole,), (masked,)), picture=picture)


def receipt_link(turn: Turn, registration_id: str) -> str:
    """Return what the code on a proof opens; "" where the bot's name is not known."""
    return f"https://t.me/{turn.bot_name}?start={PREFIX}{registration_id}" if turn.bot_name else ""


def sheet_screens(turn: Turn, slips: Sequence[Slip]) -> list[Screen]:
    """Return the pages on which the proofs of a group stand, to be printed and cut."""
    texts = turn.texts
    words = SheetWords(
        title=texts.bare("card.title"),
        number=texts.bare("sheet.number"),
        keep=texts.bare("sheet.keep"),
        warning=texts.bare(_NOT_PROTECTED),
        made=texts.bare("card.made", at=texts.moment(turn.now)),
    )
    pages = sheets(words, slips)
    return [
        Screen(
            texts("sheet.caption", page=at, pages=len(pages)),
            picture=Picture(texts.bare("sheet.file_name", page=at), page, as_file=True),
        )
        for at, page in enumerate(pages, 1)
    ]


def stage_lines(turn: Turn, stage: Stage, history: list[tuple[Stage, datetime]]) -> list[StageLine]:
    """Return the way of a registration: the stages it went through with dates, and those to come."""
    texts = turn.texts
    reached: dict[Stage, datetime] = {}
    for one, at in history:
        reached.setdefault(one, at)  # of a stage reached again, the first time
    return [
        StageLine(
            texts.bare(NAMES[one]),
            texts.date(office_day(reached[one])) if one in reached else "",
            one in reached,
            one in HALTS,
        )
        for one in way(stage, list(reached))
    ]


def tell_stage(turn: Turn) -> None:
    """Tell whoever scans the code that it is genuine, and the stage of today; nothing of the person."""
    texts = turn.texts
    registration = Registrations(turn.tx).get(turn.words.removeprefix(PREFIX))
    if registration is None or registration.stage is Stage.DRAFT:
        turn.show(texts("proof_code.unknown", office=turn.office()))
        return
    sent = registration.submitted_at
    rows = []
    if turn.may(Right.REVIEW):
        rows.append((turn.button("st.open", OpenRegistration(registration.id)),))
    if registration.chat_id == turn.chat_id:
        rows.append((turn.button("proof.recover", Recover(registration.id)),))
    turn.show(
        texts(
            "proof_code.genuine",
            sent=texts.date(office_day(sent)) if sent else "",
            stage=texts(NAMES[registration.stage]),
            news=texts(NEWS_OF_OTHER[registration.stage], name=texts("proof_code.holder")),
            at=texts.moment(turn.now),
        ),
        *rows,
        (turn.button("menu.status", Status()), turn.button("menu.enrol", Enrol())),
    )
