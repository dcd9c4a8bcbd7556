"""What an answer of Telegram, or of the network, says of one call; and what that makes of a recipient."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.announcements.sending.broadcaster import settled_by
from bot.announcements.sending.port import Answer, Verdict
from bot.announcements.sending.units import Claimed, Settled
from bot.announcements.states import Delivery, Reason
from bot.dialogue.screen import Delete, Edit, Screen
from bot.gateway.outlet import answer_of
from bot.gateway.request import MaybeSentError, NotSentError, UnreadableError

SCREEN = Screen("Kabar.")


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (RetryAfter(3), Verdict.WAIT),
        (ChatMigrated(-100), Verdict.MOVED),
        (Forbidden("bot was blocked by the user"), Verdict.CHAT_GONE),
        (BadRequest("Chat not found"), Verdict.CHAT_GONE),
        (BadRequest("can't parse entities"), Verdict.REFUSED),
        (BadRequest("Message is not modified: x"), Verdict.ALREADY),
        (BadRequest("Message to delete not found"), Verdict.ALREADY),
        (BadRequest("Message to edit not found"), Verdict.MESSAGE_GONE),
        (BadRequest("Message can't be deleted for everyone"), Verdict.TOO_OLD),
        (NotSentError("no connection"), Verdict.NOT_SENT),
        (InvalidToken(), Verdict.NOT_SENT),
        (Conflict("x"), Verdict.NOT_SENT),
        (MaybeSentError("x"), Verdict.UNKNOWN),
        (UnreadableError("x"), Verdict.UNKNOWN),
        (NetworkError("x"), Verdict.UNKNOWN),
        (TelegramError("x"), Verdict.UNKNOWN),
    ],
)
def test_every_error_has_one_verdict(error: TelegramError, verdict: Verdict) -> None:
    assert answer_of(error).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "act", "settled"),
    [
        (Answer(Verdict.DONE, 7), SCREEN, Settled(Delivery.SENT, message_id=7)),
        (Answer(Verdict.DONE), Delete(1), Settled(Delivery.SENT)),
        (Answer(Verdict.ALREADY), Edit(1, SCREEN), Settled(Delivery.SENT)),
        (Answer(Verdict.UNKNOWN), SCREEN, Settled(Delivery.UNKNOWN)),
        (Answer(Verdict.UNKNOWN), Delete(1), Settled(Delivery.PENDING)),
        (Answer(Verdict.NOT_SENT), SCREEN, Settled(Delivery.PENDING)),
        (Answer(Verdict.WAIT), SCREEN, Settled(Delivery.PENDING)),
        (Answer(Verdict.MOVED, chat_id=-100), SCREEN, Settled(Delivery.PENDING, moved_to=-100)),
        (Answer(Verdict.CHAT_GONE), SCREEN, Settled(Delivery.BLOCKED)),
        (Answer(Verdict.REFUSED), SCREEN, Settled(Delivery.FAILED, Reason.REFUSED)),
        (Answer(Verdict.TOO_OLD), Delete(1), Settled(Delivery.FAILED, Reason.TOO_OLD)),
        (Answer(Verdict.TOO_OLD), SCREEN, Settled(Delivery.FAILED, Reason.REFUSED)),
        (Answer(Verdict.MESSAGE_GONE), Edit(1, SCREEN), Settled(Delivery.FAILED, Reason.GONE)),
    ],
)
def test_a_verdict_settles_a_recipient(answer: Answer, act: Screen | Edit | Delete, settled: Settled) -> None:
    assert settled_by(answer, Claimed(1001, act)) == settled
