"""python-telegram-bot's Application as this project uses it: handlers, without an Updater.

Its Updater acknowledges what it has not handled yet; here an update is stored before Telegram is told, and
handled inside the unit of work that stores what it brought about. So handlers await nothing, and whatever one
raises reaches whoever acknowledges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from telegram.ext import Application, ApplicationBuilder, ContextTypes

from bot.front.handlers import TurnContext

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from telegram import Update

    from bot.front.handlers import Handler
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.unit import Unit


class AwaitedError(RuntimeError):
    """A handler awaited something, which would hold up the unit of work it runs in."""


class UnitApplication(Application[Any, TurnContext, Any, Any, Any, Any]):
    """An application that handles one update inside a unit of work."""

    unit: Unit

    def apply(self, update: Update, unit: Unit) -> None:
        """Let the handlers take one update. Raise whatever they raise."""
        self.unit = unit
        _drive(self.process_update(update))

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> NoReturn:  # noqa: ARG002
        """Raise the error of a handler on."""
        raise error


def _drive(coroutine: Coroutine[Any, Any, None]) -> None:
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise AwaitedError("a handler awaited something")


def build(bot: ApiBot, handlers: Iterable[Handler]) -> UnitApplication:
    """Return the application with its handlers; the first that an update is for takes it."""
    builder = (
        ApplicationBuilder()
        .application_class(UnitApplication)
        .context_types(ContextTypes(context=TurnContext))
        .bot(bot)
        .updater(None)
        .job_queue(None)
    )
    application: UnitApplication = builder.build()  # type: ignore[assignment]
    application.add_handlers(list(handlers))
    return application
