"""Lines that say where the people below them live: titles of a sheet, and villages between groups of rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from bot.lists.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.lists.cells import Row

_LONGEST: Final = 200  # characters of a title
# The name of a place ends where the next thing is named, or a year.
_NAMED: Final = (
    r"\b[\s.:=]*(?P<name>[^\W\d_][^:,;()\d]*?)"
    r"\s*(?=$|[:,;()\d]|\b(?:desa|ds|kelurahan|kel|kecamatan|kec|kabupaten|kab|tahun|provinsi|dusun|alamat)\b)"
)
_OFFICE: Final = r"(?<!kepala )(?<!kantor )(?<!sekretaris )(?<!perangkat )(?<!aparat )\b"  # who signs there
_VILLAGE = re.compile(rf"{_OFFICE}(?:desa|ds|kelurahan|kel){_NAMED}", re.IGNORECASE)
_DISTRICT = re.compile(rf"{_OFFICE}(?:kecamatan|kec){_NAMED}", re.IGNORECASE)

_TITLE = re.compile(
    r"(?:(?:[ivx]+|[a-z]|\d+)?\s*[.)]?\s*)(?:nama )?(?:desa|ds|kelurahan|kel|kecamatan|kec)\b", re.IGNORECASE
)


class Above(NamedTuple):
    """The district and the village that a line above a row named; empty where none did."""

    district: str = ""
    village: str = ""

    def after(self, row: Row) -> Self:
        """Return what holds below a row; another district leaves no village."""
        text = " ".join(found for cell in row.cells if (found := text_of(cell)))
        if len(text) > _LONGEST:
            return self
        district, village = _name(_DISTRICT, text), _name(_VILLAGE, text)
        if district:
            return type(self)(district, village)
        return self._replace(village=village) if village else self


NOWHERE: Final = Above()


def named_above(rows: Iterable[Row]) -> Above:
    """Return what the lines above a table name."""
    above = NOWHERE
    for row in rows:
        told = above.after(row)
        # Of a village before its district, as letterheads of some have it, both hold.
        above = (
            told
            if told.village or not above.village or above.district
            else told._replace(village=above.village)
        )
    return above


def is_title(row: Row) -> bool:
    """Tell whether a line between rows names a place from its beginning: "II. DESA BIKA"; no remark."""
    return _TITLE.match(" ".join(found for cell in row.cells if (found := text_of(cell)))) is not None


def _name(named: re.Pattern[str], text: str) -> str:
    found = named.search(text)
    return found["name"].strip() if found else ""
