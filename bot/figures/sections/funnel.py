"""From the first message to protection: how many came how far within the month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.figures.numbers import Counted, Line
from bot.figures.section import MONTHS, Section
from bot.registration.passages import Passage, Passages, StepCount
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look, Span
    from bot.figures.section import Reader

OPENED, CONSENTED, SUBMITTED, ACCEPTED, REGISTERED, ACTIVE = (
    "opened", "consented", "submitted", "accepted", "registered", "active",
)  # fmt: skip
_NAMES: Final = {
    OPENED: key("angka.opened"),
    CONSENTED: key("angka.consented"),
    SUBMITTED: key("angka.submitted"),
    ACCEPTED: key("angka.accepted"),
    REGISTERED: key("angka.registered"),
    ACTIVE: key("angka.became_active"),
}
_CONSENT: Final = "consent"  # the step


def _count(look: Look) -> Counted:
    now, before = (_of(look, span) for span in look.spans)
    return Counted(tuple(Line(code, (now[code], before[code])) for code in _NAMES))


def _of(look: Look, span: Span) -> dict[str, int | None]:
    """Return the counts of a month; None for what was not counted yet at its end."""
    passages = Passages(look.tx)
    steps, begun = passages.between(span.first, span.last), passages.first_day()
    counts = begun is not None and begun <= span.last
    reached = look.store.reached_first(span.begin, span.end)
    return {
        OPENED: steps.get(Passage.OPENED, StepCount()).reached if counts else None,
        CONSENTED: steps.get(_CONSENT, StepCount()).answered if counts else None,
        **reached._asdict(),
    }


def _tells(read: Reader) -> Sequence[str]:
    words = read.words
    return (
        words.bare("laporan.new_active", now=read.of(ACTIVE), before=read.of(ACTIVE, 1)),
        words.bare("laporan.new_opened", now=read.of(OPENED), before=read.of(OPENED, 1)),
    )


SECTION: Final = Section(
    "funnel",
    key("angka.funnel"),
    key("angka.funnel_button"),
    key("angka.funnel_about"),
    MONTHS,
    _count,
    lambda words, code: words.bare(_NAMES[code]),
    drawn=(0, 1),
    tells=_tells,
)
