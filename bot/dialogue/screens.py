"""The screens of a form, made out of its data."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.dialogue.data import MOST_BYTES
from bot.dialogue.form import SUMMARY, Asking, Choice, Form, Step, worded
from bot.dialogue.position import Position, Wait
from bot.dialogue.screen import Button, Rows, Screen, rows
from bot.dialogue.words import hide_numbers
from bot.texts import Html, plain, plain_label

if TYPE_CHECKING:
    from bot.texts import Texts

HELP_AFTER = 3  # failures on a step before help by a person is offered
_SHOWN_BACK = 200  # characters of a person's text that are repeated to them
FORM = "f1"  # the version of the data that buttons of forms carry: f1|<step>|<choice>
_LABEL = 40  # characters of a value on a button

Group = tuple[list[Choice], int]  # buttons, and how many of them stand in a row


def shortened(text: str, most: int = _SHOWN_BACK) -> str:
    """Return a text cut to `most` characters, long numbers in it hidden."""
    return cut(hide_numbers(text), most)


def cut(text: str, most: int) -> str:
    """Return a text cut to `most` characters, with a sign that it goes on."""
    return text if len(text) <= most else text[: most - 1] + "…"


def step_data(step_id: str, choice_id: str) -> str:
    """Return the callback data of a form's button."""
    return f"{FORM}|{step_id}|{choice_id}"


def fits(step_id: str, choice_id: str) -> bool:
    """Tell whether Telegram takes the data of such a button."""
    return len(step_data(step_id, choice_id).encode()) <= MOST_BYTES


def offered(form: Form, due: Step | None, position: Position, asking: Asking) -> list[Choice]:
    """Return every button that is current."""
    shown = [choice for group, _ in _groups(form, due, position, asking) for choice in group]
    return shown + _offers(position)


def current(form: Form, due: Step | None, position: Position, asking: Asking, lead: str = "") -> Screen:
    """Return what is due as a message: a question, a read-back, a summary, or the matter that is pending."""
    groups = _groups(form, due, position, asking)
    if position.offers and not position.pending:
        groups = [(_offers(position), 1), groups[-1]]
    text = _body(form, due, position, asking)
    buttons = _buttons(due.id if due else SUMMARY, groups)
    fresh = due is not None and not (lead or position.pending or position.failures or position.changing)
    example = due.picture(asking.texts) if due and due.picture and fresh else None
    return Screen(f"{lead}\n\n{text}" if lead else text, buttons, asks=True, example=example)


def _offers(position: Position) -> list[Choice]:
    return [Choice(value, label) for value, label in position.offers]


def change_list(form: Form, asking: Asking) -> Screen:
    """Return the answers as buttons, each to change one."""
    texts = asking.texts
    choices = [*_changeable(form, asking), Choice("_resume", texts("dialogue.back_to_summary"))]
    return Screen(texts("dialogue.what_to_change"), _buttons(SUMMARY, [(choices, 1)]), asks=True)


def extras_list(form: Form, asking: Asking) -> Screen:
    """Return what may be added, as buttons."""
    texts = asking.texts
    choices = [Choice(step.id, texts(step.label)) for step in form.extras(asking.answers)]
    choices.append(Choice("_resume", texts("dialogue.back_to_summary")))
    return Screen(texts("dialogue.what_to_add"), _buttons(SUMMARY, [(choices, 1)]), asks=True)


def contact_keyboard(asking: Asking) -> Screen:
    """Return the message that brings the key which shares the own contact."""
    texts = asking.texts
    return Screen(texts("dialogue.contact_hint"), contact_label=texts("dialogue.share_contact"))


class Hide(Enum):
    """What of the answers is masked when they are shown together."""

    NOTHING = "nothing"  # in the file that a person takes along
    READ_BACK = "read_back"  # before sending: what was compared with the card already
    PERSONAL = "personal"  # when stored data are opened again


def summary_lines(form: Form, asking: Asking, hide: Hide) -> list[str]:
    """Return a line for each answer, in the order of the form, as Telegram HTML."""
    return [
        asking.texts("dialogue.summary_line", label=asking.texts(step.label), value=shown(step, asking, hide))
        for step in form.answered(asking.answers)
    ]


def _lines(form: Form, asking: Asking, hide: Hide) -> Html:
    return Html("\n".join(summary_lines(form, asking, hide)))


def sent(form: Form, asking: Asking) -> Screen:
    """Return what stays in the chat of the answers that were sent: masked."""
    return Screen(asking.texts("dialogue.sent", answers=_lines(form, asking, Hide.PERSONAL)))


def way_back(due: Step | None, position: Position, asking: Asking) -> Screen:
    """Return the line that leads back to what is due, after something in between."""
    texts = asking.texts
    place = texts(due.label) if due else texts("dialogue.summary_place")
    choices = [*_pending_choices(position, texts), Choice("_again", texts("dialogue.go_on"))]
    buttons = _buttons(due.id if due else SUMMARY, [(choices, 1)])
    return Screen(texts("dialogue.way_back", place=place), buttons)


def shown(step: Step, asking: Asking, hide: Hide) -> str:
    """Return the answer to a step as a person reads it."""
    value = asking.answers[step.id]
    if not value:
        return asking.texts("dialogue.no_answer")
    if hide is Hide.READ_BACK and step.brief:
        return step.brief(value, asking)
    masked = hide is Hide.PERSONAL or (hide is Hide.READ_BACK and step.vanishes)
    if masked and step.mask:
        return step.mask(value, asking)
    return step.show(value, asking)


def _buttons(step_id: str, groups: list[Group]) -> Rows:
    return tuple(
        row
        for choices, width in groups
        for row in rows([Button(one.label, step_data(step_id, one.id)) for one in choices], width)
    )


def _body(form: Form, due: Step | None, position: Position, asking: Asking) -> str:
    texts, held = asking.texts, position.pending
    if held and held.wait is Wait.CANCEL:
        return texts("dialogue.cancel_surely")
    if due is None:
        return texts(worded(form.summary, asking.answers), answers=_lines(form, asking, Hide.READ_BACK))
    if held and held.wait is Wait.YES:
        own = due.read_back(held.value, asking) if due.read_back else ""
        return own or texts("dialogue.read_back", label=texts(due.label), value=due.show(held.value, asking))
    return _question(form, due, position, asking)


def _question(form: Form, due: Step, position: Position, asking: Asking) -> str:
    texts, counted = asking.texts, form.counted(asking.answers)
    wording = worded(due.question, asking.answers)
    example = {"example": _example(due, asking)} if "example" in texts.placeholders(wording) else {}
    text: str = texts(wording, **{**example, **due.fill(asking)})
    if form.counts_steps and due in counted and form.agreed(asking.answers):
        text = texts(form.progress, number=counted.index(due) + 1, of=len(counted)) + "\n" + text
    if position.changing == due.id and due.id in asking.answers:
        text += "\n\n" + texts("dialogue.at_present", value=shown(due, asking, Hide.READ_BACK))
    return text


def _example(due: Step, asking: Asking) -> str:
    """Return the step's example, or one of the answers that go with those before."""
    labels = [choice.label for choice in due.choices(asking)]
    example = due.example_in(asking.texts)
    known = not labels or not due.depends_on or plain(example) in map(plain_label, labels)
    return example if known else labels[0]


def _groups(form: Form, due: Step | None, position: Position, asking: Asking) -> list[Group]:
    texts, held = asking.texts, position.pending
    if held and held.wait is Wait.CANCEL:
        return [
            (
                [
                    Choice("_cancel_yes", texts("dialogue.cancel_yes")),
                    Choice("_resume", texts("dialogue.resume")),
                ],
                1,
            )
        ]
    if due is None:
        return _summary_groups(form, asking)
    if not form.agreed(asking.answers):
        return [(list(due.choices(asking)), 1), _ways_out_unasked(form, due, asking)]
    if held and held.wait is Wait.YES:
        return [
            *_yes_or_no(form, due, asking),
            (_help_choices(form, position, texts), 1),
            _ways_out(form, texts),
        ]
    return [
        (_pending_choices(position, texts), 1),
        (list(due.choices(asking)), due.width),
        (_extra_choices(form, due, position, asking), 1),
        _ways_out(form, texts),
    ]


def _ways_out_unasked(form: Form, due: Step, asking: Asking) -> Group:
    """Before consent: nothing is kept yet that could be kept for later, or thrown away."""
    decline, back = (
        Choice("_cancel", asking.texts("dialogue.decline")),
        Choice("_back", asking.texts("dialogue.back")),
    )
    first = form.open_steps(asking.answers)[0]
    return ([decline] if due is first else [back, decline]), 2


def _yes_or_no(form: Form, due: Step, asking: Asking) -> list[Group]:
    texts, beside = asking.texts, form.companion(due.id)
    others = list(beside.choices(asking))[1:] if beside else []
    return [([Choice("_yes", texts("dialogue.yes")), Choice("_no", texts("dialogue.no"))], 2), (others, 1)]


def _summary_groups(form: Form, asking: Asking) -> list[Group]:
    texts = asking.texts
    main = [Choice("send", texts("dialogue.send")), Choice("change", texts("dialogue.change"))]
    add = [Choice("add", texts("dialogue.add"))] if form.extras(asking.answers) else []
    later = [Choice("_later", texts("dialogue.later"))] if form.can_wait else []
    out = [*later, Choice("_cancel", texts("dialogue.cancel"))]
    return [(main, 1), (add, 1), (out, 2)]


def _changeable(form: Form, asking: Asking) -> list[Choice]:
    return [
        Choice(
            step.id,
            cut(f"{asking.texts(step.label)}: {shown(step, asking, Hide.READ_BACK)}", _LABEL),
        )
        for step in form.answered(asking.answers)
        if not step.comes_with
    ]


def summary_ids(form: Form, asking: Asking) -> set[str]:
    """Return the ids of the steps that can be changed from the summary, or added there."""
    changeable = {choice.id for choice in _changeable(form, asking)}
    return changeable | {step.id for step in form.extras(asking.answers)}


def _pending_choices(position: Position, texts: Texts) -> list[Choice]:
    held = position.pending
    if held and held.wait is Wait.QUESTION:
        return [Choice("_mine", texts("dialogue.mine"))]
    if held and held.wait is Wait.DANGER:
        return [Choice("_mine", texts("dialogue.not_danger"))]
    if held and held.wait is Wait.EARLY:
        return [Choice("_use", texts("dialogue.use"))]
    return []


def _extra_choices(form: Form, due: Step, position: Position, asking: Asking) -> list[Choice]:
    texts, extra = asking.texts, []
    if position.changing == due.id and due.id in asking.answers:
        extra.append(Choice("_same", texts("dialogue.same")))
    if due.extra and asking.answers.get(due.id):
        extra.append(Choice("_skip", texts("dialogue.remove")))
    elif due.extra or not due.required(asking.answers):
        extra.append(Choice("_skip", texts("dialogue.skip")))
    return extra + _help_choices(form, position, texts)


def _help_choices(form: Form, position: Position, texts: Texts) -> list[Choice]:
    wanted = form.takes_questions and position.failures >= HELP_AFTER  # staff help themselves
    return [Choice("_help", texts("dialogue.help"))] if wanted else []


def _ways_out(form: Form, texts: Texts) -> Group:
    later = [Choice("_later", texts("dialogue.later"))] if form.can_wait else []
    back, cancel = Choice("_back", texts("dialogue.back")), Choice("_cancel", texts("dialogue.cancel"))
    return [back, *later, cancel], 3
