"""Conversations about lists: read in, agreed to, and an invitation on paper that somebody brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents import stored
from bot.lists.writing import workbook_of
from bot.register.content import Content, Place
from bot.register.invitations import Invitations
from bot.register.links import new_id
from bot.register.sources import FileNamed, Sources, SourceState
from bot.register.statements import NewRow, Statements
from bot.terms.roles import Role

if TYPE_CHECKING:
    from bot.preview.walk import Walk
    from bot.store.transaction import Transaction

_NIK, _BORN = "6106011708809031", "17-08-1980"
_ROWS = (
    ("NIK", "Nama", "Kecamatan", "Desa", "Catatan lain"),
    (_NIK, "MARKUS UNYANG", "Semitau", "Semitau Hulu", ""),
    ("", "LUSIA", "Semitau", "Semitau Hulu", "baru"),
)
_HERE = Place("61.06.10", "61.06.10.2001")


async def lists(walk: Walk) -> None:
    """Show how a list comes to be in force, and what may be wrong with a file."""
    with walk.unseen():
        rina, dewi = await walk.staff("Rina", Role.OFFICER), await walk.staff("Dewi", Role.ADMIN)
    await rina.says("/impor")
    await rina.sends("document", b"%PDF-1.7")
    await walk.waits_for(rina, "list_file.pdf")
    await rina.sends("document", workbook_of(_ROWS))
    await walk.waits_for(rina, "list.left")
    await rina.taps("list.columns", "E Catatan lain → –", "column.remark", "list.name")
    await rina.says("?")
    await rina.says("Dinas Pertanian")
    await rina.says("31 November 2026")
    await rina.says("1 November 2026")
    await rina.taps("list.try")
    await walk.waits_for(rina, "list.planned")
    await rina.taps("list.apply")
    await dewi.taps("list.disagree")
    await rina.taps("list.open", "list.apply")
    await dewi.taps("list.agree")
    await walk.waits_for(rina, "list.in_force")
    await rina.says("/impor")
    await rina.says("/lembar")
    await rina.taps("Semitau", "Semitau Hulu", "village_sheet.make")
    await rina.says("/lembar")
    await rina.taps("Semitau", "Semitau Hulu")


async def invited(walk: Walk) -> None:
    """Show what an invitation on paper fills in."""
    siti = walk.person("Siti")
    sheet, code = await walk.stage.store.run(_sheet)
    await siti.says(f"/start desa_{sheet}")
    await siti.taps("invited.with_code", "self", "agree")
    await siti.says("kode")
    await siti.says("ABCD-2345")
    await siti.says(_NIK)
    await siti.says(_BORN)
    await siti.says(code)
    await siti.says(_NIK)
    await siti.says(_BORN)
    await siti.taps("invited.mine")


def _sheet(tx: Transaction) -> tuple[str, str]:
    """Put a list of one person in force, and invite them; return the sheet and the code."""
    sources, statements = Sources(tx), Statements(tx)
    source_id, statement = sources.add(0, FileNamed("daftar.xlsx"), SourceState.APPLYING), new_id()
    sources.put_agency(source_id, "Dinas Sosial", tx.clock.today())
    content = Content(name="Markus Unyang", nik=_NIK, work="farmer")
    sealed = tx.keys.seal("statements", "content", statement, stored(content))
    hashed = tx.keys.lookup("nik", _NIK)
    statements.put(source_id, NewRow(2, statement, hashed, hashed, _HERE, sealed, new_id()))
    source = sources.get(source_id)
    if source:
        sources.put_in_force(source, "cli")
    people = [one.statement for one in Invitations(tx).unregistered(_HERE.village)]
    sheet, codes = Invitations(tx).make_sheet(_HERE.village, 0, people, 90)
    return sheet, codes[0]
