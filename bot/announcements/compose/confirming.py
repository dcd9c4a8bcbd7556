"""Confirming an announcement, and the second confirmation."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import structs

from bot.announcements import describe
from bot.announcements.compose import entry
from bot.announcements.compose.desk import is_tested, when
from bot.announcements.compose.entry import ACTION, EXPECTED
from bot.announcements.compose.trying import as_it_arrives
from bot.announcements.seals import seal_of, shown_seal
from bot.announcements.states import ENDED, Action, State
from bot.announcements.store import Announcements
from bot.announcements.surveying import CountRecipients
from bot.announcements.taps import AllowNumber, Desk, History, Open, Refuse, Second, Send, Write
from bot.clock import stamp
from bot.dialogue.screen import Button, Notify, Screen
from bot.staff.member_names import name_of
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.texts import DEFAULT_LANGUAGE, key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.audience import Count
    from bot.announcements.compose.drafting import Drafting
    from bot.front.schedule import Schedule
    from bot.turns.turn import Turn


CONFIRM = "an_confirm"  # what a survey counts for; no button
_CONFIRMED = {
    Action.SEND: key("announce.confirmed"),
    Action.RECALL: key("announce.confirmed_recall"),
    Action.CORRECT: key("announce.confirmed_correct"),
}
_FEW_MORE = 5  # people by whom an audience may grow while its number is typed, or a hundredth of it


class Confirming:
    """Nothing goes out that its writer has not seen, and whose number of recipients nobody has typed."""

    def __init__(self, drafting: Drafting, schedule: Schedule) -> None:
        self._drafting, self._schedule = drafting, schedule

    def ask_to_confirm(self, turn: Turn, data: Send) -> None:
        """Count once more; then the number of recipients is to be typed."""
        one = self._drafting.draft(turn, data.number)
        if one:
            self._drafting.count(turn, one, Send.action, 0)

    def ask_for_number(self, turn: Turn, one: Announcement, found: Count) -> None:
        """Ask for the number of recipients, which confirms."""
        obstacle = self._obstacle(turn, one, found.people)
        if obstacle:
            self._drafting.refuse(turn, one, obstacle)
            return
        if one.message.holds_number and one.draft.allowed != shown_seal(turn.tx, one):
            self._ask_about_number(turn, one)
            return
        expires = turn.now + timedelta(minutes=turn.resources.announcements.confirm_minutes)
        more = {
            EXPECTED: str(found.people),
            ACTION: one.action,
            "people": turn.texts.number(found.people),
            "when": when(turn.texts, self._schedule, one, found.people),
            "bound": seal_of(turn.tx, one),
            "expires": stamp(expires),
        }
        self._drafting.ask(turn, one, entry.PEOPLE, **more)

    def _ask_about_number(self, turn: Turn, one: Announcement) -> None:
        keep = (turn.button("announce.allow_number", AllowNumber(one.id)),)
        change = (turn.button("announce.change_message", Write(one.id, DEFAULT_LANGUAGE)),)
        self._drafting.refuse(turn, one, key("announce.number_surely"), keep, change)

    def allow_number(self, turn: Turn, data: AllowNumber) -> None:
        """Keep a number as long as a NIK in the message as it is now, and go on."""
        one = self._drafting.draft(turn, data.number)
        if one:
            turn.tx.audit(f"chat:{turn.chat_id}", "allow a long number", f"announcement:{one.id}")
            draft = structs.replace(one.draft, allowed=shown_seal(turn.tx, one))
            self._drafting.count(turn, Announcements(turn.tx).save(one, draft=draft), Send.action, 0)

    def _obstacle(self, turn: Turn, one: Announcement, people: int) -> str | None:
        """Return why it cannot be sent as it is, as a message id."""
        unfit = None if one.action is Action.RECALL else self._unfit(turn, one)
        if unfit:
            return unfit
        original = Announcements(turn.tx).get(one.original_id) if one.original_id else None
        if original and original.state not in ENDED:
            return key("history.stop_first")
        if not people:
            return key("announce.nobody")
        if one.due_at and one.due_at <= turn.now:
            return key("announce.time_passed")
        if people >= turn.resources.announcements.second_from and one.action is not Action.RECALL:
            return None if self._others(turn) else key("announce.no_second")
        return None

    @staticmethod
    def _unfit(turn: Turn, one: Announcement) -> str | None:
        """Return what its message lacks, as a message id."""
        if not one.message.contents.get(DEFAULT_LANGUAGE):
            return key("announce.no_message")
        if one.message.missing_fallback():
            return key("announce.no_fallback")
        return None if is_tested(turn, one) else key("announce.not_tested")

    @staticmethod
    def _others(turn: Turn) -> list[int]:
        """Return the other members of staff who may announce."""
        return [
            member.chat_id
            for member in Staff(turn.tx).reachable()
            if member.chat_id != turn.chat_id and may(member.role, Right.ANNOUNCE)
        ]

    def confirm(self, turn: Turn, one: Announcement, scratch: Mapping[str, str]) -> None:
        """Take the number that was typed, and count once more: it may have become another by now."""
        turn.acts.append(
            CountRecipients(
                one.id, CONFIRM, 0, scratch[EXPECTED], bound=scratch["bound"], expires=scratch["expires"]
            )
        )

    def counted(self, turn: Turn, one: Announcement, held: CountRecipients, found: Count) -> None:
        """Confirm: good once, for what was shown, for its writer, for some minutes, and for that number."""
        people = int(held.expected)
        obstacle = self._obstacle(turn, one, people)
        own = one.written_by == turn.chat_id and held.bound == seal_of(turn.tx, one)
        if not own or stamp(turn.now) > held.expires:
            obstacle = key("announce.confirmation_expired")
        announcing = turn.resources.announcements
        if obstacle:
            self._drafting.refuse(turn, one, obstacle)
            return
        grown = people < announcing.second_from <= found.people
        if grown or found.people > people + max(_FEW_MORE, people // 100):
            turn.show(turn.texts("announce.has_grown"))
            self.ask_for_number(turn, one, found)
            return
        needs_second = people >= announcing.second_from and one.action is not Action.RECALL
        expires = stamp(turn.now + timedelta(hours=announcing.second_hours))
        if not Announcements(turn.tx).confirm(
            one, turn.chat_id, people, needs_second=needs_second, expires_at=expires
        ):
            turn.show(turn.texts("announce.draft_gone"), (turn.button("announce.history", History()),))
        elif needs_second:
            self._ask_others(turn, one, people)
        else:
            turn.show(turn.texts(_CONFIRMED[one.action], number=one.original_id or one.id))

    def _ask_others(self, turn: Turn, one: Announcement, people: int) -> None:
        """Ask the other staff for a second confirmation, with the message as it arrives."""
        writer, bound = name_of(turn.tx, turn.texts, turn.chat_id), (one.id, seal_of(turn.tx, one))
        for chat_id in self._others(turn):
            texts = turn.texts_of(chat_id)
            turn.acts += [Notify(chat_id, screen) for screen in as_it_arrives(turn, one, {}).values()]
            text = texts(
                "announce.second_wanted",
                name=writer,
                people=texts.counted("audience.people", count=people),
                audience=describe.audience(texts, turn.resources, one.audience),
                when=when(texts, self._schedule, one, people),
            )
            buttons = (
                (Button(texts("announce.second"), Second(*bound).pack()),),
                (Button(texts("announce.refuse"), Refuse(*bound).pack()),),
            )
            turn.acts.append(Notify(chat_id, Screen(text, buttons)))
        turn.show(turn.texts("announce.waits_for_second", number=one.id))

    @staticmethod
    def _awaiting(turn: Turn, data: Second | Refuse) -> Announcement | None:
        """Return what a button wants a second confirmation for, if it is still as it was shown."""
        one, seal = Announcements(turn.tx).get(data.number), data.seal
        own = one is not None and turn.chat_id in {one.written_by, one.confirmed_by}
        left = one is not None and not may(Staff(turn.tx).role_of(one.written_by), Right.ANNOUNCE)
        if one is None or one.state is not State.AWAITING or own or left or seal != seal_of(turn.tx, one):
            turn.show(turn.texts("announce.second_gone"))
            return None
        return one

    def second(self, turn: Turn, data: Second) -> None:
        """Take the second confirmation."""
        one = self._awaiting(turn, data)
        if one is None:
            return
        late = stamp(turn.now) > one.draft.expires_at or (one.due_at and one.due_at <= turn.now)
        if late:
            Announcements(turn.tx).give_back(one.id, turn.chat_id)
            turn.show(turn.texts("announce.second_late"))
            self._tell_writer(turn, one, key("announce.given_back"))
        elif Announcements(turn.tx).second(one.id, turn.chat_id):
            turn.show(
                turn.texts("announce.seconded", number=one.id),
                (turn.button("progress.open", Open(one.id)),),
            )
            self._tell_writer(turn, one, key("announce.was_seconded"))

    def refuse(self, turn: Turn, data: Refuse) -> None:
        """Refuse the second confirmation."""
        one = self._awaiting(turn, data)
        if one and Announcements(turn.tx).give_back(one.id, turn.chat_id):
            turn.show(turn.texts("announce.refused"))
            self._tell_writer(turn, one, key("announce.was_refused"))

    @staticmethod
    def _tell_writer(turn: Turn, one: Announcement, news: str) -> None:
        texts = turn.texts_of(one.written_by)
        name = name_of(turn.tx, texts, turn.chat_id)
        now = Announcements(turn.tx).get(one.id)
        back = now is not None and now.state is State.DRAFT
        button = (
            Button(texts("announce.back"), Desk(one.id).pack())
            if back
            else Button(texts("progress.open"), Open(one.id).pack())
        )
        turn.acts.append(Notify(one.written_by, Screen(texts(news, number=one.id, name=name), ((button,),))))
