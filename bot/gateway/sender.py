"""Making the calls that answer people, until Telegram has answered for each of them."""

from __future__ import annotations

import asyncio
import base64
import logging
from dataclasses import dataclass
from enum import Enum
from time import monotonic
from typing import TYPE_CHECKING, Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.errors import StoppingError
from bot.gateway.calls import EDITS, QUIET, Call
from bot.gateway.drawer import Drawer, DrawingError
from bot.gateway.request import FileTooLargeError, NotSentError, seconds_to_wait

if TYPE_CHECKING:
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.pacer import Pacer

log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 30.0
_FETCH_PAUSES = (0.5, 2.0, 5.0)
_TRIES = {
    "answerCallbackQuery": 1,
    "deleteMessage": 5,
    "deleteMessages": 5,
    "setMyCommands": 2,
}  # of calls that show nothing
_PATIENCE = 3.0  # seconds for such tries together: the next turn of the chat waits for them
_QUIET_SECONDS = 5.0  # to wait for the answer to such a call
NOT_MODIFIED = "message is not modified"
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


class Answered(Enum):
    """What Telegram said in the end."""

    DONE = "done"  # it was done
    UNREACHABLE = "unreachable"  # the chat has blocked the bot or is no more
    REFUSED = "refused"  # Telegram will not do it, now or later
    LATER = "later"  # a call that shows nothing failed; it is to be made again, but nobody should wait for it


@dataclass(frozen=True, slots=True)
class Delivery:
    """The end of one call. `sure` is False where an earlier attempt may have been carried out too."""

    answered: Answered
    message_id: int = 0
    sure: bool = True
    content: bytes | None = None  # of a file that was fetched


class Sender:
    """Makes calls through the pacer; repeats what must arrive."""

    def __init__(self, bot: ApiBot, pacer: Pacer, drawer: Drawer, largest_file: int) -> None:
        self._bot, self._pacer, self._drawer, self._largest_file = bot, pacer, drawer, largest_file
        self._stopping = asyncio.Event()
        self._in_flight: set[asyncio.Task[Any]] = set()

    def stop(self) -> None:
        """Begin no further call."""
        self._stopping.set()

    async def drain(self, seconds: float) -> None:
        """Give calls in flight some time to be answered."""
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=seconds)

    async def deliver(self, chat_id: int, call: Call) -> Delivery:
        """Make one call, as often as it takes. A repeated reply may come twice, but it does come.

        Raise StoppingError when the program ends before it is known to be done.
        """
        await self._draw(call)
        pause, sure, moved, tries, begun = _FIRST_PAUSE, True, False, 0, monotonic()
        while True:
            try:
                delivery = await self._attempt(chat_id, call)
            except RetryAfter as error:
                self._pacer.refused(chat_id, seconds_to_wait(error))
            except ChatMigrated as error:
                if moved:
                    return Delivery(Answered.REFUSED, sure=sure)
                moved = True
                call.params["chat_id"] = error.new_chat_id
            except TelegramError as error:
                sure = sure and isinstance(error, NotSentError)
                log.warning("%s failed, chat %s: %s", call.method, chat_id, type(error).__name__)
                tries += 1
                late = call.method in QUIET and monotonic() - begun > _PATIENCE
                if late or tries >= _TRIES.get(call.method, tries + 1):
                    return Delivery(Answered.LATER)
                await self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                if delivery.answered is Answered.REFUSED and call.method in EDITS:
                    _send_instead(call)
                    continue
                return Delivery(delivery.answered, delivery.message_id, sure)

    async def _draw(self, call: Call) -> None:
        """Draw the picture of a call; one that cannot be drawn becomes a message with its words."""
        picture = call.params.get("photo")
        if not isinstance(picture, dict) or "svg" not in picture:
            return
        try:
            content = base64.b64encode(await self._drawer.draw(picture["svg"])).decode()
        except DrawingError as error:
            log.error("a picture could not be drawn: %s", error)  # noqa: TRY400
            call.method = "sendMessage"
            del call.params["photo"]
            call.params["text"] = call.params.pop("caption")
        else:
            call.params["photo"] = {"file": picture["file"], "content": content}

    async def fetch(self, call: Call) -> Delivery:
        """Fetch a file; without content where that fails several times, or the file is too large."""
        for pause in _FETCH_PAUSES:
            if self._stopping.is_set():
                raise StoppingError
            try:
                content = await self._bot.fetch(call.params["file_id"], self._largest_file)
            except (BadRequest, FileTooLargeError):
                break
            except RetryAfter as error:
                await self._sleep(min(seconds_to_wait(error), _LONGEST_PAUSE))
            except TelegramError as error:
                log.warning("a file could not be fetched: %s", type(error).__name__)
                await self._sleep(pause)
            else:
                return Delivery(Answered.DONE, content=content)
        return Delivery(Answered.DONE)

    async def _attempt(self, chat_id: int, call: Call) -> Delivery:
        if call.method in QUIET:
            await self._unless_stopping(self._pacer.admit_call(chat_id))
        else:
            await self._unless_stopping(self._pacer.admit(chat_id))
        try:
            result = await self._make(call)
        except (RetryAfter, ChatMigrated):
            raise
        except Forbidden:
            return Delivery(Answered.UNREACHABLE)
        except BadRequest as error:
            return _refused(call, error)
        except (InvalidToken, Conflict):
            if call.method in QUIET:  # such as a method that a self-hosted server does not know
                return Delivery(Answered.REFUSED)
            raise
        self._pacer.sent(chat_id)
        return Delivery(Answered.DONE, result.get("message_id", 0) if isinstance(result, dict) else 0)

    async def _make(self, call: Call) -> Any:
        if self._stopping.is_set():
            raise StoppingError
        if call.method in QUIET:  # whoever waits for it may give up; the call goes on
            quiet = asyncio.create_task(self._bot.call(call.method, call.params, _QUIET_SECONDS))
            self._in_flight.add(quiet)
            quiet.add_done_callback(self._in_flight.discard)
            return await asyncio.shield(quiet)
        task = asyncio.current_task()
        mine = {task} if task else set()
        self._in_flight |= mine
        try:
            return await self._bot.call(call.method, call.params)
        finally:
            self._in_flight -= mine

    async def _unless_stopping(self, admission: Any) -> None:
        if self._stopping.is_set():
            admission.close()
            raise StoppingError
        await admission

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
        raise StoppingError


def gone(words: str) -> bool:
    """Tell whether a refusal, in small letters, says that the chat is no more."""
    return any(one in words for one in _GONE)


def _send_instead(call: Call) -> None:
    """Let a message that cannot be edited, such as one that was deleted, come anew below."""
    call.method = "sendMessage"
    del call.params["message_id"]


def _refused(call: Call, error: BadRequest) -> Delivery:
    words = error.message.lower()
    if NOT_MODIFIED in words:
        return Delivery(Answered.DONE)
    if gone(words):
        return Delivery(Answered.UNREACHABLE)
    if call.method not in QUIET:
        log.error("%s was refused as it is", call.method)
    return Delivery(Answered.REFUSED)
