"""Changes that workers propose: seen by an officer, taken over or left."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.front.ways import OpenPerson
from bot.register.links import Links
from bot.register.statements import Statements
from bot.registration.form import enrolment
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.residents.store import Proposals, ProposalState
from bot.residents.taps import Changes, Everybody, TakeChange
from bot.residents.words import label
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.dialogue.screen import Button
    from bot.residents.store import Proposal
    from bot.turns.turn import Turn

_MOST: Final = 8  # on one screen


def lines(turn: Turn, proposals: Iterable[Proposal]) -> list[Html]:
    """Return proposals, those of one field together: what it was, and each that it shall be."""
    texts, found = turn.texts, []
    for known, same in groupby(proposals, key=lambda one: one.known):
        several = list(same)
        found.append(
            texts("change.field", field=label(texts, known), old=_shown(turn, several[0].old) or "–")
        )
        found += [
            texts("change.new", value=_shown(turn, one.new), day=texts.date(office_day(one.at)))
            for one in several
        ]
    return found


def _shown(turn: Turn, answers: Mapping[str, str]) -> str:
    form, asking = enrolment(turn.resources), turn.asking(answers)
    shown = [form.by_id[step].show(value, asking) for step, value in answers.items() if step in form.by_id]
    return ", ".join(reversed(shown))


def buttons(turn: Turn, proposals: Sequence[Proposal]) -> list[tuple[Button, ...]]:
    """Return the buttons that decide upon proposals."""
    texts = turn.texts
    return [
        (
            turn.labelled(texts("change.take", value=_shown(turn, one.new))[:60], TakeChange(one.id, 1)),
            turn.button("change.leave", TakeChange(one.id, 0)),
        )
        for one in proposals
    ]


def show_all(turn: Turn) -> None:
    """Show the changes that wait."""
    found, texts = Proposals(turn.tx).open(_MOST), turn.texts
    parts, rows = [], []
    by_registration = groupby(sorted(found, key=_by_registration), key=lambda one: one.registration_id)
    for registration_id, several in by_registration:
        registration = Registrations(turn.tx).get(registration_id)
        number = masked_number(registration) if registration else ""
        turn.tx.audit(f"chat:{turn.chat_id}", "open proposals", f"registration:{registration_id}")
        parts.append("\n".join([texts("change.of", number=number), *lines(turn, several)]))
        rows.append(
            (turn.labelled(texts("change.open", number=number), OpenPerson(_person(turn, registration_id))),)
        )
    text = texts("change.all", lines=Html("\n\n".join(parts)) or texts("change.none"))
    turn.show(text, *rows, (turn.button("people.all", Everybody()),))


def _by_registration(one: Proposal) -> tuple[str, str]:
    return one.registration_id, one.known


def _person(turn: Turn, registration_id: str) -> int:
    """Return whose a registration is taken to be; 0 where it is not among the statements yet."""
    mine = Statements(turn.tx).of_registration(registration_id)
    return next((person for one in mine if (person := Links(turn.tx).person_of(one.id))), 0)


def take_change(turn: Turn, data: TakeChange) -> None:
    """Take a proposed change over, or leave it."""
    proposal = Proposals(turn.tx).get(data.proposal)
    state = ProposalState.TAKEN if data.yes else ProposalState.LEFT
    if proposal is None or not Proposals(turn.tx).decide(data.proposal, state, turn.chat_id):
        turn.show(turn.texts("change.gone"), (turn.button("change.more", Changes()),))
        return
    if data.yes:
        form = enrolment(turn.resources)
        gone = dict.fromkeys(proposal.old.keys() - proposal.new.keys())
        Registrations(turn.tx).save(proposal.registration_id, form, {**gone, **proposal.new})
        turn.tx.audit(f"chat:{turn.chat_id}", "change answers", f"registration:{proposal.registration_id}")
    person = _person(turn, proposal.registration_id)
    back = [(turn.button("person.back", OpenPerson(person)),)] if person else []
    said = turn.texts("change.taken") if data.yes else turn.texts("change.left")
    turn.show(said, *back, (turn.button("change.more", Changes()),))
