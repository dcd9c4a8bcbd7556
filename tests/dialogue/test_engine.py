"""The engine on a small form, without any feature."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.engine import Engine
from bot.dialogue.event import Event, Said, SentThing, SharedContact, Tapped, Thing
from bot.dialogue.form import Asking, Choice, Form, RefusedError, Step, StepKind, always, never
from bot.dialogue.position import Pending, Position, Wait
from bot.dialogue.reaction import Outcome, Reaction
from bot.dialogue.screen import Delete, Fold, Screen
from bot.documents import restored, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.resources import Resources

NOW = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=1)


def read_digits(text: str, _: Asking) -> str:
    if not text.isdigit():
        raise RefusedError("nik.refused_letters")
    return text


def colours(_: Asking) -> Sequence[Choice]:
    return (Choice("red", "Merah"), Choice("blue", "Biru"))


def shades(asking: Asking) -> Sequence[Choice]:
    return (Choice(f"dark_{asking.answers['colour']}", "Tua"),)


def refuse(_text: str, _: Asking) -> str:
    raise RefusedError("district.refused")


def read_anything(text: str, _: Asking) -> str:
    return text


FORM = Form(
    id="small",
    summary="enrolment.summary",
    steps=(
        Step("code", StepKind.NUMBER, "nik.question", "nik.label", read_digits, example="12",
             read_back=lambda value, _: f"({value})", vanishes=True),
        Step("name", StepKind.TEXT, "name.question", "name.label", read_anything, example="Siti",
             free_text=True),
        Step("colour", StepKind.CHOICE, "district.question", "district.label", refuse, example="Merah",
             choices=colours),
        Step("shade", StepKind.CHOICE, "village.question", "village.label", refuse, example="Tua",
             choices=shades, depends_on=frozenset({"colour"})),
        Step("phone", StepKind.PHONE, "phone.question", "phone.label", read_digits, example="1",
             required=never, takes_contact=always),
    ),
)  # fmt: skip
FILLED = {"code": "12", "name": "Siti", "colour": "red", "shade": "dark_red", "phone": "1"}


class Chat:
    """A conversation with the engine alone; message ids are given out in order."""

    def __init__(
        self, resources: Resources, answers: dict[str, str] | None = None, form: Form = FORM
    ) -> None:
        self.answers, self._form = dict(answers or {}), form
        self.position = Position(form=form.id)
        self.today = NOW.date()
        self.message_id = 10
        self.question_id = 0
        self.last = Reaction(self.position)
        self._resources = resources
        self.resume()

    def _engine(self) -> Engine:
        catalogues = self._resources.catalogues
        asking = Asking(catalogues["id"], catalogues, self.today, self.answers)
        return Engine(self._form, self.position, asking, self.question_id, NOW)

    def _take(self, reaction: Reaction) -> Reaction:
        self.position, self.last = reaction.position, reaction
        for step, value in reaction.saved.items():
            if value is None:
                self.answers.pop(step)
            else:
                self.answers[step] = value
        for act in reaction.acts:
            if isinstance(act, Screen):
                self.message_id += 1
                if act.asks:
                    self.question_id = self.message_id
        return reaction

    def resume(self) -> Reaction:
        return self._take(self._engine().ask())

    def event(self, event: Event) -> Reaction:
        return self._take(self._engine().react(event))

    def says(self, text: str, message_id: int = 0, at: dt.datetime = LATER) -> Reaction:
        self.message_id += 1
        return self.event(Said(text, message_id or self.message_id, at))

    def taps(self, step: str, choice: str, message_id: int = 0, at: dt.datetime = NOW) -> Reaction:
        return self.event(Tapped(step, choice, message_id or self.question_id, at))

    @property
    def due(self) -> str:
        step = self._engine().due()
        return step.id if step else "summary"

    @property
    def shown(self) -> list[str]:
        return [act.text for act in self.last.acts if isinstance(act, Screen)]

    @property
    def offered(self) -> list[str]:
        screen = [act for act in self.last.acts if isinstance(act, Screen)][-1]
        return [button.data.rpartition("|")[2] for row in screen.buttons for button in row]


@pytest.fixture
def chat(resources: Resources) -> Chat:
    return Chat(resources)


@pytest.fixture
def named(chat: Chat) -> Chat:
    chat.says("12")
    chat.taps("code", "_yes")
    return chat


def test_the_position_is_the_first_step_without_an_answer(resources: Resources) -> None:
    assert Chat(resources, {"code": "1"}).due == "name"
    assert Chat(resources, {"code": "1", "colour": "red"}).due == "name"
    assert Chat(resources, FILLED).due == "summary"


def test_a_value_read_back_is_taken_with_a_yes(chat: Chat) -> None:
    chat.says("12")
    assert chat.shown == ["(12)"]
    assert chat.answers == {}
    chat.taps("code", "_yes")
    assert chat.answers == {"code": "12"}
    assert chat.due == "name"


def test_a_no_asks_again(chat: Chat) -> None:
    chat.says("12")
    chat.taps("code", "_no")
    assert chat.position.pending is None
    assert chat.due == "code"


def test_a_new_text_replaces_the_value_that_awaits_a_yes(chat: Chat) -> None:
    chat.says("12")
    chat.says("13")
    chat.taps("code", "_yes")
    assert chat.answers == {"code": "13"}


def test_messages_that_hold_a_secret_value_are_deleted(chat: Chat) -> None:
    reaction = chat.says("12")
    assert Delete(12) in reaction.acts
    read_back = chat.question_id
    assert Delete(read_back) in chat.taps("code", "_yes").acts


def test_the_third_failure_offers_help(chat: Chat) -> None:
    for expected in (False, False, True):
        chat.says("abc")
        assert ("_help" in chat.offered) is expected
    reaction = chat.taps("code", "_help")
    assert reaction.outcome is Outcome.WANTS_HELP
    assert reaction.step == "code"


def test_help_is_not_to_be_had_before(chat: Chat) -> None:
    assert chat.taps("code", "_help").outcome is None


def test_only_a_step_that_is_not_required_can_be_skipped(resources: Resources) -> None:
    last = Chat(resources, {name: value for name, value in FILLED.items() if name != "phone"})
    assert "_skip" in last.offered
    last.taps("phone", "_skip")
    assert last.answers["phone"] == ""
    assert last.due == "summary"
    assert "_skip" not in Chat(resources).offered


def test_changing_an_answer_takes_back_what_depends_on_it(resources: Resources) -> None:
    chat = Chat(resources, FILLED)
    chat.taps("summary", "change")
    chat.taps("summary", "colour")
    assert chat.due == "colour"
    chat.taps("colour", "blue")
    assert "shade" not in chat.answers
    chat.taps("shade", "dark_blue")
    assert chat.due == "summary"


def test_the_same_answer_again_takes_nothing_back(resources: Resources) -> None:
    chat = Chat(resources, FILLED)
    chat.taps("summary", "colour")
    chat.taps("colour", "red")
    assert chat.due == "summary"


def test_send_judges_every_answer_again(resources: Resources) -> None:
    good = Chat(resources, FILLED)
    assert good.taps("summary", "send").outcome is Outcome.COMPLETED
    bad = Chat(resources, {**FILLED, "code": "no digits any more"})
    assert bad.taps("summary", "send").outcome is None
    assert bad.due == "code"


def test_back_goes_from_step_to_step_and_keeps_what_is_there(resources: Resources) -> None:
    chat = Chat(resources, FILLED)
    for due in ("phone", "shade", "colour"):
        chat.taps(chat.due, "_back") if chat.due != "summary" else chat.says("x")
        if chat.due == "summary":
            chat.event(Tapped("summary", "phone", chat.question_id, NOW))
        assert chat.due == due
    chat.taps("colour", "_same")
    assert chat.due == "summary"
    assert chat.answers == FILLED


def test_back_at_the_first_question_stays_there(chat: Chat) -> None:
    chat.taps("code", "_back")
    assert chat.due == "code"


def test_a_text_from_before_the_question_is_shown_back_and_can_be_used(named: Chat) -> None:
    early = named.question_id - 1
    named.says("Budi", message_id=early)
    assert named.position.pending == Pending(Wait.EARLY, "Budi", early, "name")
    assert named.answers == {"code": "12"}
    named.taps("name", "_use")
    assert named.answers["name"] == "Budi"


def test_a_text_from_before_the_question_that_repeats_the_answer_is_ignored(named: Chat) -> None:
    named.says("Budi")
    reaction = named.says("BUDI!", message_id=named.question_id - 1)
    assert [act for act in reaction.acts if isinstance(act, Screen)] == []


@pytest.mark.parametrize("sign", ["😀", "..."])
def test_a_text_of_signs_alone_repeats_no_answer_so_it_is_answered(chat: Chat, sign: str) -> None:
    reaction = chat.says(sign, message_id=chat.question_id - 1)
    assert [act for act in reaction.acts if isinstance(act, Screen)]


def test_an_early_text_does_not_push_out_a_value_that_awaits_a_yes(chat: Chat) -> None:
    chat.says("12")
    chat.says("Budi", message_id=chat.question_id - 1)
    assert chat.position.pending
    assert chat.position.pending.value == "12"


@pytest.mark.parametrize(
    "text", ["apa gunanya", "Berapa lama?", "kenapa harus", "how does this work", "aman?"]
)
def test_a_question_on_a_free_text_step_is_not_an_answer(named: Chat, text: str) -> None:
    reaction = named.says(text)
    assert reaction.outcome is Outcome.QUESTION
    assert (reaction.step, reaction.text) == ("name", text)
    assert named.due == "name"
    assert named.position.pending == Pending(Wait.QUESTION, text, named.message_id - 1, "name")
    named.taps("name", "_mine")
    assert named.answers["name"] == text


def test_an_answer_typed_after_a_question_counts(named: Chat) -> None:
    named.says("kenapa?")
    named.says("Siti")
    assert named.answers["name"] == "Siti"


def test_a_label_typed_is_a_tap(resources: Resources) -> None:
    chat = Chat(resources, {"code": "1", "name": "x"})
    chat.says("biru")
    assert chat.answers["colour"] == "blue"
    chat.says("kembali")
    assert chat.due == "colour"


def test_a_contact_counts_only_when_it_is_ones_own(resources: Resources) -> None:
    chat = Chat(resources, {name: value for name, value in FILLED.items() if name != "phone"})
    chat.event(SharedContact("62", own=False, message_id=99))
    assert chat.due == "phone"
    chat.event(SharedContact("62", own=True, message_id=99))
    assert chat.answers["phone"] == "62"


@pytest.mark.parametrize("answers", [{"code": "12"}, FILLED])
def test_a_contact_that_is_not_asked_for_is_no_answer(resources: Resources, answers: dict[str, str]) -> None:
    chat = Chat(resources, answers)
    due = chat.due
    chat.event(SharedContact("62", own=True, message_id=99))
    assert chat.answers == answers
    assert chat.due == due
    assert "Kontak belum saya perlukan" in chat.shown[0]


def test_the_contact_keyboard_comes_once_and_goes_with_the_answer(resources: Resources) -> None:
    chat = Chat(resources, {name: value for name, value in FILLED.items() if name != "phone"})
    assert chat.position.keyboard
    chat.says("abc")
    assert len(chat.shown) == 1
    chat.says("123")
    assert any(isinstance(act, Screen) and act.drops_keyboard for act in chat.last.acts)
    assert not chat.position.keyboard


@pytest.mark.parametrize("thing", list(Thing))
def test_things_that_are_no_text_are_answered_with_the_question(named: Chat, thing: Thing) -> None:
    named.event(SentThing(thing, 99))
    assert named.due == "name"
    assert len(named.shown) == 1


def test_a_tap_repeated_at_once_says_nothing_and_later_shows_what_is_current(resources: Resources) -> None:
    chat = Chat(resources, {"code": "1", "name": "x"})
    chat.taps("colour", "red")
    assert chat.taps("colour", "red").acts == []
    later = NOW + dt.timedelta(minutes=5)
    assert chat.taps("colour", "red", at=later).acts


def test_cancel_needs_a_yes(named: Chat) -> None:
    assert named.taps("name", "_cancel").outcome is None
    assert named.taps("name", "_cancel_yes").outcome is Outcome.CANCELLED


def test_a_yes_to_cancel_that_was_never_asked_does_nothing(named: Chat) -> None:
    assert named.taps("name", "_cancel_yes").outcome is None


def test_a_value_held_for_one_step_is_never_taken_for_another(resources: Resources) -> None:
    chat = Chat(resources)
    chat.position = Position(form="small", pending=Pending(Wait.YES, "6106", 5, "a step that is no more"))
    chat.taps("code", "_yes")
    assert chat.answers == {}
    assert chat.due == "code"


def test_what_was_offered_for_one_step_is_not_offered_for_another(resources: Resources) -> None:
    chat = Chat(resources)
    chat.position = Position(form="small", offers_at="a step that is no more", offers=(("6106", "6106"),))
    chat.resume()
    assert "6106" not in chat.offered
    assert chat.position.offers == ()


def test_an_old_send_shows_the_summary_as_it_is_now(resources: Resources) -> None:
    chat = Chat(resources, FILLED)
    old = chat.question_id
    chat.resume()
    assert chat.taps("summary", "send", message_id=old).outcome is None
    assert chat.taps("summary", "send").outcome is Outcome.COMPLETED


def test_a_picture_that_may_be_a_card_is_deleted(named: Chat) -> None:
    assert Delete(99) in named.event(SentThing(Thing.PICTURE, 99)).acts


def test_a_position_survives_being_written_and_read(named: Chat) -> None:
    named.says("kenapa?")
    assert restored(stored(named.position), Position) == named.position


def test_a_position_of_another_version_is_read_as_far_as_it_goes() -> None:
    assert restored('{"form": "small", "unheard_of": 1}', Position) == Position(form="small")


def test_an_answer_typed_twice_is_not_taken_for_the_next_question(
    resources: Resources,
) -> None:
    chat = Chat(resources, {"code": "12"})
    chat.says("Badau")
    assert chat.due == "colour"
    again = chat.says("Badau", at=NOW + dt.timedelta(seconds=1))
    assert not again.saved
    assert "Badau" in chat.shown[-1]
    assert chat.due == "colour"


def test_the_label_of_a_button_typed_twice_is_not_taken_for_the_next_question(resources: Resources) -> None:
    chat = Chat(resources, {"code": "12", "name": "Siti", "colour": "red"})
    chat.says("Tua")
    assert chat.due == "phone"
    again = chat.says("Tua", at=NOW)
    assert not again.saved
    assert "Tua" in chat.shown[-1]


def read_day(text: str, _: Asking) -> str:
    if text not in {"besok", "lusa"}:
        raise RefusedError("nik.refused_letters")
    return text


@pytest.mark.parametrize("first", [True, False])
def test_a_step_may_read_what_is_the_word_for_a_button_elsewhere(
    resources: Resources, *, first: bool
) -> None:
    day = Step(
        "day", StepKind.TEXT, "nik.question", "nik.label", read_day, example="besok", reads_first=first
    )
    chat = Chat(resources, form=Form(id="day", steps=(day,)))
    assert chat.says("nanti").outcome is Outcome.PAUSED
    chat = Chat(resources, form=Form(id="day", steps=(day,)))
    assert chat.says("besok").outcome is (Outcome.COMPLETED if first else Outcome.PAUSED)


# -- what is left of a question


def folded(reaction: Reaction) -> list[Fold]:
    return [act for act in reaction.acts if isinstance(act, Fold)]


def test_a_question_whose_button_was_tapped_becomes_a_line_below_which_the_next_one_stands(
    resources: Resources,
) -> None:
    chat = Chat(resources, {"code": "12", "name": "Siti"})
    question = chat.question_id
    reaction = chat.taps("colour", "red")
    assert folded(reaction) == [Fold(question, "Kecamatan: Merah ✅")]
    assert isinstance(reaction.acts[-1], Fold)  # the next question goes out first


def test_a_question_that_was_answered_by_typing_loses_its_buttons_only(resources: Resources) -> None:
    chat = Chat(resources, {"code": "12"})
    question = chat.question_id
    assert folded(chat.says("Siti")) == [Fold(question)]


def test_a_label_that_was_typed_is_a_typed_answer(resources: Resources) -> None:
    chat = Chat(resources, {"code": "12", "name": "Siti"})
    question = chat.question_id
    assert folded(chat.says("merah")) == [Fold(question)]
    assert chat.answers["colour"] == "red"


def test_a_question_that_is_asked_again_takes_the_buttons_from_the_one_above(resources: Resources) -> None:
    chat = Chat(resources, {"code": "12", "name": "Siti"})
    for again in ("_back", "_again"):
        question = chat.question_id
        assert folded(chat.taps(chat.due, again)) == [Fold(question)]


def test_a_tap_on_a_copy_further_up_leaves_that_message_as_it_is(resources: Resources) -> None:
    """Such as the first screen, whose buttons begin the form."""
    chat = Chat(resources, {"code": "12", "name": "Siti"})
    question = chat.question_id
    assert folded(chat.taps("colour", "red", message_id=question - 1)) == [Fold(question)]


def test_a_second_tap_leaves_the_next_question_its_buttons(resources: Resources) -> None:
    chat = Chat(resources, {"code": "12", "name": "Siti"})
    question = chat.question_id
    chat.taps("colour", "red")
    assert folded(chat.taps("colour", "red", message_id=question)) == []


def test_a_message_that_is_deleted_is_not_edited(chat: Chat) -> None:
    chat.says("12")
    read_back = chat.question_id
    reaction = chat.taps("code", "_yes")
    assert Delete(read_back) in reaction.acts
    assert folded(reaction) == []


def test_what_stays_of_a_skipped_question_is_the_question(resources: Resources) -> None:
    chat = Chat(resources, {name: value for name, value in FILLED.items() if name != "phone"})
    question = chat.question_id
    assert folded(chat.taps("phone", "_skip")) == [Fold(question)]


def test_a_question_keeps_its_buttons_where_only_a_few_of_them_are_offered_below(
    resources: Resources,
) -> None:
    def read(_text: str, asking: Asking) -> str:
        raise RefusedError("options.several", candidates=colours(asking)[:1])

    colour = Step("colour", StepKind.CHOICE, "district.question", "district.label", read, choices=colours)
    chat = Chat(resources, form=Form(id="small", steps=(colour,)))
    assert folded(chat.says("merah tua")) == []
    offered = chat.question_id
    assert folded(chat.taps("colour", "red")) == [Fold(offered, "Kecamatan: Merah ✅")]
