"""One turn of a conversation, as the features see it: who, in which language, where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.chats.store import Chats
from bot.clock import office_day
from bot.dialogue.engine import Engine
from bot.dialogue.event import Said, SentThing, Thing
from bot.dialogue.form import Asking, Form
from bot.dialogue.position import Position, Wait
from bot.dialogue.screen import Act, Button, Delete, Edit, Screen
from bot.dialogue.words import holds_number
from bot.staff.store import Staff
from bot.terms.roles import may
from bot.texts import Html, key
from bot.turns.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.dialogue.data import Data
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.terms.roles import Right, Role
    from bot.texts import Texts

    MenuLines = Callable[[Texts, Role | None], tuple[tuple[str, str], ...]]


_OFFICE_LINES = {
    "name": key("office.line_name"),
    "address": key("office.line_address"),
    "phone": key("office.line_phone"),
    "hours": key("office.line_hours"),
    "call_centre": key("office.line_call_centre"),
}


@dataclass(slots=True)
class Turn:
    """A unit of work on one chat. Features add to `acts` and move `position`."""

    tx: Transaction
    resources: Resources
    chat_id: int
    language: str
    position: Position
    question_id: int  # message_id of the question that is due, or one before it; 0: none
    asked_at: datetime | None
    now: datetime
    bot_name: str  # the bot's @name without the @
    menu: MenuLines  # the commands that a role has, with descriptions
    message_id: int = 0  # of the message that came, or that bears the button
    reply_to: int = 0  # of the message of the bot that the person replied to, as Telegram's app lets one
    tapped: bool = False  # a button was tapped
    name: str = ""  # of the person, as Telegram shows it
    words: str = ""  # what follows a command
    event: Event | None = None  # what the person did, as a form sees it
    acts: list[Act] = field(default_factory=list)

    @property
    def texts(self) -> Texts:
        """The texts in the language of this chat."""
        return self.resources.catalogues[self.language]

    def texts_of(self, chat_id: int) -> Texts:
        """Return the texts in the language of another chat."""
        return self.resources.catalogues[Chats(self.tx).language_of(chat_id)]

    @property
    def role(self) -> Role | None:
        """The role of this chat; None where it is no staff."""
        return Staff(self.tx).role_of(self.chat_id)

    def may(self, right: Right) -> bool:
        """Tell whether this chat belongs to staff with a right."""
        return may(self.role, right)

    def allowed(self, right: Right, what: str) -> bool:
        """Tell whether this chat has a right; each try of others is in the audit trail."""
        found = self.may(right)
        if not found:
            self.tx.audit(f"chat:{self.chat_id}", f"refused {what}")
        return found

    @property
    def over(self) -> int:
        """The message whose button was tapped, to be edited; 0 where nothing was tapped."""
        return self.message_id if self.tapped else 0

    @property
    def in_form(self) -> bool:
        """Whether a form is open and not put off."""
        return bool(self.position.form) and not self.position.paused

    def show(self, text: str, *buttons: tuple[Button, ...], decides: bool = False) -> None:
        """Add a message; one that `decides` asks for a tap itself."""
        self.acts.append(Screen(text, tuple(buttons), decides=decides))

    @property
    def leaves_question(self) -> bool:
        """Whether what is due is still the last thing in the chat, was just asked, or must wait."""
        waits = [act for act in self.acts if isinstance(act, Screen) and (act.asks or act.decides)]
        return bool(waits) or any(isinstance(act, Edit) for act in self.acts)

    def put(self, screen: Screen, over: int) -> None:
        """Show a screen: in the place of the message `over`, or (0) below."""
        self.acts.append(Edit(over, screen) if over else screen)

    def button(self, message_id: str, data: Data) -> Button:
        """Return a button, labelled with the text of `message_id`."""
        return Button(self.texts(message_id), data.pack())

    @staticmethod
    def labelled(label: str, data: Data) -> Button:
        """Return a button with a label of its own."""
        return Button(label, data.pack())

    def asking(self, answers: Mapping[str, str]) -> Asking:
        """Return what steps may look at."""
        resources = self.resources
        return Asking(
            self.texts, resources.catalogues, office_day(self.now), answers,
            resources.is_question, resources.tells_danger, lambda text: resources.remark_in(text) or "",
            lambda step: Choices(self.tx).most(step),
        )  # fmt: skip

    def play(self, form: Form, answers: Mapping[str, str], event: Event | None, lead: str = "") -> Reaction:
        """Let the engine take one event (or, without one, show what is current); nothing is stored yet."""
        engine = Engine(form, self.position, self.asking(answers), self.question_id, self.asked_at)
        return self._moved(engine.react(event) if event else engine.ask(lead))

    def play_noting(self, form: Form, event: Event) -> tuple[Reaction, dict[str, str]]:
        """Let the engine take one event of a form whose answers are noted with the position and nowhere else.

        Return the reaction, and all that is noted by then: a step that was passed over as "".
        """
        scratch = self.position.scratch
        reaction = self.play(form, scratch, event)
        noted = {**scratch, **{step: value or "" for step, value in reaction.saved.items()}}
        self.position = replace(self.position, scratch=noted)
        return reaction, noted

    def lead_back(self, form: Form, answers: Mapping[str, str]) -> None:
        """Show the way back to what is current in a form, after something in between."""
        engine = Engine(form, self.position, self.asking(answers), self.question_id, self.asked_at)
        self._moved(engine.lead_back())

    def ask_to_cancel(self, form: Form, answers: Mapping[str, str]) -> Reaction:
        """Let the engine do what the button *cancel* does."""
        engine = Engine(form, self.position, self.asking(answers), self.question_id, self.asked_at)
        return self._moved(engine.cancel())

    def _moved(self, reaction: Reaction) -> Reaction:
        self.position = reaction.position
        self.acts.extend(reaction.acts)
        return reaction

    def office(self) -> Html:
        """Return how to reach the office: what of it is known, a line each."""
        known = [line for name, line in _OFFICE_LINES.items() if getattr(self.resources.office, name).strip()]
        return Html("\n".join(map(self.texts, known)))

    def delete_traces(self, event: Event | None) -> None:
        """Take a message that may hold a NIK or a card out of the chat, also when nobody asked for it."""
        text = event.text if isinstance(event, Said) else getattr(event, "caption", "")
        card = isinstance(event, SentThing) and event.thing in {Thing.PICTURE, Thing.FILE}
        if card or holds_number(text):
            self.acts.append(Delete(self.message_id))

    def leave_form(self) -> None:
        """Close the form; take away its contact keyboard and messages that hold a number."""
        if self.position.keyboard:
            self.acts.append(Screen(self.texts("dialogue.noted"), drops_keyboard=True))
        held = self.position.pending
        left = {*self.position.spilled, *([self.question_id] if held and held.wait is Wait.YES else [])}
        self.acts.extend(Delete(message_id) for message_id in sorted(left))
        self.position = Position(start_link=self.position.start_link)
