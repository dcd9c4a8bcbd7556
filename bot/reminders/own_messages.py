"""Single messages of the bot's own: a row each, noted once for each occasion, sent by the same engine.

What they say is made when they are sent, from what is true then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.chats.store import Chats
from bot.dialogue.screen import Button, Screen
from bot.front.ways import Calculate, Enrol, HowToPay, Mute, RemindMe, Status
from bot.mutes.store import Mutes, Wish
from bot.registration.group import form_of, forms_of_drafts
from bot.registration.own import discount_end, own_registration
from bot.registration.paying import PAYABLE, stage_text
from bot.registration.receipt import masked_number
from bot.registration.steps.costs import Costs
from bot.registration.store import Registrations
from bot.registration.telling import reasons_told, rows_to_put_right, ways_told
from bot.registration.whose import name_of_other, whose
from bot.reminders.store import Occasions
from bot.terms.news import NewsKind
from bot.terms.payers import payer_of
from bot.terms.stages import NAMES as STAGE_NAMES
from bot.terms.stages import Stage
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.announcements.recipients import LeftDraft
    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_AT_ONCE = 200  # occasions noted in one unit of work
_LONGEST_PAUSE = timedelta(seconds=90)  # that news wait for others after the last
_MOST_LINES = 40  # of one stage in a message
_LONGEST_WAIT = timedelta(minutes=10)  # that they wait in all


def note_stage(tx: Transaction, registration: Registration) -> None:
    """Note the news that a registration has changed its stage; a locked one is not spoken of in its chat.

    Where a chat has sent several, the news wait for others, to be told together.
    """
    change = Registrations(tx).newest_change(registration.id)
    if change is None or registration.locked:
        return
    if len(_sent(tx, registration.chat_id)) > 1:
        Occasions(tx).wait(registration.chat_id, change.id)
    else:
        _note_changes(tx, registration.chat_id, change.id, change.id)


def note_waiting_news(tx: Transaction, seconds: int) -> None:
    """Note news that waited: `seconds` for each registration of the chat since the last, or very long."""
    now = tx.clock.now()
    for waiting in Occasions(tx).waiting():
        pause = min(timedelta(seconds=seconds) * len(_sent(tx, waiting.chat_id)), _LONGEST_PAUSE)
        if now - waiting.last_at >= pause or now - waiting.first_at >= _LONGEST_WAIT:
            _note_changes(tx, waiting.chat_id, waiting.first_change, waiting.last_change)
            Occasions(tx).drop(waiting.chat_id)


def _note_changes(tx: Transaction, chat_id: int, first: int, last: int) -> None:
    _note(tx, Recipient(Standing.STAGE, chat_id, f"{first}-{last}"))


def _sent(tx: Transaction, chat_id: int) -> list[Registration]:
    return [one for one in Registrations(tx).shown_in(chat_id) if one.stage is not Stage.DRAFT]


def note_reminders(tx: Transaction, hours: int, after: LeftDraft | None) -> LeftDraft | None:
    """Note a reminder for drafts that nobody touched for `hours`, once each, looking at those after one.

    Return the last that was looked at; None when there are no more for now. Whoever touches a draft moves it
    behind all that were looked at.
    """
    drafts = Recipients(tx).left_drafts(tx.clock.now() - timedelta(hours=hours), after, _AT_ONCE)
    for draft in drafts:
        _note(tx, Recipient(Standing.REMINDER, draft.chat_id, draft.id))
    return drafts[-1] if drafts else None


def note_discount_warnings(tx: Transaction, resources: Resources, after: int) -> int | None:
    """Note a warning for those who asked and whose discount ends soon, looking at chats above `after`.

    Return the last chat that was looked at; None when there are no more.
    """
    chats = Mutes(tx).wishing(Wish.DISCOUNT, after, _AT_ONCE)
    for chat_id in chats:
        found = own_registration(tx, chat_id)
        until = _ends_soon(tx, resources, found[1]) if found else None
        if found and until:
            _note(tx, Recipient(Standing.DISCOUNT, chat_id, f"{found[0].id}.{until.isoformat()}"))
    return chats[-1] if chats else None


def _note(tx: Transaction, recipient: Recipient) -> None:
    if recipient.chat_id > 0:
        Recipients(tx).add_own(recipient)


def _ends_soon(tx: Transaction, resources: Resources, answers: Mapping[str, str]) -> date | None:
    day = tx.clock.today()
    until = discount_end(resources, answers, day)
    return until if until and until - day <= timedelta(days=resources.announcements.warning_days) else None


class OwnMessages:
    """Says what each message is when it is sent."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def is_left_alone(self, tx: Transaction, draft_id: str) -> bool:
        """Tell whether nobody has touched a draft for as long as a reminder waits."""
        draft = Registrations(tx).get(draft_id)
        waits = timedelta(hours=self._resources.announcements.reminder_hours)
        return draft is None or tx.clock.now() - draft.touched_at >= waits

    def stage_news(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return the news of stages: of the changes from one to another, those that are still the newest."""
        chat = Chats(tx).get(chat_id)
        if chat is None:
            return None
        texts, registrations = self._resources.catalogues[chat.language], Registrations(tx)
        first, last = _changes_of(subject)
        changed = []
        for one in _sent(tx, chat_id):
            newest = registrations.newest_change(one.id)
            if newest and first <= newest.id <= last:
                changed.append(one)
        if len(changed) > 1:
            return _digest(tx, self._resources, texts, changed)
        return _stage_news(tx, self._resources, texts, changed[0]) if changed else None

    def reminder(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return the reminder of a draft."""
        about = self._about(tx, chat_id, subject)
        return _reminder(tx, self._resources, *about) if about else None

    def discount_warning(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return the warning before a discount ends."""
        about = self._about(tx, chat_id, subject)
        return _discount_warning(tx, self._resources, *about, subject) if about else None

    def _about(self, tx: Transaction, chat_id: int, subject: str) -> tuple[Texts, Registration] | None:
        """Return the texts of a chat, and the registration that a subject names, if it may be spoken of."""
        chat, registration = Chats(tx).get(chat_id), Registrations(tx).get(subject.partition(".")[0])
        if chat is None or registration is None or registration.chat_id != chat_id or registration.locked:
            return None
        return self._resources.catalogues[chat.language], registration


def _changes_of(subject: str) -> tuple[int, int]:
    """Return the first and the last change that a subject names."""
    first, dash, last = subject.partition("-")
    return (int(first), int(last)) if dash else (int(subject.rpartition(".")[2]),) * 2  # noted before 0007


def _stage_news(tx: Transaction, resources: Resources, texts: Texts, registration: Registration) -> Screen:
    answers = Registrations(tx).answers(registration.id)
    name = name_of_other(texts, answers)
    heading = (
        texts("stage_news.heading_of", name=name, number=masked_number(registration))
        if name
        else texts("stage_news.heading")
    )
    text = stage_text(texts, resources, registration, answers, tx.clock.today())
    told = reasons_told(tx, texts, resources, registration)
    rows = [*ways_told(tx, texts, registration), (Button(texts("menu.status"), Status().pack()),)]
    if registration.stage in PAYABLE:
        rows = [
            (Button(texts("pay.button"), HowToPay(registration.id).pack()),),
            (Button(texts("pay.remind"), RemindMe().pack()),),
            *rows,
        ]
    return Screen(Html("\n".join([heading, text, *told])), tuple(rows))


def _digest(tx: Transaction, resources: Resources, texts: Texts, changed: Sequence[Registration]) -> Screen:
    """Return the news of several registrations in one message: by stage, each with its masked name."""
    parts = []
    for stage in Stage:
        there = [one for one in changed if one.stage is stage]
        lines = [
            line
            for one in there[:_MOST_LINES]
            for line in (_line(tx, texts, one), *reasons_told(tx, texts, resources, one))
        ]
        if len(there) > _MOST_LINES:
            lines.append(texts.counted("stage_news.more", count=len(there) - _MOST_LINES))
        if owed := _owed(texts, there):
            lines.append(owed)
        if there:
            parts.append(
                texts("stage_news.group", stage=texts(STAGE_NAMES[stage]), lines=Html("\n".join(lines)))
            )
    rows = [(Button(texts("menu.status"), Status().pack()),)]
    if any(one.stage in PAYABLE for one in changed):
        pay = Button(texts("pay.button"), HowToPay().pack())
        rows = [(pay,), (Button(texts("pay.remind"), RemindMe().pack()),), *rows]
    text = texts.counted("stage_news.digest", count=len(changed), groups=Html("\n\n".join(parts)))
    return Screen(text, (*rows_to_put_right(tx, texts, changed), *rows))


def _line(tx: Transaction, texts: Texts, registration: Registration) -> Html:
    of = whose(texts, Registrations(tx).answers(registration.id))
    return texts("stage_news.line", whose=of, number=masked_number(registration))


def _owed(texts: Texts, there: Sequence[Registration]) -> Html | None:
    """Return what is to be paid for all of one stage, and the first day; None where one lacks its sum."""
    sums = [one.recorded.sum for one in there if one.recorded.sum is not None]
    days = [one.recorded.pay_until for one in there if one.recorded.pay_until]
    if not there or len(sums) < len(there) or not days:
        return None
    return texts("stage_news.owed", sum=texts.money(sum(sums)), day=texts.date(min(days)))


def _reminder(tx: Transaction, resources: Resources, texts: Texts, draft: Registration) -> Screen | None:
    if draft.stage is not Stage.DRAFT:
        return None
    answers = Registrations(tx).answers(draft.id)
    form = forms_of_drafts(resources)[form_of(answers)]
    left = sum(step.id not in answers for step in form.counted(answers))
    text = texts.counted("own.reminder", count=left) if left else texts("own.reminder_send")
    return Screen(
        text,
        (
            (Button(texts("enrolment.go_on"), Enrol(draft.id).pack()),),
            (Button(texts("mute.button"), Mute(NewsKind.REMINDER).pack()),),
        ),
    )


def _discount_warning(
    tx: Transaction, resources: Resources, texts: Texts, registration: Registration, subject: str
) -> Screen | None:
    found, day = own_registration(tx, registration.chat_id), tx.clock.today()
    until = discount_end(resources, found[1], day) if found else None
    if found is None or until is None or subject != f"{found[0].id}.{until.isoformat()}":
        return None
    answers, costs = found[1], Costs(resources.tariff, resources.office_days)
    later = until + timedelta(days=1)  # a discount ends with a month
    payer, programs = payer_of(answers), answers.get("programs", "jkk_jkm")
    now = costs.price(answers, programs, payer, day, 1)
    then = costs.price(answers, programs, payer, later, 1)
    return Screen(
        texts(
            "own.discount",
            until=texts.date(until),
            now=texts.money(now.total),
            month=texts.month(later),
            then=texts.money(then.total),
        ),
        (
            (Button(texts("menu.calculate"), Calculate().pack()),),
            (Button(texts("mute.button"), Mute(NewsKind.CONTRIBUTIONS).pack()),),
        ),
    )
