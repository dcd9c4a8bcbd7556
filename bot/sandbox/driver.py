"""Drivers for tests: a person's chat with the bot, written as it is read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from bot.sandbox.acts import Acts, CannotActError, contact_of
from bot.sandbox.files import Upload
from bot.sandbox.samples import tiny_png, tiny_voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox.people import Json, Person
    from bot.sandbox.world import Chat

T = TypeVar("T")


class Heard(dict[str, Any]):
    """A message as the Bot API shows it, with what a reader looks for first."""

    def __init__(self, message: Json, keyboard: Json | None = None) -> None:
        super().__init__(message)
        markup = message.get("reply_markup") or keyboard or {}
        rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
        self._buttons = [button for row in rows for button in row]

    @property
    def text(self) -> str:
        """The text or caption, or nothing."""
        text: str = self.get("text") or self.get("caption") or ""
        return text

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, inline or below the input field."""
        return [button["text"] for button in self._buttons]

    @property
    def data(self) -> list[str]:
        """The `callback_data` of its buttons, in the order of `buttons`; empty where there is none."""
        return [button.get("callback_data", "") for button in self._buttons]

    @property
    def urls(self) -> list[str]:
        """The addresses of its link buttons."""
        return [button["url"] for button in self._buttons if "url" in button]


class ChatDriver:
    """Reads a chat: what the bot says, in order, each message once."""

    def __init__(self, acts: Acts, chat: Chat) -> None:
        self._acts = acts
        self._world = acts.world
        self._chat = chat
        self._read = 0

    @property
    def id(self) -> int:
        """The id of the chat."""
        return self._chat.id

    @property
    def chat(self) -> list[Heard]:
        """All messages to be seen now, oldest first."""
        return [self._heard(message) for message in self._chat.messages.values()]

    def _heard(self, message: Json) -> Heard:
        return Heard(message, self._chat.keyboards.get(message["message_id"]))

    async def hears(self, timeout: float = 60.0) -> Heard:  # noqa: ASYNC109 - part of the sentence a test writes
        """Wait for the bot's next message not read yet."""
        message = await self._wait(self._next, timeout)
        if message is None:
            raise AssertionError(f"the bot said nothing within {timeout} s\n{self.transcript()}")
        self._read = message["message_id"]
        return self._heard(message)

    async def hears_until(self, text: str, timeout: float = 60.0) -> Heard:  # noqa: ASYNC109 - as above
        """Read on until a message contains the text."""
        heard = await self._wait(lambda: self._reads_on(text), timeout)
        if heard is None:
            raise AssertionError(f"the bot did not say {text!r} within {timeout} s\n{self.transcript()}")
        return heard

    async def hears_nothing(self, seconds: float = 0.3) -> None:
        """Make sure that the bot keeps silent for a while."""
        message = await self._wait(self._next, seconds)
        if message is not None:
            raise AssertionError(f"the bot was to keep silent\n{self.transcript()}")

    async def sees(self, text: str, timeout: float = 60.0) -> Heard:  # noqa: ASYNC109 - as above
        """Wait until any message of the bot in sight contains the text; edited ones count."""
        message = await self._wait(lambda: self._visible(text), timeout)
        if message is None:
            raise AssertionError(f"no message of the bot reads {text!r}\n{self.transcript()}")
        return self._heard(message)

    def transcript(self) -> str:
        """Return the whole chat, as it is printed when an assertion fails."""
        return "\n".join(self._line(message) for message in self.chat) or "(the chat is empty)"

    def _line(self, message: Heard) -> str:
        what = message.text or ", ".join(sorted(message.keys() - {"message_id", "from", "chat", "date"}))
        buttons = "".join(f" [{label}]" for label in message.buttons)
        who = message.get("from") or message["chat"]
        return f"  {message['message_id']} {who.get('first_name', '-')}: {what}{buttons}"

    def _from_bot(self, message: Json) -> bool:
        return message.get("from") is self._world.bot.card

    def _next(self) -> Json | None:
        found = None
        for message_id in reversed(self._chat.messages):
            if message_id <= self._read:
                break
            if self._from_bot(self._chat.messages[message_id]):
                found = self._chat.messages[message_id]
        return found

    def _reads_on(self, text: str) -> Heard | None:
        while (message := self._next()) is not None:
            self._read = message["message_id"]
            heard = self._heard(message)
            if text in heard.text:
                return heard
        return None

    def _visible(self, text: str) -> Json | None:
        return next((one for one in reversed(self.chat) if text in one.text and self._from_bot(one)), None)

    async def _wait(self, look: Callable[[], T | None], seconds: float) -> T | None:
        changed = asyncio.Event()
        self._chat.watchers.append(changed.set)
        try:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    changed.clear()
                    await changed.wait()
                return found
        except TimeoutError:
            return None
        finally:
            self._chat.watchers.remove(changed.set)


class PersonDriver(ChatDriver):
    """A person in the private chat with the bot."""

    def __init__(self, acts: Acts, person: Person) -> None:
        super().__init__(acts, acts.world.chats[person.id])
        self.person = person

    async def says(self, text: str, *, reply_to: int = 0) -> Json:
        """Send a text."""
        return self._acts.say(self.id, text, reply_to=reply_to)

    async def starts(self, payload: str = "") -> Json:
        """Tap START, or follow a start link with this payload."""
        return self._acts.start(self.id, payload)

    async def edits(self, message_id: int, text: str) -> Json:
        """Change an own message."""
        return self._acts.edit(self.id, message_id, text)

    async def deletes(self, message_id: int) -> None:
        """Delete a message for both sides."""
        self._acts.delete(self.id, message_id)

    async def taps(self, label: str) -> Json:
        """Tap the newest button whose label contains this: the callback query, or the message it sends."""
        keyboard = self._chat.keyboard
        for message in reversed(self.chat):
            if keyboard is not None and message["message_id"] <= self._chat.keyboard_from:
                if (pressed := self._press(keyboard, label)) is not None:
                    return pressed
                keyboard = None
            if (tapped := self._tap(message, label)) is not None:
                return tapped
        raise AssertionError(f"no button reads {label!r}\n{self.transcript()}")

    def _press(self, keyboard: Json, label: str) -> Json | None:
        for row in keyboard.get("keyboard", []):
            for button in row:
                if label in button["text"]:
                    return self._acts.press(self.id, button["text"])
        return None

    def _tap(self, message: Heard, label: str) -> Json | None:
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if label not in button["text"]:
                    continue
                if "callback_data" in button:
                    return self._acts.tap(self.id, message["message_id"], button["callback_data"])
                return dict(button)
        return None

    async def taps_data(self, data: str, *, message_id: int = 0) -> Json:
        """Send a callback made by hand, on the last message unless told otherwise."""
        if not message_id and not self._chat.messages:
            raise CannotActError("there is no message to tap on")
        return self._acts.tap(self.id, message_id or next(reversed(self._chat.messages)), data)

    async def hears_toast(self, query: Json, timeout: float = 60.0) -> Json:  # noqa: ASYNC109 - as above
        """Wait for the answer to a tapped button: its `text` and `show_alert`, if any."""
        asked = self._world.queries[query["id"]]
        answer = await self._wait(lambda: asked.answer, timeout)
        if answer is None:
            raise AssertionError(f"the button {query['data']!r} was not answered\n{self.transcript()}")
        return answer

    async def shares_contact(self, of: Person | Json | None = None) -> Json:
        """Share the own contact, or somebody else's."""
        return self._acts.contact(self.id, contact_of(of))

    async def shares_location(self, latitude: float = -6.2, longitude: float = 106.8) -> Json:
        """Share a place."""
        return self._acts.location(self.id, latitude, longitude)

    async def sends_photo(self, content: bytes = b"", caption: str = "", *, reply_to: int = 0) -> Json:
        """Send a picture, a small grey one by default."""
        upload = Upload(content or tiny_png())
        return self._acts.send_file(self.id, "photo", upload, caption=caption, reply_to=reply_to)

    async def sends_document(self, content: bytes, name: str, mime: str = "", caption: str = "") -> Json:
        """Send a file under a name."""
        return self._acts.send_file(self.id, "document", Upload(content, name, mime), caption=caption)

    async def sends_voice(self, content: bytes = b"", *, reply_to: int = 0) -> Json:
        """Send a voice note, one second of nothing by default."""
        upload = Upload(content or tiny_voice(), "", "audio/ogg")
        return self._acts.send_file(self.id, "voice", upload, reply_to=reply_to)

    async def sends_audio(self, content: bytes = b"ID3\x04") -> Json:
        """Send a piece of music, or a recording that is no voice note."""
        return self._acts.send_file(self.id, "audio", Upload(content, "rekaman.mp3", "audio/mpeg"))

    async def sends_video_note(self, content: bytes = b"\0\0\0\x18ftypmp42") -> Json:
        """Send a round video."""
        return self._acts.send_file(self.id, "video_note", Upload(content, "", "video/mp4"))

    async def sends_video(self, content: bytes = b"\0\0\0\x18ftypmp42") -> Json:
        """Send a video."""
        return self._acts.send_file(self.id, "video", Upload(content, "", "video/mp4"))

    async def sends_sticker(self, content: bytes = b"") -> Json:
        """Send a sticker."""
        return self._acts.send_file(self.id, "sticker", Upload(content or tiny_png()))

    async def blocks(self) -> None:
        """Block the bot."""
        self._acts.block(self.id)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._acts.unblock(self.id)

    async def deactivates(self) -> None:
        """Delete the account."""
        self._acts.deactivate(self.id)


class GroupDriver(ChatDriver):
    """A group or channel the bot is in."""

    async def says(self, person_id: int, text: str, *, reply_to: int = 0) -> Json:
        """Let somebody write in the group."""
        return self._acts.say(person_id, text, reply_to=reply_to, chat_id=self.id)

    async def taps_data(self, person_id: int, message_id: int, data: str) -> Json:
        """Let somebody tap an inline button in the group."""
        return self._acts.tap(person_id, message_id, data, chat_id=self.id)

    async def posts(self, text: str) -> Json:
        """Write in the channel."""
        return self._acts.post_in_channel(self.id, text)
