"""/cari: a registration found by number, NIK, the last digits of it, a telephone number or a name."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from bot.dialogue.errand import Errand
from bot.dialogue.event import Said
from bot.dialogue.form import Form, RefusedError, Step, StepKind
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Delete
from bot.front.ways import OpenPerson, OpenRegistration, ShowQueue
from bot.people.phone import PhoneError, read_phone
from bot.people.registration_number import NumberError, read_number
from bot.registration.store import Registrations
from bot.registration.traits import Traits
from bot.review import listed
from bot.review.listed import Listed
from bot.review.screen import named
from bot.review.taps import Search
from bot.terms.roles import Right
from bot.terms.stages import NAMES, Stage
from bot.texts import Html, key, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.dialogue.event import Event
    from bot.dialogue.form import Asking
    from bot.dialogue.reaction import Reaction
    from bot.dialogue.screen import Button
    from bot.register.content import Content
    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

FINDING = "find"
_TEXT = "find_text"
_MOST, _SHORTEST = 10, 3  # hits; characters that are looked for
_NIK_DIGITS = 16
_ALIKE = 80  # percent, from which a name is meant
_PART = 4  # letters from which a word may be a part of a name, with slips


class By(StrEnum):
    """By what somebody is looked for; this, and never the value, stands in the audit trail."""

    NUMBER = "number"
    NIK = "nik"
    PHONE = "phone"
    DIGITS = "last digits"
    NAME = "name"


class Find(Errand, frozen=True, tag="find"):
    """Look through all registrations."""

    by: By
    text: str


class Found(Struct, frozen=True):
    """The best hits, the best first, and how many there are in all; and whom only lists name."""

    ids: tuple[str, ...]
    count: int
    listed: tuple[Listed, ...] = ()


def finding_form() -> Form:
    """Return the one question; what is typed is taken out of the chat."""
    step = Step(
        id=_TEXT,
        kind=StepKind.TEXT,
        question=key("find.question"),
        label=key("find.label"),
        read=_read,
        vanishes=True,
    )
    return Form(id=FINDING, is_draft=False, takes_questions=False, counts_steps=False, steps=(step,))


def _read(text: str, _: Asking) -> str:
    typed = text.strip()
    if len(typed) < _SHORTEST:
        raise RefusedError(key("find.refused"), least=_SHORTEST)
    return typed


class Finding:
    """The conversation in which somebody is looked for."""

    def __init__(self) -> None:
        self._form = finding_form()

    def begin(self, turn: Turn) -> None:
        """Look for what was typed behind the command, or ask for whom."""
        typed = turn.event.text.partition(" ")[2] if isinstance(turn.event, Said) else ""
        turn.leave_form()
        if len(typed.strip()) >= _SHORTEST:
            turn.acts.append(Delete(turn.message_id))
            find(turn, typed.strip())
            return
        turn.position = replace(turn.position, form=FINDING)
        turn.play(self._form, {}, None)

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, {})

    def leave(self, turn: Turn) -> None:
        """Leave the question."""
        turn.leave_form()
        turn.show(turn.texts("find.left"), (turn.button("review.open", ShowQueue()),))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while it is asked for whom."""
        if not turn.allowed(Right.REVIEW, FINDING):
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
            return None
        reaction = turn.play(self._form, {}, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            find(turn, reaction.saved[_TEXT] or "")
        elif reaction.outcome:
            self.leave(turn)
        return None


def find(turn: Turn, text: str) -> None:
    """Find at once what has a keyed hash; have all looked through for the rest."""
    by = _by(turn.tx, text)
    turn.tx.audit(f"chat:{turn.chat_id}", f"search by {by}")
    if by is By.NUMBER:
        one = Registrations(turn.tx).by_number(read_number(text).value)
        _show(turn, Found((one.id,) if one else (), 1))
    elif by is By.NIK:
        ids = tuple(Traits(turn.tx).same_nik(_digits(text)))
        _show(turn, Found(ids[:_MOST], len(ids), listed.with_nik(turn.tx, _digits(text))))
    else:
        turn.acts.append(Find(by, text))


def _by(tx: Transaction, text: str) -> By:
    """Return what a text is."""
    digits = _digits(text)
    if any(map(str.isalpha, text)):
        return By.NAME
    try:
        if Registrations(tx).by_number(read_number(text).value):
            return By.NUMBER
    except NumberError:
        pass
    if len(digits) == _NIK_DIGITS:
        return By.NIK
    return By.PHONE if _phone(text) else By.DIGITS


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _phone(text: str) -> str:
    try:
        return read_phone(text).e164
    except PhoneError:
        return ""


def look(tx: Transaction, errand: Find) -> Found:
    """Look through all registrations; nothing of what is compared is kept."""
    scored = sorted(_scored(tx, errand), reverse=True)
    best = list(dict.fromkeys(one for _, one in scored))
    return Found(tuple(best[:_MOST]), len(best), listed.alike(tx, _scoring(errand)))


def _scoring(errand: Find) -> Callable[[Content], float]:
    """Return how well what a list says fits what is looked for; 0: not at all."""
    asked, tail = plain(errand.text), _tail(errand)

    def score(content: Content) -> float:
        if errand.by is By.NAME:
            alike = _likeness(asked, plain(content.name))
            return alike if alike >= _ALIKE else 0.0
        fits = content.phone.endswith(tail) or (errand.by is By.DIGITS and content.nik.endswith(tail))
        return float(fits)

    return score


def _tail(errand: Find) -> str:
    """Return the digits in which a number must end."""
    return (_phone(errand.text) if errand.by is By.PHONE else "") or _digits(errand.text)


def _scored(tx: Transaction, errand: Find) -> Iterator[tuple[float, str]]:
    registrations, text = Registrations(tx), errand.text
    if errand.by is By.NAME:
        asked = plain(text)
        for one, name in registrations.all_answers("name"):
            score = _likeness(asked, plain(name))
            if score >= _ALIKE:
                yield score, one
        return
    tail = _tail(errand)
    for step in ("phone",) if errand.by is By.PHONE else ("nik", "phone"):
        yield from ((1.0, one) for one, value in registrations.all_answers(step) if value.endswith(tail))


def _likeness(asked: str, name: str) -> float:
    """Return in percent how much a name is like what was typed: words in any order, some left out, slips."""
    whole = max(fuzz.token_set_ratio(asked, name), fuzz.token_sort_ratio(asked, name))
    part = fuzz.partial_ratio(asked, name) - 1 if len(asked) >= _PART else 0  # behind whole words
    return max(whole, part)


def show(turn: Turn, _: Find, found: Found | None) -> None:
    """Show what was found."""
    if found is None:
        turn.show(turn.texts("staff.not_counted"))
    else:
        _show(turn, found)


def _show(turn: Turn, found: Found) -> None:
    texts, registrations = turn.texts, [Registrations(turn.tx).get(one) for one in found.ids]
    hits = [one for one in registrations if one and one.stage is not Stage.DRAFT]
    if not hits and not found.listed:
        turn.show(texts("find.nothing"), _again(turn), (turn.button("review.open", ShowQueue()),))
    if hits:
        _show_registrations(turn, hits, max(found.count, len(hits)))
    if found.listed:
        _show_listed(turn, found.listed)


def _show_registrations(turn: Turn, hits: Sequence[Registration], count: int) -> None:
    texts = turn.texts
    lines = [
        texts(
            "find.line",
            position=at,
            whose=named(turn, one),
            place=_place(turn, Registrations(turn.tx).answers(one.id).get("district", "")),
            stage=texts(NAMES[one.stage]),
        )
        for at, one in enumerate(hits, 1)
    ]
    rows = [
        (turn.labelled(f"{at}. {named(turn, one)}", OpenRegistration(one.id)),)
        for at, one in enumerate(hits, 1)
    ]
    turn.show(texts.counted("find.found", count=count, lines=Html("\n".join(lines))), *rows, _again(turn))


def _again(turn: Turn) -> tuple[Button, ...]:
    return (turn.button("find.again", Search()),)


def _show_listed(turn: Turn, people: Sequence[Listed]) -> None:
    """Show whom only lists name; their page is for whoever may say who is who."""
    texts = turn.texts
    lines = [
        texts(
            "find.listed_line", position=at, name=one.name, place=_place(turn, one.village), agency=one.agency
        )
        for at, one in enumerate(people, 1)
    ]
    rows = [(turn.labelled(f"{at}. {one.name}", OpenPerson(one.person)),) for at, one in enumerate(people, 1)]
    shown = rows if turn.may(Right.JOIN) else []
    turn.show(texts("find.listed", lines=Html("\n".join(lines))), *shown, _again(turn))


def _place(turn: Turn, code: str) -> str:
    region = turn.resources.regions.get(code) if code else None
    return region.name if region else "–"
