"""What Telegram, or the network, says of one call, as one verdict."""

from __future__ import annotations

import datetime as dt

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

from bot.gateway.request import LateAnswerError, MaybeSentError, NotSentError, UnreadableError
from bot.gateway.verdicts import verdict_of
from bot.terms.verdicts import (
    ChatGone,
    Done,
    Gone,
    Lost,
    Moved,
    NotSent,
    Refused,
    TryAfter,
    Unknown,
    Unserved,
    Verdict,
    Why,
)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (RetryAfter(3), TryAfter(3)),
        (RetryAfter(dt.timedelta(seconds=3)), TryAfter(3)),
        (RetryAfter(-1), TryAfter(0)),
        (RetryAfter("soon"), TryAfter(5)),  # type: ignore[arg-type]
        (ChatMigrated(-100), Moved(-100)),
        (Forbidden("bot was blocked by the user"), ChatGone()),
        (Forbidden("user is deactivated"), ChatGone(Gone.DEACTIVATED)),
        (Forbidden("bot can't initiate conversation with a user"), ChatGone(Gone.NEVER_STARTED)),
        (Forbidden("bot was kicked from the group chat"), ChatGone(Gone.REMOVED)),
        (BadRequest("Chat not found"), ChatGone(Gone.NOT_FOUND)),
        (BadRequest("PEER_ID_INVALID"), ChatGone(Gone.NOT_FOUND)),
        (BadRequest("can't parse entities"), Refused()),
        (BadRequest("Message is not modified: x"), Refused(Why.ALREADY)),
        (BadRequest("Message to delete not found"), Refused(Why.ALREADY)),
        (BadRequest("Message to edit not found"), Refused(Why.MESSAGE_GONE)),
        (BadRequest("Message can't be deleted for everyone"), Refused(Why.TOO_OLD)),
        (NotSentError("no connection"), NotSent()),
        (InvalidToken(), Unserved()),
        (Conflict("x"), Unserved()),
        (MaybeSentError("x"), Unknown(Lost.CUT)),
        (LateAnswerError("x"), Unknown(Lost.LATE)),
        (UnreadableError("x"), Unknown(Lost.UNREADABLE)),
        (NetworkError("x"), Unknown(Lost.SERVER)),
        (TelegramError("x"), Unknown(Lost.UNREADABLE)),
    ],
)
def test_every_error_has_one_verdict(error: TelegramError, verdict: Verdict) -> None:
    assert verdict_of(error) == verdict


def test_what_telegram_says_is_kept_up_to_a_length() -> None:
    refused, gone = verdict_of(BadRequest("Can't parse  entities " + "x" * 200)), verdict_of(Forbidden("Bot"))
    assert isinstance(refused, Refused)
    assert refused.said.startswith("Can't parse entities xx")
    assert len(refused.said) == 120
    assert isinstance(gone, ChatGone)
    assert gone.said == "Bot"


@pytest.mark.parametrize(("result", "message_id"), [({"message_id": 7}, 7), ({}, 0), (True, 0), ([], 0)])
def test_a_result_is_done_with_the_id_of_the_message_that_it_names(result: object, message_id: int) -> None:
    assert verdict_of(result) == Done(message_id)


@pytest.mark.parametrize("voice", [None, "x", {}, {"file_id": 5}])
def test_a_voice_note_without_an_id_has_none(voice: object) -> None:
    assert verdict_of({"message_id": 7, "voice": voice}) == Done(7)


def test_a_result_names_the_id_of_its_voice_note() -> None:
    assert verdict_of({"message_id": 7, "voice": {"file_id": "AwACAg"}}) == Done(7, "AwACAg")
