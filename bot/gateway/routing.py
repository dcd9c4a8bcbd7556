"""From an update to the feature that answers it, and from there to the calls: one unit of work."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.announcements.entry import ANNOUNCE
from bot.announcements.surveys import survey
from bot.answers import chat as answers
from bot.chats.messages import Messages
from bot.chats.store import Chats
from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.position import Position
from bot.dialogue.screen import Button, Delete, Edit, Notify, Screen
from bot.gateway import turns
from bot.gateway.calls import Call, to_calls
from bot.gateway.features import Features
from bot.gateway.incoming import Incoming, Source, read_update
from bot.guide import chat as guide
from bot.mutes import chat as muting
from bot.registration.calculator import CALCULATOR
from bot.registration.proof import PREFIX as PROOF_CODE
from bot.registration.proof import tell_stage
from bot.registration.store import Registrations
from bot.staff import desk
from bot.staff.invitations import PREFIX
from bot.staff.roles import Right
from bot.texts import LANGUAGES, key, language_of, plain, plain_label
from bot.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from bot.announcements.pace import Pace
    from bot.gateway.turns import StoredTurn
    from bot.resources import Resources
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_MENU_LABELS = {
    key("menu.status"): "status",
    key("menu.my_data"): "mydata",
    key("menu.calculate"): "calculate",
    key("menu.benefits"): "benefits",
    key("menu.ask"): "question",
    key("menu.help"): "help",
    key("menu.language"): "language",
}
_LONGEST_PAYLOAD = 64  # Bot API: characters of a start link's payload
_HINT_PAUSE = timedelta(hours=1)  # between two hints in a group or channel that did not address the bot


class Router:
    """Knows which feature answers what."""

    def __init__(self, resources: Resources, pace: Pace) -> None:
        self.bot_name = ""
        self._resources = resources
        self._features = features = Features(resources, pace)
        self._commands = {**features.commands, "batal": self._cancel, "cancel": self._cancel}

    def apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Apply one update inside `tx`; return the calls that answer it."""
        incoming = read_update(stored.update or {}, self.bot_name, stored.received_at)
        if incoming.source is Source.PRIVATE:
            return self._private(tx, incoming)
        if incoming.source is Source.MEMBERSHIP:
            return self._membership(tx, incoming)
        if incoming.source in {Source.GROUP, Source.CHANNEL}:
            return self._hint(tx, incoming)
        return []

    def apologise(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Return what to say to the person whose update could not be applied, and the way on."""
        if stored.chat_id <= 0:
            return []
        turn = self._turn(tx, Incoming(chat_id=stored.chat_id))
        log.error("turn %s is set aside, form %s", stored.name, turn.position.form or "none")
        guide.menu(turn, turn.texts("error.apology", office=turn.office()))
        return to_calls(turn.chat_id, turn.acts)

    def take_file(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], content: bytes | None
    ) -> list[Call]:
        """Hand a file that was fetched to the form that asked for it; elsewhere only delete its message."""
        turn = self._turn(tx, Incoming(chat_id=chat_id))
        before, take = turn.position, self._features.takes_pictures.get(turn.position.form)
        if take and turn.in_form and turn.position.draft == context["draft"]:
            take(turn, context["message_id"], content)
        else:
            turn.acts.append(Delete(context["message_id"]))
        return self._ended(turn, before)

    def survey(self, tx: Transaction, about: str, values: Mapping[str, Any]) -> bytes:
        """Look through the store for a feature that asked for it."""
        return survey(tx, self._resources, about, values)

    def take_survey(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], found: bytes
    ) -> list[Call]:
        """Hand what was found to the feature that asked, if that may still be shown."""
        turn = self._turn(tx, Incoming(chat_id=chat_id))
        before, about, values = turn.position, context["about"], context["values"]
        if desk.allowed(turn, Right.ANNOUNCE, about):
            table = json.loads(found) if found else None
            self._features.surveyed(turn, about, values, table)
        return self._ended(turn, before)

    def take_receipt(self, tx: Transaction, chat_id: int, receipt: str, *, arrived: bool) -> list[Call]:
        """Tell the feature that wanted to know whether Telegram took a message."""
        turn = self._turn(tx, Incoming(chat_id=chat_id))
        before = turn.position
        self._features.receipt(turn, receipt, arrived=arrived)
        return self._ended(turn, before)

    # -- private chats

    def _turn(self, tx: Transaction, incoming: Incoming) -> Turn:
        standing = Chats(tx).standing(incoming.chat_id)
        if standing is None:
            Chats(tx).add(incoming.chat_id, language_of(incoming.language_code))
            return self._turn(tx, incoming)
        chat, position = standing
        return Turn(
            tx, self._resources, chat.chat_id, chat.language, position, chat.question_id, chat.asked_at,
            incoming.message_id, tx.clock.now(), self.bot_name,
        )  # fmt: skip

    def _private(self, tx: Transaction, incoming: Incoming) -> list[Call]:
        turn = self._turn(tx, incoming)
        turn.name, turn.tapped = incoming.name, bool(incoming.tapped)
        Chats(tx).set_reachable(turn.chat_id, reachable=True)
        before = turn.position
        if incoming.message_id and not incoming.tapped:  # a message with a button was noted when it was sent
            Messages(tx).note(turn.chat_id, incoming.message_id)
        if incoming.command:
            self._command(turn, incoming)
        elif incoming.tapped:
            self._tap(turn, incoming)
        else:
            self._other(turn, incoming)
        return self._ended(turn, before, incoming.callback_id)

    @staticmethod
    def _ended(turn: Turn, before: Position, callback_id: str = "") -> list[Call]:
        """Store where the conversation stands now; return what answers."""
        tx = turn.tx
        if turn.position != before:
            Chats(tx).move(turn.chat_id, turn.position)
        for note in [act for act in turn.acts if isinstance(act, Notify)]:
            turns.add_notice(tx, note.chat_id, to_calls(note.chat_id, [note.screen]))
        pictures = [act for act in turn.acts if isinstance(act, Screen) and act.picture]
        if pictures:  # they take time to draw: nothing else waits for them
            turns.add_notice(tx, turn.chat_id, to_calls(turn.chat_id, pictures))
        others = [act for act in turn.acts if act not in pictures and not isinstance(act, Notify)]
        calls = to_calls(turn.chat_id, others, callback_id)
        if any(call.asks for call in calls):
            # Until Telegram tells the question's own id: it comes after whatever led to it.
            floor = max(turn.question_id, turn.message_id)
            Chats(tx).note_question(turn.chat_id, floor)
        return calls

    def _command(self, turn: Turn, incoming: Incoming) -> None:
        if incoming.command == "start":
            self._start(turn, incoming.argument)
        elif incoming.command in self._features.staff_commands and self._is_staffs(turn, incoming.command):
            self._features.staff_commands[incoming.command][1](turn)
        elif command := self._commands.get(incoming.command):
            was_open = turn.position.form
            command(turn)
            if turn.position.form == was_open:
                self._lead_back(turn, asked=_leaves_question(turn))
        else:
            guide.menu(turn, turn.texts("menu.unknown_command"))
            self._lead_back(turn)

    def _is_staffs(self, turn: Turn, command: str) -> bool:
        return desk.allowed(turn, self._features.staff_commands[command][0], command)

    def _start(self, turn: Turn, payload: str) -> None:
        if payload.startswith(PREFIX):
            desk.welcome_staff(turn, payload)
            self._lead_back(turn)
            return
        if payload.startswith(PROOF_CODE):
            tell_stage(turn, payload)
            self._lead_back(turn)
            return
        registrations = Registrations(turn.tx)
        if registrations.drafts_of(turn.chat_id):
            guide.welcome(turn)
            self._features.enrolment.offer_drafts(turn)
            return
        turn.leave_form()
        if registrations.shown_in(turn.chat_id):
            guide.welcome(turn)
            guide.menu(turn, turn.texts("menu.what_now"))
        else:
            turn.position = Position(start_link=payload[:_LONGEST_PAYLOAD])
            guide.welcome(turn, *self._features.enrolment.way_in(turn))

    def _cancel(self, turn: Turn) -> None:
        owner = self._features.forms.get(turn.position.form)
        if owner:
            owner[2](turn)
        elif Registrations(turn.tx).drafts_of(turn.chat_id):
            self._features.enrolment.ask_to_drop(turn)
        else:
            guide.menu(turn, turn.texts("menu.nothing_to_cancel"))

    def _lead_back(self, turn: Turn, *, asked: bool = False) -> None:
        """After something in between, show what is due again."""
        if turn.in_form and not asked:
            self._features.forms[turn.position.form][1](turn)

    def _tap(self, turn: Turn, incoming: Incoming) -> None:
        kind, _, rest = incoming.tapped.partition("|")
        action, _, argument = rest.partition("|")
        if incoming.event is not None:
            self._form_event(turn, incoming)
        elif kind == "m1" and action == "language" and argument:
            guide.set_language(turn, argument)
            self._lead_back(turn)
        elif kind == "m1" and action in self._features.staff_actions and self._may(turn, action):
            turn.argument = argument
            self._features.staff_actions[action][1](turn)
        elif kind == "m1" and action in self._features.actions:
            was_open = turn.position.form
            turn.argument = argument
            self._features.actions[action](turn)
            if turn.position.form == was_open:
                self._lead_back(turn, asked=_leaves_question(turn))
        else:
            guide.menu(turn, turn.texts("menu.old_button"))
            self._lead_back(turn)

    def _may(self, turn: Turn, action: str) -> bool:
        return desk.allowed(turn, self._features.staff_actions[action][0], action)

    def _form_event(self, turn: Turn, incoming: Incoming) -> None:
        right = (
            self._features.staff_steps.get(incoming.event.step)
            if isinstance(incoming.event, Tapped)
            else None
        )
        if right and incoming.event and not desk.allowed(turn, right, "a step of staff"):
            guide.menu(turn, turn.texts("menu.old_button"))
            return
        leads_in = incoming.event is not None and self._features.enrolment.leads_in(incoming.event)
        if (
            turn.in_form
            and incoming.event is not None
            and not (leads_in and turn.position.form == CALCULATOR)
        ):
            self._features.forms[turn.position.form][0](turn, incoming.event)
        elif incoming.event is not None and self._features.enrolment.leads_in(incoming.event):
            self._features.enrolment.come_in(turn, incoming.event)
        elif Registrations(turn.tx).drafts_of(turn.chat_id):
            turn.show(turn.texts("menu.old_button"))
            self._features.enrolment.begin(turn)
        else:
            guide.menu(turn, turn.texts("menu.old_button"))

    def _other(self, turn: Turn, incoming: Incoming) -> None:
        event = incoming.event
        writes = turn.position.form == ANNOUNCE
        if isinstance(event, SentThing) and event.thing is Thing.VOICE and event.file_id and not writes:
            answers.take_file(turn, event)
            self._lead_back(turn)
            return
        if turn.in_form and event is not None:
            self._features.forms[turn.position.form][0](turn, event)
            return
        turn.delete_traces(event)
        thanked = isinstance(event, Said) and answers.acknowledges(turn, event.text)
        if event is not None and not thanked and self._features.enrolment.leads_in(event):
            self._features.enrolment.come_in(turn, event)
            return
        if isinstance(event, Said) and (meant := self._meant_menu(event.text)):
            meant(turn)
            return
        if isinstance(event, Said):
            answers.take(turn, event)
            return
        if isinstance(event, SentThing) and answers.may_be_passed_on(event):
            answers.take_file(turn, event)
            return
        if isinstance(event, SentThing):
            edited = event.thing is Thing.EDIT
            text = turn.texts("menu.edited") if edited else turn.texts("menu.only_text")
        else:
            text = turn.texts("menu.no_contact_now")
        guide.menu(turn, text)

    def _meant_menu(self, text: str) -> Callable[[Turn], None] | None:
        """Return what a button of the menu does whose label was typed, in any language."""
        catalogues = self._resources.catalogues
        labels = {
            plain_label(catalogues[language](label)): self._features.actions[action]
            for language in LANGUAGES
            for label, action in _MENU_LABELS.items()
        }
        if plain(text) in catalogues.said(key("words.my_data")):
            return guide.privacy
        if plain(text) in catalogues.said(key("words.no_news")):
            return muting.show
        return labels.get(plain(text))

    # -- groups, channels, membership

    def _hint(self, tx: Transaction, incoming: Incoming) -> list[Call]:
        """Show the way to the private chat; nothing personal is ever said where others read along."""
        turn, chat = self._turn(tx, incoming), Chats(tx).get(incoming.chat_id)
        hinted_at = chat.hinted_at if chat else None
        if not incoming.addressed and hinted_at and hinted_at > turn.now - _HINT_PAUSE:
            return []
        Chats(tx).note_hint(incoming.chat_id)
        link = f"https://t.me/{self.bot_name}" if self.bot_name else ""
        buttons = ((Button(turn.texts("group.button"), url=link),),) if link else ()
        turn.show(turn.texts("group.hint"), *buttons)
        return to_calls(incoming.chat_id, turn.acts, incoming.callback_id)

    @staticmethod
    def _membership(tx: Transaction, incoming: Incoming) -> list[Call]:
        Chats(tx).set_reachable(incoming.chat_id, reachable=incoming.reachable)
        return []


def _leaves_question(turn: Turn) -> bool:
    """Tell whether the question that is due is still the last thing in the chat, or was just asked."""
    return any(isinstance(act, Edit) or getattr(act, "asks", False) for act in turn.acts)
