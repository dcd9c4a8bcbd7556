"""Looking through the store for staff: what became of an announcement, and its report.

All of it runs beside the turns, in a connection that cannot write.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.announcements.arriving import WAYS
from bot.announcements.button_taps import ButtonTaps
from bot.announcements.deliveries import Deliveries, Share, Tally
from bot.announcements.progress import delivery_name
from bot.announcements.states import REASON_NAMES, Delivery
from bot.announcements.store import Announcements
from bot.dialogue.errand import Errand
from bot.drawing.bars import Bar, bars
from bot.people.names import PersonName
from bot.people.phone import PhoneNumber
from bot.registration.store import Registrations
from bot.sheets import disarmed
from bot.texts import bare, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.announcements.announcement import Announcement
    from bot.announcements.deliveries import Delivered
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts

MOST_ROWS = 20_000  # of the file
_MOST_BARS = 24
_SHOWN_DIGITS = 4
# In the order of the file: what something can be done about comes first.
_LISTED = (
    Delivery.FAILED, Delivery.UNKNOWN, Delivery.BLOCKED, Delivery.SENDING, Delivery.PENDING, Delivery.SKIPPED,
)  # fmt: skip
_COLUMNS = (
    key("report.column_state"), key("report.column_reason"), key("report.column_said"),
    key("report.column_at"),
    key("report.column_district"), key("report.column_village"), key("report.column_name"),
    key("report.column_phone"), key("report.column_chat"),
)  # fmt: skip


class TallyUp(Errand, frozen=True, tag="tally"):
    """Count the recipients of an announcement, to show it in the place of the message `over` (0: below)."""

    number: int
    over: int = 0


class Shares(Struct, frozen=True):
    """How the recipients of an announcement stand."""

    shares: list[Share]
    copies: int = 0
    tapped: Mapping[str, int] = {}  # how many tapped which button of the bot's own

    @property
    def tally(self) -> Tally:
        """The sums by state."""
        return Tally(self.shares, self.copies)


class MakeReport(Errand, frozen=True, tag="report"):
    """Make the report of an announcement in a language."""

    number: int
    language: str


class Made(Shares, frozen=True, kw_only=True):
    """A report: the chart as SVG, and as CSV who did not get it, `listed` rows."""

    svg: str
    csv: bytes
    listed: int
    tappers: bytes = b""  # as CSV, who tapped a button; empty: nobody did


def look_tally(tx: Transaction, errand: TallyUp) -> Shares | None:
    """Return how the recipients of an announcement stand; None where it is no more."""
    one = Announcements(tx).get(errand.number)
    tally = Deliveries(tx).tally(one) if one else None
    if tally is None:
        return None
    return Shares(list(tally.shares), tally.copies, ButtonTaps(tx).counts(errand.number))


def look_report(tx: Transaction, errand: MakeReport, resources: Resources) -> Made | None:
    """Return the report of an announcement; None where it is no more."""
    one = Announcements(tx).get(errand.number)
    return _report(tx, resources, one, errand.language) if one else None


# -- the report


def _report(tx: Transaction, resources: Resources, one: Announcement, language: str) -> Made:
    texts = resources.catalogues[language]
    chart = _chart(tx, resources, one, texts)
    content, rows = _file(tx, resources, one, texts)
    return Made(
        Deliveries(tx).shares(one.id), tapped=ButtonTaps(tx).counts(one.id), svg=chart, csv=content,
        listed=rows, tappers=_tappers(tx, resources, one, texts),
    )  # fmt: skip


def _tappers(tx: Transaction, resources: Resources, one: Announcement, texts: Texts) -> bytes:
    """Return who tapped a button of the bot's own as CSV; nothing where nobody did."""
    rows = [
        [texts.bare(WAYS[tap.way]), texts.moment(tap.at), *_person(tx, resources, tap.chat_id)]
        for tap in ButtonTaps(tx).listed(one.id, MOST_ROWS)
        if tap.way in WAYS
    ]
    return _csv([key("report.column_button"), *_COLUMNS[3:]], rows, texts) if rows else b""


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]], texts: Texts) -> bytes:
    """Return a table for a spreadsheet: semicolons, UTF-8 with a mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([texts.bare(name) for name in columns])
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return ("\ufeff" + file.getvalue()).encode()


def _chart(tx: Transaction, resources: Resources, one: Announcement, texts: Texts) -> str:
    by_district: dict[str, dict[str, int]] = {
        district: {state: count for state, count in counts.items() if state is not Delivery.SKIPPED}
        for district, counts in Deliveries(tx).by_district(one.id).items()
    }
    most_first = sorted(by_district.items(), key=lambda pair: -sum(pair[1].values()))
    shown = [Bar(_place(resources, texts, code), counts) for code, counts in most_first if counts]
    title = texts.bare("report.title", number=one.id)
    names: dict[str, str] = {state: _words(delivery_name(texts, one, state)) for state in Delivery}
    return bars(title, shown[:_MOST_BARS], names)


def _place(resources: Resources, texts: Texts, code: str) -> str:
    region = resources.regions.get(code) if code else None
    return region.name if region else texts.bare("report.no_district")


def _file(tx: Transaction, resources: Resources, one: Announcement, texts: Texts) -> tuple[bytes, int]:
    """Return who did not get it as CSV, and how many."""
    listed: list[Delivered] = []
    for state in _LISTED:
        listed += Deliveries(tx).in_state(one.id, state, MOST_ROWS - len(listed))
    rows = (_cells(tx, resources, texts, one, delivered) for delivered in listed)
    return _csv(_COLUMNS, rows, texts), len(listed)


def _cells(
    tx: Transaction, resources: Resources, texts: Texts, one: Announcement, delivered: Delivered
) -> list[str]:
    return [
        _words(delivery_name(texts, one, delivered.state)),
        texts.bare(REASON_NAMES[delivered.reason]) if delivered.reason else "",
        delivered.said,
        texts.moment(delivered.at),
        *_person(tx, resources, delivered.chat_id),
    ]


def _person(tx: Transaction, resources: Resources, chat_id: int) -> list[str]:
    """Return who a chat is, masked, and where they live."""
    registrations = Registrations(tx)
    shown = registrations.shown_in(chat_id)
    answers = registrations.answers(shown[0].id) if shown else {}
    name, phone = answers.get("name"), answers.get("phone")
    return [
        *(
            region.name if (region := resources.regions.get(answers.get(step, ""))) else ""
            for step in ("district", "village")
        ),
        PersonName(name).masked if name else "",
        PhoneNumber(phone).masked if phone else "",
        f"…{str(chat_id)[-_SHOWN_DIGITS:]}",
    ]


def _words(name: Html) -> str:
    """Return a name without the sign before it, which the font of pictures does not have."""
    return bare(name).partition(" ")[2]
