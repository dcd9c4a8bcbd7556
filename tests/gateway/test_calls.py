"""Calls as they lie in the store, in this version and the one before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from bot.announcements.compose.trying import TriedMessage
from bot.announcements.history.surveys import MakeReport, TallyUp
from bot.announcements.surveying import CountRecipients
from bot.desk.overview import CountAll
from bot.dialogue.screen import Act, Button, Delete, Fold, Screen
from bot.gateway.calls import ERRAND, Call, dump, load, to_calls
from bot.registration.errands import CardPicture
from bot.texts import Html

if TYPE_CHECKING:
    from bot.dialogue.errand import Errand

ACTS: list[Act] = [
    Screen(Html("<b>Halo</b>"), ((Button("Ya", "f1|a|b"),),), asks=True, vanishes_after=60),
    Screen("Uji", on_arrival=TriedMessage(1, "seal", "id")),
    CountAll(),
    CountRecipients(1, "an_desk", 7),
    Delete(5),
]


def test_calls_come_out_of_the_store_as_they_went_in() -> None:
    calls = to_calls(1001, ACTS, "42")
    assert load(dump(calls)) == calls


def test_an_errand_is_a_call_without_a_method_or_goes_with_a_message() -> None:
    _, shown, tried, counted, *_ = to_calls(1001, ACTS, "42")
    assert (shown.method, shown.errand) == ("sendMessage", "")
    assert (tried.method, tried.errand) == ("sendMessage", TriedMessage(1, "seal", "id").pack())
    assert (counted.method, counted.errand) == (ERRAND, CountAll().pack())


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (["survey", {}, False, 0, {"about": "figures", "values": {}}], CountAll()),
        (["survey", {}, False, 0, {"about": "tally", "values": {"id": 3, "over": 9}}], TallyUp(3, 9)),
        (
            ["survey", {}, False, 0, {"about": "report", "values": {"id": 3, "language": "id"}}],
            MakeReport(3, "id"),
        ),
        (
            ["survey", {}, False, 0, {"about": "count", "values": {
                "id": 3, "then": "an_confirm", "over": 0, "expected": "41", "bound": "b", "expires": "e",
            }}],
            CountRecipients(3, "an_confirm", 0, "41", "b", "e"),
        ),
        (
            ["survey", {}, False, 0, {"about": "count", "values": {
                "id": 3, "then": "an_pick", "over": 8, "criterion": "district", "page": 2,
            }}],
            CountRecipients(3, "an_pick", 8, criterion="district", page=2),
        ),
        (
            ["getFile", {"file_id": "F"}, False, 0, {"step": "card_picture", "draft": "d", "message_id": 4}],
            CardPicture("F", "d", 4),
        ),
    ],
)  # fmt: skip
def test_what_the_version_before_asked_for_is_an_errand_now(before: list[Any], now: Errand) -> None:
    (call,) = load(json.dumps([before]))
    assert call.method == ERRAND
    assert now == decoded(call, type(now))


def test_a_message_of_the_version_before_that_wanted_to_know_whether_it_arrived_still_does() -> None:
    before = ["sendMessage", {"chat_id": 1, "text": "Uji"}, False, 0, {"receipt": "3|seal|en"}]
    (call,) = load(json.dumps([before]))
    assert (call.method, call.params) == ("sendMessage", {"chat_id": 1, "text": "Uji"})
    assert decoded(call, TriedMessage) == TriedMessage(3, "seal", "en")


def test_any_other_call_of_the_version_before_is_what_it_was() -> None:
    before = ["sendMessage", {"chat_id": 1, "text": "Halo"}, True, 60, {}]
    assert load(json.dumps([before])) == [
        Call("sendMessage", {"chat_id": 1, "text": "Halo"}, asks=True, vanishes_after=60)
    ]


def decoded(call: Call, kind: type[Errand]) -> Errand:
    return msgspec.json.decode(call.errand, type=kind)


def test_what_stays_of_a_question_is_an_edit_that_names_no_buttons() -> None:
    line, bare = to_calls(1001, [Fold(7, "Kecamatan: Badau ✅"), Fold(8)])
    assert line.method == "editMessageText"
    assert line.params == {
        "chat_id": 1001, "message_id": 7, "text": "Kecamatan: Badau ✅", "parse_mode": "HTML",
    }  # fmt: skip
    assert (bare.method, bare.params) == ("editMessageReplyMarkup", {"chat_id": 1001, "message_id": 8})


def test_what_may_be_left_out_is_not_kept() -> None:
    assert load(dump(to_calls(1001, [Screen("Halo"), Fold(7)]))) == to_calls(1001, [Screen("Halo")])
    assert not dump(to_calls(1001, [Fold(7)]))
