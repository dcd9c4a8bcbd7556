"""The host of forms: what is the same whichever form is open, and what is said where nothing else fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Chat, Update
from telegram.ext import BaseHandler

from bot.dialogue.data import OutdatedError
from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.screen import Screen
from bot.front.feature import Listener
from bot.front.handlers import (
    Command,
    StartLink,
    Switch,
    Tap,
    TurnContext,
    UnknownCommandError,
    WordyCommand,
    is_private_tap,
    named_command,
    tapped_action,
)
from bot.front.menu import Menu
from bot.remarks.judge import Remark
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.front.feature import Feature, HostedForm
    from bot.front.handlers import Handler
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.terms.roles import Right
    from bot.turns.turn import Turn

_LISTENS_TO_LABELS, _LISTENS_TO_REMARKS = 30, 40  # the order among listeners


class Host:
    """Knows which form is open, and hands on what happens there."""

    def __init__(self, features: Sequence[Feature], resources: Resources) -> None:
        self._features, self._resources = features, resources
        self._forms: dict[str, HostedForm] = {form.id: form for one in features for form in one.forms}
        self._guarded: dict[str, Right] = {
            step: form.right for form in self._forms.values() if form.right for step in form.steps
        }
        self._remarks: dict[str, Callable[[Turn], None]] = {
            Remark.MENU: self._show_menu,
            Remark.CANCEL: self._cancel,
        }
        self._asides = {outcome: do for one in features for outcome, do in one.asides.items()}
        listeners = [each for one in features for each in one.listeners]
        listeners.append(Listener(_LISTENS_TO_LABELS, self._listen_to_labels))
        listeners.append(Listener(_LISTENS_TO_REMARKS, self._listen_to_remarks))
        self._listeners = sorted(listeners, key=lambda one: one.order)
        self._dress = [one.dress for one in features if one.dress]
        self.declared = self._sorted()
        self.menu = Menu(self.declared)

    def _sorted(self) -> list[Handler]:
        """Return every handler; one that looks at the words behind a command comes before the usual one."""
        own = (
            Command("batal", self._cancel, label=key("command.batal"), order=130),
            Command("cancel", self._cancel),
        )
        found = [*own, *(handler for one in self._features for handler in one.handlers)]
        return sorted(found, key=lambda one: not isinstance(one, StartLink | WordyCommand))

    def handlers(self) -> list[Handler]:
        """Return the handlers as an update meets them: what is special, commands, buttons, the rest."""
        commands = [(one.name, one) for one in self.declared if isinstance(one, Command)]
        taps = [(one.kind.action, one) for one in self.declared if isinstance(one, Tap)]
        special = [one for one in self.declared if not isinstance(one, Command | Tap)]
        named, tapped = Switch(_command_name, commands), Switch(tapped_action, taps)
        return [*special, named, tapped, _Private(self._take_update)]

    # -- what the gateway asks for

    def lead_back(self, turn: Turn) -> None:
        """After something in between, lead back to what is due in the open form, unless that stands below."""
        if turn.in_form and not turn.leaves_question:
            self._forms[turn.position.form].lead_back(turn)

    def show_ways_on(self, turn: Turn, text: str) -> None:
        """Show a text with the main ways on."""
        for one in self._features:
            if one.ways_on:
                one.ways_on(turn, text)
                return

    def dressed(self, tx: Transaction, chat_id: int, screen: Screen) -> Screen:
        """Return a screen for a chat with what features add to any."""
        for dress in self._dress:
            screen = dress(tx, chat_id, screen)
        return screen

    def refuse(self, turn: Turn, error: OutdatedError | UnknownCommandError) -> None:
        """Say that a button or a command means nothing, and show the way on."""
        unknown = isinstance(error, UnknownCommandError)
        text = key("menu.unknown_command") if unknown else key("menu.old_button")
        self.show_ways_on(turn, turn.texts(text))
        if not isinstance(turn.event, Tapped):
            self.lead_back(turn)

    # -- what people do

    def _cancel(self, turn: Turn) -> None:
        form = self._forms.get(turn.position.form)
        if form:
            form.cancel(turn)
        elif not any(one.abandon(turn) for one in self._features if one.abandon):
            self.show_ways_on(turn, turn.texts("menu.nothing_to_cancel"))

    def _take_update(self, turn: Turn) -> None:
        event = turn.event
        if isinstance(event, Tapped):
            self._take_tap(turn, event)
        elif turn.tapped:
            raise OutdatedError("no such button")
        elif event is not None:
            self._take_message(turn, event)

    def _take_tap(self, turn: Turn, event: Tapped) -> None:
        right, form = self._guarded.get(event.step), self._open_form(turn)
        if right and not turn.allowed(right, "a step of staff"):
            raise OutdatedError(event.step)
        if form and not (form.gives_way and self._heard(turn, event)):
            self._take(form, turn, event)
        elif not form and not self._heard(turn, event) and not self._resumed(turn):
            raise OutdatedError(event.step)

    def _resumed(self, turn: Turn) -> bool:
        return any(one.resume(turn) for one in self._features if one.resume)

    def _take_message(self, turn: Turn, event: Event) -> None:
        if turn.reply_to and any(one.replied(turn, event) for one in self._features if one.replied):
            self.lead_back(turn)
            return
        form = self._open_form(turn)
        voice = next((one.voice for one in self._features if one.voice), None)
        if form is None:
            self._take_outside(turn, event)
        elif voice and isinstance(event, SentThing) and _is_voice(event) and not form.wants_voice:
            voice(turn, event)
            self.lead_back(turn)
        else:
            self._take(form, turn, event)

    def _take_outside(self, turn: Turn, event: Event) -> None:
        """Take a message where no form is open; one that may hold a card or a NIK goes before the answer."""
        before, turn.acts = turn.acts, []
        heard = self._listener_to(turn, event)
        answers, turn.acts = turn.acts, before
        if not (heard and heard.keeps):
            turn.delete_traces(event)
        turn.acts += answers
        if not heard:
            self.show_ways_on(turn, turn.texts(_misplaced(event)))

    def _open_form(self, turn: Turn) -> HostedForm | None:
        return self._forms[turn.position.form] if turn.in_form else None

    def _take(self, form: HostedForm, turn: Turn, event: Event) -> None:
        self._answer_aside(turn, form.take(turn, event))

    def _answer_aside(self, turn: Turn, reaction: Reaction | None) -> None:
        """Let another feature answer a question in the middle of a form, or a wish for help."""
        if reaction is None or reaction.outcome not in self._asides:
            return
        own = self._remarks.get(reaction.remark)
        if own:
            turn.acts = [act for act in turn.acts if not isinstance(act, Screen)]
            own(turn)
            self.lead_back(turn)
        else:
            self._asides[reaction.outcome](turn, reaction)

    def _heard(self, turn: Turn, event: Event) -> bool:
        return self._listener_to(turn, event) is not None

    def _listener_to(self, turn: Turn, event: Event) -> Listener | None:
        """Let the first listener that an event is meant for take it; return which."""
        return next((one for one in self._listeners if one.take(turn, event)), None)

    def _listen_to_labels(self, turn: Turn, event: Event) -> bool:
        """Do what a button of the menu does whose label was typed, in any language."""
        meant = self._meant(event.text) if isinstance(event, Said) else None
        if meant:
            meant(turn)
        return meant is not None

    def _listen_to_remarks(self, turn: Turn, event: Event) -> bool:
        """Do what somebody says that they want of the bot itself: the menu, or to stop enrolling."""
        remark = self._resources.remark_in(event.text) if isinstance(event, Said) else None
        own = self._remarks.get(remark or "")
        if own:
            own(turn)
        return own is not None

    def _show_menu(self, turn: Turn) -> None:
        self.show_ways_on(turn, turn.texts("menu.what_now"))

    def _meant(self, text: str) -> Callable[[Turn], None] | None:
        catalogues, typed = self._resources.catalogues, plain(text)
        for one in self._features:
            for label, do in one.typed.items():
                if typed in {plain_label(catalogues[language](label)) for language in catalogues.languages}:
                    return do
        return None


def _command_name(update: object) -> str | None:
    named = named_command(update)
    return named[0] if named else None


def _is_voice(sent: SentThing) -> bool:
    return sent.thing is Thing.VOICE and bool(sent.file_id)


def _misplaced(event: Event) -> str:
    """Return what to say to something that nothing here takes."""
    if isinstance(event, SentThing):
        return key("menu.edited") if event.thing is Thing.EDIT else key("menu.only_text")
    return key("menu.no_contact_now")


class _Private(BaseHandler[Update, TurnContext, None]):
    """Whatever is left in a private chat."""

    def __init__(self, take: Callable[[Turn], None]) -> None:
        super().__init__(self._handle)
        self._take = take

    def check_update(self, update: object) -> bool:
        """Tell whether somebody wrote, changed or tapped something in a private chat."""
        if not isinstance(update, Update):
            return False
        message = update.message or update.edited_message
        return is_private_tap(update) or (message is not None and message.chat.type == Chat.PRIVATE)

    async def _handle(self, update: Update, context: TurnContext) -> None:
        if named := named_command(update):
            raise UnknownCommandError(named[0])
        self._take(context.turn)
