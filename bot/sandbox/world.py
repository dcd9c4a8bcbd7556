"""The state behind the Bot API: people, chats, messages, queries, the bot itself."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.files import FileShelf
from bot.sandbox.people import Json, Person
from bot.sandbox.refusals import bad_request, forbidden
from bot.sandbox.updates import UpdateQueue

if TYPE_CHECKING:
    from bot.sandbox.bot_profile import BotProfile

Listener = Callable[[Json], None]
MAX_QUERIES = 20_000
GROUP_IDS_FROM = -4_000_000_001
CHANNEL_IDS_FROM = -1_002_000_000_001


@dataclass(slots=True)
class Chat:
    """One chat and its last messages; messages are replaced, never changed in place."""

    id: int
    card: Json
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    # The markup of bot messages that is not part of the message: reply keyboards.
    keyboards: dict[int, Json] = field(default_factory=dict)
    keyboard: Json | None = None
    keyboard_from: int = 0
    watchers: list[Callable[[], None]] = field(default_factory=list)


@dataclass(slots=True)
class Query:
    """A callback query that waits for `answerCallbackQuery`."""

    id: str
    chat_id: int
    asked_at: float
    answer: Json | None = None


class World:
    """Everything Telegram knows, as plain synchronous state."""

    def __init__(self, profile: BotProfile, people: Iterable[Person] = (), *, history: int = 1000) -> None:
        self.bot = profile
        self.clock: Callable[[], float] = time.time
        self.zone = ""  # in which the page shows the time; "": the visitor's
        self.query_age = 60.0
        self.webhook_hosts: tuple[str, ...] = ()
        self.history = history
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.files = FileShelf()
        self.updates = UpdateQueue()
        self.queries: OrderedDict[str, Query] = OrderedDict()
        self.listeners: list[Listener] = []
        self._next_message = 1
        self._next_query = 7_000_000_000_000_000_001
        for person in people:
            self.add_person(person)

    def add_person(self, person: Person) -> Person:
        """Let somebody exist; their chat with the bot is not started yet."""
        if person.id in self.people:
            raise ValueError(f"there is a person {person.id} already")
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, person.as_chat())
        self.emit("person", person.id)
        return person

    def add_group(self, title: str, kind: str = "group", username: str = "") -> Chat:
        """Make a group or channel; ids are negative, as Telegram has them."""
        first = CHANNEL_IDS_FROM if kind in {"channel", "supergroup"} else GROUP_IDS_FROM
        card: Json = {"id": first - len(self.chats), "title": title, "type": kind}
        if username:
            card["username"] = username
        chat = Chat(card["id"], card, started=True)
        self.chats[chat.id] = chat
        if username:
            self.usernames[username.lower()] = chat.id
        return chat

    def chat(self, chat_id: int | str) -> Chat:
        """Return the chat of an id or of a public @username."""
        if isinstance(chat_id, str):
            chat_id = self.usernames.get(chat_id.removeprefix("@").lower(), 0)
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def reachable(self, chat_id: int | str) -> Chat:
        """Return the chat the bot may write to now."""
        chat = self.chat(chat_id)
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden(
                "bot was blocked by the user" if chat.id > 0 else "bot was kicked from the group chat"
            )
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def post(self, chat: Chat, author: Json | None, content: Json) -> Json:
        """Put a message into a chat; ids grow over all chats of the bot."""
        message_id = self._next_message
        self._next_message = message_id + 1
        message: Json = {"message_id": message_id}
        if author is not None:
            message["from"] = author
        message |= {"chat": chat.card, "date": int(self.clock()), **content}
        chat.messages[message_id] = message
        if len(chat.messages) > self.history:
            forgotten, _ = chat.messages.popitem(last=False)
            chat.keyboards.pop(forgotten, None)
        self._tell(chat, "message", message)
        return message

    def replace(self, chat: Chat, message: Json) -> Json:
        """Put the edited message in the place of the old one."""
        chat.messages[message["message_id"]] = message
        self._tell(chat, "edit", message)
        return message

    def delete(self, chat: Chat, message_id: int) -> None:
        """Take a message out of the chat for everyone."""
        message = chat.messages.pop(message_id)
        chat.keyboards.pop(message_id, None)
        self._tell(chat, "delete", message)

    def show_keyboard(self, chat: Chat, keyboard: Json | None, message_id: int = 0) -> None:
        """Change what lies below the input field: a reply keyboard or nothing."""
        chat.keyboard, chat.keyboard_from = keyboard, message_id
        if keyboard is not None:
            chat.keyboards[message_id] = keyboard
        self.emit("keyboard", chat.id, keyboard=keyboard, message_id=message_id)

    def _tell(self, chat: Chat, kind: str, message: Json) -> None:
        if self.listeners:
            self.emit(kind, chat.id, message=message)
        for watcher in tuple(chat.watchers):
            watcher()

    def emit(self, kind: str, chat_id: int, **details: object) -> None:
        """Tell whoever watches what happened."""
        if not self.listeners:
            return
        event = {"type": kind, "chat_id": chat_id, **details}
        for listener in tuple(self.listeners):
            listener(event)

    def ask(self, chat_id: int) -> Query:
        """Open a callback query."""
        query = Query(str(self._next_query), chat_id, self.clock())
        self._next_query += 1
        self.queries[query.id] = query
        if len(self.queries) > MAX_QUERIES:
            self.queries.popitem(last=False)
        return query

    def answer(self, query_id: str, answer: Json) -> None:
        """Close a callback query; Telegram refuses one that is unknown or too old."""
        query = self.queries.get(query_id)
        if query is None or self.clock() - query.asked_at > self.query_age:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        self.emit("answer", query.chat_id, query_id=query_id, **answer)
        for watcher in tuple(self.chats[query.chat_id].watchers):
            watcher()
