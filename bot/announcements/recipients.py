"""Recipients in the store: a row for each chat that an announcement or a message of the bot's own goes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.announcements.audience import Count
from bot.announcements.states import Delivery, Reason, Standing
from bot.clock import stamp
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from bot.announcements.audience import Audience, Selection

_COUNTED_AT_ONCE = 20_000  # chats
_FORGOTTEN_AT_ONCE = 20_000  # rows


@dataclass(frozen=True, slots=True)
class Recipient:
    """The key of a recipient's row."""

    announcement_id: int
    chat_id: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A recipient's row: what became of it, and where it is found."""

    state: Delivery
    reason: Reason | None
    message_id: int  # 0: none that is known
    to_chat_id: int | None  # where the chat has moved


@dataclass(frozen=True, slots=True)
class SelectedRegistration:
    """A registration that an audience selects; codes of its places."""

    id: str
    district: str
    village: str
    for_other: bool
    locked: bool


class LeftDraft(NamedTuple):
    """A draft that nobody touched for a while."""

    id: str
    chat_id: int
    touched_at: str


class Span(NamedTuple):
    """The chats above `after`, up to `until`."""

    after: int
    until: int


def spans(last: Callable[[int], int]) -> Iterator[Span]:
    """Give spans of chats, to group a part at a time: grouping holds all rows of its part in memory.

    `last` tells the last chat of the span that begins above a chat; 0 where none is left.
    """
    after = 0
    while until := last(after):
        yield Span(after, until)
        after = until


class Recipients(Table):
    """Notes recipients, claims and settles them."""

    file = Path(__file__).with_suffix(".sql")

    # -- whom an audience selects

    def count(self, selection: Selection) -> Count:
        """Count what a selection gives. Reads every chat: not for a unit of work that writes."""
        districts: Counter[str] = Counter()
        left_out: Counter[Reason] = Counter()
        audience = selection.audience
        for span in spans(lambda after: self.last_chat(after, _COUNTED_AT_ONCE)):
            values = {**_values(selection), **span._asdict()}
            for row in self._all("count_selected", audience.parts(), **values):
                if row["why"]:
                    left_out[Reason(row["why"])] += row["count"]
                else:
                    districts[row["district"] or ""] += row["count"]
        without_chat = self._value("count_without_chat", audience.parts(), **audience.parameters())
        return Count(dict(districts), dict(left_out), without_chat=without_chat)

    def last_chat(self, after: int, some: int) -> int:
        """Return the last of the `some` next chats above `after`; 0 where there are none."""
        return self._value("chat_after_some", after=after, some=some)

    def registrations(self, chat_id: int, audience: Audience) -> list[SelectedRegistration]:
        """Return those registrations of a chat that meet an audience's criteria."""
        rows = self._all("selected_of_chat", audience.parts(), chat_id=chat_id, **audience.parameters())
        return [
            SelectedRegistration(
                row["id"], row["district"] or "", row["village"] or "",
                bool(row["for_other"]), bool(row["locked"]),
            )
            for row in rows
        ]  # fmt: skip

    # -- noting them

    def gather(self, announcement_id: int, selection: Selection, span: Span) -> None:
        """Note those chats of a span that a selection gives, once each."""
        values = {**_values(selection), **span._asdict()}
        self._do("gather_selected", selection.audience.parts(), id=announcement_id, at=self._now(), **values)

    def gather_again(
        self, announcement_id: int, original_id: int, since: datetime | None, span: Span
    ) -> None:
        """Note those chats of a span that got another announcement; not to be tried where before `since`."""
        self._do(
            "gather_originals", id=announcement_id, original_id=original_id, at=self._now(),
            since=stamp(since) if since else "", **span._asdict(),
        )  # fmt: skip

    def add_own(self, recipient: Recipient) -> None:
        """Note a message of the bot's own, once for each occasion."""
        self._do("add_own", **_key(recipient), at=self._now())

    def left_drafts(self, before: datetime, after: LeftDraft | None, most: int) -> list[LeftDraft]:
        """Return drafts that nobody touched since a time, the oldest first, `most` of those after one."""
        last = after or LeftDraft("", 0, "")
        rows = self._all(
            "left_drafts", before=stamp(before), touched_at=last.touched_at, id=last.id, most=most
        )
        return [LeftDraft(row["id"], row["chat_id"], row["touched_at"]) for row in rows]

    # -- one by one

    def get(self, recipient: Recipient) -> RecipientRow | None:
        """Return how one stands."""
        row = self._one("get", **_key(recipient))
        if row is None:
            return None
        reason = Reason(row["reason"]) if row["reason"] else None
        return RecipientRow(Delivery(row["state"]), reason, row["message_id"], row["to_chat_id"])

    def pending(self, announcement_id: int, after: int, most: int) -> list[Recipient]:
        """Return recipients to be tried, with chat ids above `after`."""
        rows = self._all("pending", id=announcement_id, after=after, most=most)
        return [Recipient(row["announcement_id"], row["chat_id"], row["subject"]) for row in rows]

    def any_open(self, announcement_id: int) -> bool:
        """Tell whether some are not settled."""
        return bool(self._value("any_open", id=announcement_id))

    def any_in(self, announcement_id: int, state: Delivery) -> bool:
        """Tell whether some are in a state."""
        return bool(self._value("any_in_state", id=announcement_id, state=state))

    def claim(self, recipient: Recipient) -> None:
        """Note that the call for a recipient is about to be made."""
        self._do("claim", **_key(recipient), at=self._now())

    def settle(
        self, recipient: Recipient, state: Delivery, reason: Reason | None = None, message_id: int = 0,
        *, said: str = "",
    ) -> None:  # fmt: skip
        """Note what became of one, and what Telegram `said`; a message that is known already stays known."""
        self._do(
            "settle", **_key(recipient), state=state, reason=reason or "", message_id=message_id,
            said=said, at=self._now(),
        )  # fmt: skip

    def give_up(self, recipient: Recipient) -> None:
        """Settle one with whom the program itself failed: before its call, or during it."""
        self._do("give_up", **_key(recipient), at=self._now())

    def move(self, recipient: Recipient, to_chat_id: int) -> None:
        """Let one be tried again where its chat has moved."""
        self._do("move", **_key(recipient), to_chat_id=to_chat_id)

    def forget(self, recipient: Recipient) -> None:
        """Forget one: it may be noted again."""
        self._do("forget", **_key(recipient))

    # -- many at once

    def try_again(self, announcement_id: int, state: Delivery) -> int:
        """Let those in a state be tried again; return how many."""
        return self._do("try_again", id=announcement_id, state=state)

    def resume(self) -> None:
        """Note what a run that ended in the middle leaves: what was being sent may have arrived, or not.

        Deleting and editing do no harm when repeated: they are tried again.
        """
        self._do("interrupted_sends", at=self._now())
        self._do("interrupted_others")

    def after_restore(self) -> None:
        """Try nobody who may have got it after the backup was made, and remind of no draft out of it."""
        self._do("unsure_after_restore", at=self._now())
        self._do("remind_nobody_after_restore", standing=Standing.REMINDER, at=self._now())

    def forget_older(self, before: datetime) -> None:
        """Forget some of those that were settled before a time."""
        self._do("forget_older", before=stamp(before), most=_FORGOTTEN_AT_ONCE)

    def _now(self) -> str:
        return self._tx.clock.stamp()

    holdings = (
        Holding(
            "recipients",
            Kept("what went to a chat went there; it says nothing of what was registered"),
            Kept("it tells what went to a chat, and is not shown in it"),
            Ages(lambda resources: timedelta(days=resources.announcements.recipient_days), forget_older),
            restored=after_restore,
        ),
    )


def _key(recipient: Recipient) -> dict[str, object]:
    return {"id": recipient.announcement_id, "chat_id": recipient.chat_id, "subject": recipient.subject}


def _values(selection: Selection) -> dict[str, object]:
    audience = selection.audience
    return {
        **audience.parameters(), "any_chat": int(audience.is_any_chat), "kind": selection.kind,
        "same": selection.same, "since": stamp(selection.since),
    }  # fmt: skip
