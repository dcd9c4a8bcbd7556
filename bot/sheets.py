"""Cells of files that are opened in a spreadsheet."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


def disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs; a phone number in E.164 is harmless and stays as it is."""
    harmless = cell.startswith("+") and cell[1:].isdigit()
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) and not harmless else cell
