"""The units of work of sending: gathering recipients, claiming one, settling it, ending.

A recipient is claimed before its call and settled after it, each in a transaction of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements import arriving, own
from bot.announcements.audience import selection, since
from bot.announcements.person import values_for
from bot.announcements.states import ACTIVE, Action, Delivery, Reason, Standing, State
from bot.announcements.store import Announcements
from bot.clock import stamp
from bot.dialogue.screen import Delete, Edit, Screen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.announcements.store import Announcement
    from bot.resources import Resources
    from bot.store.transaction import Transaction

DELETABLE = timedelta(hours=48)  # Bot API, deleteMessage
_CHATS_AT_ONCE = 1000  # that are looked at in one unit of work


@dataclass(frozen=True, slots=True)
class Recipient:
    """The key of a recipient's row."""

    announcement_id: int
    chat_id: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is to be done for a recipient that was claimed, and in which chat."""

    chat_id: int
    act: Screen | Delete | Edit


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a recipient."""

    state: Delivery
    reason: Reason | str = ""
    message_id: int = 0
    moved_to: int = 0


class Sending:
    """The units of work. What was confirmed never changes, so it is unsealed once."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._confirmed: dict[int, Announcement] = {}

    @staticmethod
    def resume(tx: Transaction) -> None:
        """Note what a run that ended in the middle leaves: what was being sent may have arrived, or not.

        Deleting and editing do no harm when repeated: they are tried again.
        """
        tx.do("interrupted_sends", at=tx.clock.stamp())
        tx.do("interrupted_others")

    def gather(self, tx: Transaction, announcement: Announcement) -> bool:
        """Note some more recipients; True when there are no more for now."""
        row = tx.one("get_announcement", id=announcement.id)
        if row is None or row["gathered"] or row["state"] not in ACTIVE:
            return True
        if row["original_id"] and tx.one("any_sending", id=row["original_id"]):
            return True  # a message is on its way that is to be followed up, too: look again soon
        after = row["gathered_to"]
        last = tx.one("chat_after_some", after=after, some=_CHATS_AT_ONCE)
        until = last["value"] if last else None
        if until is None:
            tx.do("set_all_gathered", id=announcement.id)
            return True
        self._gather(tx, announcement, after, until)
        tx.do("set_gathered", id=announcement.id, chat_id=until)
        return False

    def _gather(self, tx: Transaction, announcement: Announcement, after: int, until: int) -> None:
        spread: dict[str, object] = {
            "id": announcement.id, "after": after, "until": until, "at": tx.clock.stamp(),
        }  # fmt: skip
        if announcement.action is Action.SEND:
            announcements, days = Announcements(tx), self._resources.announcing.same_days
            same = announcements.hash_of(announcement.message)
            values = selection(announcement.audience, announcement.kind, same, since(tx, days))
            tx.do("gather_selected", **spread, **values)
            return
        tx.do(
            "gather_originals", **spread, original_id=announcement.original_id,
            since=oldest(tx, announcement.action),
        )  # fmt: skip

    @staticmethod
    def pending(tx: Transaction, announcement_id: int, after: int, most: int) -> list[Recipient]:
        """Return recipients to be tried, with chat ids above `after`."""
        rows = tx.all("pending_recipients", id=announcement_id, after=after, most=most)
        return [Recipient(row["announcement_id"], row["chat_id"], row["subject"]) for row in rows]

    def claim(self, tx: Transaction, recipient: Recipient, *, quiet: bool) -> Claimed | None:
        """Claim a recipient; None where nothing is to be done for it now, or any more."""
        row = tx.one("get_recipient", **_key(recipient))
        if row is None or row["state"] != Delivery.PENDING:
            return None
        act = self._act(tx, row, quiet=quiet)
        if act is None:
            return None
        if isinstance(act, Reason):
            self.settle(tx, recipient, Settled(Delivery.SKIPPED, act))
            return None
        tx.do("claim_recipient", **_key(recipient), at=tx.clock.stamp())
        return Claimed(row["to_chat_id"] or row["chat_id"], act)

    def _act(
        self, tx: Transaction, row: sqlite3.Row, *, quiet: bool
    ) -> Screen | Delete | Edit | Reason | None:
        """Return what to do for a recipient, why it is left out, or None: not now."""
        announcement_id, chat_id = row["announcement_id"], row["chat_id"]
        kind = own.KINDS[Standing(announcement_id)] if announcement_id < 0 else None
        found = None if kind else self._running(tx, announcement_id)
        if not kind and not found:
            return None
        muted_by = kind or (found.kind if found else "")
        chat = tx.one("chat_to_write_to", chat_id=chat_id, kind=muted_by)
        if chat is None or not chat["reachable"]:
            return Reason.UNREACHABLE
        if found and found.action is not Action.SEND:
            return self._follow_up(tx, found, row, chat["language"])
        if chat["muted"] and announcement_id != Standing.STAGE:
            return Reason.MUTED
        if not found:
            return self._own(tx, Recipient(announcement_id, chat_id, row["subject"]), quiet=quiet)
        return self._screen(tx, found, chat_id, chat["language"])

    def _own(self, tx: Transaction, recipient: Recipient, *, quiet: bool) -> Screen | Reason | None:
        """Return a message of the bot's own; None where its occasion has not come yet: it is noted again."""
        standing = Standing(recipient.announcement_id)
        if standing is Standing.REMINDER and not own.is_left_alone(tx, self._resources, recipient.subject):
            tx.do("forget_recipient", **_key(recipient))
            return None
        screen = own.screen(tx, self._resources, standing, recipient.chat_id, recipient.subject)
        return screen.quietly(quiet) if screen else Reason.OUTDATED

    def _running(self, tx: Transaction, announcement_id: int) -> Announcement | None:
        """Return an announcement that may go out at this moment."""
        state = tx.one("state_of_announcement", id=announcement_id)
        if state is None or state["state"] != State.RUNNING:
            return None
        announcements = Announcements(tx)
        if announcement_id not in self._confirmed and (found := announcements.get(announcement_id)):
            # Who is sent it again after a correction gets the words that the others see by now.
            self._confirmed[announcement_id] = announcements.corrected(found)
        return self._confirmed.get(announcement_id)

    def _screen(self, tx: Transaction, announcement: Announcement, chat_id: int, language: str) -> Screen:
        values = self._values(tx, announcement, chat_id, language)
        catalogues = self._resources.catalogues
        return arriving.screen(announcement.message, announcement.kind, language, values, catalogues)

    def _values(
        self, tx: Transaction, announcement: Announcement, chat_id: int, language: str
    ) -> Mapping[str, str]:
        if not announcement.message.is_personal(language):
            return {}
        return values_for(tx, self._resources.regions, chat_id, announcement.audience)

    def _follow_up(
        self, tx: Transaction, announcement: Announcement, row: sqlite3.Row, language: str
    ) -> Delete | Edit:
        if announcement.action is Action.RECALL:
            return Delete(row["message_id"])
        return Edit(row["message_id"], self._screen(tx, announcement, row["chat_id"], language))

    def settle(self, tx: Transaction, recipient: Recipient, settled: Settled) -> None:
        """Note what became of a recipient."""
        if settled.moved_to:
            self._move(tx, recipient, settled.moved_to)
            return
        tx.do(
            "settle_recipient", **_key(recipient), state=settled.state, reason=settled.reason,
            message_id=settled.message_id, at=tx.clock.stamp(),
        )  # fmt: skip
        if settled.state is Delivery.BLOCKED:
            tx.do("set_reachable", chat_id=recipient.chat_id, reachable=0)
        if settled.message_id:
            self._note(tx, recipient, settled.message_id)

    def _note(self, tx: Transaction, recipient: Recipient, message_id: int) -> None:
        """Note a message that tells something of the person: locking the chat takes such messages away."""
        found = self._confirmed.get(recipient.announcement_id)
        if found is None or any(map(found.message.is_personal, found.message.contents)):
            tx.do("note_message", chat_id=recipient.chat_id, message_id=message_id, at=tx.clock.stamp())

    @staticmethod
    def give_up(tx: Transaction, recipient: Recipient) -> None:
        """Settle a recipient with whom the program itself failed, before its call or during it."""
        tx.do("give_up_recipient", **_key(recipient), at=tx.clock.stamp())

    @staticmethod
    def _move(tx: Transaction, recipient: Recipient, new_chat_id: int) -> None:
        """Follow a chat to its new id, once; never to one that is a recipient itself."""
        row = tx.one("get_recipient", **_key(recipient))
        there = tx.one(
            "get_recipient", id=recipient.announcement_id, chat_id=new_chat_id, subject=recipient.subject
        )
        if there or row is None or row["to_chat_id"]:
            reason = Reason.MOVED if there else Reason.REFUSED
            state = Delivery.SKIPPED if there else Delivery.FAILED
            tx.do(
                "settle_recipient", **_key(recipient), state=state, reason=reason, message_id=0,
                at=tx.clock.stamp(),
            )  # fmt: skip
            return
        tx.do("move_recipient", **_key(recipient), to_chat_id=new_chat_id)

    def end(self, tx: Transaction, announcement_id: int) -> bool:
        """End an announcement whose recipients are all settled; False where some are not."""
        if tx.one("any_pending", id=announcement_id):
            return False
        self._confirmed.clear()  # whatever still goes out is read again
        return bool(tx.do("end_announcement", id=announcement_id, at=tx.clock.stamp()))


def oldest(tx: Transaction, action: Action) -> str:
    """Return since when a message must have been sent to be deleted; for editing there is no limit."""
    return stamp(tx.clock.now() - DELETABLE) if action is Action.RECALL else ""


def _key(recipient: Recipient) -> dict[str, object]:
    return {"id": recipient.announcement_id, "chat_id": recipient.chat_id, "subject": recipient.subject}
