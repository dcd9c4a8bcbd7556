"""A walk through conversations in one language: what people do, and what is shown to whom."""

from __future__ import annotations

import asyncio
import html
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.sandbox import Person
from bot.staff.invitations import invite
from bot.texts import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.preview.stage import Stage
    from bot.sandbox import PersonDriver
    from bot.sandbox.api import Call
    from bot.terms.roles import Role
    from bot.texts import Texts

_WAIT, _PAUSE = 60.0, 0.02
_FIRST_ID = 9001
_PHONE = "+62812000090{:02}"
_SHOWING = frozenset({
    "sendMessage", "editMessageText", "editMessageCaption", "editMessageMedia", "sendPhoto", "sendVideo",
    "sendAnimation", "sendDocument", "sendVoice", "sendAudio", "answerCallbackQuery", "setMyCommands",
})  # fmt: skip
_OFTEN_EMPTY = frozenset({"answerCallbackQuery", "setMyCommands"})
_DRAWN = (  # texts that stand in a picture
    "card.", "angka.", "to_do.", "report.title", "report.no_district", "budget.row_", "budget.strip",
    "budget.title_", "budget.known_", "budget.full_price", "budget.shut_out", "budget.of", "budget.step",
    "budget.unsettled", "budget.open", "budget.beyond", "budget.lasting", "budget.only_some",
    "budget.not_running", "budget.law", "budget.from_", "budget.missing",
)  # fmt: skip
_PROFILE = {
    "setMyDescription": "description",
    "setMyShortDescription": "short_description",
    "setMyCommands": "commands",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A button: what stands on it, and the id of that text; "" where it is no text of the catalogues."""

    label: str
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message of the bot, as Telegram HTML, with the ids of its texts."""

    whose: str  # in whose chat
    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    message_ids: tuple[str, ...] = ()
    is_edit: bool = False
    is_toast: bool = False
    picture: bytes = b""
    file: str = ""  # its name
    content: str = ""  # of a file that is a text


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody did ("" and "": nobody did anything), and all that it brought about."""

    who: str
    did: str
    is_tap: bool = False
    shown: tuple[Shown, ...] = ()


@dataclass(slots=True)
class Heard:
    """The texts that the bot said, in order: message id and words."""

    said: list[tuple[str, str]] = field(default_factory=list)

    def since(self, mark: int) -> dict[str, set[str]]:
        """Return by message id what was said after the first `mark` texts."""
        found: dict[str, set[str]] = {}
        for message_id, words in islice(self.said, mark, None):
            if words.strip():
                found.setdefault(message_id, set()).add(words)
        return found


class Walk:
    """Collects the moments of one conversation after the other."""

    def __init__(self, stage: Stage, texts: Texts, heard: Heard) -> None:
        self.stage, self.texts = stage, texts
        self.moments: list[Moment] = []
        self._heard, self._seen, self._hidden, self._people = heard, 0, False, 0
        self._mark = self._mark_before = 0  # how many texts had been heard when it was last watched

    def person(self, name: str) -> Guest:
        """Let somebody new come, who reads the language of the walk."""
        self._people += 1
        number = _FIRST_ID + self._people
        person = Person(number, name, "", "", self.texts.language, _PHONE.format(self._people))
        return Guest(self, self.stage.sandbox.add_person(person))

    async def staff(self, name: str, role: Role) -> Guest:
        """Let somebody new come by an invitation."""
        guest = self.person(name)
        payload = await self.stage.store.run(lambda tx: invite(tx, role, 24))
        await guest.says(f"/start {payload}")
        return guest

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Do what was shown before without showing it again."""
        self._hidden, before = True, self._hidden
        try:
            yield
        finally:
            self._hidden = before

    async def watch(self, who: str = "", did: str = "", *, is_tap: bool = False) -> None:
        """Wait until everything is answered, and keep what was shown."""
        await self.stage.settled()
        self._keep(who, did, self._mark, is_tap=is_tap)

    def _keep(self, who: str, did: str, mark: int, *, is_tap: bool = False) -> None:
        """Keep what was shown since the last time, in words that were heard after `mark`."""
        calls = self.stage.sandbox.calls
        new = list(islice(calls, self._seen, None))
        self._seen, said = len(calls), self._heard.since(mark)
        self._mark_before, self._mark = self._mark, len(self._heard.said)
        shown = tuple(
            found for call in _last_edits(new) if (found := self._shown(call.method, call.args, said))
        )
        if not self._hidden:
            self.moments.append(Moment(who, did, is_tap, shown))

    async def waits_for(self, guest: Guest, *message_ids: str) -> None:
        """Wait until the bot says one of the texts to somebody without being asked.

        It may have worded it already when it was watched last, and send it only now.
        """
        async with asyncio.timeout(_WAIT):
            while not self._came(guest, message_ids):  # noqa: ASYNC110 - calls are noted without an event
                await asyncio.sleep(_PAUSE)
        await self.stage.settled()
        self._keep("", "", self._mark_before)

    def _came(self, guest: Guest, message_ids: Sequence[str]) -> bool:
        said = self._heard.since(self._mark_before)
        words = {one for message_id in message_ids for one in said.get(message_id, ())}
        new = islice(self.stage.sandbox.calls, self._seen, None)
        return any(
            call.chat_id == guest.id
            and call.method in _SHOWING
            and any(one in _text(call.args) for one in words)
            for call in new
        )

    async def profile(self) -> None:
        """Keep what Telegram shows of the bot itself: descriptions, and the commands in the menu."""
        calls = self.stage.sandbox.calls
        async with asyncio.timeout(_WAIT):
            while _PROFILE.keys() - {one.method for one in calls}:  # noqa: ASYNC110 - as above
                await asyncio.sleep(_PAUSE)
        await self.stage.settled()
        said, shown = self._heard.since(0), []
        own = any(one.args.get("language_code") == self.texts.language for one in calls)
        for call in calls:
            name = _PROFILE.get(call.method)
            if name and call.args.get("language_code", "") == (self.texts.language if own else ""):
                content = call.args.get(name, "")
                lines = content if isinstance(content, str) and name != "commands" else _commands(content)
                ids = [one for one, found in said.items() if any(bare(words) in lines for words in found)]
                shown.append(Shown("", html.escape(lines), message_ids=tuple(sorted(ids))))
        self.moments.append(Moment("", "", shown=tuple(shown)))

    # -- from calls to what is shown

    def _shown(self, method: str, args: dict[str, Any], said: dict[str, set[str]]) -> Shown | None:
        text = _text(args)
        if method not in _SHOWING or (method in _OFTEN_EMPTY and not text):
            return None
        if args.get("parse_mode") != "HTML":
            text = html.escape(text, quote=False)
        chat = self.stage.sandbox.world.chats.get(int(args.get("chat_id") or 0))
        newest = next(reversed(chat.messages.values()), {}) if chat and chat.messages else {}
        picture, file, content = self._file(method, newest)
        ids = [(place, one) for one, found in said.items() if (place := _place(found, text)) is not None]
        if picture:
            ids += [(len(text), one) for one in said if one.startswith(_DRAWN)]
        filed = f"{file}\n{content}"
        ids += [
            (len(text), one) for one, found in said.items() if any(bare(words) in filed for words in found)
        ]
        return Shown(
            chat.card.get("first_name") or chat.card.get("title", "") if chat else "",
            text,
            tuple(tuple(_key(one, said) for one in row) for row in _rows(args)),
            tuple(dict.fromkeys(one for _, one in sorted(ids))),
            method.startswith("edit"),
            method == "answerCallbackQuery",
            picture,
            file,
            content,
        )

    def _file(self, method: str, message: dict[str, Any]) -> tuple[bytes, str, str]:
        """Return the picture of a message, or the name of its file and what it says."""
        files = self.stage.sandbox.world.files
        if method == "sendPhoto" and "photo" in message:
            upload = files.get(message["photo"][-1]["file_id"]).upload
            return upload.content, upload.name, ""
        if method == "sendDocument" and "document" in message:
            upload = files.get(message["document"]["file_id"]).upload
            return b"", upload.name, _readable(upload.content)
        return b"", "", ""


def _readable(content: bytes) -> str:
    """Return what a file says that is a text; nothing of a workbook, or of pages to print."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _place(found: set[str], text: str) -> int | None:
    """Return where one of the words stands in a text, all of its lines; None where none does."""
    places = []
    for words in found:
        lines = [re.search(rf"(?<!\w){re.escape(line)}(?!\w)", text) for line in words.split("\n")]
        if all(lines) and lines[0]:
            places.append(lines[0].start())
    return min(places, default=None)


def _text(args: dict[str, Any]) -> str:
    if "commands" in args and _parsed(args.get("scope")).get("type") == "chat":
        return _commands(args["commands"])
    text: str = args.get("text") or args.get("caption") or _parsed(args.get("media")).get("caption", "")
    return text


def _last_edits(calls: Sequence[Call]) -> list[Call]:
    """Return calls without the edits that another one replaced: how many there are is a matter of time."""
    last = {(one.chat_id, one.args["message_id"]): one for one in calls if one.method.startswith("edit")}
    return [one for one in calls if not one.method.startswith("edit") or one in last.values()]


def _commands(content: Any) -> str:
    listed = json.loads(content) if isinstance(content, str) else content
    return "\n".join(f"/{one['command']} – {one['description']}" for one in listed or ())


def _parsed(value: object) -> dict[str, Any]:
    """Return a part of a call that may still be JSON."""
    found = json.loads(value) if isinstance(value, str) else value
    return found if isinstance(found, dict) else {}


def _rows(args: dict[str, Any]) -> Sequence[Sequence[dict[str, Any]]]:
    markup = _parsed(args.get("reply_markup"))
    return markup.get("inline_keyboard") or markup.get("keyboard") or ()


def _key(button: dict[str, Any], said: dict[str, set[str]]) -> Key:
    label = button["text"]
    whole = [one for one, all_words in said.items() if label in map(bare, all_words)]
    part = [one for one, all_words in said.items() if any(bare(words) in label for words in all_words)]
    return Key(label, next(iter(whole or part), ""))


class Guest:
    """Somebody in a walk."""

    def __init__(self, walk: Walk, driver: PersonDriver) -> None:
        self._walk, self._driver = walk, driver
        self.name, self.id = driver.person.first_name, driver.id

    async def says(self, text: str, **in_language: str) -> None:
        """Type a text; `in_language` has other words for those who read another language."""
        typed = in_language.get(self._walk.texts.language, text)
        await self._driver.says(typed)
        await self._walk.watch(self.name, typed)

    async def replies(self, text: str) -> None:
        """Reply to the newest message of the bot, as Telegram's app lets one."""
        await self._driver.says(text, reply_to=self._driver.chat[-1]["message_id"])
        await self._walk.watch(self.name, f"↩️ {text}")

    async def says_at_once(self, *texts: str) -> None:
        """Type several texts before the bot has answered the first."""
        for text in texts:
            await self._driver.says(text)
        await self._walk.watch(self.name, " ⏎ ".join(texts))

    async def taps(self, *wanted: str) -> None:
        """Tap one button after the other: named by the id of its text, its choice or action, its label."""
        for what in wanted:
            label, message_id, data = self._button(what)
            if data:
                await self._driver.taps_data(data, message_id=message_id)
            else:
                await self._driver.taps(label)
            await self._walk.watch(self.name, label, is_tap=True)

    async def taps_old(self, button: tuple[str, int, str]) -> None:
        """Tap a button that was found earlier, whether it is still there or not."""
        label, message_id, data = button
        await self._driver.taps_data(data, message_id=message_id)
        await self._walk.watch(self.name, label, is_tap=True)

    async def shares(self, person: Person | None = None) -> None:
        """Share a contact: one's own, or another."""
        await self._driver.shares_contact(person)
        await self._walk.watch(self.name, "📱")

    async def sends(self, kind: str, content: bytes = b"", caption: str = "") -> None:
        """Send a file of a kind."""
        if kind == "document":
            await self._driver.sends_document(content or b"?", "berkas.bin", caption=caption)
        elif kind == "photo":
            await self._driver.sends_photo(content, caption)
        elif kind == "voice":
            await self._driver.sends_voice()
        else:
            await self._driver.sends_sticker()
        await self._walk.watch(self.name, {"photo": "🖼", "voice": "🎤", "document": "📎"}.get(kind, "🙂"))

    async def taps_nothing(self) -> None:
        """Tap a button of a kind that is not known any more."""
        await self._driver.taps_data("m0|?")
        await self._walk.watch(self.name, "🔘", is_tap=True)

    async def blocks(self) -> None:
        """Block the bot."""
        await self._driver.blocks()
        await self._walk.watch(self.name, "⛔")

    async def edits(self, text: str) -> None:
        """Change one's own newest message."""
        own = [one["message_id"] for one in self._driver.chat if one.get("from", {}).get("id") == self.id]
        await self._driver.edits(own[-1], text)
        await self._walk.watch(self.name, f"✏️ {text}")

    def newest(self, what: str) -> tuple[str, int, str]:
        """Return the newest such button: its label, the message that bears it, its data."""
        return self._button(what)

    def has(self, what: str) -> bool:
        """Tell whether there is such a button."""
        return self._find(what) is not None

    def text(self) -> str:
        """Return the newest message of the chat."""
        return self._driver.chat[-1].text

    def texts(self) -> list[str]:
        """Return all messages of the chat."""
        return [one.text for one in self._driver.chat]

    def _button(self, what: str) -> tuple[str, int, str]:
        found = self._find(what)
        if found is None:
            raise LookupError(f"{self.name} sees no button {what!r}\n{self._driver.transcript()}")
        return found

    def _find(self, what: str) -> tuple[str, int, str] | None:
        texts = self._walk.texts
        label = texts.bare(what) if what in texts.entries and not texts.placeholders(what) else what
        for message in reversed(self._driver.chat):
            for text, data in zip(message.buttons, message.data, strict=True):
                if text == label or what in data.split("|"):
                    return text, message["message_id"], data
        return None
