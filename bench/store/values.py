"""What the statements are called with: ids that are in the store, and times before which some of it lies."""

from __future__ import annotations

import random
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.announcements.audience import Audience
from bot.clock import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.store.table import Table

AUDIENCES = {
    "everybody": Audience(),
    "four criteria": Audience({
        "district": ("61.06.03", "61.06.04", "61.06.05"),
        "occupation": ("farmer", "trader"),
        "payer": ("self", "family"),
        "language": ("id",),
    }),
}  # fmt: skip
_PEOPLE = """SELECT id, chat_id, number_hash, nik_hash, 'registration:' || id AS subject FROM registrations
WHERE chat_id > :pick / 5 * 5 ORDER BY chat_id LIMIT 1"""
_OPEN_TURN = """SELECT bot_id, update_id, chat_id FROM turns WHERE state IN ('received', 'applied')
AND bot_id <> 0 AND chat_id > :pick ORDER BY chat_id LIMIT 1"""
_RECIPIENT = """SELECT announcement_id AS id, chat_id, subject FROM recipients
WHERE announcement_id = 2 AND state = '{}' LIMIT 1"""
_ANNOUNCEMENT = "SELECT id, written_by AS chat_id FROM announcements WHERE state = '{}' ORDER BY id LIMIT 1"
_QUESTION = "SELECT id, taken_by AS staff FROM questions WHERE state = 'taken' LIMIT 1"
_SOME_DRAFT = """SELECT id, touched_at FROM registrations
WHERE stage = 'draft' AND id > :near ORDER BY id LIMIT 1"""
_CHAT_OF = "SELECT chat_id FROM {} WHERE chat_id > :pick ORDER BY chat_id LIMIT 1"

# Rows out of which values are taken, by store and by statement; from run to run :pick is another chat,
# and :near the beginning of another id.
_ROWS = {
    "Accesses": "SELECT chat_id, opened_id AS id FROM accesses WHERE chat_id > :pick LIMIT 1",
    "Announcements": _ANNOUNCEMENT.format("running"),
    "Announcements.confirm": _ANNOUNCEMENT.format("draft"),
    "Announcements.count_recalls": "SELECT original_id AS id FROM announcements WHERE action = 'recall'",
    "Announcements.draft_of": _ANNOUNCEMENT.format("draft"),
    "Announcements.drop": _ANNOUNCEMENT.format("draft"),
    "Announcements.followers": "SELECT original_id AS id FROM announcements WHERE action = 'recall'",
    "Announcements.give_back": _ANNOUNCEMENT.format("awaiting"),
    "Announcements.go_on": _ANNOUNCEMENT.format("paused"),
    "Announcements.reopen": _ANNOUNCEMENT.format("done"),
    "Announcements.save": _ANNOUNCEMENT.format("draft"),
    "Announcements.second": _ANNOUNCEMENT.format("awaiting"),
    "AuditTrail.with_hash": "SELECT hash FROM audit WHERE seq = :pick",
    "Chats": "SELECT :pick AS chat_id",
    "Deliveries": "SELECT 1 AS id",
    "Gaps.forget_chat": _CHAT_OF.format("gaps"),
    "Messages": _CHAT_OF.format("messages"),
    "NumberLists.add_member": "SELECT 1 AS id, id AS registration_id FROM registrations LIMIT 1",
    "Mutes": _CHAT_OF.format("mutes"),
    "Mutes.drop_wish": _CHAT_OF.format("wishes"),
    "Mutes.drop_wishes": _CHAT_OF.format("wishes"),
    "Mutes.unmute": "SELECT chat_id, kind FROM mutes WHERE chat_id > :pick LIMIT 1",
    "Mutes.wished": _CHAT_OF.format("wishes"),
    "Recipients": _RECIPIENT.format("pending"),
    "Recipients.gather_originals": "SELECT 50 AS id, 1 AS original_id",
    "Recipients.left_drafts": _SOME_DRAFT,
    "Recipients.move": _RECIPIENT.format("sending"),
    "Recipients.selected_of_chat": "SELECT 48 AS chat_id",  # one who meets the criteria
    "Recipients.settle": _RECIPIENT.format("sending"),
    "Recipients.try_again": "SELECT 1 AS id, 'failed' AS state",
    "Registrations": _PEOPLE,
    "Registrations.drop_picture": "SELECT registration_id AS id, step FROM pictures LIMIT 1",
    "Registrations.keep_picture": _PEOPLE,
    "Registrations.picture": "SELECT registration_id AS id, step FROM pictures LIMIT 1",
    "Registrations.submit": "SELECT id FROM registrations WHERE chat_id = :pick / 5 * 5",
    "SavedAudiences": 'SELECT id, saved_by AS "by" FROM audiences LIMIT 1',
    "Staff": "SELECT 5 AS chat_id, token_hash FROM invitations WHERE used_at IS NULL LIMIT 1",
    "Talks": _CHAT_OF.format("talks"),
    "Tickets": _QUESTION,
    "Tickets.add": "SELECT :pick AS chat_id",
    "Tickets.count_waiting_of_chat": "SELECT chat_id FROM questions WHERE state = 'open' LIMIT 1",
    "Tickets.forget_chat": _CHAT_OF.format("questions"),
    "Tickets.of_chat": _CHAT_OF.format("questions"),
    "Turns": _OPEN_TURN,
    "Turns.empty_set_aside_of_chat": "SELECT chat_id FROM turns WHERE state = 'set_aside' LIMIT 1",
    "Turns.take_back_notices": "SELECT chat_id FROM turns WHERE bot_id = 0 AND state = 'applied' LIMIT 1",
}
_REPEATED = "SELECT message_hash AS same FROM announcements WHERE id = 1"
for _name in ("selected", "gather_selected", "count_selected"):
    _ROWS[f"Recipients.{_name}"] = _REPEATED

# The time before which something has grown old (see config/payung.toml): an hour's worth of it lies there.
_AGES = {
    "Announcements": timedelta(days=60),
    "Chats": timedelta(hours=24),
    "Gaps": timedelta(days=90),
    "Messages": timedelta(hours=48),
    "Recipients": timedelta(),  # a whole announcement grows old at once
    "Recipients.left_drafts": timedelta(hours=24),
    "Registrations": timedelta(days=60),
    "Talks": timedelta(minutes=30),
    "Tickets": timedelta(days=90),
    "Turns": timedelta(days=14),
}
_MOST = {
    "Announcements": 20,
    "Deliveries": 20_000,
    "Mutes": 200,
    "Recipients": 50,
    "Recipients.forget_older": 20_000,
    "Recipients.left_drafts": 200,
    "Registrations": 100,
    "Registrations.start_links": 30,
    "SavedAudiences": 20,
    "Tickets": 10,
    "Tickets.newest_replies": 100,
    "Turns": 20,
    "Turns.due_notices": 500,
}
_SPAN = {"gather_selected": 1000, "gather_originals": 1000, "selected": 1000}
_WIDEST_SPAN = 20_000
_TIMES = (
    "at", "due_at", "expires_at", "first_seen", "locked_until", "now", "opened_until", "received_at",
)  # fmt: skip
_SEALED = (
    "answer", "calls", "content", "draft", "empty", "marks", "message", "name", "number", "payload",
    "position", "question", "sealed_value", "text",
)  # fmt: skip


class Values:
    """Gives what a statement is called with, other things each time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        (self._people,) = connection.execute("SELECT count(*) FROM registrations").fetchone()
        (newest,) = connection.execute("SELECT max(received_at) FROM turns").fetchone()
        self._now = datetime.fromisoformat(newest)  # the store may be of another day
        self._chance = random.Random(1)  # noqa: S311 - any ids will do

    def of(self, store: type[Table], name: str, audience: Audience) -> Mapping[str, Any]:
        """Return values for one call; more than the statement names."""
        whole, pick = f"{store.__name__}.{name}", self._chance.randrange(1, self._people - 10)
        age = _AGES.get(whole, _AGES.get(store.__name__, timedelta()))
        return {
            **_constants(),
            **self._times(age),
            "most": _MOST.get(whole, _MOST.get(store.__name__, 0)),
            **self._span(name),
            **self._row(_ROWS.get(whole, _ROWS.get(store.__name__, "")), pick),
            **_own_values(store, name),
            **audience.parameters(),
            "any_chat": int(audience.is_any_chat),
        }

    def _times(self, age: timedelta) -> dict[str, str]:
        since = stamp(self._now - timedelta(days=7))
        return {**dict.fromkeys(_TIMES, stamp(self._now)), "before": stamp(self._now - age), "since": since}

    def _span(self, name: str) -> dict[str, int]:
        wide = _SPAN.get(name, _WIDEST_SPAN)
        after = self._chance.randrange(max(1, self._people // 4 - wide))
        return {"after": after, "until": after + wide, "some": wide}

    def _row(self, query: str, pick: int) -> dict[str, Any]:
        given = {"pick": pick, "near": f"{self._chance.randrange(15):x}"}
        found = self._connection.execute(query, given).fetchone() if query else None
        return dict(found) if found else {}


def _constants() -> dict[str, Any]:
    """Return what may be the same for every store; new ids where something is added."""
    sealed = secrets.token_bytes(120)
    return {
        **dict.fromkeys(_SEALED, sealed),
        "id": secrets.token_hex(8), "by": 1, "staff": 1, "ended": 1, "loud": 0, "any_ones": 0, "people": 100,
        "kind": "news", "every_kind": "all", "wish": "discount", "action": "send", "original_id": None,
        "audience": "{}", "language": "id", "reachable": 0, "role": "officer", "trouble": "refused",
        "step": "district", "open_value": "61.06.02", "stage": "in_review", "version": "1",
        "consent_version": "1", "start_link": "", "bot_id": 777, "update_id": secrets.randbits(60),
        "message_id": secrets.randbits(40), "question_id": 9, "state": "sent", "reason": "", "subject": "",
        "standing": -2, "to_chat_id": 7, "failures": 1, "opened_id": "", "written_by": 1, "actor": "bot",
        "hash": secrets.token_hex(32), "token_hash": sealed, "message_hash": sealed, "nik_hash": sealed,
        "number_hash": secrets.token_bytes(32), "key": "bot_name", "value": "1", "path": "/backup/new",
        "chat_id": 1, "least": 5, "repeats": 0, "said": "", "way": "enrol",
    }  # fmt: skip


def _own_values(store: type[Table], name: str) -> dict[str, Any]:
    """Return what has to be so for the statement to do something."""
    fresh: dict[str, dict[str, Any]] = {
        "Registrations.add": {"id": secrets.token_hex(8)},
        "Registrations.submit": {"number_hash": secrets.token_bytes(32)},
        "Registrations.save_answer": {"sealed_value": None},
        "Registrations.keep_picture": {"step": "nik", "content": secrets.token_bytes(50_000)},
        "Recipients.add_own": {"id": -1, "subject": secrets.token_hex(8)},
        "Recipients.any_in_state": {"id": 2, "state": "sending"},
        "Recipients.gather_selected": {"id": 50},
        "Recipients.pending": {"id": 2, "after": 0},
        "Recipients.chat_after_some": {"some": 1000},
        "Deliveries.in_state": {"state": "failed"},
        "Announcements.confirm": {"state": "running"},
        "Chats.add": {"chat_id": 10**12},
        "ButtonTaps.note": {"id": 2},
        "Mutes.mute": {"kind": "benefits"},
        "Staff.add_invitation": {"token_hash": secrets.token_bytes(32)},
        "Tickets.add": {"id": secrets.token_hex(8)},
        "Turns.add_applied": {"update_id": secrets.randbits(60), "state": "applied"},
        "Turns.receive": {"update_id": secrets.randbits(60)},
    }
    return fresh.get(f"{store.__name__}.{name}", {})
