"""Recipients that are typed where they are chosen: districts, villages, kinds of work, or everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.announcements.audience import Audience
from bot.announcements.compose.entry import AUDIENCE
from bot.announcements.compose.offering import is_long
from bot.announcements.compose.standing import Place, stand
from bot.announcements.criteria import BY_NAME, LIST
from bot.announcements.lists import NumberLists
from bot.announcements.numbers import (
    MOST_LINES,
    Numbers,
    UnreadableFileError,
    read_number_file,
    read_numbers,
)
from bot.announcements.store import Announcements
from bot.announcements.taps import ChooseAudience
from bot.dialogue.form import RefusedError, UnsureError
from bot.dialogue.screens import shortened
from bot.front.errands import FileErrand
from bot.registration.steps.work import OCCUPATIONS
from bot.registration.store import Registrations
from bot.terms.roles import Right
from bot.texts import Html, key, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.announcements.announcement import Announcement
    from bot.announcements.compose.drafting import Drafting
    from bot.dialogue.event import Said, SentThing
    from bot.resources import Resources
    from bot.texts import Texts
    from bot.turns.turn import Turn

_MOST_TOLD = 20  # numbers of lines
_BETWEEN = re.compile(r"[,;\n]|\b(?:dan|and)\b")


class NumberFile(FileErrand, frozen=True, tag="numbers"):
    """Fetch a file with registration numbers for the draft `number`."""

    number: int


class TypedAudience:
    """Reads recipients, and adds them to those that are chosen."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    def take(self, turn: Turn, one: Announcement, said: Said) -> bool:
        """Add what is typed; False where nothing of it is known, and it is rather a message."""
        if plain(said.text) in turn.resources.catalogues.said(key("words.everyone")):
            self._choose(turn, one, Audience())
            return True
        numbers = read_numbers(said.text)
        if numbers.found:
            self._take_numbers(turn, one, numbers)
            return True
        parts = [part.strip() for part in _BETWEEN.split(said.text) if part.strip()]
        read = {part: _read(turn, part) for part in parts}
        unknown = [part for part, values in read.items() if not values]
        if is_long(said.text) and unknown:
            return False
        if unknown:
            self._refuse(turn, one, unknown)
        else:
            self._choose(turn, one, _with_all(turn, one.audience, read))
        return True

    @staticmethod
    def _refuse(turn: Turn, one: Announcement, unknown: list[str]) -> None:
        stand(turn, one, Place.AUDIENCE)
        turn.show(
            turn.texts(
                "audience.typed_refused",
                words=shortened(", ".join(unknown)),
                example=turn.texts.example(AUDIENCE),
            ),
            (turn.button("audience.back", ChooseAudience(one.id)),),
        )

    def _choose(self, turn: Turn, one: Announcement, audience: Audience) -> None:
        stand(turn, one, Place.AUDIENCE)
        one = Announcements(turn.tx).save(one, audience=audience)
        self._drafting.count(turn, one, ChooseAudience.action, 0)

    # -- registration numbers

    @staticmethod
    def fetch(turn: Turn, one: Announcement, sent: SentThing) -> None:
        """Have a file fetched that may hold registration numbers."""
        turn.acts.append(NumberFile(sent.file_id, one.id))

    def take_file(self, turn: Turn, errand: NumberFile, content: bytes | None) -> None:
        """Add the registrations whose numbers stand in a file."""
        one = self._drafting.draft(turn, errand.number) if turn.may(Right.ANNOUNCE) else None
        if one is None:
            return
        try:
            numbers = read_number_file(content or b"\0")
        except UnreadableFileError:
            numbers = Numbers((), ())
        if numbers.found:
            self._take_numbers(turn, one, numbers)
        else:
            stand(turn, one, Place.AUDIENCE)
            most = turn.texts.number(MOST_LINES)
            turn.show(
                turn.texts("audience.file_refused", most=most),
                (turn.button("audience.back", ChooseAudience(one.id)),),
            )

    def _take_numbers(self, turn: Turn, one: Announcement, numbers: Numbers) -> None:
        """Make a list of the registrations that are found; say in which lines there is none."""
        registrations = Registrations(turn.tx)
        found = {(line, digits): registrations.by_number(digits) for line, digits in numbers.found}
        known = list(dict.fromkeys(each.id for each in found.values() if each))
        unknown = sorted({line for (line, _), each in found.items() if each is None})
        turn.show(_told(turn.texts, known, numbers.wrong, unknown))
        if known:
            made = NumberLists(turn.tx).add(known, turn.chat_id)
            turn.tx.audit(f"chat:{turn.chat_id}", f"list {len(known)} registrations", f"list:{made.id}")
            self._choose(turn, one, one.audience.with_all({LIST: str(made.id)}))
        else:
            self._choose(turn, one, one.audience)


def _told(texts: Texts, known: Sequence[str], wrong: Sequence[int], unknown: Sequence[int]) -> Html:
    """Return how many registrations were found; of the others only the lines are told."""
    lines = [texts.counted("audience.list_found", count=len(known))]
    if wrong:
        lines.append(texts("audience.list_wrong", lines=_joined(wrong)))
    if unknown:
        lines.append(texts("audience.list_unknown", lines=_joined(unknown)))
    return Html("\n".join(lines))


def _joined(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_MOST_TOLD]))
    return f"{shown}, …" if len(lines) > _MOST_TOLD else shown


def _with_all(turn: Turn, audience: Audience, read: Mapping[str, Mapping[str, str]]) -> Audience:
    """Return an audience with what was read: wanted, or left out where a word before it says so."""
    for part, values in read.items():
        if not _is_denied(turn, part):
            audience = audience.with_all(values)
            continue
        *_, name = values  # the innermost: a village, not its district
        if values[name] not in audience.unwanted.get(name, ()):
            audience = audience.barred(BY_NAME[name], values[name])
    return audience


def _is_denied(turn: Turn, part: str) -> bool:
    return plain(part).split()[0] in turn.resources.catalogues.said(key("words.except"))


def _read(turn: Turn, part: str) -> Mapping[str, str]:
    """Return what a part of a text names, a value by the name of its criterion; nothing that is unknown."""
    bare = part.split(maxsplit=1)[-1] if _is_denied(turn, part) else part
    return dict(_place(turn.resources, bare)) or dict(_work(turn, bare))


def _place(resources: Resources, part: str) -> Iterator[tuple[str, str]]:
    district = resources.regions.find_district(part)
    if district.best and district.sure:
        yield "district", district.best.code
        return
    village = resources.regions.find_village_anywhere(part)
    if village.best and village.sure:
        yield "district", village.best.parent
        yield "village", village.best.code


def _work(turn: Turn, part: str) -> Iterator[tuple[str, str]]:
    try:
        value = OCCUPATIONS.read(part, turn.asking({}))
    except (RefusedError, UnsureError):
        return
    if value in OCCUPATIONS.labels:
        yield BY_NAME["occupation"].name, value
