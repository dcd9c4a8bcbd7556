"""The secret key on paper: four lines of four groups of four characters, each with a check code.

Hexadecimal digits, since nobody takes one for another: a typed O is 0, an I is 1. The code of a line is the
CRC-16 (ITU-T V.41) of its number and its eight bytes: any one character that is wrong is found, and any two
neighbours that were swapped; so is a line in the place of another.
"""

from __future__ import annotations

import re
from binascii import crc_hqx
from typing import TYPE_CHECKING, Final

from bot.store.crypto import SECRET_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES: Final = 4
_BYTES: Final = SECRET_BYTES // LINES
_GROUP: Final = 4
_DIGITS: Final = 2 * _BYTES + 4  # of a line, with its code
_ALIKE: Final = str.maketrans("OQDILSZG", "00D11526")  # letters that no key holds, for the digits meant
_NUMBERED: Final = re.compile(r"([1-9])[\s.:)]+(.*)")
_APART: Final = re.compile(r"[\s.:·-]+")


class PaperError(ValueError):
    """What was typed is no key: `wrong`, the lines that do not fit their code; `missing`, those that lack."""

    def __init__(self, wrong: Iterable[int], missing: Iterable[int]) -> None:
        self.wrong, self.missing = tuple(wrong), tuple(missing)
        super().__init__(f"lines that are wrong: {self.wrong}, that lack: {self.missing}")


def written(secret: bytes) -> list[list[str]]:
    """Return the groups of each line, the check code last. `secret`: 32 bytes."""
    return [_groups(number, _part(secret, number)) for number in range(1, LINES + 1)]


def as_text(secret: bytes) -> str:
    """Return the lines as they are typed, and as the QR code holds them."""
    return "\n".join(f"{number} {' '.join(groups)}" for number, groups in enumerate(written(secret), 1))


def read(text: str) -> bytes:
    """Return the secret out of what was typed, with the numbers of the lines or without. Raise PaperError."""
    typed = _by_number(line.strip() for line in text.splitlines() if line.strip())
    numbers = range(1, LINES + 1)
    parts = {number: _checked(number, typed[number]) for number in numbers if number in typed}
    missing = [number for number in numbers if number not in typed]
    wrong = [number for number, part in parts.items() if part is None]
    if missing or wrong:
        raise PaperError(wrong, missing)
    return b"".join(parts[number] or b"" for number in numbers)


def fits(number: int, typed: str) -> bool:
    """Tell whether a line, typed without its number, fits its check code."""
    return _checked(number, typed) is not None


def _by_number(lines: Iterable[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for order, line in enumerate(lines, 1):
        match = _NUMBERED.fullmatch(line)
        number, rest = (int(match[1]), match[2]) if match else (order, line)
        found[number] = rest if found.get(number, rest) == rest else ""  # two that differ: neither
    return found


def _checked(number: int, typed: str) -> bytes | None:
    """Return the bytes of a line; None where it does not fit its code."""
    digits = _APART.sub("", typed).upper().translate(_ALIKE)
    try:
        held = bytes.fromhex(digits[: 2 * _BYTES])
    except ValueError:
        return None
    return held if len(digits) == _DIGITS and "".join(_groups(number, held)) == digits else None


def _part(secret: bytes, number: int) -> bytes:
    return secret[(number - 1) * _BYTES : number * _BYTES]


def _groups(number: int, held: bytes) -> list[str]:
    digits = f"{held.hex()}{crc_hqx(bytes([number]) + held, 0):04x}".upper()
    return [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
