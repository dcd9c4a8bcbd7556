"""/lembar: invitations by name for a village's head to hand out, ten on a page, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.clock import office_day
from bot.dialogue.errand import Errand
from bot.dialogue.screen import Button, Picture, Screen
from bot.dialogue.screen import rows as in_rows
from bot.drawing.sheet import SheetWords, Slip, sheets
from bot.exchange.taps import Districts, MakeSheet, Village
from bot.people.nik import mask_digits
from bot.register.comparing import Known
from bot.register.invitations import Invitations
from bot.register.statements import Statements
from bot.registration.invited import PREFIX
from bot.residents.reading import Reading
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people.places import Region
    from bot.residents.person import Person
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

_MOST: Final = 100  # invitations at once: ten pages
_STAYS: Final = 24 * 60 * 60  # seconds until a page leaves the chat
_SHEETS_TOLD: Final = 5


class FindInvited(Errand, frozen=True, tag="find_invited"):
    """Find whom a village's sheet can invite: to tell how many they are, or to `make` the sheet."""

    village: str
    civil_words: tuple[str, ...]
    make: bool = False


class FoundInvited(Struct, frozen=True):
    """Whom it can invite, at most as many as a sheet takes; and how many there are."""

    statements: tuple[int, ...]
    count: int


def look(tx: Transaction, errand: FindInvited) -> FoundInvited:
    """Find whoever lives in the village by what holds of them, and has not registered.

    Whoever is dead or has moved by the word of anybody is left out until an officer has settled it.
    """
    reading = Reading(tx, errand.civil_words)
    found = [
        one.statement
        for one in Invitations(tx).unregistered(errand.village)
        if _lives_there(reading.person(one.person), errand.village)
    ]
    return FoundInvited(tuple(found[:_MOST]), len(found))


def _lives_there(person: Person | None, village: str) -> bool:
    home, end = (person.held(Known.VILLAGE), person.held(Known.LIFE)) if person else (None, None)
    may_be_gone = end is not None and (end.is_contradicted or bool(end.said.value(Known.LIFE)))
    return home is not None and home.said.value(Known.VILLAGE) == village and not may_be_gone


def show_districts(turn: Turn, data: Districts | None = None) -> None:
    """Show districts, or the villages of one, to choose from."""
    regions, district = turn.resources.regions, data.district if data else ""
    villages = regions.villages(district)
    if villages:
        buttons = [Button(one.name, Village(one.code).pack()) for one in villages]
        text = turn.texts("village_sheet.which_village")
    else:
        buttons = [Button(one.name, Districts(one.code).pack()) for one in regions.districts]
        text = turn.texts("village_sheet.which_district")
    turn.put(Screen(text, in_rows(buttons, 2)), turn.over)


def show_village(turn: Turn, data: Village) -> None:
    """Have those found who can be invited."""
    _find(turn, data.village)


def _find(turn: Turn, village: str, *, make: bool = False) -> None:
    if turn.resources.regions.get(village) is None:
        show_districts(turn)
    else:
        turn.acts.append(FindInvited(village, turn.resources.lists.civil_register, make))


def show_found(turn: Turn, errand: FindInvited, found: FoundInvited | None) -> None:
    """Show how many can be invited, and what came of the sheets before; or make a sheet."""
    region = turn.resources.regions.get(errand.village)
    if found is None or region is None:
        turn.show(turn.texts("people.not_counted"))
    elif errand.make:
        _make(turn, region, found)
    else:
        _show_village(turn, region, found)


def _show_village(turn: Turn, region: Region, found: FoundInvited) -> None:
    texts = turn.texts
    lines = [
        texts(
            "village_sheet.line", day=texts.date(office_day(one.at)), count=texts.number(one.people),
            used=texts.number(one.used), registered=texts.number(one.registered),
        )
        for one in Invitations(turn.tx).sheets_of(region.code)[:_SHEETS_TOLD]
    ]  # fmt: skip
    text = texts.counted(
        "village_sheet.village", count=found.count, village=region.name, lines=Html("\n".join(lines))
    )
    back = (turn.button("list.back", Districts(region.parent)),)
    make = ((turn.button("village_sheet.make", MakeSheet(region.code)),),) if found.count else ()
    turn.put(Screen(text, (*make, back)), turn.over)


def make_sheet(turn: Turn, data: MakeSheet) -> None:
    """Have an invitation made for everybody who is named and not registered, at most a hundred at once."""
    _find(turn, data.village, make=True)


def _make(turn: Turn, region: Region, found: FoundInvited) -> None:
    if not found.count:
        turn.show(turn.texts("village_sheet.nobody"))
        return
    people, days = found.statements, turn.resources.lists.invitation_days
    sheet_id, codes = Invitations(turn.tx).make_sheet(region.code, turn.chat_id, people, days)
    slips = _slips(turn, people, codes, f"https://t.me/{turn.bot_name}?start={PREFIX}{sheet_id}")
    pages = sheets(_words(turn, region, days), slips)
    turn.show(turn.texts.counted("village_sheet.made", count=len(slips), village=region.name))
    turn.acts += [
        Screen(
            turn.texts("village_sheet.caption", page=at, pages=len(pages)),
            picture=Picture(turn.texts.bare("village_sheet.file_name", page=at), page, as_file=True),
            vanishes_after=_STAYS,
        )
        for at, page in enumerate(pages, 1)
    ]


def _slips(turn: Turn, people: Sequence[int], codes: Sequence[str], link: str) -> list[Slip]:
    statements, found = Statements(turn.tx), []
    for position, (one, code) in enumerate(zip(people, codes, strict=True), 1):
        statement = statements.get(one)
        if statement:
            agency = next((each.agency for each in statements.sayings(one)), "")
            line = turn.texts.bare(
                "village_sheet.from", nik=mask_digits(statement.content.nik), agency=agency
            )
            found.append(Slip(position, statement.content.name, code, link, line))
    return found


def _words(turn: Turn, region: Region, days: int) -> SheetWords:
    texts = turn.texts
    return SheetWords(
        title=texts.bare("village_sheet.title", village=region.name),
        number=texts.bare("village_sheet.code"),
        keep=texts.bare("village_sheet.how", bot=turn.bot_name),
        warning=texts.bare("village_sheet.keep", days=days),
        made="",
    )
