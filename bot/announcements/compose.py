"""/siarkan: writing an announcement, trying it on oneself, confirming it.

A draft stands in the store; one screen, the desk, shows all of it, and each part is a tap away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.announcements import arriving, describe, entry
from bot.announcements.entry import ANNOUNCE, AWAITS, EXPECTED, LANGUAGE, NOW, OF, PLACEHOLDER, entry_form
from bot.announcements.markup import to_html
from bot.announcements.message import MEDIA, Content, Link
from bot.announcements.person import values_for
from bot.announcements.progress import OPEN, duration
from bot.announcements.states import KIND_NAMES, STAFF_KINDS, Action, Kind, State
from bot.announcements.store import Announcements
from bot.announcements.surveys import COUNT, as_count
from bot.clock import OFFICE_ZONE, stamp
from bot.dialogue.event import Said, SentThing, Thing
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Button, Edit, Notify, Screen, Survey
from bot.staff.desk import allowed
from bot.staff.invitations import role_of
from bot.staff.members import name_of
from bot.staff.roles import Right, Role, may
from bot.texts import DEFAULT_LANGUAGE, LANGUAGES, Html, key, plain
from bot.turn import menu_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bot.announcements.audience import Count
    from bot.announcements.pace import Pace
    from bot.announcements.store import Announcement
    from bot.dialogue.event import Event
    from bot.dialogue.screen import Rows
    from bot.resources import Resources
    from bot.turn import Turn

NEW, DESK, WRITE, KIND, BUTTONS, WHEN, TEST, SEND, DROP, SECOND, REFUSE = (
    "an_new", "an_desk", "an_write", "an_kind", "an_buttons", "an_when", "an_test", "an_send", "an_drop",
    "an_second", "an_refuse",
)  # fmt: skip
HISTORY = "an_history"
_MORNING = 8  # o'clock
_MOST_LINKS = 3


def seal_of(turn: Turn, one: Announcement) -> str:
    """Return what a confirmation is bound to: it changes with everything that is confirmed."""
    return turn.tx.keys.lookup("confirmation", one.fingerprint).hex()[:16]


def shown_seal(turn: Turn, one: Announcement) -> str:
    """Return what a test is bound to."""
    return turn.tx.keys.lookup("test", one.shown).hex()[:16]


def put(turn: Turn, screen: Screen, over: int) -> None:
    """Show a screen: in the place of the message `over`, or (0) below."""
    turn.acts.append(Edit(over, screen) if over else screen)


def over_of(turn: Turn) -> int:
    """Return the message whose button was tapped, to be edited; 0 where nothing was tapped."""
    return turn.message_id if turn.tapped else 0


def number_of(turn: Turn) -> int:
    """Return the number of the announcement that a button names; 0 where it names none."""
    first = turn.argument.partition("|")[0]
    return int(first) if first.isascii() and first.isdecimal() and len(first) < 16 else 0  # noqa: PLR2004


class Composer:
    """The conversation of writing. Nobody without the right gets anything of it."""

    def __init__(self, pace: Pace, resources: Resources) -> None:
        self._pace, self._form = pace, entry_form(resources.examples)

    def actions(self) -> dict[str, Callable[[Turn], None]]:
        """Return what each button does."""
        return {
            NEW: self.begin,
            DESK: self.back_to_desk,
            WRITE: self.write,
            KIND: self.choose_kind,
            BUTTONS: self.choose_buttons,
            WHEN: self.choose_time,
            TEST: self.test,
            SEND: self.ask_to_confirm,
            DROP: self.drop,
            SECOND: self.second,
            REFUSE: self.refuse,
        }

    # -- the desk

    def open(self, turn: Turn) -> None:
        """Go on with the draft, or begin one."""
        draft = Announcements(turn.tx).draft_of(turn.chat_id)
        turn.leave_form()
        if draft and (draft.message.contents or draft.action is not Action.SEND):
            self.show_desk(turn, draft)
        else:
            self.begin(turn)

    def begin(self, turn: Turn) -> None:
        """Begin a new announcement: its message is asked for first."""
        one = Announcements(turn.tx).begin(turn.chat_id)
        turn.show(turn.texts("announce.intro"), (turn.button("announce.history", HISTORY),))
        self._ask(turn, one, entry.MESSAGE, **{LANGUAGE: DEFAULT_LANGUAGE})

    def back_to_desk(self, turn: Turn) -> None:
        """Show the desk."""
        if one := self.draft(turn):
            self.show_desk(turn, one, over_of(turn))

    def draft(self, turn: Turn) -> Announcement | None:
        """Return the draft that a button names, if it is this chat's and still one; else say so."""
        one = Announcements(turn.tx).get(number_of(turn))
        if one and one.state is State.DRAFT and one.written_by == turn.chat_id:
            return one
        turn.show(turn.texts("announce.draft_gone"), (turn.button("announce.history", HISTORY),))
        return None

    def show_desk(self, turn: Turn, one: Announcement, over: int = 0) -> None:
        """Show all of a draft, once its audience has been counted."""
        if turn.position.form == ANNOUNCE:
            turn.leave_form()
        turn.acts.append(Survey(COUNT, {"id": one.id, "then": DESK, "over": over}))

    def counted(self, turn: Turn, values: Mapping[str, Any], found: Mapping[str, Any] | None) -> None:
        """Go on after the audience was counted."""
        one = Announcements(turn.tx).get(values["id"])
        if one is None or one.state is not State.DRAFT or found is None:
            turn.show(
                turn.texts("announce.not_counted"), (turn.button("announce.back", DESK, str(values["id"])),)
            )
        elif values["then"] == SEND:
            self._ask_for_number(turn, one, as_count(found))
        else:
            put(turn, self._desk(turn, one, as_count(found)), values["over"])

    def _desk(self, turn: Turn, one: Announcement, found: Count) -> Screen:
        texts, resources = turn.texts, turn.resources
        numbers = describe.count(texts, resources, found)
        if one.action is Action.RECALL:
            text = texts("announce.recall_desk", number=one.original_id, counts=numbers)
            return Screen(text, self._last_rows(turn, one, found))
        audience = describe.audience(texts, resources, one.audience)
        text = texts(
            "announce.desk",
            heading=texts("announce.desk_new")
            if one.action is Action.SEND
            else texts("announce.desk_correct"),
            kind=describe.kind(texts, one),
            message=describe.message(texts, one.message, DEFAULT_LANGUAGE),
            english=describe.message(texts, one.message, "en"),
            buttons=describe.links(texts, one.message),
            audience=audience
            if one.action is Action.SEND
            else texts("announce.who_got_it", number=one.original_id),
            counts=numbers,
            when=self._when(turn, one, found.people),
            test=texts("announce.tested") if self._is_tested(turn, one) else texts("announce.untested"),
        )
        return Screen(text, (*self._part_rows(turn, one), *self._last_rows(turn, one, found)))

    def _part_rows(self, turn: Turn, one: Announcement) -> Rows:
        number, button = str(one.id), turn.button
        words = (
            button("announce.change_message", WRITE, number, DEFAULT_LANGUAGE),
            button("announce.change_english", WRITE, number, "en"),
        )
        look = (
            button("announce.change_kind", KIND, number),
            button("announce.change_buttons", BUTTONS, number),
        )
        if one.action is not Action.SEND:
            return (words, (button("announce.change_buttons", BUTTONS, number),))
        whom = (
            button("announce.change_audience", "an_audience", number),
            button("announce.change_time", WHEN, number),
        )
        return (words, look, whom)

    def _last_rows(self, turn: Turn, one: Announcement, found: Count) -> Rows:
        number = str(one.id)
        test = (turn.button("announce.test", TEST, number),)
        ready = found.people and (one.action is Action.RECALL or self._is_tested(turn, one))
        label = key("announce.recall") if one.action is Action.RECALL else key("announce.send")
        send = ((turn.button(label, SEND, number),),) if ready else ()
        tests = (test,) if one.action is not Action.RECALL else ()
        last = (turn.button("announce.drop", DROP, number), turn.button("announce.history", HISTORY))
        return (*tests, *send, last)

    def _when(self, turn: Turn, one: Announcement, people: int) -> str:
        texts = turn.texts
        begins = self._pace.begins_at(one.due_at, loud=one.loud)
        takes = duration(texts, self._pace.duration(people).total_seconds())
        if one.due_at is None and begins <= turn.now + timedelta(minutes=1):
            return texts("announce.at_once", takes=takes)
        quiet = not one.loud and self._pace.quiet.hold(one.due_at or turn.now)
        held = texts("announce.held_by_night") if quiet else ""
        return texts("announce.at", at=texts.moment(begins), takes=takes, held=held)

    @staticmethod
    def _is_tested(turn: Turn, one: Announcement) -> bool:
        return one.draft.tested == shown_seal(turn, one)

    # -- what is typed or sent

    def _ask(self, turn: Turn, one: Announcement, awaits: str, **more: str) -> None:
        turn.leave_form()
        turn.position = replace(
            turn.position, form=ANNOUNCE, scratch={AWAITS: awaits, OF: str(one.id), **more}
        )
        self.repeat(turn)

    def ask_name(self, turn: Turn, one: Announcement) -> None:
        """Ask for the name under which the audience is saved."""
        self._ask(turn, one, entry.NAME)

    def repeat(self, turn: Turn, lead: str = "") -> None:
        """Show what is current again."""
        turn.play(self._form, turn.position.scratch, None, lead)

    def leave(self, turn: Turn) -> None:
        """Leave what was being typed; the draft stays."""
        turn.argument = turn.position.scratch.get(OF, "")
        turn.leave_form()
        one = self.draft(turn)
        if one and (one.message.contents or one.action is not Action.SEND):
            self.show_desk(turn, one)
        elif one:
            Announcements(turn.tx).drop(one.id)
            turn.show(turn.texts("announce.dropped"), (turn.button("announce.history", HISTORY),))

    def take(self, turn: Turn, event: Event) -> None:
        """Take one event while something is to be typed."""
        if not allowed(turn, Right.ANNOUNCE, "siarkan"):
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
            return
        turn.argument = turn.position.scratch[OF]
        one = self.draft(turn)
        if one is None:
            turn.leave_form()
            return
        if turn.position.scratch[AWAITS] == entry.MESSAGE and self._is_message(turn, event):
            self._take_message(turn, one, event)
            return
        scratch = turn.position.scratch
        reaction = turn.play(self._form, scratch, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._typed(turn, one, scratch, reaction.saved[scratch[AWAITS]] or "")
        elif reaction.outcome:
            self.leave(turn)

    @staticmethod
    def _is_message(turn: Turn, event: Event) -> bool:
        """Tell whether an event is the message itself: not the word for a button, nor one from before."""
        if isinstance(event, Said):
            typed = plain(event.text) in turn.resources.catalogues.said(key("words.cancel"))
            return not typed and event.message_id > turn.question_id
        return isinstance(event, SentThing) and event.thing is not Thing.EDIT

    def _typed(self, turn: Turn, one: Announcement, scratch: Mapping[str, str], value: str) -> None:
        """Do what was typed for."""
        awaits, announcements = scratch[AWAITS], Announcements(turn.tx)
        if awaits == entry.PEOPLE:
            self._confirm(turn, one, scratch)
            return
        if awaits == entry.FALLBACK:
            message = one.message.with_fallback(scratch[LANGUAGE], scratch[PLACEHOLDER], value)
            one = announcements.save(one, message=message)
            if self._asks_fallback(turn, one):
                return
        elif awaits == entry.LINK:
            label, _, url = value.partition("\n")
            links = (*one.message.links, Link(label, url))[-_MOST_LINKS:]
            one = announcements.save(one, message=replace(one.message, links=links))
        elif awaits == entry.WHEN:
            one = announcements.save(one, due_at=datetime.fromisoformat(value), loud=False)
        else:
            announcements.keep_audience(value, one.audience, turn.chat_id)
            turn.show(turn.texts("audience.kept", name=value))
        self.show_desk(turn, one)

    # -- the message

    def write(self, turn: Turn) -> None:
        """Ask for the message, in one language."""
        one, language = self.draft(turn), turn.argument.partition("|")[2]
        if one:
            self._ask(
                turn,
                one,
                entry.MESSAGE,
                **{LANGUAGE: language if language in LANGUAGES else DEFAULT_LANGUAGE},
            )

    def _take_message(self, turn: Turn, one: Announcement, event: Event) -> None:
        if isinstance(event, SentThing) and event.album:
            self._refuse_album(turn, one, event.album)
            return
        content = self._content(turn, one, event)
        reason = self._fault(turn, one, content) if content else turn.texts("announce.message_refused")
        if content is None or reason:
            self.repeat(turn, reason or "")
            return
        language = turn.position.scratch[LANGUAGE]
        one = Announcements(turn.tx).save(one, message=one.message.with_content(language, content))
        turn.leave_form()
        if not self._asks_fallback(turn, one):
            self.show_desk(turn, one)

    def _refuse_album(self, turn: Turn, one: Announcement, album: str) -> None:
        """Say once that an album cannot be sent: each of its pictures comes as a message of its own."""
        if one.draft.album != album:
            Announcements(turn.tx).save(one, draft=replace(one.draft, album=album))
            self.repeat(turn, turn.texts("announce.album_refused"))

    @staticmethod
    def _content(turn: Turn, one: Announcement, event: Event) -> Content | None:
        if isinstance(event, Said):
            words = to_html(event.written or event.text, event.entities)
            if one.action is Action.CORRECT:  # a caption goes below the same file
                return replace(one.message.content(turn.position.scratch[LANGUAGE]), html=words)
            return Content(words)
        if isinstance(event, SentThing) and event.file_id and event.kind in MEDIA:
            return Content(to_html(event.written or event.caption, event.entities), event.kind, event.file_id)
        return None

    @staticmethod
    def _fault(turn: Turn, one: Announcement, content: Content) -> Html | None:
        """Return what is wrong with a message, or None."""
        texts = turn.texts
        if unknown := content.unknown():
            written = ", ".join(f"{{{name}}}" for name in unknown)
            return texts("announce.unknown_placeholder", written=written)
        if content.length > content.most:
            return texts(
                "announce.too_long", most=texts.number(content.most), length=texts.number(content.length)
            )
        if not content.html.strip() and not content.kind:
            return texts("announce.message_refused")
        if one.action is Action.CORRECT:
            before = one.message.content(turn.position.scratch[LANGUAGE])
            other_voice = "voice" in {content.kind, before.kind} and content.file_id != before.file_id
            if other_voice or bool(content.kind) != bool(before.kind):
                return texts(
                    "announce.correct_same_kind"
                )  # Bot API, editMessageMedia: no voice, no file for a text
        return None

    def _asks_fallback(self, turn: Turn, one: Announcement) -> bool:
        """Ask what stands in for a placeholder, if something is missing."""
        missing = one.message.missing_fallback()
        if missing:
            language, name = missing
            self._ask(turn, one, entry.FALLBACK, **{LANGUAGE: language, PLACEHOLDER: name})
        return missing is not None

    # -- kind, buttons, time

    def choose_kind(self, turn: Turn) -> None:
        """Offer the kinds by which people mute; take one."""
        one, chosen = self.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen in STAFF_KINDS:
            one = Announcements(turn.tx).save(one, kind=Kind(chosen))
            self.show_desk(turn, one, over_of(turn))
            return
        rows = tuple((turn.button(KIND_NAMES[kind], KIND, str(one.id), kind),) for kind in STAFF_KINDS)
        back = ((turn.button("announce.back", DESK, str(one.id)),),)
        put(turn, Screen(turn.texts("announce.which_kind"), rows + back), over_of(turn))

    def choose_buttons(self, turn: Turn) -> None:
        """Offer buttons to put under the message; add one, or take all links away."""
        one, chosen = self.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen == "link":
            self._ask(turn, one, entry.LINK)
            return
        message = one.message
        if chosen == "none":
            message = replace(message, links=(), ways=())
        elif chosen in arriving.WAYS:
            ways = tuple(way for way in message.ways if way != chosen)
            message = replace(message, ways=ways if len(ways) < len(message.ways) else (*ways, chosen))
        if message != one.message:
            one = Announcements(turn.tx).save(one, message=message)
        put(turn, self._button_menu(turn, one), over_of(turn))

    @staticmethod
    def _button_menu(turn: Turn, one: Announcement) -> Screen:
        texts, number = turn.texts, str(one.id)
        rows = [
            (turn.labelled(_ticked(texts(label), on=way in one.message.ways), BUTTONS, number, way),)
            for way, label in arriving.WAYS.items()
        ]
        rows.append((turn.button("announce.add_link", BUTTONS, number, "link"),))
        if one.message.links or one.message.ways:
            rows.append((turn.button("announce.no_more_buttons", BUTTONS, number, "none"),))
        rows.append((turn.button("announce.back", DESK, number),))
        text = texts("announce.which_buttons", buttons=describe.links(texts, one.message))
        return Screen(text, tuple(rows))

    def choose_time(self, turn: Turn) -> None:
        """Offer when it goes out; take what was chosen."""
        one, chosen = self.draft(turn), turn.argument.partition("|")[2]
        if one is None:
            return
        if chosen == "ask":
            self._ask(turn, one, entry.WHEN, **{NOW: turn.now.isoformat()})
            return
        times = {"now": None, "morning": _next_morning(turn.now)}
        if chosen in times:
            one = Announcements(turn.tx).save(one, due_at=times[chosen], loud=False)
        elif chosen == "loud" and role_of(turn.tx, turn.chat_id) is Role.ADMIN:
            one = Announcements(turn.tx).save(one, loud=not one.loud)
            turn.tx.audit(
                f"chat:{turn.chat_id}",
                "quiet hours off" if one.loud else "quiet hours on",
                f"announcement:{one.id}",
            )
        if chosen:
            self.show_desk(turn, one, over_of(turn))
            return
        put(turn, self._time_menu(turn, one), over_of(turn))

    def _time_menu(self, turn: Turn, one: Announcement) -> Screen:
        texts, number = turn.texts, str(one.id)
        morning = texts("announce.morning", at=texts.moment(_next_morning(turn.now)))
        rows = [
            (turn.button("announce.now", WHEN, number, "now"),),
            (turn.labelled(morning, WHEN, number, "morning"),),
            (turn.button("announce.other_time", WHEN, number, "ask"),),
        ]
        held = self._pace.quiet.hold(one.due_at or turn.now)
        if (held or one.loud) and role_of(turn.tx, turn.chat_id) is Role.ADMIN:
            rows.append((turn.labelled(_ticked(texts("announce.loud"), on=one.loud), WHEN, number, "loud"),))
        rows.append((turn.button("announce.back", DESK, number),))
        return Screen(texts("announce.which_time"), tuple(rows))

    # -- trying and confirming

    def test(self, turn: Turn) -> None:
        """Send it to its writer exactly as it arrives, in every language that it was written in."""
        one = self.draft(turn)
        if one is None:
            return
        if not one.message.contents.get(DEFAULT_LANGUAGE):
            turn.show(turn.texts("announce.no_message"), (turn.button("announce.back", DESK, str(one.id)),))
            return
        receipt = f"{one.id}|{shown_seal(turn, one)}"
        turn.show(turn.texts("announce.test_follows"))
        turn.acts += [replace(screen, receipt=receipt) for screen in self._as_it_arrives(turn, one)]
        self.show_desk(turn, one)

    @staticmethod
    def _as_it_arrives(turn: Turn, one: Announcement) -> list[Screen]:
        values = values_for(turn.tx, turn.resources.regions, turn.chat_id, one.audience)
        catalogues = turn.resources.catalogues
        return [
            arriving.screen(one.message, one.kind, language, values, catalogues)
            for language in LANGUAGES
            if language in one.message.contents
        ]

    @staticmethod
    def arrived(turn: Turn, receipt: str) -> None:
        """Note that Telegram took a test."""
        number, _, seal = receipt.partition("|")
        one = Announcements(turn.tx).get(int(number))
        if one and one.state is State.DRAFT and seal == shown_seal(turn, one):
            Announcements(turn.tx).save(one, draft=replace(one.draft, tested=seal))
            turn.tx.audit(f"chat:{turn.chat_id}", "test", f"announcement:{one.id}")

    @staticmethod
    def refused(turn: Turn, receipt: str) -> None:
        """Say that Telegram refused a test."""
        number = receipt.partition("|")[0]
        turn.show(turn.texts("announce.test_refused"), (turn.button("announce.back", DESK, number),))

    def ask_to_confirm(self, turn: Turn) -> None:
        """Count once more; then the number of recipients is to be typed."""
        one = self.draft(turn)
        if one:
            turn.acts.append(Survey(COUNT, {"id": one.id, "then": SEND, "over": 0}))

    def _ask_for_number(self, turn: Turn, one: Announcement, found: Count) -> None:
        obstacle = self._obstacle(turn, one, found.people)
        if obstacle:
            turn.show(turn.texts(obstacle), (turn.button("announce.back", DESK, str(one.id)),))
            return
        expires = turn.now + timedelta(minutes=turn.resources.announcing.confirm_minutes)
        more = {
            EXPECTED: str(found.people),
            "people": turn.texts.number(found.people),
            "bound": seal_of(turn, one),
            "expires": stamp(expires),
        }
        self._ask(turn, one, entry.PEOPLE, **more)

    def _obstacle(self, turn: Turn, one: Announcement, people: int) -> str | None:
        """Return why it cannot be sent as it is, as a message id."""
        unfit = None if one.action is Action.RECALL else self._unfit(turn, one)
        if unfit:
            return unfit
        if not people:
            return key("announce.nobody")
        if one.due_at and one.due_at <= turn.now:
            return key("announce.time_passed")
        if people >= turn.resources.announcing.second_from and one.action is not Action.RECALL:
            return None if self._others(turn) else key("announce.no_second")
        return None

    def _unfit(self, turn: Turn, one: Announcement) -> str | None:
        """Return what its message lacks, as a message id."""
        if not one.message.contents.get(DEFAULT_LANGUAGE):
            return key("announce.no_message")
        if one.message.missing_fallback():
            return key("announce.no_fallback")
        return None if self._is_tested(turn, one) else key("announce.not_tested")

    @staticmethod
    def _others(turn: Turn) -> list[int]:
        """Return the other members of staff who may announce."""
        return [
            row["chat_id"]
            for row in turn.tx.all("staff_chats")
            if row["chat_id"] != turn.chat_id and may(Role(row["role"]), Right.ANNOUNCE)
        ]

    def _confirm(self, turn: Turn, one: Announcement, scratch: Mapping[str, str]) -> None:
        """Take the number that was typed: good once, for what was shown, for its writer, for some minutes."""
        people = int(scratch[EXPECTED])
        obstacle = self._obstacle(turn, one, people)
        if scratch["bound"] != seal_of(turn, one) or stamp(turn.now) > scratch["expires"]:
            obstacle = key("announce.confirmation_expired")
        if obstacle:
            turn.show(turn.texts(obstacle), (turn.button("announce.back", DESK, str(one.id)),))
            return
        announcing = turn.resources.announcing
        needs_second = people >= announcing.second_from and one.action is not Action.RECALL
        expires = stamp(turn.now + timedelta(hours=announcing.second_hours))
        if not Announcements(turn.tx).confirm(
            one, turn.chat_id, people, needs_second=needs_second, expires_at=expires
        ):
            turn.show(turn.texts("announce.draft_gone"), (turn.button("announce.history", HISTORY),))
        elif needs_second:
            self._ask_others(turn, one, people)
        else:
            turn.show(turn.texts("announce.confirmed", number=one.id))

    def _ask_others(self, turn: Turn, one: Announcement, people: int) -> None:
        """Ask the other staff for a second confirmation, with the message as it arrives."""
        writer, argument = name_of(turn.tx, turn.texts, turn.chat_id), (str(one.id), seal_of(turn, one))
        for chat_id in self._others(turn):
            row = turn.tx.one("get_chat", chat_id=chat_id)
            texts = turn.resources.catalogues[row["language"] if row else DEFAULT_LANGUAGE]
            turn.acts += [Notify(chat_id, screen) for screen in self._as_it_arrives(turn, one)]
            text = texts(
                "announce.second_wanted",
                name=writer,
                people=texts.counted("audience.people", count=people),
                audience=describe.audience(texts, turn.resources, one.audience),
                when=self._when(turn, one, people),
            )
            buttons = (
                (Button(texts("announce.second"), menu_data(SECOND, *argument)),),
                (Button(texts("announce.refuse"), menu_data(REFUSE, *argument)),),
            )
            turn.acts.append(Notify(chat_id, Screen(text, buttons)))
        turn.show(turn.texts("announce.waits_for_second", number=one.id))

    def _awaiting(self, turn: Turn) -> Announcement | None:
        """Return what a button wants a second confirmation for, if it is still as it was shown."""
        one, seal = Announcements(turn.tx).get(number_of(turn)), turn.argument.partition("|")[2]
        own = one is not None and turn.chat_id in {one.written_by, one.confirmed_by}
        if one is None or one.state is not State.AWAITING or own or seal != seal_of(turn, one):
            turn.show(turn.texts("announce.second_gone"))
            return None
        return one

    def second(self, turn: Turn) -> None:
        """Take the second confirmation."""
        one = self._awaiting(turn)
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
                (turn.button("progress.open", OPEN, str(one.id)),),
            )
            self._tell_writer(turn, one, key("announce.was_seconded"))

    def refuse(self, turn: Turn) -> None:
        """Refuse the second confirmation."""
        one = self._awaiting(turn)
        if one and Announcements(turn.tx).give_back(one.id, turn.chat_id):
            turn.show(turn.texts("announce.refused"))
            self._tell_writer(turn, one, key("announce.was_refused"))

    @staticmethod
    def _tell_writer(turn: Turn, one: Announcement, news: str) -> None:
        row = turn.tx.one("get_chat", chat_id=one.written_by)
        texts = turn.resources.catalogues[row["language"] if row else DEFAULT_LANGUAGE]
        name = name_of(turn.tx, texts, turn.chat_id)
        now = Announcements(turn.tx).get(one.id)
        back = now is not None and now.state is State.DRAFT
        button = (
            Button(texts("announce.back"), menu_data(DESK, str(one.id)))
            if back
            else Button(texts("progress.open"), menu_data(OPEN, str(one.id)))
        )
        turn.acts.append(Notify(one.written_by, Screen(texts(news, number=one.id, name=name), ((button,),))))

    def drop(self, turn: Turn) -> None:
        """Throw the draft away."""
        one = self.draft(turn)
        if one:
            turn.leave_form()
            Announcements(turn.tx).drop(one.id)
            put(turn, Screen(turn.texts("announce.dropped")), over_of(turn))


def _ticked(label: str, *, on: bool) -> str:
    return f"✅ {label}" if on else label


def _next_morning(now: datetime) -> datetime:
    tomorrow = now.astimezone(OFFICE_ZONE) + timedelta(days=1)
    return tomorrow.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
