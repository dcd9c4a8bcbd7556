"""The engine's own buttons and what is no answer, on a form with everything: ways back, out and beside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.dialogue.event import FetchedPicture, SentThing, SharedContact, Tapped, Thing
from bot.dialogue.form import SUMMARY, Choice, Form, RefusedError, Step, StepKind, always
from bot.dialogue.position import Pending, Position, Wait
from bot.dialogue.reaction import Fetch, Outcome
from bot.dialogue.screen import Delete, Screen
from bot.documents import restored, stored
from tests.dialogue.test_engine import NOW, Chat, read_anything, read_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.resources import Resources


def _only_days(_: Asking) -> Sequence[Choice]:
    return (Choice("true", "Benar"),)


def _tones(_: Asking) -> Sequence[Choice]:
    return (Choice("dark", "Tua"), Choice("light", "Muda"))


def _asks_tone(answers: Mapping[str, str]) -> bool:
    return answers.get("price") == "4"


def _price(value: str, asking: Asking) -> str:
    return f"{value} on {asking.today}"


def _skipped(text: str, _: Asking) -> str:
    if text != "jpeg":
        raise RefusedError("dialogue.only_picture")
    return text


FORM = Form(
    id="large",
    summary="enrolment.summary",
    consent="agreed",
    steps=(
        Step("agreed", StepKind.CHOICE, "consent.question", "consent.label", read_anything, example="yes",
             choices=lambda _: (Choice("yes", "Setuju"),)),
        Step("code", StepKind.NUMBER, "nik.question", "nik.label", read_digits, example="12",
             read_back=lambda value, _: f"({value})", mask=lambda *_: "••", vanishes=True),
        Step("phone", StepKind.PHONE, "phone.question", "phone.label", read_digits, example="1",
             takes_contact=always),
        Step("price", StepKind.NUMBER, "months.label", "months.label", read_digits, example="3", show=_price,
             mask=lambda *_: "Rp••"),
        Step("tone", StepKind.CHOICE, "sex.question", "sex.label", read_anything,
             example="Tua", choices=_tones,
             read_back=lambda value, _: f"({value})" if value == "dark" else "", applies=_asks_tone),
        Step("sure", StepKind.CHOICE, "declaration.question", "declaration.label", read_anything,
             example="true", choices=_only_days, comes_with=SUMMARY),
        Step("mail", StepKind.TEXT, "email.question", "email.label", read_digits, example="a@b", extra=True),
        Step("picture", StepKind.PICTURE, "card_picture.question", "card_picture.label", _skipped,
             example="x", extra=True),
    ),
)  # fmt: skip
FILLED = {"agreed": "yes", "code": "12", "phone": "62", "price": "3"}


@pytest.fixture
def summary(resources: Resources) -> Chat:
    return Chat(resources, FILLED, FORM)


def upto(resources: Resources, *steps: str) -> Chat:
    return Chat(resources, {step: FILLED[step] for step in steps}, FORM)


def deleted(chat: Chat) -> list[int]:
    return [act.message_id for act in chat.last.acts if isinstance(act, Delete)]


def drops_keyboard(chat: Chat) -> bool:
    return any(isinstance(act, Screen) and act.drops_keyboard for act in chat.last.acts)


def said(chat: Chat, resources: Resources, message_id: str) -> bool:
    return any(str(resources.catalogues["id"](message_id)) in text for text in chat.shown)


# -- back


def test_back_leads_to_the_question_before_and_forgets_what_was_not_understood(resources: Resources) -> None:
    chat = upto(resources, "agreed", "code", "phone")
    for _ in range(3):
        chat.says("abc")
    assert chat.position.failures == 3
    chat.taps("price", "_back")
    assert (chat.due, chat.position.failures, chat.position.offers) == ("phone", 0, ())
    assert "_help" not in chat.offered
    chat.taps("phone", "_back")
    assert chat.due == "code"


def test_back_at_the_first_question_says_so(resources: Resources) -> None:
    chat = upto(resources, "agreed")
    chat.taps("code", "_back")
    assert said(chat, resources, "dialogue.first_question")
    assert chat.due == "code"


def test_back_from_something_to_add_leads_to_the_summary(summary: Chat) -> None:
    summary.taps(SUMMARY, "add")
    assert summary.offered == ["mail", "picture", "_resume"]
    summary.taps(SUMMARY, "mail")
    summary.says("abc")
    summary.taps("mail", "_back")
    assert (summary.due, summary.position.failures) == (SUMMARY, 0)
    assert "send" in summary.offered


# -- later, cancel, no


def test_later_takes_the_keyboard_away_and_remembers_that_it_was_put_off(resources: Resources) -> None:
    chat = upto(resources, "agreed", "code")
    assert chat.position.keyboard
    chat.says("abc")
    reaction = chat.taps("phone", "_later")
    assert reaction.outcome is Outcome.PAUSED
    assert drops_keyboard(chat)
    assert (chat.position.paused, chat.position.failures) == (True, 0)


def test_later_deletes_the_number_that_was_typed_and_the_message_that_repeats_it(
    resources: Resources,
) -> None:
    chat = upto(resources, "agreed")
    chat.says("12x")
    typed = chat.message_id - 1
    chat.says("12")
    read_back = chat.question_id
    chat.taps("code", "_later")
    assert read_back in deleted(chat)
    assert chat.position.spilled == ()
    assert typed not in chat.position.spilled


def test_before_consent_cancel_is_a_no_to_it(resources: Resources) -> None:
    chat = Chat(resources, {}, FORM)
    assert chat.taps("agreed", "_cancel").outcome is Outcome.DECLINED


def test_a_form_that_is_no_draft_is_left_without_being_asked(resources: Resources) -> None:
    chat = Chat(resources, {"agreed": "yes", "code": "12"}, replace(FORM, is_draft=False))
    assert chat.taps("phone", "_cancel").outcome is Outcome.CANCELLED
    assert drops_keyboard(chat)


def test_a_yes_to_cancel_takes_the_keyboard_away(resources: Resources) -> None:
    chat = upto(resources, "agreed", "code")
    chat.taps("phone", "_cancel")
    assert chat.offered == ["_cancel_yes", "_resume"]
    chat.taps("phone", "_cancel_yes")
    assert drops_keyboard(chat)


def test_who_goes_on_after_all_is_asked_again(resources: Resources) -> None:
    chat = upto(resources, "agreed", "code")
    chat.taps("phone", "_cancel")
    chat.taps("phone", "_resume")
    assert chat.position.pending is None
    assert "_later" in chat.offered


def test_a_no_says_that_it_is_asked_again_and_deletes_what_repeats_the_number(resources: Resources) -> None:
    chat = upto(resources, "agreed")
    chat.says("12")
    typed, read_back = chat.message_id - 1, chat.question_id
    chat.taps("code", "_no")
    assert said(chat, resources, "dialogue.again")
    assert read_back in deleted(chat)
    assert chat.position.taken == ""
    assert typed not in chat.position.spilled


# -- the summary


def test_what_was_added_can_be_removed_again(resources: Resources) -> None:
    chat = Chat(resources, {**FILLED, "mail": "7"}, FORM)
    chat.taps(SUMMARY, "mail")
    assert "_skip" in chat.offered
    chat.taps("mail", "_skip")
    assert "mail" not in chat.answers
    assert chat.due == SUMMARY


def test_what_is_not_added_leaves_no_answer(summary: Chat) -> None:
    summary.taps(SUMMARY, "mail")
    assert summary.taps("mail", "_skip").saved == {}
    assert summary.due == SUMMARY


def test_an_answer_that_is_kept_is_not_saved_again(summary: Chat) -> None:
    summary.taps(SUMMARY, "price")
    summary.says("abc")
    reaction = summary.taps("price", "_same")
    assert reaction.saved == {}
    assert (summary.due, summary.position.failures, summary.position.changing) == (SUMMARY, 0, "")


def test_a_tap_on_an_answer_to_change_that_is_repeated_at_once_says_nothing(summary: Chat) -> None:
    summary.taps(SUMMARY, "price")
    assert summary.taps(SUMMARY, "price").acts == []


def test_send_brings_the_answer_that_comes_with_it(summary: Chat) -> None:
    reaction = summary.taps(SUMMARY, "send")
    assert reaction.outcome is Outcome.COMPLETED
    assert reaction.saved == {"sure": "true"}


def test_send_asks_for_another_look_when_the_answers_read_otherwise_by_now(
    summary: Chat, resources: Resources
) -> None:
    summary.today = NOW.date() + dt.timedelta(days=1)
    assert summary.taps(SUMMARY, "send").outcome is None
    assert said(summary, resources, "dialogue.changed_meanwhile")


def test_send_judges_what_was_added_and_names_what_is_wrong_with_it(
    resources: Resources,
) -> None:
    chat = Chat(resources, {**FILLED, "mail": "no digits"}, FORM)
    assert chat.taps(SUMMARY, "send").outcome is None
    assert chat.due == "mail"
    assert said(chat, resources, "nik.refused_letters")


def test_the_summary_hides_what_was_compared_with_the_card_and_nothing_else(summary: Chat) -> None:
    assert "••" in summary.shown[-1]
    assert "12" not in summary.shown[-1].partition("62")[0]
    assert f"3 on {NOW.date()}" in summary.shown[-1]
    assert "Rp••" not in summary.shown[-1]


def test_what_was_sent_stays_hidden_where_it_is_personal(summary: Chat, resources: Resources) -> None:
    question = summary.question_id
    reaction = summary.taps(SUMMARY, "send")
    assert Delete(question) in reaction.acts
    assert any(isinstance(act, Screen) and "Rp••" in act.text for act in reaction.acts)


def test_a_change_offers_each_answer_and_shows_what_it_is_now(summary: Chat, resources: Resources) -> None:
    summary.taps(SUMMARY, "change")
    assert summary.offered == ["code", "phone", "price", "_resume"]
    summary.taps(SUMMARY, "price")
    assert summary.due == "price"
    value = f"3 on {NOW.date()}"
    assert str(resources.catalogues["id"]("dialogue.at_present", value=value)) in summary.shown[-1]


def test_a_question_that_was_not_answered_shows_no_answer(resources: Resources) -> None:
    before = str(resources.catalogues["id"]("dialogue.at_present", value="")).rstrip()
    assert before not in upto(resources, "agreed", "code", "phone").shown[-1]


def test_the_list_of_changes_leads_back_to_the_summary(summary: Chat) -> None:
    summary.taps(SUMMARY, "change")
    summary.taps(SUMMARY, "_resume")
    assert {"send", "change", "add", "_later", "_cancel"} == set(summary.offered)


def test_a_button_further_up_says_that_it_is_old(summary: Chat, resources: Resources) -> None:
    summary.taps("phone", "1")
    assert said(summary, resources, "dialogue.stale")


def test_an_answer_on_a_button_that_means_much_is_read_back_first(resources: Resources) -> None:
    chat = Chat(resources, {**FILLED, "price": "4"}, FORM)
    chat.taps("tone", "dark")
    assert chat.shown == ["(dark)"]
    assert chat.position.pending == Pending(Wait.YES, "dark", 0, "tone")
    assert "tone" not in chat.answers
    chat.taps("tone", "_yes")
    assert chat.answers["tone"] == "dark"


def test_an_answer_on_a_button_that_needs_no_second_look_is_taken(resources: Resources) -> None:
    chat = Chat(resources, {**FILLED, "price": "4"}, FORM)
    chat.taps("tone", "light")
    assert (chat.answers["tone"], chat.due) == ("light", SUMMARY)


def test_before_consent_nothing_that_came_early_is_kept(resources: Resources) -> None:
    chat = Chat(resources, {}, FORM)
    chat.says("Siti", message_id=chat.question_id - 1)
    assert chat.position.pending is None


def test_a_position_keeps_what_was_offered_and_what_is_to_be_deleted() -> None:
    position = Position(form="large", offers_at="price", offers=(("3", "Tiga"),), spilled=(7, 9))
    assert restored(stored(position), Position) == position


# -- help, contacts, pictures and other things


def test_help_is_asked_for_the_step_that_is_due_and_the_count_begins_anew(resources: Resources) -> None:
    chat = upto(resources, "agreed", "code", "phone")
    for _ in range(3):
        chat.says("abc")
    reaction = chat.taps("price", "_help")
    assert (reaction.outcome, reaction.step) == (Outcome.WANTS_HELP, "price")
    assert chat.position.failures == 0
    assert len(chat.shown) == 1


@pytest.mark.parametrize(
    ("steps", "own", "reason"),
    [(("agreed", "code", "phone"), True, "dialogue.no_contact_here"),
     (("agreed", "code"), False, "dialogue.contact_of_other"),
     (("agreed", "code", "phone", "price"), True, "dialogue.no_contact_here")],
)  # fmt: skip
def test_a_contact_that_cannot_be_taken_is_answered_with_the_reason(
    resources: Resources, steps: tuple[str, ...], own: Any, reason: str
) -> None:
    chat = upto(resources, *steps)
    chat.event(SharedContact("62", own=own, message_id=99))
    assert said(chat, resources, reason)
    assert chat.position.failures == 1


def test_a_picture_is_fetched_where_one_is_asked(summary: Chat) -> None:
    summary.taps(SUMMARY, "picture")
    for kind in ("photo", "document"):
        reaction = summary.event(SentThing(Thing.PICTURE, 99, "file", kind))
        assert reaction.fetch == Fetch("file", "picture", 99)
        assert reaction.acts == []


@pytest.mark.parametrize(
    ("thing", "file_id", "kind"),
    [(Thing.PICTURE, "", "photo"), (Thing.STICKER, "file", "sticker"), (Thing.VOICE, "file", "voice")],
)
def test_where_a_picture_is_asked_nothing_else_is_fetched(
    summary: Chat, resources: Resources, thing: Thing, file_id: str, kind: str
) -> None:
    summary.taps(SUMMARY, "picture")
    assert summary.event(SentThing(thing, 99, file_id, kind)).fetch is None
    assert said(summary, resources, "dialogue.only_picture")


@pytest.mark.parametrize(
    ("thing", "reason", "goes"),
    [(Thing.PICTURE, "dialogue.only_text", True), (Thing.FILE, "dialogue.only_text", True),
     (Thing.VOICE, "dialogue.only_text", False), (Thing.EDIT, "dialogue.edited", False)],
)  # fmt: skip
def test_what_was_sent_is_answered_with_its_reason_and_may_have_to_go(
    resources: Resources, thing: Thing, reason: str, goes: Any
) -> None:
    chat = upto(resources, "agreed", "code", "phone")
    chat.event(SentThing(thing, 99, "file", "photo"))
    assert said(chat, resources, reason)
    assert deleted(chat) == ([99] if goes else [])


def test_a_picture_that_was_fetched_is_the_answer_and_its_message_goes(summary: Chat) -> None:
    summary.taps(SUMMARY, "picture")
    reaction = summary.event(FetchedPicture("jpeg", 99))
    assert reaction.saved == {"picture": "jpeg"}
    assert deleted(summary) == [99]
    assert summary.due == SUMMARY


@pytest.mark.parametrize(
    ("place", "refusal", "reason"),
    [("picture", "card_picture.refused_kind", "card_picture.refused_kind"),
     ("price", "", "dialogue.only_text"),
     ("price", "card_picture.refused_fetch", "card_picture.refused_fetch")],
)  # fmt: skip
def test_a_picture_that_cannot_be_taken_goes_too(
    summary: Chat, resources: Resources, place: str, refusal: str, reason: str
) -> None:
    summary.event(Tapped(SUMMARY, place, summary.question_id, NOW))
    reaction = summary.event(FetchedPicture("jpeg", 99, refusal))
    assert reaction.saved == {}
    assert deleted(summary) == [99]
    assert said(summary, resources, reason)
