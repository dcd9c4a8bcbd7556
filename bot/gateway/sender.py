"""Making the calls that answer people, until Telegram has answered for each of them."""

from __future__ import annotations

import asyncio
import base64
import logging
from time import monotonic
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.backoff import BackOff
from bot.errors import StoppingError
from bot.gateway.calls import QUIET
from bot.gateway.drawer import DrawingError
from bot.gateway.effort import CallEnd, Effort
from bot.gateway.request import FileTooLargeError
from bot.gateway.verdicts import verdict_of
from bot.terms.verdicts import ChatGone, Refused, TryAfter

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from bot.gateway.bot_api import ApiBot
    from bot.gateway.caller import Caller
    from bot.gateway.calls import Call
    from bot.gateway.drawer import Drawer
    from bot.gateway.pacer import Pacer
    from bot.terms.verdicts import Verdict

log = logging.getLogger(__name__)

_FETCH_TRIES, _FIRST_FETCH_PAUSE, _LONGEST_FETCH_PAUSE = 3, 0.5, 5.0
_LONGEST_FETCH_WAIT = 30.0  # seconds that a 429 may hold up a file
_MOST_BESIDE = 8  # calls in flight beside which no other is made that may as well not be made
_QUIET_SECONDS = 5.0  # to wait for the answer to a call that shows nothing


class Sender:
    """Makes calls through the pacer; repeats what must arrive."""

    def __init__(self, bot: ApiBot, caller: Caller, pacer: Pacer, drawer: Drawer) -> None:
        self._bot, self._caller, self._pacer = bot, caller, pacer
        self._drawer = drawer
        self._stopping = asyncio.Event()
        self._in_flight: set[asyncio.Task[Any]] = set()
        self._kept: dict[str, str] = {}  # pictures that never change, by what they are drawn from
        self._keeping = asyncio.Lock()

    def stop(self) -> None:
        """Begin no further call."""
        self._stopping.set()

    @property
    def is_calling(self) -> bool:
        """Whether calls are in flight."""
        return bool(self._in_flight)

    async def drain(self, seconds: float) -> None:
        """Give calls in flight some time to be answered."""
        if self._in_flight:
            await asyncio.wait(self._in_flight, timeout=seconds)

    async def deliver(self, chat_id: int, call: Call) -> CallEnd:
        """Make one call, as often as it takes. A repeated reply may come twice, but it does come.

        Raise StoppingError when the program ends before it is known to be done.
        """
        await self._draw(call)
        effort = Effort(call, monotonic())
        while True:
            verdict = await self._attempt(chat_id, call)
            if isinstance(verdict, Refused) and call.method not in QUIET:
                log.error("%s was refused as it is: %s", call.method, verdict.why.value)
                if (
                    call.asks and call.method == "sendPhoto"
                ):  # a question is asked, with its picture or without
                    _without_picture(call, "photo")
                    continue
            next_step = effort.after(verdict, monotonic())
            if isinstance(next_step, CallEnd):
                return next_step
            if next_step:
                await self._sleep(next_step)

    def make_spare(self, chat_id: int, calls: list[Call]) -> None:
        """Make calls that may as well not be made, once each, while nobody waits for others."""
        for call in calls:
            busy = self._stopping.is_set() or len(self._in_flight) >= _MOST_BESIDE
            if not busy and self._pacer.has_spare(chat_id):
                self._begin(self._caller.make(chat_id, call, seconds=_QUIET_SECONDS))

    def _begin(self, call: Coroutine[Any, Any, Verdict]) -> asyncio.Task[Verdict]:
        task = asyncio.create_task(call)
        self._in_flight.add(task)
        task.add_done_callback(self._in_flight.discard)
        return task

    async def _draw(self, call: Call) -> None:
        """Draw the picture of a call; one that cannot be drawn becomes a message with its words."""
        kind = "document" if "document" in call.params else "photo"
        picture = call.params.get(kind)
        if not isinstance(picture, dict) or "svg" not in picture:
            return
        try:
            content = await self._drawn(picture)
        except DrawingError as error:
            log.error("a picture could not be drawn: %s", error)  # noqa: TRY400
            _without_picture(call, kind)
        else:
            call.params[kind] = {"file": picture["file"], "content": content}

    async def _drawn(self, picture: Mapping[str, Any]) -> str:
        """Return a picture as base64, drawn once where it never changes. Raise DrawingError."""
        svg = picture["svg"]
        if not picture.get("keeps"):
            return base64.b64encode(await self._drawer.draw(svg)).decode()
        async with self._keeping:  # many may ask for it before it is drawn
            if svg not in self._kept:
                self._kept[svg] = base64.b64encode(await self._drawer.draw(svg)).decode()
        return self._kept[svg]

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        """Return what a file holds; None where that fails several times, or it has more bytes than `most`."""
        backoff = BackOff(_FIRST_FETCH_PAUSE, _LONGEST_FETCH_PAUSE, factor=4)
        for _ in range(_FETCH_TRIES):
            if self._stopping.is_set():
                raise StoppingError
            try:
                return await self._bot.fetch(file_id, most)
            except FileTooLargeError:
                return None
            except TelegramError as error:
                verdict = verdict_of(error)
                if isinstance(verdict, Refused | ChatGone):
                    return None
                log.warning("a file could not be fetched: %s", type(error).__name__)
                waits = min(verdict.seconds, _LONGEST_FETCH_WAIT) if isinstance(verdict, TryAfter) else 0.0
                await self._sleep(waits or backoff.grown())
        return None

    async def _attempt(self, chat_id: int, call: Call) -> Verdict:
        if call.method in QUIET:
            await self._unless_stopping(self._pacer.admit_call(chat_id))
        else:
            await self._unless_stopping(self._pacer.admit(chat_id))
        if self._stopping.is_set():
            raise StoppingError
        if call.method in QUIET:  # whoever waits for it may give up; the call goes on
            return await asyncio.shield(self._begin(self._caller.make(chat_id, call, seconds=_QUIET_SECONDS)))
        task = asyncio.current_task()
        mine = {task} if task else set()
        self._in_flight |= mine
        try:
            return await self._caller.make(chat_id, call)
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


def _without_picture(call: Call, kind: str) -> None:
    """Make a call for a picture one for its words alone."""
    call.method = "sendMessage"
    del call.params[kind]
    call.params["text"] = call.params.pop("caption")
