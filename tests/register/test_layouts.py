"""How lists with a heading are read, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.words import Field
from bot.register.layouts import Layouts

if TYPE_CHECKING:
    from tests.register.making import Office


def test_a_heading_is_read_as_an_officer_said_last(office: Office) -> None:
    with office.unit() as tx:
        layouts = Layouts(tx)
        assert layouts.get("nama|nik") is None
        layouts.put("nama|nik", "Desa", {0: Field.NAME, 1: Field.NIK})
        layouts.put("nama|nik", "Dinas", {0: Field.NAME, 1: None})
        found = layouts.get("nama|nik")
        assert found
        assert (found.agency, found.told) == ("Dinas", {0: Field.NAME, 1: None})
        assert layouts.get("nik|nama") is None
