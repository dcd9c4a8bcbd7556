"""The units of work of sending: gathering recipients, claiming one, settling it, ending.

A recipient is claimed before its call and settled after it, each in a transaction of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.announcements import arriving
from bot.announcements.following import oldest
from bot.announcements.placeholder_values import values_for
from bot.announcements.recipients import Recipient, Recipients, Span
from bot.announcements.states import ACTIVE, Action, Delivery, Reason, State
from bot.announcements.store import Announcements
from bot.chats.messages import Messages
from bot.chats.store import Chats
from bot.dialogue.screen import Delete, Edit, Screen
from bot.mutes.store import Mutes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.recipients import RecipientRow
    from bot.chats.store import Chat
    from bot.front.feature import OwnMessage
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_CHATS_AT_ONCE = 1000  # that are looked at in one unit of work


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is to be done for a recipient that was claimed, and in which chat."""

    chat_id: int
    act: Screen | Delete | Edit


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a recipient."""

    state: Delivery
    reason: Reason | None = None
    message_id: int = 0
    moved_to: int = 0
    said: str = ""  # what Telegram said


class Sending:
    """The units of work. What was confirmed never changes, so it is unsealed once."""

    def __init__(self, resources: Resources, own: Mapping[int, OwnMessage]) -> None:
        self._resources, self._own_messages = resources, own
        self._confirmed: dict[int, Announcement] = {}

    def gather(self, tx: Transaction, announcement: Announcement) -> bool:
        """Note some more recipients; True when there are no more for now."""
        announcements, recipients = Announcements(tx), Recipients(tx)
        now = announcements.gathering(announcement.id)
        if now is None or now.gathered or now.state not in ACTIVE:
            return True
        if now.original_id and recipients.any_in(now.original_id, Delivery.SENDING):
            return True  # a message is on its way that is to be followed up, too: look again soon
        until = recipients.last_chat(now.gathered_to, _CHATS_AT_ONCE)
        if not until:
            announcements.set_gathered(announcement.id)
            return True
        self._gather(tx, announcement, Span(now.gathered_to, until))
        announcements.set_gathered_to(announcement.id, until)
        return False

    def _gather(self, tx: Transaction, announcement: Announcement, span: Span) -> None:
        if announcement.original_id is None:
            selection = Announcements(tx).selection(announcement, self._resources.announcements.same_days)
            Recipients(tx).gather(announcement.id, selection, span)
        else:
            since = oldest(tx, announcement.action)
            Recipients(tx).gather_again(announcement.id, announcement.original_id, since, span)

    def claim(self, tx: Transaction, recipient: Recipient, *, quiet: bool) -> Claimed | None:
        """Claim a recipient; None where nothing is to be done for it now, or any more."""
        entry = Recipients(tx).get(recipient)
        if entry is None or entry.state is not Delivery.PENDING:
            return None
        act = self._act(tx, recipient, entry, quiet=quiet)
        if act is None:
            return None
        if isinstance(act, Reason):
            self.settle(tx, recipient, Settled(Delivery.SKIPPED, act))
            return None
        Recipients(tx).claim(recipient)
        return Claimed(entry.to_chat_id or recipient.chat_id, act)

    def _act(
        self, tx: Transaction, recipient: Recipient, entry: RecipientRow, *, quiet: bool
    ) -> Screen | Delete | Edit | Reason | None:
        """Return what to do for a recipient, why it is left out, or None: not now."""
        number, chat_id = recipient.announcement_id, recipient.chat_id
        found = self._running(tx, number) if number > 0 else None
        if number > 0 and not found:
            return None
        chat = Chats(tx).get(chat_id)
        if chat is None or not chat.reachable:
            return Reason.UNREACHABLE
        if found and found.action is not Action.SEND:
            return self._follow_up(tx, found, chat, entry.message_id)
        if not found:
            return self._own(tx, recipient, quiet=quiet)
        if Mutes(tx).holds(chat_id, found.kind):
            return Reason.MUTED
        return self._screen(tx, found, chat_id, chat.language)

    def _own(self, tx: Transaction, recipient: Recipient, *, quiet: bool) -> Screen | Reason | None:
        """Return a message of the bot's own; None where its occasion has not come yet: it is noted again."""
        message = self._own_messages[recipient.announcement_id]
        if not message.is_urgent and Mutes(tx).holds(recipient.chat_id, message.kind):
            return Reason.MUTED
        if not message.is_due(tx, recipient.subject):
            Recipients(tx).forget(recipient)
            return None
        screen = message.screen(tx, recipient.chat_id, recipient.subject)
        return screen.quietly(quiet) if screen else Reason.OUTDATED

    def _running(self, tx: Transaction, announcement_id: int) -> Announcement | None:
        """Return an announcement that may go out at this moment."""
        announcements = Announcements(tx)
        if announcements.state_of(announcement_id) is not State.RUNNING:
            return None
        if announcement_id not in self._confirmed and (found := announcements.get(announcement_id)):
            # Who is sent it again after a correction gets the words that the others see by now.
            self._confirmed[announcement_id] = announcements.corrected(found)
        return self._confirmed.get(announcement_id)

    def _screen(self, tx: Transaction, announcement: Announcement, chat_id: int, language: str) -> Screen:
        values = self._values(tx, announcement, chat_id, language)
        catalogues = self._resources.catalogues
        number = announcement.original_id or announcement.id
        return arriving.screen(announcement.message, announcement.kind, language, values, catalogues, number)

    def _values(
        self, tx: Transaction, announcement: Announcement, chat_id: int, language: str
    ) -> Mapping[str, str]:
        if not announcement.message.is_personal(language):
            return {}
        return values_for(tx, self._resources.regions, chat_id, announcement.audience)

    def _follow_up(
        self, tx: Transaction, announcement: Announcement, chat: Chat, message_id: int
    ) -> Delete | Edit:
        if announcement.action is Action.RECALL:
            return Delete(message_id)
        return Edit(message_id, self._screen(tx, announcement, chat.chat_id, chat.language))

    def settle(self, tx: Transaction, recipient: Recipient, settled: Settled) -> None:
        """Note what became of a recipient."""
        if settled.moved_to:
            self._move(tx, recipient, settled.moved_to)
            return
        Recipients(tx).settle(recipient, settled.state, settled.reason, settled.message_id, said=settled.said)
        if settled.state is Delivery.BLOCKED:
            Chats(tx).set_reachable(recipient.chat_id, reachable=False)
        if settled.message_id:
            self._note(tx, recipient, settled.message_id)

    def _note(self, tx: Transaction, recipient: Recipient, message_id: int) -> None:
        """Note a message that tells something of the person: locking the chat takes such messages away."""
        found = self._confirmed.get(recipient.announcement_id)
        if found is None or any(map(found.message.is_personal, found.message.contents)):
            Messages(tx).note(recipient.chat_id, message_id)

    @staticmethod
    def _move(tx: Transaction, recipient: Recipient, new_chat_id: int) -> None:
        """Follow a chat to its new id, once; never to one that is a recipient itself."""
        recipients = Recipients(tx)
        entry = recipients.get(recipient)
        if recipients.get(replace(recipient, chat_id=new_chat_id)):
            recipients.settle(recipient, Delivery.SKIPPED, Reason.MOVED)
        elif entry is None or entry.to_chat_id:
            recipients.settle(recipient, Delivery.FAILED, Reason.REFUSED)
        else:
            recipients.move(recipient, new_chat_id)

    def end(self, tx: Transaction, announcement_id: int) -> bool:
        """End an announcement whose recipients are all settled; False where some are not."""
        if Recipients(tx).any_open(announcement_id):
            return False
        self._confirmed.clear()  # whatever still goes out is read again
        return Announcements(tx).end(announcement_id)
