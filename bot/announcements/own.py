"""Single messages of the bot's own: a row each, noted once for each occasion, sent by the same engine.

What they say is made when they are sent, from what is true then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.arriving import MUTE
from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Kind, Standing
from bot.chats.store import Chats
from bot.dialogue.screen import Button, Screen
from bot.mutes.store import Mutes, Wish
from bot.registration.form import enrolment
from bot.registration.stages import NEWS, Stage
from bot.registration.steps.costs import Costs, payer_of
from bot.registration.steps.occupations import sector_of
from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.turn import menu_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.registration.store import Registration
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts

KINDS = {Standing.STAGE: Kind.NEWS, Standing.REMINDER: Kind.REMINDER, Standing.DISCOUNT: Kind.CONTRIBUTIONS}
_AT_ONCE = 200  # occasions noted in one unit of work


def note_stage(tx: Transaction, registration: Registration) -> None:
    """Note the news that a registration has changed its stage; a locked one is not spoken of in its chat."""
    change = Registrations(tx).newest_change(registration.id)
    if change and not registration.locked:
        _note(tx, Recipient(Standing.STAGE, registration.chat_id, f"{registration.id}.{change.id}"))


def note_reminders(tx: Transaction, hours: int) -> bool:
    """Note a reminder for drafts that nobody touched for `hours`; True when there may be more."""
    unreminded = Recipients(tx).unreminded(tx.clock.now() - timedelta(hours=hours), _AT_ONCE)
    for recipient in unreminded:
        _note(tx, recipient)
    return len(unreminded) == _AT_ONCE


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


def is_left_alone(tx: Transaction, resources: Resources, draft_id: str) -> bool:
    """Tell whether nobody has touched a draft for as long as a reminder waits."""
    draft = Registrations(tx).get(draft_id)
    waits = timedelta(hours=resources.announcing.reminder_hours)
    return draft is None or tx.clock.now() - draft.touched_at >= waits


def _note(tx: Transaction, recipient: Recipient) -> None:
    if recipient.chat_id > 0:
        Recipients(tx).add_own(recipient)


def own_registration(tx: Transaction, chat_id: int) -> tuple[Registration, Mapping[str, str]] | None:
    """Return the one registration that is shown in a chat, made for oneself and sent, with its answers."""
    registrations = Registrations(tx)
    shown = [one for one in registrations.shown_in(chat_id) if one.stage is not Stage.DRAFT]
    if len(shown) != 1 or shown[0].stage is Stage.CLOSED:
        return None
    answers = registrations.answers(shown[0].id)
    return None if is_for_other(answers) or "occupation" not in answers else (shown[0], answers)


def discount_end(resources: Resources, answers: Mapping[str, str], day: date) -> date | None:
    """Return the last day of the discount that somebody surely has; None where there is none that ends."""
    return resources.tariff.discount_until(sector_of(answers["occupation"]), payer_of(answers), day)


def _ends_soon(tx: Transaction, resources: Resources, answers: Mapping[str, str]) -> date | None:
    day = tx.clock.today()
    until = discount_end(resources, answers, day)
    return until if until and until - day <= timedelta(days=resources.announcing.warning_days) else None


def screen(
    tx: Transaction, resources: Resources, standing: Standing, chat_id: int, subject: str
) -> Screen | None:
    """Return the message as it is true now; None where its occasion has passed."""
    chat = Chats(tx).get(chat_id)
    if chat is None:
        return None
    texts, about = resources.catalogues[chat.language], subject.partition(".")[0]
    registration = Registrations(tx).get(about)
    if registration is None or registration.chat_id != chat_id or registration.locked:
        return None
    if standing is Standing.STAGE:
        return _stage_news(tx, texts, registration, subject)
    if standing is Standing.REMINDER:
        return _reminder(tx, resources, texts, registration)
    return _discount_warning(tx, resources, texts, registration, subject)


def _stage_news(tx: Transaction, texts: Texts, registration: Registration, subject: str) -> Screen | None:
    newest = Registrations(tx).newest_change(registration.id)
    if newest is None or subject != f"{registration.id}.{newest.id}":
        return None  # it has moved on: the news of that is on its way
    return Screen(
        texts("stage_news.heading", news=texts(NEWS[registration.stage])),
        ((Button(texts("menu.status"), menu_data("status")),),),
    )


def _reminder(tx: Transaction, resources: Resources, texts: Texts, draft: Registration) -> Screen | None:
    if draft.stage is not Stage.DRAFT:
        return None
    answers = Registrations(tx).answers(draft.id)
    left = sum(step.id not in answers for step in enrolment(resources).counted(answers))
    text = texts.counted("own.reminder", count=left) if left else texts("own.reminder_send")
    return Screen(
        text,
        (
            (Button(texts("enrolment.go_on"), menu_data("enrol", draft.id)),),
            (Button(texts("mute.button"), menu_data(MUTE, Kind.REMINDER)),),
        ),
    )


def _discount_warning(
    tx: Transaction, resources: Resources, texts: Texts, registration: Registration, subject: str
) -> Screen | None:
    found, day = own_registration(tx, registration.chat_id), tx.clock.today()
    until = discount_end(resources, found[1], day) if found else None
    if found is None or until is None or subject != f"{found[0].id}.{until.isoformat()}":
        return None
    answers, costs = found[1], Costs(resources.tariff)
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
            (Button(texts("menu.calculate"), menu_data("calculate")),),
            (Button(texts("mute.button"), menu_data(MUTE, Kind.CONTRIBUTIONS)),),
        ),
    )
