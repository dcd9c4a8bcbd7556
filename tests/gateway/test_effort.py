"""How a call that must arrive goes on after each verdict."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.gateway.calls import Call
from bot.gateway.effort import CallEnd, Effort
from bot.terms.verdicts import (
    ChatGone,
    Done,
    Moved,
    NotSent,
    Refused,
    TryAfter,
    Unknown,
    Unserved,
    Verdict,
    Why,
)

QUIET = "answerCallbackQuery"


def effort(method: str = "sendMessage", **params: object) -> Effort:
    return Effort(Call(method, {"chat_id": 1, **params}), begun=0.0)


@pytest.mark.parametrize("verdict", [Done(7), ChatGone(), Refused()])
def test_what_telegram_has_decided_is_the_end(verdict: Verdict) -> None:
    assert effort().after(verdict, 0.0) == CallEnd(verdict)


def test_a_429_is_left_to_the_pacer() -> None:
    assert effort().after(TryAfter(60), 0.0) == 0


@pytest.mark.parametrize("verdict", [NotSent(), Unknown(), Unserved()])
def test_a_message_is_tried_again_for_good_with_pauses_that_grow(verdict: Verdict) -> None:
    trying = effort()
    pauses = [trying.after(verdict, 1000.0 * number) for number in range(12)]
    assert all(isinstance(pause, float) for pause in pauses)
    assert all(one <= other for one, other in pairwise(pauses))  # type: ignore[operator]
    assert pauses[0] != pauses[-1]


def test_a_message_is_sure_as_long_as_no_earlier_one_may_have_arrived() -> None:
    surely, perhaps = effort(), effort()
    surely.after(NotSent(), 0.0)
    perhaps.after(Unknown(), 0.0)
    assert surely.after(Done(7), 1.0) == CallEnd(Done(7), sure=True)
    assert perhaps.after(Done(7), 1.0) == CallEnd(Done(7), sure=False)


def test_a_chat_that_moved_is_followed_once() -> None:
    following = effort()
    assert following.after(Moved(-100), 0.0) == 0
    assert following.call.params["chat_id"] == -100
    assert following.after(Moved(-200), 0.0) == CallEnd(Refused())


def test_a_message_that_cannot_be_edited_comes_anew_below() -> None:
    editing = effort("editMessageText", message_id=5, text="Halo")
    assert editing.after(Refused(Why.MESSAGE_GONE), 0.0) == 0
    assert editing.call.method == "sendMessage"
    assert editing.call.params == {"chat_id": 1, "text": "Halo"}


def test_what_is_as_it_should_be_is_done() -> None:
    assert effort("editMessageText", message_id=5).after(Refused(Why.ALREADY), 0.0) == CallEnd(Done())
    assert effort("deleteMessage", message_id=5).after(Refused(Why.ALREADY), 0.0) == CallEnd(Done())


def test_a_call_that_shows_nothing_is_soon_given_up() -> None:
    assert effort(QUIET).after(Unknown(), 0.0) == CallEnd(Unknown())
    deleting = effort("deleteMessage", message_id=5)
    assert isinstance(deleting.after(NotSent(), 1.0), float)
    assert deleting.after(NotSent(), 60.0) == CallEnd(NotSent())


def test_a_method_that_shows_nothing_and_is_not_known_is_refused_for_good() -> None:
    assert effort("setMyCommands").after(Unserved(), 0.0) == CallEnd(Refused())
