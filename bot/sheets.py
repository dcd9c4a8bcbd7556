"""Cells of files that are opened in a spreadsheet."""

import re

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection
_FIGURES = re.compile(r"[0-9+./: -]*[0-9][0-9+./: -]*")
_STAYS = re.compile(r"0|[1-9][0-9]{0,10}|[0-9]{4}-[0-9]{2}-[0-9]{2}")  # an amount, a day


def disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs; a phone number in E.164 is harmless and stays as it is."""
    harmless = cell.startswith("+") and cell[1:].isdigit()
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) and not harmless else cell


def for_excel(cell: str) -> str:
    """Return a disarmed cell that Excel does not change when a CSV is opened by a double click.

    Excel cuts a NIK to fifteen digits, takes the + from a phone number, and makes a time of 61.06.10. Quotes
    do not keep it from that, and an apostrophe shows; only ="…" does. That is a formula, so nothing may stand
    in it but figures and the signs between them: no letter, and no quote that would end the text.
    """
    if _FIGURES.fullmatch(cell) and not _STAYS.fullmatch(cell):
        return f'="{cell}"'
    return disarmed(cell)
