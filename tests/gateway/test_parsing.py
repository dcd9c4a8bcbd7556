"""Updates that PTB cannot read whole, as an older Bot API server sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue.event import SentThing, Thing
from bot.gateway.bot_api import ApiBot
from bot.gateway.events import event_of
from bot.gateway.parsing import read_update
from tests.gateway.test_bot_api import settings

NOW = datetime(2026, 11, 29, tzinfo=UTC)
PERSON = {"id": 1001, "is_bot": False, "first_name": "Siti"}
CHAT = {"id": 1001, "type": "private", "first_name": "Siti"}
POLL = {"id": "1", "question": "?", "options": []}  # lacks most of what a poll has


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "from": PERSON, "chat": CHAT, "date": 1_790_000_000, **content}


@pytest.fixture
def bot() -> ApiBot:
    return ApiBot(settings("http://127.0.0.1:9"))


def test_a_message_with_something_unreadable_is_still_somebodys_message(bot: ApiBot) -> None:
    update = read_update({"update_id": 1, "message": message(poll=POLL)}, bot)
    assert update.message
    assert event_of(update, NOW) == SentThing(Thing.OTHER, 5)


def test_a_picture_that_answers_something_unreadable_is_still_a_picture(bot: ApiBot) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    update = read_update(
        {"update_id": 1, "message": message(photo=photo, reply_to_message=message(poll=POLL))}, bot
    )
    event = event_of(update, NOW)
    assert isinstance(event, SentThing)
    assert (event.thing, event.file_id) == (Thing.PICTURE, "a")


def test_a_tap_on_a_message_with_something_unreadable_is_still_a_tap(bot: ApiBot) -> None:
    tap = {
        "id": "1",
        "from": PERSON,
        "chat_instance": "1",
        "data": "m1|status",
        "message": message(poll=POLL),
    }
    update = read_update({"update_id": 1, "callback_query": tap}, bot)
    assert update.callback_query
    assert update.callback_query.message
    assert (update.callback_query.data, update.callback_query.message.message_id) == ("m1|status", 5)


@pytest.mark.parametrize(
    ("status", "read"), [("administrator", "member"), ("restricted", "member"), ("kicked", "kicked")]
)
def test_of_a_membership_only_whether_the_bot_may_write_is_needed(
    bot: ApiBot, status: str, read: str
) -> None:
    me = {"id": 4242, "is_bot": True, "first_name": "Payung"}
    change = {
        "chat": CHAT, "from": PERSON, "date": 1_790_000_000,
        "old_chat_member": {"user": me, "status": "left"}, "new_chat_member": {"user": me, "status": status},
    }  # fmt: skip
    update = read_update({"update_id": 1, "my_chat_member": change}, bot)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == read
