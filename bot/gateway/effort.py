"""How a call that must arrive goes on after each verdict. Pure: it neither calls nor waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import json

from bot.backoff import BackOff
from bot.gateway.calls import EDITS, QUIET, Call
from bot.terms.verdicts import Done, Moved, NotSent, Refused, TryAfter, Unknown, Unserved, Verdict, Why

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 30.0
_TRIES = {
    "answerCallbackQuery": 1,
    "deleteMessage": 5,
    "deleteMessages": 5,
    "setMyCommands": 2,
}  # of calls that show nothing
_PATIENCE = 3.0  # seconds for such tries together: the next turn of the chat waits for them
_AT_ONCE = 0.0


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How a call ended. `sure` is False where an earlier try may have been carried out too.

    NotSent and Unknown: a call that shows nothing failed; it may be made again, but nobody waits for it.
    """

    verdict: Verdict
    sure: bool = True
    found: bytes | None = None  # by an errand

    @property
    def message_id(self) -> int:
        """The id of the message that was sent; 0 where none was."""
        return self.verdict.message_id if isinstance(self.verdict, Done) else 0

    @property
    def result(self) -> bytes | None:
        """What came of an errand: what it found, or of a message as what it was taken; None: it failed."""
        taken = json.encode(self.verdict) if isinstance(self.verdict, Done) else None
        return taken if self.found is None else self.found


@dataclass(slots=True)
class Effort:
    """The tries of one call, begun at a time in seconds; the call is changed where another must be made."""

    call: Call
    begun: float
    _sure: bool = True
    _moved: bool = False
    _tries: int = 0
    _backoff: BackOff = field(default_factory=lambda: BackOff(_FIRST_PAUSE, _LONGEST_PAUSE))

    def after(self, verdict: Verdict, now: float) -> CallEnd | float:  # noqa: PLR0911 - a case each
        """Return how the call ended, or the seconds after which it is to be made again."""
        match verdict:
            case TryAfter():
                return _AT_ONCE  # the pacer holds it back as long as it must
            case Moved():
                return self._follow(verdict.chat_id)
            case Refused(Why.ALREADY):
                return CallEnd(Done(), self._sure)
            case Refused() if self.call.method in EDITS:
                self._send_instead()
                return _AT_ONCE
            case Unserved() if self.call.method in QUIET:
                return CallEnd(Refused())  # such as a method that a self-hosted server does not know
            case NotSent() | Unknown() | Unserved():
                return self._again(verdict, now)
            case _:
                return CallEnd(verdict, self._sure)

    def _follow(self, chat_id: int) -> CallEnd | float:
        """Follow a chat to its new id, once."""
        if self._moved:
            return CallEnd(Refused(), self._sure)
        self._moved = True
        self.call.params["chat_id"] = chat_id
        return _AT_ONCE

    def _send_instead(self) -> None:
        """Let a message that cannot be edited, such as one that was deleted, come anew below."""
        self.call.method = "sendMessage"
        del self.call.params["message_id"]

    def _again(self, verdict: Verdict, now: float) -> CallEnd | float:
        self._sure = self._sure and not isinstance(verdict, Unknown)
        self._tries += 1
        method = self.call.method
        late = method in QUIET and now - self.begun > _PATIENCE
        if late or self._tries >= _TRIES.get(method, self._tries + 1):
            return CallEnd(verdict)
        return self._backoff.grown()
