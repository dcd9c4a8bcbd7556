"""Reading what may be added: notes in one's own words, e-mail, the family card, a picture of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.words import holds_number
from bot.people.email import EmailError, read_email
from bot.people.family_card import FamilyCard, FamilyCardError, FamilyCardReason, read_family_card
from bot.texts import key, plain

if TYPE_CHECKING:
    from bot.dialogue.form import Asking
    from bot.people.divisions import Divisions

PICTURES = frozenset({"jpeg", "png"})
_SHORTEST_NOTE, _LONGEST_NOTE = 3, 150


def read_note(text: str, asking: Asking) -> str:
    """Return a short text in a person's own words."""
    note = " ".join(text.split())
    letters = sum(character.isalpha() for character in note)
    if letters < _SHORTEST_NOTE or asking.remark_in(note):
        raise RefusedError(key("note.refused"))
    if len(note) > _LONGEST_NOTE:
        raise RefusedError(key("note.refused_long"), most=_LONGEST_NOTE)
    if holds_number(note):
        raise RefusedError(key("note.refused_number"))
    return note


def mask_text(value: str, _: Asking) -> str:
    """Return a text with only the first letter of each word."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in value.split())


def read_mail(text: str, _: Asking) -> str:
    """Return an e-mail address."""
    try:
        return read_email(text)
    except EmailError as error:
        if error.suggestion:
            meant = [Choice(error.suggestion, error.suggestion)]
            raise RefusedError(key("email.slip"), candidates=meant) from None
        raise RefusedError(key("email.refused")) from None


def mask_mail(value: str, _: Asking) -> str:
    """Return an address with only its first letter and its domain."""
    name, _at, domain = value.rpartition("@")
    return f"{name[:1]}{'•' * (len(name) - 1)}@{domain}"


class FamilyCardReader:
    """Reads the number of a family card."""

    def __init__(self, divisions: Divisions) -> None:
        self._divisions = divisions

    def read(self, text: str, asking: Asking) -> str:
        """Return the 16 digits."""
        try:
            card = read_family_card(text, asking.today, self._divisions)
        except FamilyCardError as error:
            born = error.reason is FamilyCardReason.BIRTH_DATE
            raise RefusedError(key("family_card.is_nik") if born else key("family_card.refused")) from None
        if card.value == asking.answers.get("nik"):
            raise RefusedError(key("family_card.is_nik"))
        return card.value

    def read_back(self, value: str, asking: Asking) -> str:
        """Return the number for comparing with the card."""
        return asking.texts("family_card.read_back", number=self._card(value, asking).grouped)

    def mask(self, value: str, asking: Asking) -> str:
        """Return the number with only its ends."""
        return self._card(value, asking).masked

    def _card(self, value: str, asking: Asking) -> FamilyCard:
        return read_family_card(value, asking.today, self._divisions)


def read_skipped_picture(text: str, asking: Asking) -> str:
    """Refuse a text where a picture is asked for; its own stored value is accepted."""
    if text in PICTURES or plain(text) in asking.catalogues.said(key("words.skip")):
        return text if text in PICTURES else ""
    raise RefusedError(key("dialogue.only_picture"))
