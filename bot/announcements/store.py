"""Announcements in the store. Every method runs inside a unit of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from bot.announcements.announcement import Announcement, Draft, Follower, Gathering
from bot.announcements.audience import Audience, Selection
from bot.announcements.message import Message
from bot.announcements.recipients import Recipients
from bot.announcements.states import Action, Delivery, State, Trouble
from bot.clock import moment_of, stamp
from bot.documents import canonical, restored, stored
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Table
from bot.terms.news import NewsKind

if TYPE_CHECKING:
    from bot.store.table import Row

_TABLE = "announcements"


class Announcements(Table):
    """Finds, writes, confirms and moves announcements."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, announcement_id: int) -> Announcement | None:
        """Return an announcement by its number."""
        row = self._one("get", id=announcement_id)
        return self._announcement(row) if row else None

    def state_of(self, announcement_id: int) -> State | None:
        """Return where an announcement stands."""
        row = self._one("state_of", id=announcement_id)
        return State(row["state"]) if row else None

    def draft_of(self, chat_id: int) -> Announcement | None:
        """Return what a member of staff is writing."""
        row = self._one("draft_of", chat_id=chat_id)
        return self._announcement(row) if row else None

    def drafts_of(self, chat_id: int, most: int) -> list[Announcement]:
        """Return the drafts of a member of staff, the newest first."""
        return [self._announcement(row) for row in self._all("drafts_of", chat_id=chat_id, most=most)]

    def newest(self, most: int, chat_id: int) -> list[Announcement]:
        """Return what was confirmed, and the drafts of one member of staff; the newest first."""
        return [self._announcement(row) for row in self._all("newest", most=most, by=chat_id)]

    def count_by_state(self) -> dict[str, int]:
        """Return how many announcements are in each state."""
        return {row["state"]: row["count"] for row in self._all("count_by_state")}

    def active(self) -> list[Announcement]:
        """Return what goes out, waits for its time, or is held up; the oldest first."""
        return [self._announcement(row) for row in self._all("active")]

    def with_open_card(self) -> list[Announcement]:
        """Return those whose live card does not show their end yet; the oldest first."""
        return [self._announcement(row) for row in self._all("with_open_card")]

    def followers(self, announcement_id: int) -> list[Follower]:
        """Return what recalls or corrects it, as far as it was confirmed."""
        rows = self._all("followers", id=announcement_id)
        return [Follower(row["id"], Action(row["action"]), State(row["state"])) for row in rows]

    def is_recalled(self, announcement_id: int) -> bool:
        """Tell whether a recall of it was begun."""
        return bool(self._value("count_recalls", id=announcement_id))

    def corrected(self, one: Announcement) -> Announcement:
        """Return it as people see it by now: with the words of its last correction."""
        done = [
            follower.id
            for follower in self.followers(one.id)
            if follower.action is Action.CORRECT and follower.state is not State.AWAITING
        ]
        last = self.get(done[-1]) if done else None
        return replace(one, message=last.message) if last else one

    def selection(self, one: Announcement, days: int) -> Selection:
        """Return what selects its recipients; whoever got the same message in the last `days` is left out."""
        same = self._hash_of(one.message) if one.message.contents and not one.repeats else None
        return Selection(one.audience, one.kind, same, self._tx.clock.now() - timedelta(days=days))

    # -- writing

    def begin(
        self, chat_id: int, action: Action = Action.SEND, original: Announcement | None = None
    ) -> Announcement:
        """Begin a draft, with the words and the audience of another where one is given."""
        old = self.draft_of(chat_id)
        if old and old.action is Action.SEND and not old.message.contents:
            self.drop(old.id)
        kind = original.kind if original else NewsKind.NEWS
        audience = original.audience if original else Audience()
        new_id = self._value(
            "add", action=action, kind=kind, audience=audience.dump(), written_by=chat_id, empty=b"",
            original_id=original.id if original and action is not Action.SEND else None,
            at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", f"begin {action}", f"announcement:{new_id}")
        message = original.message if original else Message()
        self._save(new_id, kind, message, audience, Draft(), None, loud=False, repeats=False)
        return self._must(new_id)

    def save(self, announcement: Announcement, **changes: object) -> Announcement:
        """Store a draft with what was changed: message, kind, audience, draft, due_at, loud, repeats."""
        changed = replace(announcement, **changes)  # type: ignore[arg-type]
        self._save(
            changed.id, changed.kind, changed.message, changed.audience, changed.draft, changed.due_at,
            loud=changed.loud, repeats=changed.repeats,
        )  # fmt: skip
        return changed

    def _save(  # noqa: PLR0913, PLR0917 - the columns of one row
        self, number: int, kind: NewsKind, message: Message, audience: Audience, draft: Draft,
        due_at: datetime | None, *, loud: bool, repeats: bool,
    ) -> None:  # fmt: skip
        seal, text = self._tx.keys.seal, stored(message)
        self._do(
            "save", id=number, kind=kind, message=seal(_TABLE, "message", number, text),
            message_hash=self._hash_of(message), audience=audience.dump(),
            draft=seal(_TABLE, "draft", number, stored(draft)),
            due_at=stamp(due_at) if due_at else None, loud=int(loud), repeats=int(repeats),
        )  # fmt: skip

    def _hash_of(self, message: Message) -> bytes:
        """Return the keyed hash by which the same words and files are found again, whatever the buttons."""
        return self._tx.keys.lookup("message", canonical(Message(message.contents)))

    def drop(self, announcement_id: int) -> None:
        """Throw a draft away."""
        self._do("drop", id=announcement_id)

    # -- by staff: each tells whether it was done, and is noted in the audit trail where it was

    def confirm(
        self, announcement: Announcement, by: int, people: int, *, needs_second: bool, expires_at: str
    ) -> bool:
        """Take the writer's confirmation; False where somebody was quicker."""
        if needs_second:
            self.save(announcement, draft=structs.replace(announcement.draft, expires_at=expires_at))
        state = State.AWAITING if needs_second else State.RUNNING
        number, at = announcement.id, self._tx.clock.stamp()
        done = self._do("confirm", id=number, by=by, at=at, state=state, people=people)
        if done and not needs_second:
            self._do("forget_draft_part", id=number)
        return self._noted(done, number, by, f"confirm {announcement.action} to {people}")

    def second(self, announcement_id: int, by: int) -> bool:
        """Take the second confirmation; False where it is not (any more) wanted."""
        done = self._do("second", id=announcement_id, by=by, at=self._tx.clock.stamp())
        return self._noted(done, announcement_id, by, "second")

    def give_back(self, announcement_id: int, by: int) -> bool:
        """Refuse the second confirmation: it becomes a draft again."""
        return self._noted(self._do("give_back", id=announcement_id), announcement_id, by, "refuse to second")

    def pause(self, announcement_id: int, by: int) -> bool:
        """Hold it up."""
        return self._noted(self._do("pause", id=announcement_id, by=by), announcement_id, by, "pause")

    def go_on(self, announcement_id: int, by: int) -> bool:
        """Let it go on; it begins now where its time has passed."""
        done = self._do("go_on", id=announcement_id, at=self._tx.clock.stamp())
        return self._noted(done, announcement_id, by, "go on")

    def let_be_loud(self, announcement_id: int, by: int) -> bool:
        """Let it go out in quiet hours too; it begins now where its time has passed."""
        done = self._do("let_be_loud", id=announcement_id, at=self._tx.clock.stamp())
        return self._noted(done, announcement_id, by, "quiet hours off")

    def stop(self, announcement_id: int, by: int) -> bool:
        """End it for good; who has not got it by now does not get it."""
        done = self._do("stop", id=announcement_id, by=by, at=self._tx.clock.stamp())
        return self._noted(done, announcement_id, by, "stop")

    def again(self, announcement_id: int, state: Delivery, by: int) -> int:
        """Make recipients that are `failed` or `unknown` pending again, once it is done; return how many.

        Not after a stop or a recall: who had not got it by then was not to get it.
        """
        if self.state_of(announcement_id) is not State.DONE or self.is_recalled(announcement_id):
            return 0
        count = Recipients(self._tx).try_again(announcement_id, state)
        if count:
            self._do("reopen", id=announcement_id)
        self._noted(count, announcement_id, by, f"again to {count} {state}")
        return count

    def _noted(self, done: int, announcement_id: int, by: int, action: str) -> bool:
        if done:
            self._tx.audit(f"chat:{by}", action, f"announcement:{announcement_id}")
        return bool(done)

    # -- by the bot, while it goes out

    def gathering(self, announcement_id: int) -> Gathering | None:
        """Return how far its recipients are noted."""
        row = self._one("gathering", id=announcement_id)
        if row is None:
            return None
        return Gathering(State(row["state"]), row["original_id"], bool(row["gathered"]), row["gathered_to"])

    def set_gathered_to(self, announcement_id: int, chat_id: int) -> None:
        """Note the last chat that was looked at for recipients."""
        self._do("set_gathered_to", id=announcement_id, chat_id=chat_id)

    def set_gathered(self, announcement_id: int) -> None:
        """Note that every recipient has been noted."""
        self._do("set_gathered", id=announcement_id)

    def start(self, announcement_id: int) -> None:
        """Note that it begins to go out, if it has not begun."""
        self._do("start", id=announcement_id, at=self._tx.clock.stamp())

    def halt(self, announcement_id: int, trouble: Trouble, said: str = "") -> bool:
        """Hold it up because of a trouble, with what Telegram `said`; False where it does not go out."""
        done = self._do("halt", id=announcement_id, trouble=trouble, said=said)
        if done:
            self._tx.audit("bot", f"halt, {trouble}", f"announcement:{announcement_id}")
        return bool(done)

    def end(self, announcement_id: int) -> bool:
        """Note that every recipient is settled; False where it does not go out, or is not gathered yet."""
        return bool(self._do("end", id=announcement_id, at=self._tx.clock.stamp()))

    def set_card(self, announcement_id: int, message_id: int, *, ended: bool) -> None:
        """Note which message is the live card, and whether it shows the end."""
        self._do("set_card", id=announcement_id, message_id=message_id, ended=int(ended))

    # -- what becomes of them

    def after_restore(self) -> None:
        """Send nothing by itself that may have gone out since the backup: nobody can tell what did."""
        self._do("hold_after_restore")
        self._do("ask_again_after_restore")

    def forget_old_drafts(self, before: datetime) -> None:
        """Throw away drafts that were begun before a time."""
        self._do("forget_old_drafts", before=stamp(before))

    holdings = (
        Holding(
            _TABLE,
            Kept("staff write it to many; nothing of one registration is in it"),
            Kept("staff write it to many; nothing of one chat is in it"),
            Ages(lambda resources: timedelta(days=resources.limits.draft_days), forget_old_drafts),
            restored=after_restore,
        ),
    )

    # -- rows

    def _must(self, announcement_id: int) -> Announcement:
        found = self.get(announcement_id)
        if found is None:
            raise LookupError("no such announcement")
        return found

    def _announcement(self, row: Row) -> Announcement:
        number, unseal = row["id"], self._tx.keys.unseal
        draft = unseal(_TABLE, "draft", number, row["draft"]) if row["draft"] else "{}"
        message = restored(unseal(_TABLE, "message", number, row["message"]), Message)
        return Announcement(
            number, Action(row["action"]), row["original_id"], NewsKind(row["kind"]), State(row["state"]),
            message, Audience.load(row["audience"]),
            restored(draft, Draft), row["people"], row["written_by"], row["confirmed_by"], row["seconded_by"],
            row["paused_by"], row["stopped_by"], datetime.fromisoformat(row["created_at"]),
            moment_of(row["confirmed_at"]), moment_of(row["seconded_at"]), moment_of(row["due_at"]),
            moment_of(row["started_at"]), moment_of(row["ended_at"]),
            bool(row["loud"]), bool(row["repeats"]), bool(row["gathered"]),
            Trouble(row["trouble"]) if row["trouble"] else None, row["said"], row["card_id"],
        )  # fmt: skip
