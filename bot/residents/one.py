"""One person: what is taken to be true, who says what, and what an officer can put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.dialogue.screen import Screen
from bot.front.pages import on_page
from bot.front.ways import OpenPerson, OpenRegistration, PersonMonths
from bot.register.comparing import TO_SETTLE, Known
from bot.register.links import Links
from bot.register.statements import Statements
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.residents import changes, matching
from bot.residents.person import Origin
from bot.residents.reading import Reading
from bot.residents.store import Proposals
from bot.residents.taps import (
    AllSayings,
    Everybody,
    Forget,
    OpenVillage,
    Settle,
    Split,
    TakeBack,
)
from bot.residents.words import Values, label, source
from bot.staff.member_names import shown_name
from bot.staff.store import Staff
from bot.terms.roles import Right
from bot.texts import Html, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogue.screen import Button
    from bot.register.links import Deed
    from bot.residents.person import Held, Person
    from bot.residents.store import Proposal
    from bot.turns.turn import Turn

_STANDING: Final = (Known.DECILE, Known.INCOME, Known.PAYER)
_PLAIN: Final = tuple(one for one in Known if one not in _STANDING)
_LINES: Final = 16  # of a block: Telegram takes 4,096 characters
_DEEDS: Final = 5  # that are offered to be taken back
_SAYINGS: Final = 4  # on a page


def person_of(turn: Turn, person: int) -> Person | None:
    """Return a person; else say that there is nobody (any more), who may have become somebody else."""
    found = Reading(turn.tx, turn.resources.lists.civil_register).person(person)
    if found is None:
        turn.show(turn.texts("person.gone"), (turn.button("people.all", Everybody()),))
    return found


def open_person(turn: Turn, data: OpenPerson) -> None:
    """Show a person; that is in the audit trail."""
    found = person_of(turn, data.person)
    if found:
        turn.tx.audit(f"chat:{turn.chat_id}", "open person", f"person:{found.id}")
        show(turn, found)


def show(turn: Turn, person: Person, lead: str = "") -> None:
    """Show what is taken to be true of a person, contradictions first."""
    texts, values = turn.texts, Values.of(turn)
    parts = [
        lead,
        texts("person.heading", name=values.name(person)),
        _block(texts("person.contradictions"), _contradictions(turn, values, person)),
        _block(texts("person.changes"), changes.lines(turn, _proposals(turn, person))),
        _block(texts("person.values"), [values.field(held) for held in _held(person, _PLAIN)]),
        _block(texts("person.standing"), _standing(turn, values, person)),
        _block(texts("person.sources"), list(dict.fromkeys(_sources(turn, person)))),
    ]
    text = Html("\n\n".join(filter(None, parts)))
    stays = turn.resources.limits.review_minutes * 60
    turn.acts.append(Screen(text, tuple(_buttons(turn, person)), vanishes_after=stays))


def _proposals(turn: Turn, person: Person) -> list[Proposal]:
    return Proposals(turn.tx).open_of(person.registration_id) if person.registration_id else []


def _block(heading: Html, lines: list[Html]) -> str:
    shown = [*lines[:_LINES], *(["…"] if len(lines) > _LINES else [])]
    return "\n".join([heading, *shown]) if lines else ""


def _held(person: Person, fields: tuple[Known, ...]) -> Iterator[Held]:
    asked = {held.known for held in person.contradictions}
    for known in fields:
        held = person.held(known)
        if held and known not in asked:
            yield held


def _contradictions(turn: Turn, values: Values, person: Person) -> list[Html]:
    lines = []
    for held in person.contradictions:
        lines.append(turn.texts("person.contradicted", field=label(turn.texts, held.known)))
        said = [held.said, *(one for _, others in held.others for one in others[:1])]
        lines += [
            turn.texts("person.says", value=values.shown(held.known, one), source=source(turn.texts, one))
            for one in said
        ]
    return lines


def _standing(turn: Turn, values: Values, person: Person) -> list[Html]:
    """Return what sources say of means and payer, each with its day: none of it is a mark that stays."""
    return [
        turn.texts(
            "person.stands", field=label(turn.texts, known), value=values.shown(known, one),
            source=source(turn.texts, one),
        )
        for known in _STANDING
        for one in sorted(person.sayings, key=lambda one: one.day, reverse=True)
        if one.value(known)
    ]  # fmt: skip


def _sources(turn: Turn, person: Person) -> Iterator[Html]:
    for one in person.sayings:
        said = source(turn.texts, one)
        yield said if one.is_live else turn.texts("person.once", source=said)


def _buttons(turn: Turn, person: Person) -> Iterator[tuple[Button, ...]]:
    one, texts = person.id, turn.texts
    yield from changes.buttons(turn, _proposals(turn, person))
    for held in person.contradictions:
        said = texts("person.settle", field=label(texts, held.known))
        yield (turn.labelled(said, Settle(one, held.known)),)
    yield (turn.button("person.all_sayings", AllSayings(one)),)
    if turn.may(Right.PLAN):
        yield (turn.button("person.months", PersonMonths(one)),)
    registration = Registrations(turn.tx).get(person.registration_id) if person.registration_id else None
    if registration and turn.may(Right.REVIEW):
        number = texts("person.registration", number=masked_number(registration))
        yield (turn.labelled(number, OpenRegistration(registration.id)),)
    if len(person.sayings) > 1:
        yield (turn.button("person.split", Split(one)),)
    for deed in Links(turn.tx).deeds_about(one)[:_DEEDS]:
        yield (turn.labelled(_deed(turn, deed), TakeBack(deed.id, one)),)
    if any(said.origin is not Origin.OWN for said in person.sayings):
        yield (turn.button("person.forget", Forget(one)),)
    village = person.held(Known.VILLAGE)
    if village:
        yield (turn.button("person.village", OpenVillage(village.said.value(Known.VILLAGE))),)


def _deed(turn: Turn, deed: Deed) -> str:
    """Return what a button says that takes a join or a split back: which it was, by whom, when."""
    texts, day = turn.texts, turn.texts.date(office_day(deed.at))
    member = Staff(turn.tx).get(int(deed.by.removeprefix("chat:"))) if deed.by.startswith("chat:") else None
    who = shown_name(texts, member.name) if member else texts("person.somebody")
    if deed.is_split:
        return texts("person.undo_split", who=who, day=day)
    return texts("person.undo_join", who=who, day=day)


# -- all that was said


def show_sayings(turn: Turn, data: AllSayings) -> None:
    """Show every statement with who said it and when."""
    person = person_of(turn, data.person)
    if person is None:
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "open statements", f"person:{person.id}")
    texts = turn.texts
    values, parts = Values.of(turn), []
    shown, page = on_page(person.sayings, _SAYINGS, data.page)
    for one in shown:
        head = texts("person.statement", source=source(texts, one))
        lines = [
            texts("person.field", field=label(texts, known), value=values.shown(known, one))
            for known in Known
            if one.value(known)
        ]
        parts.append("\n".join([head if one.is_live else texts("person.once", source=head), *lines]))
    ways = page.ways(turn, lambda number: AllSayings(person.id, number))
    turn.show(Html("\n\n".join(parts)), *ways, (turn.button("person.back", OpenPerson(person.id)),))


# -- putting right


def settle(turn: Turn, data: Settle) -> None:
    """Offer what sources say of a field; with a statement, note that it holds."""
    person = person_of(turn, data.person)
    held = person.held(data.known) if person else None
    if person is None or held is None or data.known not in TO_SETTLE:
        return
    if any(one.statement.id == data.statement for one in person.live):
        actor = f"chat:{turn.chat_id}"
        Links(turn.tx).settle(person.id, data.known, data.statement, actor)
        again = person_of(turn, person.id)
        if again:
            show(turn, again, turn.texts("person.settled"))
        return
    texts, values = turn.texts, Values.of(turn)
    said = [held.said, *(others[0] for _, others in held.others)]
    lines = [
        texts("person.choice", number=number, value=values.shown(data.known, one), source=source(texts, one))
        for number, one in enumerate(said, 1)
    ]
    turn.show(
        texts("person.which", field=label(texts, data.known), lines=Html("\n".join(lines))),
        *[
            (turn.labelled(
                f"{number}. {values.shown(data.known, one)}"[:60],
                Settle(person.id, data.known, one.statement.id),
            ),)
            for number, one in enumerate(said, 1)
        ],
        (turn.button("person.back", OpenPerson(person.id)),),
    )  # fmt: skip


def split(turn: Turn, data: Split) -> None:
    """Offer the statements of a person; with one, make somebody else of it."""
    person = person_of(turn, data.person)
    if person is None:
        return
    found = [one for one in person.sayings if one.statement.id == data.statement]
    if found and len(person.sayings) > 1:
        deed = Links(turn.tx).split([data.statement], person.id, f"chat:{turn.chat_id}")
        other = Links(turn.tx).person_of(data.statement) or 0
        turn.show(
            turn.texts("person.was_split", source=source(turn.texts, found[0])),
            (turn.button("pair.take_back", TakeBack(deed, person.id)),),
            (turn.button("person.other", OpenPerson(other)),),
            (turn.button("person.back", OpenPerson(person.id)),),
        )
        return
    rows = [
        (turn.labelled(bare(source(turn.texts, one))[:60], Split(person.id, one.statement.id)),)
        for one in person.sayings
    ]
    turn.show(turn.texts("person.split_which"), *rows, (turn.button("person.back", OpenPerson(person.id)),))


def take_back(turn: Turn, data: TakeBack) -> None:
    """Take a join or split back, and show the person; without one, the pair that was decided."""
    if not data.person:
        matching.take_back_decision(turn, data)
        return
    done = matching.take_back(turn, data.deed)
    lead = turn.texts("person.taken_back") if done else turn.texts("pair.gone")
    person = person_of(turn, data.person)
    if person:
        show(turn, person, lead)


def forget(turn: Turn, data: Forget) -> None:
    """Erase a person from lists, after two questions."""
    person = person_of(turn, data.person)
    if person is None:
        return
    texts, one = turn.texts, person.id
    if data.yes > 1:
        Statements(turn.tx).forget_person(one)
        turn.tx.audit(f"chat:{turn.chat_id}", "erase from lists", f"person:{one}")
        turn.show(texts("person.forgotten"), (turn.button("people.all", Everybody()),))
        return
    question = texts("person.forget_surely") if data.yes else texts("person.forget_ask")
    turn.show(
        question,
        (turn.button("person.forget_yes", Forget(one, data.yes + 1)),),
        (turn.button("person.back", OpenPerson(one)),),
        decides=True,
    )
