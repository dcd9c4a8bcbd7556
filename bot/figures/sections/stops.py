"""Where people stop: each question of the enrolment, who came to it, who answered, how long that took."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.desk.small_numbers import LEAST
from bot.dialogue.form import SUMMARY
from bot.figures.numbers import Counted, Kind, Line
from bot.figures.section import Column, Section
from bot.registration.form import enrolment
from bot.registration.group import form_of, forms_of_drafts
from bot.registration.passages import Passages, StepCount
from bot.registration.store import Registrations
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

REACHED, ANSWERED, STOPPED, WAITING, TOOK = range(5)  # the columns


def _count(look: Look) -> Counted:
    span = look.spans[0]
    counts, waiting = Passages(look.tx).between(span.first, span.last), _waiting(look)
    steps = [one.id for one in enrolment(look.resources).steps if not one.extra and not one.comes_with]
    shown = [one for one in (*steps[1:], SUMMARY) if one in counts or waiting[one]]
    return Counted(tuple(_line(one, counts.get(one, StepCount()), waiting[one]) for one in shown))


def _line(step: str, count: StepCount, waiting: int) -> Line:
    """Return the line of a step; what was asked last month and answered in this one is not left here."""
    answered = min(count.answered, count.reached)
    took = round(count.seconds / count.timed) if count.timed >= LEAST else None
    if step == SUMMARY:  # what was sent is counted with the registrations
        return Line(step, (None, None, None, waiting, None))
    return Line(step, (count.reached, answered, count.reached - answered, waiting, took))


def _waiting(look: Look) -> Counter[str]:
    """Return how many drafts stand at which step now."""
    forms, registrations = forms_of_drafts(look.resources), Registrations(look.tx)
    found: Counter[str] = Counter()
    for draft in look.store.drafts():
        answers = registrations.answers(draft)
        due = forms[form_of(answers)].due(answers)
        found[due.id if due else SUMMARY] += 1
    return found


def _tells(read: Reader) -> Sequence[str]:
    """Tell at which question most people stop; nothing where no such number may be told."""
    counts = {line.code: read.value(line.code, STOPPED) or 0 for line in read.numbers.lines}
    most = max(counts, key=lambda code: counts[code], default="")
    if not counts.get(most):
        return ()
    step, count = read.words.step(most), read.of(most, STOPPED)
    return (read.words.bare("laporan.stopped", step=step, count=count),)


SECTION: Final = Section(
    "stops",
    key("angka.stops"),
    key("angka.stops_button"),
    key("angka.stops_about"),
    (
        Column(key("angka.reached")),
        Column(key("angka.answered")),
        Column(key("angka.stopped")),
        Column(key("angka.draft_waits")),
        Column(key("angka.took"), Kind.SECONDS),
    ),
    _count,
    lambda words, code: words.step(code),
    drawn=(REACHED, STOPPED),
    tells=_tells,
    across=(REACHED, (ANSWERED, STOPPED)),
)
