"""Announcements in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.announcements.audience import Audience
from bot.announcements.message import Message
from bot.announcements.states import Action, Delivery, Kind, State
from bot.clock import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from bot.store.transaction import Transaction

_TABLE = "announcements"


@dataclass(frozen=True, slots=True)
class Draft:
    """What only matters while an announcement is written."""

    tested: str = ""  # seal of the message that its writer has seen as it arrives
    arrived: tuple[str, ...] = ()  # the languages in which Telegram took it
    album: str = ""  # the album that was refused last, so that it is refused once
    expires_at: str = ""  # of a confirmation that a second member of staff is asked for


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement as it stands in the store."""

    id: int
    action: Action
    original_id: int | None
    kind: Kind
    state: State
    message: Message
    audience: Audience
    draft: Draft
    people: int | None
    written_by: int
    confirmed_by: int | None
    seconded_by: int | None
    paused_by: int | None
    stopped_by: int | None
    created_at: datetime
    confirmed_at: datetime | None
    seconded_at: datetime | None
    due_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    loud: bool
    gathered: bool
    trouble: str
    card_id: int

    @property
    def is_unquiet(self) -> bool:
        """Whether it goes out in quiet hours too: deleting and editing wakes nobody."""
        return self.loud or self.action is not Action.SEND

    @property
    def fingerprint(self) -> str:
        """What a confirmation is bound to: message, kind, audience, time."""
        due = stamp(self.due_at) if self.due_at else ""
        return f"{self.shown}\n{self.audience.dump()}\n{due}\n{self.loud}"

    @property
    def shown(self) -> str:
        """What a test is bound to: the message as it arrives."""
        return f"{self.action}\n{self.kind}\n{self.message.dump()}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients are in which state."""

    counts: dict[Delivery, int] = field(default_factory=dict)

    def __getitem__(self, state: Delivery) -> int:
        return self.counts.get(state, 0)

    @property
    def total(self) -> int:
        """Recipients that were meant to get it."""
        return sum(self.counts.values()) - self[Delivery.SKIPPED]

    @property
    def settled(self) -> int:
        """Those of them about whom nothing more happens by itself."""
        return self.total - self[Delivery.PENDING] - self[Delivery.SENDING]


class Announcements:
    """Finds, writes, confirms and moves announcements."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, announcement_id: int) -> Announcement | None:
        """Return an announcement by its number."""
        return self._one(self._tx.one("get_announcement", id=announcement_id))

    def draft_of(self, chat_id: int) -> Announcement | None:
        """Return what a member of staff is writing."""
        return self._one(self._tx.one("draft_of", chat_id=chat_id))

    def newest(self, most: int, chat_id: int) -> list[Announcement]:
        """Return what was confirmed, and the drafts of one member of staff; the newest first."""
        rows = self._tx.all("newest_announcements", most=most, by=chat_id)
        return [self._announcement(row) for row in rows]

    def active(self) -> list[Announcement]:
        """Return what goes out, waits for its time, or is held up; the oldest first."""
        return [self._announcement(row) for row in self._tx.all("active_announcements")]

    def with_open_card(self) -> list[Announcement]:
        """Return those whose live card does not show their end yet; the oldest first."""
        return [self._announcement(row) for row in self._tx.all("announcements_with_open_card")]

    def begin(
        self, chat_id: int, action: Action = Action.SEND, original: Announcement | None = None
    ) -> Announcement:
        """Begin a draft, with the words and the audience of another where one is given."""
        old = self.draft_of(chat_id)
        if old and old.action is Action.SEND and not old.message.contents:
            self.drop(old.id)
        kind = original.kind if original else Kind.NEWS
        audience = original.audience if original else Audience()
        new_id = self._tx.add(
            "add_announcement", action=action, kind=kind, audience=audience.dump(), written_by=chat_id,
            original_id=original.id if original and action is not Action.SEND else None,
            at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", f"begin {action}", f"announcement:{new_id}")
        message = original.message if original else Message()
        self._save(new_id, kind, message, audience, Draft(), None, loud=False)
        return self._must(new_id)

    def save(self, announcement: Announcement, **changes: object) -> Announcement:
        """Store a draft with what was changed: message, kind, audience, draft, due_at, loud."""
        changed = replace(announcement, **changes)  # type: ignore[arg-type]
        self._save(
            changed.id, changed.kind, changed.message, changed.audience, changed.draft, changed.due_at,
            loud=changed.loud,
        )  # fmt: skip
        return changed

    def _save(  # noqa: PLR0913, PLR0917 - the columns of one row
        self, number: int, kind: Kind, message: Message, audience: Audience, draft: Draft,
        due_at: datetime | None, *, loud: bool,
    ) -> None:  # fmt: skip
        seal, text = self._tx.keys.seal, message.dump()
        self._tx.do(
            "save_draft", id=number, kind=kind, message=seal(_TABLE, "message", number, text),
            message_hash=self.hash_of(message), audience=audience.dump(),
            draft=seal(_TABLE, "draft", number, json.dumps(asdict(draft))),
            due_at=stamp(due_at) if due_at else None, loud=int(loud),
        )  # fmt: skip

    def hash_of(self, message: Message) -> bytes:
        """Return the keyed hash by which the same words and files are found again, whatever the buttons."""
        return self._tx.keys.lookup("message", Message(message.contents).dump())

    def drop(self, announcement_id: int) -> None:
        """Throw a draft away."""
        self._tx.do("drop_announcement_draft", id=announcement_id)

    def confirm(
        self, announcement: Announcement, by: int, people: int, *, needs_second: bool, expires_at: str
    ) -> bool:
        """Take the writer's confirmation; False where somebody was quicker."""
        if needs_second:
            self.save(announcement, draft=replace(announcement.draft, expires_at=expires_at))
        state = State.AWAITING if needs_second else State.RUNNING
        deed = f"confirm {announcement.action} to {people}"
        done = self._move(
            "confirm_announcement", announcement.id, by, deed, state=state, people=people
        )  # fmt: skip
        if done and not needs_second:
            self._tx.do("forget_draft_part", id=announcement.id)
        return done

    def second(self, announcement_id: int, by: int) -> bool:
        """Take the second confirmation; False where it is not (any more) wanted."""
        return self._move("second_announcement", announcement_id, by, "second")

    def give_back(self, announcement_id: int, by: int) -> bool:
        """Refuse the second confirmation: it becomes a draft again."""
        return self._move("return_to_draft", announcement_id, by, "refuse to second")

    def pause(self, announcement_id: int, by: int) -> bool:
        """Hold it up."""
        return self._move("pause_announcement", announcement_id, by, "pause")

    def go_on(self, announcement_id: int, by: int) -> bool:
        """Let it go on."""
        return self._move("go_on_announcement", announcement_id, by, "go on")

    def let_be_loud(self, announcement_id: int, by: int) -> bool:
        """Let it go out in quiet hours too."""
        return self._move("let_be_loud", announcement_id, by, "quiet hours off")

    def stop(self, announcement_id: int, by: int) -> bool:
        """End it for good; who has not got it by now does not get it."""
        return self._move("stop_announcement", announcement_id, by, "stop")

    def again(self, announcement_id: int, state: Delivery, by: int) -> int:
        """Make recipients that are `failed` or `unknown` pending again, once it is done; return how many.

        Not after a stop or a recall: who had not got it by then was not to get it.
        """
        row = self._tx.one("state_of_announcement", id=announcement_id)
        if row is None or row["state"] != State.DONE or self._tx.count("recalls_of", id=announcement_id):
            return 0
        count = self._tx.do("resend_recipients", id=announcement_id, state=state)
        if count:
            self._tx.do("again_announcement", id=announcement_id)
            self._tx.audit(f"chat:{by}", f"again to {count} {state}", f"announcement:{announcement_id}")
        return count

    def _move(self, statement: str, announcement_id: int, by: int, action: str, **values: object) -> bool:
        done = self._tx.do(statement, id=announcement_id, by=by, at=self._tx.clock.stamp(), **values)
        if done:
            self._tx.audit(f"chat:{by}", action, f"announcement:{announcement_id}")
        return bool(done)

    def tally(self, announcement_id: int) -> Tally:
        """Return how its recipients stand. Reads a row of an index for each of them."""
        rows = self._tx.all("count_states", id=announcement_id)
        return Tally({Delivery(row["state"]): row["count"] for row in rows})

    def corrected(self, one: Announcement) -> Announcement:
        """Return it as people see it by now: with the words of its last correction."""
        done = [
            number
            for number, action, state in self.followers(one.id)
            if action is Action.CORRECT and state not in {State.DRAFT, State.AWAITING}
        ]
        last = self.get(done[-1]) if done else None
        return replace(one, message=last.message) if last else one

    def followers(self, announcement_id: int) -> Iterable[tuple[int, Action, State]]:
        """Return what recalls or corrects it."""
        rows = self._tx.all("followers_of", id=announcement_id)
        return [(row["id"], Action(row["action"]), State(row["state"])) for row in rows]

    # -- audiences that were given a name

    def keep_audience(self, name: str, audience: Audience, by: int) -> None:
        """Save an audience under a name."""
        new_id = self._tx.add("save_audience", audience=audience.dump(), by=by, at=self._tx.clock.stamp())
        self._tx.do("name_audience", id=new_id, name=self._tx.keys.seal("audiences", "name", new_id, name))

    def kept_audiences(self, most: int) -> list[tuple[int, str, Audience]]:
        """Return the newest saved audiences: number, name, criteria."""
        unseal = self._tx.keys.unseal
        return [
            (row["id"], unseal("audiences", "name", row["id"], row["name"]), Audience.load(row["audience"]))
            for row in self._tx.all("audiences", most=most)
        ]

    def drop_audience(self, number: int, by: int, *, any_ones: bool) -> bool:
        """Throw a saved audience away: one's own, or (`any_ones`) anybody's; False where that is not so."""
        return bool(self._tx.do("drop_audience", id=number, by=by, any=any_ones))

    # -- rows

    def _must(self, announcement_id: int) -> Announcement:
        found = self.get(announcement_id)
        if found is None:
            raise LookupError("no such announcement")
        return found

    def _one(self, row: sqlite3.Row | None) -> Announcement | None:
        return self._announcement(row) if row else None

    def _announcement(self, row: sqlite3.Row) -> Announcement:
        number, unseal = row["id"], self._tx.keys.unseal
        draft = json.loads(unseal(_TABLE, "draft", number, row["draft"])) if row["draft"] else {}
        return Announcement(
            number, Action(row["action"]), row["original_id"], Kind(row["kind"]), State(row["state"]),
            Message.load(unseal(_TABLE, "message", number, row["message"])), Audience.load(row["audience"]),
            Draft(**draft), row["people"], row["written_by"], row["confirmed_by"], row["seconded_by"],
            row["paused_by"], row["stopped_by"], datetime.fromisoformat(row["created_at"]),
            _moment(row["confirmed_at"]), _moment(row["seconded_at"]), _moment(row["due_at"]),
            _moment(row["started_at"]), _moment(row["ended_at"]), bool(row["loud"]), bool(row["gathered"]),
            row["trouble"], row["card_id"],
        )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
