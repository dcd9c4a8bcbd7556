"""What `payung init` asks, in its order: token, office, key, backups, how messages come."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.documents import DocumentError, converted
from bot.errors import ConfigurationError
from bot.settings import Token
from bot.setup import paper
from bot.setup.asking import MisfitError, Question
from bot.setup.plan import OFFICE, Plan, usual_variables
from bot.store.crypto import SECRET_BYTES
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.setup.asking import Asker
    from bot.setup.layout import Layout
    from bot.setup.standing import Standing

_LONGEST: Final = 200
_OFFICE_WORDS: Final = {
    "name": key("init.office_name"),
    "address": key("init.office_address"),
    "phone": key("init.office_phone"),
    "hours": key("init.office_hours"),
}
_FROM_PAPER: Final = ("k", "p")  # kertas, paper


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks for a plan. `knows`: tells the name of the bot of a token, or why there is none (MisfitError)."""

    asker: Asker
    layout: Layout
    now: Standing
    knows: Callable[[str], str] | None
    api_url: str

    def plan(self) -> Plan:
        """Ask everything; return what is to be written. Raise ConfigurationError."""
        token = self._token()
        office = {name: self._office(name) for name in OFFICE}
        secret = self._secret()
        backups, webhook, sheets = self._backups(), self._webhook(), self._sheets()
        variables = {
            "PAYUNG_BOT_TOKEN": token,
            **usual_variables(self.layout),
            "PAYUNG_BACKUP_DIR": backups,
            **self._delivery(webhook),
        }
        if self.api_url:
            variables["PAYUNG_API_URL"] = self.api_url
        return Plan(variables, office, secret, self.now.secret is None, sheets)

    def bare(self, message_id: str, /, **values: object) -> str:
        """Return a text."""
        return self.asker.texts.bare(message_id, **values)

    # -- the token

    def _token(self) -> str:
        before = self.now.variables.get("PAYUNG_BOT_TOKEN", "")
        number = before.partition(":")[0]
        words = self.bare("init.token")
        return self.asker.ask(
            Question("--token-file", words, self._as_token, before, f"{number}:…", hidden=True)
        )

    def _as_token(self, typed: str) -> str:
        try:
            token = converted(typed, Token)
        except DocumentError:
            raise MisfitError(self.bare("init.token_misfit")) from None
        if self.knows:
            self.asker.say(self.bare("init.token_known", bot=self.knows(token)))
        return token

    # -- the office

    def _office(self, name: str) -> str:
        words = self.bare(_OFFICE_WORDS[name])
        is_optional = name != "name"
        before = self.now.office.get(name, "")
        return self.asker.ask(Question(f"--{name}", words, self._as_line, before, optional=is_optional))

    def _as_line(self, typed: str) -> str:
        if len(typed) > _LONGEST or not typed.isprintable():
            raise MisfitError(self.bare("init.line_misfit", most=_LONGEST))
        return typed

    # -- the key

    def _secret(self) -> bytes:
        given = self.asker.given.get("--key-from-paper")
        if self.now.secret is not None:
            return self._kept(self.now.secret, given)
        if given is not None:
            return self._read(given)
        if self.now.has_store:
            return self._typed(self.bare("init.key_of_store"))
        return self._typed(self.bare("init.key_typed")) if self._wants_paper() else os.urandom(SECRET_BYTES)

    def _kept(self, secret: bytes, given: str | None) -> bytes:
        if given is not None and self._read(given) != secret:
            raise ConfigurationError(
                "--key-from-paper", "is another key than the one that is there", str(self.layout.key)
            )
        self.asker.say("\n" + self.bare("init.key_stays", file=self.layout.key))
        return secret

    def _wants_paper(self) -> bool:
        if self.asker.terminal is None:
            return False
        asked = Question("", self.bare("init.key"), str.lower, optional=True)
        return self.asker.ask(asked).startswith(_FROM_PAPER)

    def _read(self, typed: str) -> bytes:
        try:
            return paper.read(typed)
        except paper.PaperError as error:
            named = ", ".join(str(one) for one in sorted((*error.wrong, *error.missing)))
            raise ConfigurationError("--key-from-paper", self.bare("init.key_lines", lines=named)) from None

    def _typed(self, words: str) -> bytes:
        """Have the four lines typed, each checked at once."""
        if self.asker.terminal is None:
            raise ConfigurationError("--key-from-paper", self.bare("init.key_of_store"))
        self.asker.say("\n" + words)
        return paper.read("\n".join(self._typed_line(number) for number in range(1, paper.LINES + 1)))

    def _typed_line(self, number: int) -> str:
        def fits(typed: str) -> str:
            line = typed.removeprefix(f"{number} ")
            if not paper.fits(number, line):
                raise MisfitError(self.bare("init.key_lines", lines=number))
            return f"{number} {line}"

        return self.asker.ask(Question("", self.bare("init.key_line", number=number), fits))

    # -- the rest

    def _backups(self) -> str:
        before = self.now.variables.get("PAYUNG_BACKUP_DIR") or str(self.layout.backups)
        return self.asker.ask(Question("--backups", self.bare("init.backups"), self._as_path, before))

    def _as_path(self, typed: str) -> str:
        if not typed.startswith("/") or not typed.isprintable() or set(typed) & set("\"'\\"):
            raise MisfitError(self.bare("init.path_misfit"))
        return str(Path(typed))

    def _webhook(self) -> str:
        before = self.now.variables.get("PAYUNG_WEBHOOK_URL", "")
        words = self.bare("init.webhook")
        return self.asker.ask(Question("--webhook", words, self._as_address, before, optional=True))

    def _as_address(self, typed: str) -> str:
        try:
            parts = urlsplit(typed)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
            raise MisfitError(self.bare("init.webhook_misfit"))
        return typed

    def _delivery(self, webhook: str) -> dict[str, str]:
        secret = self.now.variables.get("PAYUNG_WEBHOOK_SECRET") or secrets.token_urlsafe(32)
        return {"PAYUNG_WEBHOOK_URL": webhook, "PAYUNG_WEBHOOK_SECRET": secret if webhook else ""}

    def _sheets(self) -> Path | None:
        given = self.asker.given.get("--sheets")
        if given is None and (self.asker.terminal is None or self.now.secret is not None):
            return None
        usual = str(self.layout.key.with_name("lembar-kunci.pdf"))
        asked = Question("--sheets", self.bare("init.sheets"), self._as_path, usual)
        return Path(self.asker.ask(asked))
