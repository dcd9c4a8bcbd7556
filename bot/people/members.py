"""The people of a group as they are typed: a NIK and a name each, a line or two for everybody."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.documents import restored, stored
from bot.people._sixteen import LENGTH
from bot.people.names import PersonNameError
from bot.people.nik import NikReason, read_nik
from bot.people.phone import PhoneError, read_phone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.people.divisions import Divisions
    from bot.people.naming import NameFinder

_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|[-•*])\s+")
_DIGITS = re.compile(r"(?<![\d+])[1-9](?:[ .\-]?\d){9,18}(?!\d)")  # a NIK, or nearly: none begins with 0
_PHONE = re.compile(r"(?<!\d)(?:\+?62|\+?60|0)[ .\-]?\d(?:[ .\-]?\d){7,11}(?!\d)")
_LABEL = re.compile(r"\b(?:nik|no|nomor|nama|name|ktp)\s*[:=.]\s*", re.IGNORECASE)
_COLUMNS = re.compile(r"\s*[\t;|]\s*")
_EDGES = " ,;|:.-\t"
NO_NIK, NO_NAME = "no_nik", "no_name"  # why a line is not taken, beside what a NIK may be refused for


class Member(Struct, frozen=True, omit_defaults=True):
    """One of the group: 16 digits, the name, and what was written beside it."""

    nik: str
    name: str
    birthplace: str = ""
    phone: str = ""  # E.164


class Refused(Struct, frozen=True):
    """A line that was not understood: which of the message, and why."""

    line: int
    why: str


class Members(Struct, frozen=True, omit_defaults=True):
    """Everybody of a group, in the order of entering, and what of the last message was not understood."""

    people: tuple[Member, ...] = ()
    refused: tuple[Refused, ...] = ()

    @classmethod
    def of(cls, value: str) -> Members:
        """Return the group that an answer holds; nobody where there is no answer."""
        return restored(value, cls) if value else cls()

    def value(self) -> str:
        """Return it as an answer."""
        return stored(self)

    def joined_by(self, others: Members) -> Members:
        """Return the group with those who are new, or written anew."""
        known = {one.nik: one for one in self.people} | {one.nik: one for one in others.people}
        return Members(tuple(known.values()), others.refused)

    def without(self, position: int) -> Members:
        """Return the group without one of it, counted from 1."""
        return Members(tuple(one for at, one in enumerate(self.people, 1) if at != position))


class MemberReader:
    """Reads the people of a group out of a message."""

    def __init__(self, divisions: Divisions, names: NameFinder) -> None:
        self._divisions, self._names = divisions, names

    def read(self, text: str, today: date) -> Members:
        """Return whom a message names; nobody, and no fault, where no line bears a long number."""
        people, refused = [], []
        for line, words in _entries(text):
            found = self._member(words, today)
            if isinstance(found, Member):
                people.append(found)
            else:
                refused.append(Refused(line, found))
        return Members(tuple(people), tuple(refused))

    def _member(self, text: str, today: date) -> Member | str:
        """Return whom an entry names, or why it cannot be taken."""
        digits = _nik_in(text)
        if digits is None:
            return NO_NIK
        reading = read_nik(digits[0], today, self._divisions)
        if reading.nik is None:
            return str(reading.reason or NikReason.LENGTH)
        rest = _LABEL.sub("", text[: digits.start()] + "\t" + text[digits.end() :])
        phone = _PHONE.search(rest)
        columns = [
            part.strip(_EDGES) for part in _COLUMNS.split(_PHONE.sub("\t", rest)) if part.strip(_EDGES)
        ]
        if not columns:
            return NO_NAME
        try:
            found = self._names.find(columns[0])
        except PersonNameError:
            return NO_NAME
        beside = columns[1] if len(columns) > 1 else found.rest
        return Member(reading.nik.value, found.value, beside, _e164(phone[0]) if phone else "")


def _nik_in(text: str) -> re.Match[str] | None:
    """Return what is most like a NIK in a text: sixteen digits, or what is no telephone number."""
    found = list(_DIGITS.finditer(text))
    whole = [one for one in found if sum(map(str.isdigit, one[0])) == LENGTH]
    return next(iter(whole or [one for one in found if not _PHONE.fullmatch(one[0])]), None)


def _e164(text: str) -> str:
    with suppress(PhoneError):
        return read_phone(text).e164
    return ""


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Give what belongs to one person, with the number of its first line: a name may stand below its NIK."""
    lines = [(at, _NUMBERED.sub("", line).strip(_EDGES)) for at, line in enumerate(text.splitlines(), 1)]
    lines = [(at, line) for at, line in lines if line]
    taken = 0
    for position, (at, line) in enumerate(lines):
        if position < taken:
            continue
        rest = [below for _, below in lines[position + 1 : position + 2]]
        joins = bool(rest) and _completes(line, rest[0])
        taken = position + 1 + joins
        yield at, f"{line}\t{rest[0]}" if joins else line


def _completes(line: str, below: str) -> bool:
    """Tell whether two lines are one person: a NIK alone, and a name alone."""
    alone = [bool(_DIGITS.search(one)) for one in (line, below)]
    bare = [not _DIGITS.sub("", one).strip(_EDGES) for one in (line, below)]
    return (alone == [True, False] and bare[0]) or (alone == [False, True] and bare[1])


def names_somebody(members: Members) -> bool:
    """Tell whether a message was meant to name people: somebody was understood, or a number was tried."""
    return bool(members.people) or any(one.why != NO_NIK for one in members.refused)
