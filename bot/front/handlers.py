"""The handlers that features declare: python-telegram-bot's own, which hand on the turn.

They run inside the unit of work of their update, so they await nothing: what they do is ordinary code on
`context.turn`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from telegram import Chat, Update
from telegram.ext import BaseHandler, CallbackContext, CallbackQueryHandler, CommandHandler, ExtBot

from bot.dialogue.data import Data, OutdatedError, action_of
from bot.dialogue.words import hide_numbers
from bot.errors import PayungError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.store.transaction import Transaction
    from bot.terms.roles import Right
    from bot.turns.turn import Turn

D = TypeVar("D", bound=Data)


class Unit(Protocol):
    """The unit of work on one update."""

    @property
    def tx(self) -> Transaction:
        """The transaction in which it is applied."""

    @property
    def turn(self) -> Turn:
        """The turn of the chat that it belongs to; the chat is noted where it was not known."""

    def answered_by(self, do: Callable[[Turn], None], *, leads_back: bool) -> None:
        """Let a feature answer; `leads_back`: then show again what is due in a form that it left open."""


class UnknownCommandError(PayungError):
    """There is no such command, or not for this chat."""


class TurnContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler gets beside the update: the unit of work, and in it the turn."""

    found: tuple[Handler, Any]  # by a `Switch`: the handler, and what it found

    @classmethod
    def from_update(cls, update: object, application: Any) -> Self:  # noqa: ARG003
        """Return the context; nothing is kept of a user or a chat in memory."""
        return cls(application)

    @property
    def unit(self) -> Unit:
        """The unit of work that the gateway drives."""
        unit: Unit = self.application.unit  # type: ignore[attr-defined]
        return unit

    @property
    def tx(self) -> Transaction:
        """The transaction in which the update is applied."""
        return self.unit.tx

    @property
    def turn(self) -> Turn:
        """The turn of the chat that the update belongs to."""
        return self.unit.turn


class Command(CommandHandler[TurnContext, None]):
    """A command in a private chat.

    A text that begins with / counts, with or without the entity that Telegram adds; an edited message never
    does, nor a command for another bot. `label` is the message id of its line in the menu, whose place is
    `order`; without one it is not shown there. `right`: for everybody else it does not exist.
    """

    def __init__(
        self, name: str, do: Callable[[Turn], None], *, label: str = "", order: int = 0,
        right: Right | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name, self._handle)
        self.name, self.label, self.order, self.right = name, label, order, right
        self._do = do

    def check_update(self, update: object) -> tuple[list[str], bool] | None:
        """Return the words after the command, if the update is this command."""
        named = named_command(update)
        return (named[1].split(), True) if named and named[0] == self.name else None

    async def _handle(self, update: Update, context: TurnContext) -> None:
        turn, named = context.turn, named_command(update)
        if self.right and not turn.allowed(self.right, self.name):
            raise UnknownCommandError(self.name)
        turn.words = words_after(named) if named else ""
        context.unit.answered_by(self._do, leads_back=not self.right)


class StartLink(Command):
    """A link that opens the chat: /start with a payload that begins with a prefix."""

    def __init__(self, prefix: str, do: Callable[[Turn], None]) -> None:
        super().__init__("start", do)
        self._prefix = prefix

    def check_update(self, update: object) -> tuple[list[str], bool] | None:
        """Return the payload, if the update comes by such a link."""
        found = super().check_update(update)
        return found if found and "".join(found[0][:1]).startswith(self._prefix) else None


class WordyCommand(Command):
    """A command with words behind it, which say something that the command alone does not."""

    def check_update(self, update: object) -> tuple[list[str], bool] | None:
        """Return the words after the command, if there are any."""
        found = super().check_update(update)
        return found if found and found[0] else None


def named_command(update: object) -> tuple[str, str] | None:
    """Return the command of an update in a private chat, in small letters, and the text after it.

    None where it is no command, or one for another bot. "?" stands for a bare slash.
    """
    message = update.message if isinstance(update, Update) else None
    if message is None or message.chat.type != Chat.PRIVATE or not message.text:
        return None
    text = visible(message.text)
    if not text.startswith("/"):
        return None
    words = text[1:].split(maxsplit=1)
    name, _, addressee = (words[0] if words else "").partition("@")
    if addressee and addressee.casefold() != message.get_bot().username.casefold():
        return None
    return name.casefold() or "?", words[1].strip() if len(words) > 1 else ""


def words_after(named: tuple[str, str]) -> str:
    """Return what was typed behind a command, with dots for a number as long as a NIK.

    What a link hands over with /start has letters, and stays as it is.
    """
    name, words = named
    return words if name == "start" and any(map(str.isalpha, words)) else hide_numbers(words)


class Tap(CallbackQueryHandler[TurnContext, None], Generic[D]):
    """A tap on a button with typed data. `right`: for everybody else the button means nothing."""

    def __init__(self, kind: type[D], do: Callable[[Turn, D], None], *, right: Right | None = None) -> None:
        super().__init__(self._handle)
        self.kind, self.right, self._do = kind, right, do

    def check_update(self, update: object) -> bool:
        """Tell whether the update is a tap on such a button, in a private chat."""
        return tapped_action(update) == self.kind.action

    async def _handle(self, update: Update, context: TurnContext) -> None:
        query = update.callback_query
        if self.right and not context.turn.allowed(self.right, self.kind.action):
            raise OutdatedError(self.kind.action)
        data = self.kind.unpack(query.data if query and query.data else "")
        context.unit.answered_by(lambda turn: self._do(turn, data), leads_back=not self.right)


def tapped_action(update: object) -> str | None:
    """Return the action of the button that was tapped in a private chat; None where none was."""
    if not is_private_tap(update) or not isinstance(update, Update) or not update.callback_query:
        return None
    return action_of(update.callback_query.data or "")


def is_private_tap(update: object) -> bool:
    """Tell whether an update is a tap in a private chat, or on a message of which nothing is known."""
    query = update.callback_query if isinstance(update, Update) else None
    return query is not None and (query.message is None or query.message.chat.type == Chat.PRIVATE)


def taps(actions: Mapping[type[Data], Callable[[Turn], None]], right: Right | None = None) -> list[Handler]:
    """Return handlers for buttons that say nothing beside their action."""
    return [Tap(kind, _without_data(do), right=right) for kind, do in actions.items()]


def _without_data(do: Callable[[Turn], None]) -> Callable[[Turn, Data], None]:
    return lambda turn, _: do(turn)


Handler = BaseHandler[Any, TurnContext, Any]


class Switch(BaseHandler[Update, TurnContext, None]):
    """Many handlers, found by what an update names instead of being asked one after the other."""

    def __init__(
        self, named: Callable[[object], str | None], handlers: Iterable[tuple[str, Handler]]
    ) -> None:
        super().__init__(self._hand_on)
        self._named = named
        self._handlers: dict[str | None, list[Handler]] = {}
        for name, handler in handlers:
            self._handlers.setdefault(name, []).append(handler)

    def check_update(self, update: object) -> tuple[Handler, object] | None:
        """Return the handler that takes the update, and what it found."""
        for handler in self._handlers.get(self._named(update), ()):
            found: object = handler.check_update(update)
            if found is not None and found is not False:
                return handler, found
        return None

    def collect_additional_context(
        self,
        context: TurnContext,
        update: Update,  # noqa: ARG002 - the signature is PTB's
        application: Any,  # noqa: ARG002
        check_result: Any,
    ) -> None:
        """Keep the handler that was found for when it is called."""
        context.found = check_result

    @staticmethod
    async def _hand_on(update: Update, context: TurnContext) -> None:
        handler, found = context.found
        application: Any = context.application
        await handler.handle_update(update, application, found, context)


# Zero-width signs and direction marks, which nobody sees and nobody means.
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0]
)


def visible(text: str) -> str:
    """Return a text without the signs that nobody sees."""
    return text.translate(_INVISIBLE)
