"""Conversations about people: who is one person, what holds of them, and whether it still does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.clock import stamp
from bot.documents import stored
from bot.people.nik import Sex
from bot.preview.enrolling import registers
from bot.register.content import Content, Place
from bot.register.links import new_id
from bot.register.pairs import Pairs
from bot.register.sources import FileNamed, Sources, SourceState
from bot.register.statements import NewRow, Statements
from bot.registration.store import Registrations
from bot.terms.roles import Role
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from bot.preview.walk import Walk
    from bot.store.transaction import Transaction

_LEMEDAK, _HILIR = Place("61.06.10", "61.06.10.2009"), Place("61.06.10", "61.06.10.2006")
_SITI = Content(
    name="Siti Aminah",
    nik="6106015708809001",
    sex=Sex.FEMALE,
    born=date(1980, 8, 17),
    work="farmer",
    decile=2,
)
_NAMES = ("Siti Aminah", "Dewi Lestari", "Budi Santoso", "Agus Salim")
_OLD = timedelta(days=500)


def listed(tx: Transaction, agency: str, said: list[tuple[Content, Place, int]], age: timedelta) -> list[int]:
    """Put a list in force; return its statements."""
    sources, statements, ids = Sources(tx), Statements(tx), []
    source_id = sources.add(0, FileNamed("daftar.xlsx"), SourceState.APPLYING)
    sources.put_agency(source_id, agency, tx.clock.today() - age)
    for row, (content, place, person) in enumerate(said, 2):
        ids.append(new_id())
        sealed = tx.keys.seal("statements", "content", ids[-1], stored(content))
        nik_hash = tx.keys.lookup("nik", content.nik) if content.nik else None
        digest = tx.keys.lookup("statement", str(ids[-1]))
        statements.put(source_id, NewRow(row, ids[-1], digest, nik_hash, place, sealed, person))
    source = sources.get(source_id)
    if source:
        sources.put_in_force(source, "bot")
    return ids


def _unsure(tx: Transaction) -> None:
    """Put two lists in force that may speak of the same people."""
    said = [(replace(_SITI, name=name, nik=""), _LEMEDAK, new_id()) for name in _NAMES]
    again = [(replace(one, name=f"{one.name}h", born=None), _HILIR, new_id()) for one, _, _ in said]
    pairs = zip(
        listed(tx, "Dinas Pertanian", said, _OLD), listed(tx, "Desa", again, timedelta()), strict=True
    )
    for number, (one, other) in enumerate(pairs):
        Pairs(tx).add(one, other, 3.5 - number, ["name_nearly", "village_other"])


async def pairs(walk: Walk) -> None:
    """Show how pairs are decided, one by one and together."""
    await walk.stage.store.run(_unsure)
    rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says("/cocokkan")
    await rina.taps(
        "same", "pair.take_back", "pair.likely", "re_out", "re_join", "re_back", "different", "later"
    )
    await rina.taps("different")
    decided = rina.newest("pair.take_back")
    await rina.taps("different")
    await rina.taps_old(decided)
    await rina.taps_old(decided)


def _contradicted(tx: Transaction) -> None:
    listed(tx, "Dinas Pertanian", [(_SITI, _LEMEDAK, 7)], _OLD)
    listed(tx, "DTSEN", [(replace(_SITI, decile=5), _HILIR, 7)], timedelta(days=20))
    listed(tx, "Desa", [(replace(_SITI, name="Dewi", nik="", work=""), _HILIR, new_id())], _OLD)


async def people(walk: Walk) -> None:
    """Show who is counted, the people of a village, and one of them with all that can be put right."""
    await walk.stage.store.run(_contradicted)
    rina = await walk.staff("Rina", Role.OFFICER)
    await rina.says("/orang")
    await rina.taps("people.by_agency", "people.all", "Semitau", "Semitau Hilir")
    await rina.taps("residents.list", "residents.as_file", "residents.people_back", "2")
    await rina.taps("person.all_sayings", "person.back", "village", "2. Nanga Lemedak, Semitau")
    await rina.taps("person.split", "re_split", "person.back")
    await rina.taps("re_back") if rina.has("re_back") else None
    await rina.taps("person.forget", "person.forget_yes", "person.forget_yes", "people.all")
    await rina.says("/cocokkan")


def _grown_old(tx: Transaction) -> None:
    """Let what the registrations say be said long ago, and ask whether it is still true."""
    for one in Registrations(tx).submitted():
        statement, long_ago = new_id(), stamp(tx.clock.now() - _OLD)
        sealed = tx.keys.seal("statements", "content", statement, stored(Content(name="Siti")))
        digest = tx.keys.lookup("statement", one.id)
        new = NewRow(
            0, statement, digest, None, _LEMEDAK, sealed, 9, registration_id=one.id, said_at=long_ago
        )
        Statements(tx).put("", new)
        soon = stamp(tx.clock.now() + timedelta(days=1))  # nothing newer is to be gathered
        Statements(tx).put("", NewRow(0, statement, registration_id=one.id, said_at=soon))
        subject = f"{one.id}.{tx.clock.today()}"
        Recipients(tx).add_own(Recipient(Standing.CHECK, one.chat_id, subject))


def _registered(tx: Transaction) -> None:
    for one in Registrations(tx).submitted():
        Registrations(tx).set_stage(one.id, Stage.REGISTERED, "bot")


async def still_true(walk: Walk) -> None:
    """Show how a worker is asked whether it is still true, and what becomes of a change."""
    siti = walk.person("Siti")
    with walk.unseen():
        rina = await walk.staff("Rina", Role.OFFICER)
        await registers(siti)
        await walk.stage.store.run(_grown_old)
    await walk.waits_for(siti, "recheck.still_true")
    await siti.taps("recheck.changed")
    with walk.unseen():
        await walk.stage.store.run(_registered)
    await siti.taps(
        "recheck.changed", "payer", "village", "recheck.more", "payer", "self", "recheck.more", "payer"
    )
    await siti.says("/batal")
    await rina.says("/orang")
    await rina.taps("re_changes", "re_one")
    change = rina.newest("re_change")
    await rina.taps("re_change", "change.more")
    await rina.taps_old(change)
    await siti.taps("recheck.rest_true")
