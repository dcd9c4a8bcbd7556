"""What is said of each thing that is looked at, and what to do about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.operations.findings import Concern, Level
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.operations.findings import Finding
    from bot.texts import Texts

MARKS: Final = {Level.FINE: "✅", Level.NOTE: "🔎", Level.BAD: "⚠️"}


class Words(NamedTuple):
    """Message ids: what a thing is called, what is said where it is well and where not, what to do then."""

    name: str
    fine: str
    bad: str
    do: str


WORDS: Final[Mapping[Concern, Words]] = {
    Concern.SILENT: Words(
        key("health.silent"), key("health.silent.fine"), key("health.silent.bad"), key("health.silent.do")
    ),
    Concern.DISK: Words(
        key("health.disk"), key("health.disk.fine"), key("health.disk.bad"), key("health.disk.do")
    ),
    Concern.BACKUP: Words(
        key("health.backup"), key("health.backup.fine"), key("health.backup.bad"), key("health.backup.do")
    ),
    Concern.FACT: Words(
        key("health.fact"), key("health.fact.fine"), key("health.fact.bad"), key("health.fact.do")
    ),
    Concern.SET_ASIDE: Words(
        key("health.aside"), key("health.aside.fine"), key("health.aside.bad"), key("health.aside.do")
    ),
    Concern.TICKETS: Words(
        key("health.tickets"), key("health.tickets.fine"), key("health.tickets.bad"), key("health.tickets.do")
    ),
    Concern.CLOCK: Words(
        key("health.clock"), key("health.clock.fine"), key("health.clock.bad"), key("health.clock.do")
    ),
    Concern.KEY: Words(
        key("health.key"), key("health.key.fine"), key("health.key.bad"), key("health.key.do")
    ),
    Concern.SHEETS: Words(
        key("health.sheets"), key("health.sheets.fine"), key("health.sheets.bad"), key("health.sheets.do")
    ),
    Concern.TOKEN: Words(
        key("health.token"), key("health.token.fine"), key("health.token.bad"), key("health.token.do")
    ),
    Concern.SECRET: Words(
        key("health.secret"), key("health.secret.fine"), key("health.secret.bad"), key("health.secret.do")
    ),
    Concern.RIGHTS: Words(
        key("health.rights"), key("health.rights.fine"), key("health.rights.bad"), key("health.rights.do")
    ),
    Concern.SCHEMA: Words(
        key("health.schema"), key("health.schema.fine"), key("health.schema.bad"), key("health.schema.do")
    ),
    Concern.CONFIG: Words(
        key("health.config"), key("health.config.fine"), key("health.config.bad"), key("health.config.do")
    ),
    Concern.RECEIVING: Words(
        key("health.receiving"), key("health.receiving.fine"), key("health.receiving.bad"),
        key("health.receiving.do"),
    ),
    Concern.RATE: Words(
        key("health.rate"), key("health.rate.fine"), key("health.rate.bad"), key("health.rate.do")
    ),
}  # fmt: skip


def said(texts: Texts, finding: Finding) -> Html:
    """Return what is found, in one line."""
    words = WORDS[finding.concern]
    values = dict(finding.values)
    if special := _special(texts, finding):
        return special
    if finding.level is Level.FINE:
        return texts(words.fine, **values)
    return texts(words.bad, **values)


def _special(texts: Texts, finding: Finding) -> Html | None:
    """Return what is said where values make another case of it."""
    values, bad = finding.values, finding.level is not Level.FINE
    if finding.concern is Concern.BACKUP and not values["hours"]:
        return texts("health.backup.none_yet") if values["kept"] else texts("health.backup.nowhere")
    if finding.concern is Concern.FACT and bad:
        day = texts.date(date.fromisoformat(values["until"] or values["checked"]))
        ends = texts("health.fact.bad", what=values["what"], day=day)
        return ends if values["until"] else texts("health.fact.old", what=values["what"], day=day)
    if finding.concern is Concern.SHEETS and values["day"]:
        day = texts.date(date.fromisoformat(values["day"]))
        return texts("health.sheets.old", day=day) if bad else texts("health.sheets.fine", day=day)
    return None


def advice(texts: Texts, finding: Finding) -> Html:
    """Return what to do about it."""
    if finding.concern is Concern.BACKUP and not finding.values["kept"]:
        return texts("health.backup.choose")
    return texts(WORDS[finding.concern].do)


def line(texts: Texts, finding: Finding) -> Html:
    """Return a line of a list of all that was looked at."""
    name = texts(WORDS[finding.concern].name)
    return texts("health.line", mark=MARKS[finding.level], name=name, said=said(texts, finding))
