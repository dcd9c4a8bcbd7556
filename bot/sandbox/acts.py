"""What people do in their chats, and the updates the bot gets of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.links import detect
from bot.sandbox.methods.contents import MAX_TEXT, uploaded
from bot.sandbox.methods.sending import without_reply
from bot.sandbox.people import Json, Person

if TYPE_CHECKING:
    from bot.sandbox.files import Upload
    from bot.sandbox.world import Chat, World

DETAILS: dict[str, Json] = {
    "voice": {"duration": 1},
    "video": {"duration": 1, "width": 320, "height": 240},
    "audio": {"duration": 1},
    "video_note": {"duration": 1, "length": 240},
    "sticker": {
        "width": 512,
        "height": 512,
        "emoji": "🙂",
        "type": "regular",
        "is_animated": False,
        "is_video": False,
    },
}


class CannotActError(ValueError):
    """Telegram's app would not let a person do this."""


class Acts:
    """Everything a person can do with a thumb."""

    def __init__(self, world: World) -> None:
        self.world = world

    def say(self, person_id: int, text: str, *, reply_to: int = 0, chat_id: int = 0) -> Json:
        """Send a text; commands and links become entities as Telegram's server finds them."""
        text = text.strip()
        if not 0 < len(text) <= MAX_TEXT:
            raise CannotActError(f"a message has 1 to {MAX_TEXT} characters, not {len(text)}")
        content: Json = {"text": text}
        if entities := detect(text):
            content["entities"] = entities
        return self.send(person_id, content, reply_to=reply_to, chat_id=chat_id)

    def start(self, person_id: int, payload: str = "") -> Json:
        """Tap START, or follow a link `t.me/<bot>?start=<payload>`; unblocks as Telegram's app does."""
        if self.world.chats[person_id].blocked:
            self.unblock(person_id)
        return self.say(person_id, f"/start {payload}")

    def send(self, person_id: int, content: Json, *, reply_to: int = 0, chat_id: int = 0) -> Json:
        """Send any content: a `message` update."""
        person, chat = self._open(person_id, chat_id or person_id)
        if reply_to:
            content = {"reply_to_message": without_reply(self._message(chat, reply_to)), **content}
        message = self.world.post(chat, person.as_user(), content)
        self.world.updates.push("message", chat.id, message)
        return message

    def _open(self, person_id: int, chat_id: int) -> tuple[Person, Chat]:
        person, chat = self.world.people[person_id], self.world.chats[chat_id]
        if chat.blocked:
            raise CannotActError(f"{person.name} has blocked the bot, or the bot has left")
        chat.started = True
        return person, chat

    @staticmethod
    def _message(chat: Chat, message_id: int) -> Json:
        message = chat.messages.get(message_id)
        if message is None:
            raise CannotActError(f"there is no message {message_id} in chat {chat.id}")
        return message

    def edit(self, person_id: int, message_id: int, text: str) -> Json:
        """Change the text of an own message: an `edited_message` update."""
        chat = self.world.chats[person_id]
        message = self._own(chat, person_id, message_id)
        field = "text" if "text" in message else "caption"
        changed = {
            name: value for name, value in message.items() if name not in {"entities", "caption_entities"}
        }
        changed |= {field: text, "edit_date": int(self.world.clock())}
        if entities := detect(text):
            changed["entities" if field == "text" else "caption_entities"] = entities
        self.world.replace(chat, changed)
        self.world.updates.push("edited_message", chat.id, changed)
        return changed

    def _own(self, chat: Chat, person_id: int, message_id: int) -> Json:
        message = self._message(chat, message_id)
        if message["from"]["id"] != person_id:
            raise CannotActError(f"message {message_id} is not this person's own")
        return message

    def delete(self, person_id: int, message_id: int) -> None:
        """Delete a message for both sides; Telegram does not tell the bot."""
        chat = self.world.chats[person_id]
        self._message(chat, message_id)
        self.world.delete(chat, message_id)

    def tap(self, person_id: int, message_id: int, data: str, *, chat_id: int = 0) -> Json:
        """Tap an inline button: a `callback_query` update with the message, or what is left of it."""
        person, chat = self._open(person_id, chat_id or person_id)
        gone = {"chat": chat.card, "message_id": message_id, "date": 0}
        query: Json = {
            "id": self.world.ask(chat.id).id,
            "from": person.as_user(),
            "message": chat.messages.get(message_id, gone),
            "chat_instance": str(-8_000_000_000 - chat.id),
            "data": data,
        }
        self.world.updates.push("callback_query", chat.id, query)
        return query

    def press(self, person_id: int, label: str, *, chat_id: int = 0) -> Json:
        """Press a button of the reply keyboard: sends its label, or what it asks for."""
        chat = self.world.chats[chat_id or person_id]
        rows = (chat.keyboard or {}).get("keyboard", [])
        button = next((button for row in rows for button in row if button["text"] == label), None)
        if button is None:
            raise CannotActError(f"no button {label!r} lies below the input field")
        if (chat.keyboard or {}).get("one_time_keyboard"):
            self.world.show_keyboard(chat, None)
        if button.get("request_contact"):
            return self.contact(person_id)
        if button.get("request_location"):
            return self.location(person_id)
        return self.say(person_id, label, chat_id=chat_id)

    def contact(self, person_id: int, of: Json | None = None) -> Json:
        """Share the own contact, or another one as the address book has it."""
        return self.send(person_id, {"contact": of or self.world.people[person_id].as_contact()})

    def location(self, person_id: int, latitude: float = -6.2, longitude: float = 106.8) -> Json:
        """Share a place; the middle of Jakarta unless told otherwise."""
        return self.send(person_id, {"location": {"latitude": latitude, "longitude": longitude}})

    def send_file(
        self, person_id: int, kind: str, upload: Upload, *, caption: str = "", reply_to: int = 0
    ) -> Json:
        """Send a photo, document, voice note, video, video note, audio or sticker."""
        content = uploaded(self.world, kind, upload, DETAILS.get(kind, {}))
        if caption:
            content["caption"] = caption
            if entities := detect(caption):
                content["caption_entities"] = entities
        return self.send(person_id, content, reply_to=reply_to)

    def block(self, person_id: int) -> None:
        """Block the bot: a `my_chat_member` update, and 403 for whatever it sends."""
        self._set_blocked(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        """Let the bot write again: a `my_chat_member` update."""
        self._set_blocked(person_id, blocked=False)

    def _set_blocked(self, person_id: int, *, blocked: bool) -> None:
        person, chat = self.world.people[person_id], self.world.chats[person_id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self.membership(chat, person, before, after)
        self.world.emit("blocked", chat.id, blocked=blocked)

    def deactivate(self, person_id: int) -> None:
        """Delete the account: the bot hears of it only as 403."""
        self.world.chats[person_id].deactivated = True

    def membership(self, chat: Chat, person: Person, before: str, after: str) -> None:
        """Tell the bot that its place in a chat has changed."""
        change: Json = {
            "chat": chat.card,
            "from": person.as_user(),
            "date": int(self.world.clock()),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }
        self.world.updates.push("my_chat_member", chat.id, change)

    def _member(self, status: str) -> Json:
        until: Json = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.world.bot.card, "status": status, **until}

    def create_group(self, person_id: int, title: str) -> Chat:
        """Make a group with the bot in it: a `my_chat_member` update and a service message."""
        person, chat = self.world.people[person_id], self.world.add_group(title)
        self.membership(chat, person, "left", "member")
        self.send(person_id, {"group_chat_created": True}, chat_id=chat.id)
        return chat

    def create_channel(self, title: str, username: str = "") -> Chat:
        """Make a channel with the bot as a member."""
        return self.world.add_group(title, "channel", username)

    def post_in_channel(self, chat_id: int, text: str) -> Json:
        """Write in a channel: a `channel_post` update, from nobody in particular."""
        chat = self.world.chats[chat_id]
        content: Json = {"sender_chat": chat.card, "text": text}
        message = self.world.post(chat, None, content)
        self.world.updates.push("channel_post", chat.id, message)
        return message


def contact_of(given: Person | Json | None) -> Json | None:
    """Return a contact to share: a person's, or one written by hand."""
    return given.as_contact() if isinstance(given, Person) else given
