"""Asking one thing at a time: what it is, an example, and what stands already."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bot.errors import ConfigurationError
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.texts import Texts


_NOTHING: Final = "-"  # typed where something stands already that shall go


class MisfitError(ValueError):
    """An answer that does not fit: `words`, a text that says why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Terminal(Protocol):
    """Where somebody reads and types."""

    def say(self, text: str) -> None:
        """Show some lines."""

    def line(self, prompt: str, *, hidden: bool = False) -> str:
        """Return what somebody types; `hidden`: it is not shown. Raise EOFError where nobody types."""


class Keyboard:
    """The terminal that the command runs in."""

    def say(self, text: str) -> None:
        """Show some lines."""
        print(text)  # noqa: T201

    def line(self, prompt: str, *, hidden: bool = False) -> str:
        """Return what somebody types."""
        return getpass.getpass(prompt) if hidden and sys.stdin.isatty() else input(prompt)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be asked: `option`, the option of the command that gives it without asking.

    `text`, its words; `fits` returns the answer as it is kept, or raises MisfitError.
    """

    option: str
    text: str
    fits: Callable[[str], str]
    default: str = ""
    shown: str = ""  # the default as it may be shown; a token is not
    optional: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks; or takes what options gave. Without a terminal what is given or stands there has to do."""

    texts: Texts
    given: Mapping[str, str]
    terminal: Terminal | None

    def ask(self, question: Question) -> str:
        """Return an answer that fits. Raise ConfigurationError where one that was given does not."""
        given = self.given.get(question.option)
        if given is not None or self.terminal is None:
            return self._taken(question, question.default if given is None else given)
        self.terminal.say("\n" + question.text)
        return self._asked(question, self.terminal)

    def _taken(self, question: Question, answer: str) -> str:
        if not answer and question.optional:
            return ""
        if not answer:
            raise ConfigurationError(question.option, "is needed with --yes")
        try:
            return question.fits(answer)
        except MisfitError as error:
            raise ConfigurationError(question.option, error.words) from None

    def _asked(self, question: Question, terminal: Terminal) -> str:
        while True:
            typed = terminal.line(self._prompt(question), hidden=question.hidden).strip() or question.default
            if question.optional and typed in {"", _NOTHING}:
                return ""
            try:
                return question.fits(typed)
            except MisfitError as error:
                terminal.say(error.words)

    def _prompt(self, question: Question) -> str:
        if question.default:
            kept = key("init.prompt_kept_or_none") if question.optional else key("init.prompt_kept")
            return self.texts.bare(kept, value=question.shown or question.default) + " "
        return self.texts.bare(key("init.prompt_free") if question.optional else key("init.prompt")) + " "

    def say(self, text: str) -> None:
        """Show some lines, where there is somebody to read them."""
        if self.terminal:
            self.terminal.say(text)
