"""Looking through the store for staff: how many an audience has, what became of an announcement, its report.

All of it runs beside the turns, in a thread that cannot write, and gives JSON.
"""

from __future__ import annotations

import base64
import csv
import io
import json
from typing import TYPE_CHECKING, Any

from bot.announcements.audience import Count
from bot.announcements.deliveries import Deliveries
from bot.announcements.progress import delivery_name
from bot.announcements.recipients import Recipients
from bot.announcements.sending import oldest
from bot.announcements.states import REASON_NAMES, Delivery, Reason
from bot.announcements.store import Announcements
from bot.drawing.bars import Bar, bars
from bot.people.names import PersonName
from bot.people.phone import PhoneNumber
from bot.registration.store import Registrations
from bot.texts import bare, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.deliveries import Delivered
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts

COUNT, TALLY, REPORT = "count", "tally", "report"
MOST_ROWS = 20_000  # of the file
_MOST_BARS = 24
_SHOWN_DIGITS = 4
# In the order of the file: what something can be done about comes first.
_LISTED = (
    Delivery.FAILED, Delivery.UNKNOWN, Delivery.BLOCKED, Delivery.SENDING, Delivery.PENDING, Delivery.SKIPPED,
)  # fmt: skip
_BEGINS_A_FORMULA = "=+-@\t\r"
_COLUMNS = (
    key("report.column_state"), key("report.column_reason"), key("report.column_at"),
    key("report.column_district"), key("report.column_village"), key("report.column_name"),
    key("report.column_phone"), key("report.column_chat"),
)  # fmt: skip


def survey(tx: Transaction, resources: Resources, about: str, values: Mapping[str, Any]) -> bytes:
    """Return what was asked for as JSON; nothing where the announcement is no more."""
    one = Announcements(tx).get(values["id"])
    if one is None:
        return b""
    if about == COUNT:
        found: dict[str, Any] = _count(tx, resources, one)
    elif about == TALLY:
        found = _tally(tx, one)
    else:
        found = _report(tx, resources, one, values["language"])
    return json.dumps(found).encode()


def as_count(found: Mapping[str, Any]) -> Count:
    """Return a count out of what was found."""
    left_out = {Reason(reason): number for reason, number in found["left_out"].items()}
    return Count(found["districts"], left_out, found["without_chat"])


def _count(tx: Transaction, resources: Resources, one: Announcement) -> dict[str, Any]:
    if one.original_id is not None:
        deliveries = Deliveries(tx)
        people = deliveries.sent(one.original_id, oldest(tx, one.action))
        counted = {
            Reason.TOO_OLD: deliveries.sent(one.original_id) - people,
            Reason.UNSURE: deliveries.unknown(one.original_id),
        }
        left_out = {reason: number for reason, number in counted.items() if number}
        return {"districts": {"": people} if people else {}, "left_out": left_out, "without_chat": 0}
    found = Recipients(tx).count(Announcements(tx).selection(one, resources.announcing.same_days))
    return {
        "districts": found.districts, "left_out": found.left_out, "without_chat": found.without_chat,
    }  # fmt: skip


def _tally(tx: Transaction, one: Announcement) -> dict[str, Any]:
    shares = Deliveries(tx).shares(one.id)
    return {"rows": [[share.state, share.reason or "", share.count] for share in shares]}


# -- the report


def _report(tx: Transaction, resources: Resources, one: Announcement, language: str) -> dict[str, Any]:
    texts = resources.catalogues[language]
    chart = _chart(tx, resources, one, texts)
    content, rows = _file(tx, resources, one, texts)
    return {**_tally(tx, one), "svg": chart, "csv": base64.b64encode(content).decode(), "listed": rows}


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
    """Return who did not get it as CSV for a spreadsheet (semicolons, UTF-8 with a mark), and how many."""
    listed: list[Delivered] = []
    for state in _LISTED:
        listed += Deliveries(tx).in_state(one.id, state, MOST_ROWS - len(listed))
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow([texts.bare(name) for name in _COLUMNS])
    for delivered in listed:
        writer.writerow([_harmless(cell) for cell in _cells(tx, resources, texts, one, delivered)])
    return ("\ufeff" + file.getvalue()).encode(), len(listed)


def _cells(
    tx: Transaction, resources: Resources, texts: Texts, one: Announcement, delivered: Delivered
) -> list[str]:
    registrations = Registrations(tx)
    shown = registrations.shown_in(delivered.chat_id)
    answers = registrations.answers(shown[0].id) if shown else {}
    name, phone = answers.get("name"), answers.get("phone")
    return [
        _words(delivery_name(texts, one, delivered.state)),
        texts.bare(REASON_NAMES[delivered.reason]) if delivered.reason else "",
        texts.moment(delivered.at),
        *(
            region.name if (region := resources.regions.get(answers.get(step, ""))) else ""
            for step in ("district", "village")
        ),
        PersonName(name).masked if name else "",
        PhoneNumber(phone).masked if phone else "",
        f"…{str(delivered.chat_id)[-_SHOWN_DIGITS:]}",
    ]


def _words(name: Html) -> str:
    """Return a name without the sign before it, which the font of pictures does not have."""
    return bare(name).partition(" ")[2]


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(tuple(_BEGINS_A_FORMULA)) else cell
