"""/lembar: invitations by name for a village's head to hand out, ten on a page, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.dialogue.screen import Button, Picture, Screen
from bot.dialogue.screen import rows as in_rows
from bot.drawing.sheet import SheetWords, Slip, sheets
from bot.exchange.taps import Districts, MakeSheet, Village
from bot.people.nik import mask_digits
from bot.register.invitations import Invitations
from bot.register.statements import Statements
from bot.registration.invited import PREFIX
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people.places import Region
    from bot.register.invitations import Invited
    from bot.turns.turn import Turn

_MOST: Final = 100  # invitations at once: ten pages
_STAYS: Final = 24 * 60 * 60  # seconds until a page leaves the chat
_SHEETS_TOLD: Final = 5


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
    """Show how many can be invited, and what came of the sheets before."""
    region = turn.resources.regions.get(data.village)
    if region is None:
        show_districts(turn)
        return
    texts, invitations = turn.texts, Invitations(turn.tx)
    people = invitations.unregistered(region.code)
    lines = [
        texts(
            "village_sheet.line", day=texts.date(office_day(one.at)), count=texts.number(one.people),
            used=texts.number(one.used), registered=texts.number(one.registered),
        )
        for one in invitations.sheets_of(region.code)[:_SHEETS_TOLD]
    ]  # fmt: skip
    text = texts.counted(
        "village_sheet.village", count=len(people), village=region.name, lines=Html("\n".join(lines))
    )
    back = (turn.button("list.back", Districts(region.parent)),)
    make = ((turn.button("village_sheet.make", MakeSheet(region.code)),),) if people else ()
    turn.put(Screen(text, (*make, back)), turn.over)


def make_sheet(turn: Turn, data: MakeSheet) -> None:
    """Make an invitation for everybody who is named and not registered, at most a hundred at once."""
    region = turn.resources.regions.get(data.village)
    people = Invitations(turn.tx).unregistered(region.code)[:_MOST] if region else []
    if region is None or not people:
        turn.show(turn.texts("village_sheet.nobody"))
        return
    days = turn.resources.lists.invitation_days
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


def _slips(turn: Turn, people: Sequence[Invited], codes: Sequence[str], link: str) -> list[Slip]:
    statements, found = Statements(turn.tx), []
    for position, (one, code) in enumerate(zip(people, codes, strict=True), 1):
        statement = statements.get(one.statement)
        if statement:
            agency = next((each.agency for each in statements.sayings(one.statement)), "")
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
